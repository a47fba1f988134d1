using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;

namespace Systemfel.Data.Storage.Mappings;

internal static class MeetingMapping
{
    public static void Configure(ModelBuilder b)
    {
        b.Entity<Meeting>(e =>
        {
            e.Property(m => m.Version).IsConcurrencyToken();
            e.HasOne(m => m.Group).WithMany().HasForeignKey(m => m.GroupId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(m => m.ApprovedBy).WithMany().HasForeignKey(m => m.ApprovedById).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(m => new { m.GroupId, m.Date });
            e.HasIndex(m => new { m.OrganisationId, m.Date });
            e.HasMany(m => m.Attendances).WithOne().HasForeignKey(a => a.MeetingId);
        });
        b.Entity<AgendaItem>(e =>
        {
            e.HasOne(i => i.Meeting).WithMany(m => m.Items).HasForeignKey(i => i.MeetingId);
            e.HasOne(i => i.Deficiency).WithMany().HasForeignKey(i => i.DeficiencyId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(i => new { i.MeetingId, i.DeficiencyId }).IsUnique();
        });
        b.Entity<Decision>(e =>
        {
            e.HasOne(d => d.AgendaItem).WithMany(i => i.Decisions).HasForeignKey(d => d.AgendaItemId);
            e.HasIndex(d => d.DeficiencyId);
        });
        b.Entity<Support>(e =>
        {
            e.HasOne<AgendaItem>().WithMany(i => i.Supports).HasForeignKey(s => s.AgendaItemId);
            e.HasOne(s => s.Party).WithMany().HasForeignKey(s => s.PartyId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(s => new { s.AgendaItemId, s.PartyId, s.Kind }).IsUnique();
        });
        b.Entity<Attendance>().HasOne(a => a.Party).WithMany().HasForeignKey(a => a.PartyId).OnDelete(DeleteBehavior.Restrict);
    }
}
