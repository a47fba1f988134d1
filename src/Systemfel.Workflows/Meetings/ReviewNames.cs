using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Meetings;

/// <summary>What organisations call the meeting of their team: the review of the route that they use.</summary>
public static class ReviewNames
{
    /// <param name="organisations">All of them.</param>
    /// <param name="routes">Versions that have been read.</param>
    /// <param name="ids">Whose names are wanted.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>By the organisation's id; one without a route is not in it.</returns>
    public static async Task<IReadOnlyDictionary<long, string>> ReadAsync(IQueryable<Organisation> organisations, RouteCache routes, IEnumerable<long> ids, CancellationToken ct = default)
    {
        var wanted = ids.Distinct().ToList();
        var versions = await organisations.AsNoTracking().Where(o => wanted.Contains(o.Id) && o.CurrentRoute != null).Select(o => o.CurrentRoute!).ToListAsync(ct);
        return versions.ToDictionary(v => v.OrganisationId, v => routes.Of(v).Stage(Stages.Review).Label);
    }
}
