using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Organisations;

namespace Systemfel.Data.Storage.Mappings;

internal static class OrganisationMapping
{
    public static void Configure(ModelBuilder b)
    {
        b.Entity<Organisation>(e =>
        {
            e.HasOne(o => o.CurrentRoute).WithMany().HasForeignKey(o => o.CurrentRouteId).OnDelete(DeleteBehavior.Restrict);
        });
        b.Entity<NumberSeries>().HasKey(n => new { n.OrganisationId, n.Series, n.Year });
        b.Entity<Municipality>().HasIndex(m => new { m.OrganisationId, m.Code }).IsUnique();
        b.Entity<RouteVersion>().HasIndex(r => new { r.OrganisationId, r.RouteKey, r.Version }).IsUnique();
        b.Entity<Authority>().HasIndex(a => new { a.OrganisationId, a.Code }).IsUnique();
        b.Entity<SubArea>(e =>
        {
            e.HasIndex(s => new { s.AuthorityId, s.Code }).IsUnique();
            e.HasIndex(s => s.OrganisationId);
        });
        b.Entity<Term>().HasIndex(t => new { t.OrganisationId, t.Kind, t.Code }).IsUnique();
        b.Entity<Party>(e =>
        {
            e.HasIndex(p => new { p.OrganisationId, p.Code }).IsUnique();
            e.HasOne(p => p.Authority).WithMany().HasForeignKey(p => p.AuthorityId).OnDelete(DeleteBehavior.Restrict);
        });
        b.Entity<Group>(e =>
        {
            e.HasIndex(g => new { g.OrganisationId, g.Code }).IsUnique();
            e.HasOne(g => g.Inviter).WithMany().HasForeignKey(g => g.InviterPartyId).OnDelete(DeleteBehavior.Restrict);
            e.HasMany(g => g.Parties).WithOne().HasForeignKey(p => p.GroupId);
        });
        b.Entity<GroupParty>().HasKey(g => new { g.GroupId, g.PartyId });
        b.Entity<Contact>().HasIndex(c => new { c.OrganisationId, c.Address });
    }
}
