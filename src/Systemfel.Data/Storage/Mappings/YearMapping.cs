using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Imports;
using Systemfel.Data.Watching;
using Systemfel.Data.Yearly;

namespace Systemfel.Data.Storage.Mappings;

/// <summary>What follows on a case: returns and reports of a year, watches, imports, keys to the read-only interface.</summary>
internal static class YearMapping
{
    public static void Configure(ModelBuilder b)
    {
        b.Entity<YearDocument>(e =>
        {
            e.Property(d => d.Version).IsConcurrencyToken();
            e.HasOne(d => d.Organisation).WithMany().HasForeignKey(d => d.OrganisationId).OnDelete(DeleteBehavior.Restrict);
            e.HasMany(d => d.Passages).WithOne(p => p.Document).HasForeignKey(p => p.DocumentId);
            e.HasMany(d => d.Steps).WithOne().HasForeignKey(s => s.DocumentId);
            e.HasMany(d => d.Files).WithOne().HasForeignKey(f => f.DocumentId);
            e.HasIndex(d => new { d.OrganisationId, d.Year, d.Kind, d.Recipient }).IsUnique();
        });
        b.Entity<YearPassage>().HasMany(p => p.Cases).WithOne().HasForeignKey(c => c.PassageId);
        b.Entity<YearPassageCase>(e =>
        {
            e.HasKey(c => new { c.PassageId, c.DeficiencyId });
            e.HasOne(c => c.Deficiency).WithMany().HasForeignKey(c => c.DeficiencyId);
            e.HasIndex(c => c.DeficiencyId);
        });
        b.Entity<YearStep>().HasOne(s => s.Account).WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Restrict);
        b.Entity<CountyYear>(e =>
        {
            e.HasOne(y => y.PublishedBy).WithMany().HasForeignKey(y => y.PublishedById).OnDelete(DeleteBehavior.Restrict);
            e.HasMany(y => y.Services).WithOne(s => s.CountyYear).HasForeignKey(s => s.CountyYearId);
            e.HasIndex(y => new { y.County, y.Year }).IsUnique();
        });
        b.Entity<CountyService>(e =>
        {
            e.Property(s => s.Version).IsConcurrencyToken();
            e.HasIndex(s => new { s.CountyYearId, s.Name }).IsUnique();
        });
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
        b.Entity<Watch>(e =>
        {
            e.HasOne(w => w.Account).WithMany().HasForeignKey(w => w.AccountId);
            e.HasIndex(w => new { w.AccountId, w.OrganisationId, w.Kind, w.SubjectId }).IsUnique();
        });
        b.Entity<PersonalKey>(e =>
        {
            e.HasOne(k => k.Account).WithMany().HasForeignKey(k => k.AccountId);
            e.HasIndex(k => k.KeyHash).IsUnique();
            e.HasIndex(k => k.AccountId);
        });
    }
}
