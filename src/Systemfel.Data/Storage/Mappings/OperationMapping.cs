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
        b.Entity<Setting>().HasKey(s => s.Key);
    }
}
