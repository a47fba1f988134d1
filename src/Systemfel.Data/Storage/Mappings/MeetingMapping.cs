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
            e.HasOne(m => m.HostParty).WithMany().HasForeignKey(m => m.HostPartyId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(m => m.Series).WithMany().HasForeignKey(m => m.SeriesId).OnDelete(DeleteBehavior.Restrict);
            e.HasMany(m => m.Invitations).WithOne().HasForeignKey(i => i.MeetingId);
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
        b.Entity<MeetingSeries>(e =>
        {
            e.Property(s => s.Version).IsConcurrencyToken();
            e.HasOne(s => s.Group).WithMany().HasForeignKey(s => s.GroupId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(s => s.OrganisationId);
        });
        b.Entity<Invitation>(e =>
        {
            e.HasOne(i => i.Account).WithMany().HasForeignKey(i => i.AccountId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(i => i.Party).WithMany().HasForeignKey(i => i.PartyId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(i => new { i.MeetingId, i.Address }).IsUnique();
        });
        b.Entity<Remark>(e =>
        {
            e.HasOne(r => r.Deficiency).WithMany().HasForeignKey(r => r.DeficiencyId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(r => r.Party).WithMany().HasForeignKey(r => r.PartyId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(r => new { r.GroupId, r.DeficiencyId, r.PartyId, r.Kind }).IsUnique();
            e.HasIndex(r => r.DeficiencyId);
        });
        b.Entity<RaisedPoint>(e =>
        {
            e.HasOne(r => r.Group).WithMany().HasForeignKey(r => r.GroupId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(r => r.Party).WithMany().HasForeignKey(r => r.PartyId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(r => new { r.GroupId, r.ClosedAt });
            e.HasIndex(r => r.MeetingId);
        });
        b.Entity<CaseLink>(e =>
        {
            e.HasOne<Cases.Deficiency>().WithMany().HasForeignKey(l => l.DeficiencyId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<Cases.Deficiency>().WithMany().HasForeignKey(l => l.OtherId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(l => new { l.DeficiencyId, l.OtherId, l.Kind }).IsUnique();
        });
        b.Entity<MinutesVersion>(e =>
        {
            e.HasOne(v => v.Meeting).WithMany(m => m.MinutesVersions).HasForeignKey(v => v.MeetingId);
            e.HasOne(v => v.By).WithMany().HasForeignKey(v => v.ById).OnDelete(DeleteBehavior.Restrict);
            e.HasMany(v => v.Parts).WithOne().HasForeignKey(p => p.MinutesVersionId);
            e.HasIndex(v => new { v.MeetingId, v.Number }).IsUnique();
        });
        b.Entity<MinutesPart>(e =>
        {
            e.HasOne<Cases.Deficiency>().WithMany().HasForeignKey(p => p.DeficiencyId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(p => p.DeficiencyId);
        });
        b.Entity<Adjustment>(e =>
        {
            e.HasOne<Meeting>().WithMany(m => m.Adjustments).HasForeignKey(a => a.MeetingId);
            e.HasOne(a => a.Account).WithMany().HasForeignKey(a => a.AccountId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(a => a.Party).WithMany().HasForeignKey(a => a.PartyId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(a => a.MeetingId);
        });
        b.Entity<Attendance>().HasOne(a => a.Party).WithMany().HasForeignKey(a => a.PartyId).OnDelete(DeleteBehavior.Restrict);
    }
}
