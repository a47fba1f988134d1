using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Routes.Editing;

namespace Systemfel.Web.Features.Routes;

/// <summary>Reads what the editor's pages show.</summary>
public sealed class RoutePageReader(SystemfelReader reader)
{
    /// <summary>Null where the organisation has no route yet.</summary>
    public async Task<RoutePage?> ReadAsync(long organisation, CancellationToken ct)
    {
        var current = await reader.Organisations.Where(o => o.Id == organisation).Select(o => o.CurrentRoute).SingleOrDefaultAsync(ct);
        if (current == null) return null;
        var authorities = await reader.Authorities.Where(a => a.OrganisationId == organisation).OrderBy(a => a.SortOrder).ToListAsync(ct);
        var stand = new RouteStand(
            current, await reader.RouteVersions.SingleOrDefaultAsync(r => r.OrganisationId == organisation && r.RouteKey == current.RouteKey && r.Version == 0, ct),
            await reader.Groups.Where(g => g.OrganisationId == organisation).OrderBy(g => g.SortOrder).ThenBy(g => g.Id).ToListAsync(ct),
            [.. authorities.Select(a => a.Code)]);
        var from = stand.From;
        return new RoutePage(stand, RouteFields.Of(from, stand.Authorities), from, authorities, await VersionsAsync(organisation, current, ct)) { Note = stand.Draft?.Note ?? "" };
    }

    private async Task<List<VersionRow>> VersionsAsync(long organisation, RouteVersion current, CancellationToken ct)
    {
        var versions = await reader.RouteVersions.Where(r => r.OrganisationId == organisation && r.Version > 0).OrderByDescending(r => r.Id).ToListAsync(ct);
        var makers = versions.ConvertAll(v => v.CreatedById);
        var names = await reader.Accounts.Where(a => makers.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        var open = await reader.Deficiencies.Where(d => d.OrganisationId == organisation && d.Instance.ClosedAt == null && d.ErasedAt == null)
            .GroupBy(d => d.Instance.RouteVersionId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return versions.ConvertAll(v => new VersionRow(v, v.CreatedById is { } by ? names.GetValueOrDefault(by) : null, open.GetValueOrDefault(v.Id), v.Id == current.Id));
    }
}
