using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;

namespace Systemfel.Workflows.County;

/// <summary>Which counties somebody works for: those of the organisations that they read for the County Administrative Board.</summary>
public static class CountyRights
{
    /// <summary>The counties by name.</summary>
    /// <param name="organisations">All.</param>
    /// <param name="memberships">Of the account.</param>
    /// <param name="ct">Stops the reading.</param>
    public static Task<List<string>> CountiesOfAsync(IQueryable<Organisation> organisations, IReadOnlyList<Membership> memberships, CancellationToken ct = default)
    {
        var ids = memberships.Where(m => m.Role == Role.CountyBoard).Select(m => m.OrganisationId).Distinct().ToList();
        return organisations.Where(o => ids.Contains(o.Id) && o.County != "").Select(o => o.County).Distinct().OrderBy(c => c).ToListAsync(ct);
    }
}
