using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Operations;

namespace Systemfel.Data.Storage.Mappings;

internal static class OperationMapping
{
    public static void Configure(ModelBuilder b)
    {
        b.Entity<JobRun>(e =>
        {
            e.HasIndex(r => new { r.Job, r.StartedAt });
            e.HasIndex(r => r.StartedAt);
        });
        b.Entity<AccessLog>(e =>
        {
            e.HasOne(a => a.Account).WithMany().HasForeignKey(a => a.AccountId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(a => a.At);
        });
        b.Entity<Incident>(e =>
        {
            e.Property(i => i.Version).IsConcurrencyToken();
            e.HasOne(i => i.Organisation).WithMany().HasForeignKey(i => i.OrganisationId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(i => i.ReportedBy).WithMany().HasForeignKey(i => i.ReportedById).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(i => i.DecidedBy).WithMany().HasForeignKey(i => i.DecidedById).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(i => i.Key).IsUnique();
            e.HasIndex(i => new { i.OrganisationId, i.At });
            e.HasIndex(i => i.DeficiencyId);
            e.HasIndex(i => i.MailMessageId);
        });
        b.Entity<SealedText>(e =>
        {
            e.HasOne(s => s.Incident).WithMany().HasForeignKey(s => s.IncidentId);
            e.HasIndex(s => new { s.IncidentId, s.Place, s.RowId }).IsUnique();
        });
        b.Entity<Setting>().HasKey(s => s.Key);
    }
}
