using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Imports;

namespace Systemfel.Data.Storage.Mappings;

internal static class ImportMapping
{
    public static void Configure(ModelBuilder b)
    {
        b.Entity<Import>(e =>
        {
            e.Property(i => i.Version).IsConcurrencyToken();
            e.HasOne(i => i.Account).WithMany().HasForeignKey(i => i.AccountId).OnDelete(DeleteBehavior.Restrict);
            e.HasMany(i => i.Cases).WithOne().HasForeignKey(c => c.ImportId);
            e.HasIndex(i => new { i.OrganisationId, i.CreatedAt });
        });
        b.Entity<ImportedCase>(e =>
        {
            e.HasOne(c => c.Deficiency).WithMany().HasForeignKey(c => c.DeficiencyId);
            e.HasIndex(c => c.DeficiencyId);
        });
    }
}
