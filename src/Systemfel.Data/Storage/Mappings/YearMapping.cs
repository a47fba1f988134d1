using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Yearly;

namespace Systemfel.Data.Storage.Mappings;

/// <summary>Returns and reports of a year, and what a county has of them.</summary>
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
    }
}
