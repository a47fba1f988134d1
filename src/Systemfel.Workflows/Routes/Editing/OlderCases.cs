using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Routes.Editing;

/// <summary>An open case on an older version.</summary>
/// <param name="Id">The case.</param>
/// <param name="Number">Its number.</param>
/// <param name="Version">The number of the version that it is on.</param>
/// <param name="WhyNot">Swedish: why it cannot go on with the one in use; none when it can.</param>
public sealed record OlderCase(long Id, string Number, int Version, IReadOnlyList<string> WhyNot);

/// <summary>Finds the open cases that are not on the version in use, and whether they can be.</summary>
public static class OlderCases
{
    /// <param name="cases">All cases.</param>
    /// <param name="versions">All versions.</param>
    /// <param name="groups">The organisation's groups.</param>
    /// <param name="current">The version in use.</param>
    /// <param name="routes">Versions that have been read.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>In id order; an erased case, of which nothing is left to move, is none of them.</returns>
    public static async Task<List<OlderCase>> ReadAsync(
        IQueryable<Deficiency> cases, IQueryable<RouteVersion> versions, IEnumerable<Group> groups, RouteVersion current, RouteCache routes, CancellationToken ct = default)
    {
        var rows = await cases.AsNoTracking()
            .Where(d => d.OrganisationId == current.OrganisationId && d.Instance.ClosedAt == null && d.ErasedAt == null && d.Instance.RouteVersionId != current.Id)
            .OrderBy(d => d.Id)
            .Select(d => new { d.Id, d.Number, d.Instance.RouteVersionId, Lines = d.Bookmarks.Select(b => new { b.Stage, b.GroupId }).ToList() }).ToListAsync(ct);
        var ids = rows.Select(r => r.RouteVersionId).Distinct().ToList();
        var older = (await versions.AsNoTracking().Where(v => ids.Contains(v.Id)).ToListAsync(ct)).ToDictionary(v => v.Id, routes.Of);
        var codes = groups.ToDictionary(g => g.Id, g => new KnownGroup(g.Code, g.Name));
        var to = routes.Of(current);
        return rows.ConvertAll(r => new OlderCase(
            r.Id, r.Number, older[r.RouteVersionId].Version,
            RouteMapping.WhyNot(r.Lines.Select(l => new Bookmark { Stage = l.Stage, GroupId = l.GroupId }), older[r.RouteVersionId], codes, to)));
    }
}
