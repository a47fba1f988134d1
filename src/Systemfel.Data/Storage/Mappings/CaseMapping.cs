using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Search;

namespace Systemfel.Data.Storage.Mappings;

internal static class CaseMapping
{
    public static void Configure(ModelBuilder b)
    {
        b.Entity<Deficiency>(e =>
        {
            e.HasIndex(d => new { d.OrganisationId, d.Number }).IsUnique();
            e.HasIndex(d => new { d.OrganisationId, d.ChangedAt });
            e.HasIndex(d => new { d.AuthorId, d.SubmittedAt });
            e.HasOne(d => d.Organisation).WithMany().HasForeignKey(d => d.OrganisationId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(d => d.Author).WithMany().HasForeignKey(d => d.AuthorId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(d => d.TextApprovedBy).WithMany().HasForeignKey(d => d.TextApprovedById).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(d => d.Theme).WithMany().HasForeignKey(d => d.ThemeId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(d => d.CauseType).WithMany().HasForeignKey(d => d.CauseTypeId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(d => d.LifeDomain).WithMany().HasForeignKey(d => d.LifeDomainId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(d => d.Municipality).WithMany().HasForeignKey(d => d.MunicipalityId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(d => d.MergedInto).WithMany().HasForeignKey(d => d.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(d => d.Instance).WithOne(i => i.Deficiency).HasForeignKey<Instance>(i => i.DeficiencyId);
            e.HasMany(d => d.Addressees).WithOne().HasForeignKey(a => a.DeficiencyId);
            e.HasMany(d => d.SideNotes).WithOne().HasForeignKey(a => a.DeficiencyId);
            e.HasMany(d => d.Measures).WithOne().HasForeignKey(a => a.DeficiencyId);
        });
        b.Entity<Addressee>(e =>
        {
            e.HasOne(a => a.Authority).WithMany().HasForeignKey(a => a.AuthorityId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(a => a.SubArea).WithMany().HasForeignKey(a => a.SubAreaId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(a => a.Party).WithMany().HasForeignKey(a => a.PartyId).OnDelete(DeleteBehavior.Restrict);
        });
        b.Entity<Instance>(e =>
        {
            e.Property(i => i.Version).IsConcurrencyToken();
            e.HasOne(i => i.RouteVersion).WithMany().HasForeignKey(i => i.RouteVersionId).OnDelete(DeleteBehavior.Restrict);
        });
        b.Entity<Bookmark>(e =>
        {
            e.Property(k => k.Version).IsConcurrencyToken();
            e.HasOne(k => k.Deficiency).WithMany(d => d.Bookmarks).HasForeignKey(k => k.DeficiencyId);
            e.HasOne(k => k.Addressee).WithMany().HasForeignKey(k => k.AddresseeId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(k => k.Group).WithMany().HasForeignKey(k => k.GroupId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(k => k.WaitsForParty).WithMany().HasForeignKey(k => k.WaitsForPartyId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(k => k.LetterItem).WithMany().HasForeignKey(k => k.LetterItemId).OnDelete(DeleteBehavior.SetNull);
            e.HasIndex(k => new { k.Stage, k.GroupId });
            e.HasIndex(k => new { k.Stage, k.Due });
            e.HasIndex(k => k.DeficiencyId);
        });
        b.Entity<Occurrence>(e =>
        {
            e.HasOne(o => o.Deficiency).WithMany(d => d.Occurrences).HasForeignKey(o => o.DeficiencyId);
            e.HasOne(o => o.Account).WithMany().HasForeignKey(o => o.AccountId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(o => o.Municipality).WithMany().HasForeignKey(o => o.MunicipalityId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(o => new { o.AccountId, o.CountedAt });
        });
        b.Entity<Grant>(e =>
        {
            e.HasOne(g => g.Deficiency).WithMany(d => d.Grants).HasForeignKey(g => g.DeficiencyId);
            e.HasIndex(g => new { g.GroupId, g.DeficiencyId });
            e.HasIndex(g => new { g.Kind, g.DeficiencyId });
        });
        b.Entity<SideNote>().HasIndex(s => new { s.Kind, s.At });
        b.Entity<AuthorQuestion>(e =>
        {
            e.HasOne(q => q.Deficiency).WithMany(d => d.Questions).HasForeignKey(q => q.DeficiencyId);
            e.HasOne(q => q.AskedBy).WithMany().HasForeignKey(q => q.AskedById).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(q => q.AnsweredAt);
        });
        b.Entity<Measure>(e =>
        {
            e.HasIndex(m => new { m.State, m.DueOn });
            e.HasMany(m => m.Milestones).WithOne().HasForeignKey(s => s.MeasureId);
        });
        b.Entity<EffectQuestion>(e =>
        {
            e.HasOne(q => q.Deficiency).WithMany(d => d.EffectQuestions).HasForeignKey(q => q.DeficiencyId);
            e.HasOne(q => q.Account).WithMany().HasForeignKey(q => q.AccountId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(q => new { q.AccountId, q.IsSettled });
            e.HasIndex(q => q.IsSettled);
        });
        b.Entity<Draft>().HasIndex(d => d.AccountId);
        b.Entity<CaseEvent>(e =>
        {
            e.HasOne(v => v.Deficiency).WithMany(d => d.Events).HasForeignKey(v => v.DeficiencyId);
            e.HasOne(v => v.Actor).WithMany().HasForeignKey(v => v.ActorId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(v => v.Addressee).WithMany().HasForeignKey(v => v.AddresseeId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(v => new { v.DeficiencyId, v.Seq }).IsUnique();
            e.HasIndex(v => v.MoveKey);
        });
        b.Entity<RegisterEntry>(e =>
        {
            e.HasKey(r => r.DeficiencyId);
            e.Property(r => r.DeficiencyId).ValueGeneratedNever();
            e.HasIndex(r => new { r.OrganisationId, r.ChangeSeq });
        });
    }
}
