using System.Linq.Expressions;
using Systemfel.Data.Cases;

namespace Systemfel.Data.Accounts;

/// <summary>Who looks: an account and what it may do where. Made once per request.</summary>
public sealed record Viewer(long AccountId, string Name, IReadOnlyList<Membership> Memberships)
{
    /// <summary>Roles that read all of their organisation's cases. An administrator runs the service and reads none.</summary>
    public static readonly IReadOnlyList<Role> TeamRoles = [Role.Ombud, Role.Coordinator, Role.UnitManager];

    public static readonly IReadOnlyList<Role> GroupRoles = [Role.Member, Role.UserOrganisation];

    public bool Has(long organisationId, params ReadOnlySpan<Role> roles)
    {
        foreach (var m in Memberships)
            if (m.OrganisationId == organisationId && roles.Contains(m.Role)) return true;
        return false;
    }

    public bool HasAny(params ReadOnlySpan<Role> roles)
    {
        foreach (var m in Memberships)
            if (roles.Contains(m.Role)) return true;
        return false;
    }

    /// <summary>The organisation that this account works in; null for one that holds no membership.</summary>
    public long? HomeOrganisationId => Memberships.Count == 0 ? null : Memberships[0].OrganisationId;

    public List<long> OrganisationsWith(IReadOnlyList<Role> roles) =>
        [.. Memberships.Where(m => roles.Contains(m.Role)).Select(m => m.OrganisationId).Distinct()];

    public List<long> GroupIds() =>
        [.. Memberships.Where(m => m.GroupId != null && GroupRoles.Contains(m.Role)).Select(m => m.GroupId!.Value).Distinct()];
}

/// <summary>The one rule of who sees which case: own organisation, a shared group, the county. Not by filter but by grant.</summary>
public static class Visibility
{
    public static IQueryable<Deficiency> VisibleTo(this IQueryable<Deficiency> cases, Viewer viewer) =>
        cases.Where(Rule(viewer));

    public static Expression<Func<Deficiency, bool>> Rule(Viewer viewer)
    {
        var teams = viewer.OrganisationsWith(Viewer.TeamRoles);
        var groups = viewer.GroupIds();
        var counties = viewer.OrganisationsWith([Role.CountyBoard]);
        var me = viewer.AccountId;
        return d =>
            (teams.Contains(d.OrganisationId) && (!d.IsDraft || d.AuthorId == me))
            || d.Grants.Any(g => g.GroupId != null && groups.Contains(g.GroupId.Value))
            || (counties.Contains(d.OrganisationId) && d.Grants.Any(g => g.Kind == GrantKind.County));
    }
}
