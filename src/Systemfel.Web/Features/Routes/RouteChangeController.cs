using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Routes.Editing;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Features.Routes;

/// <param name="Current">The version in use.</param>
/// <param name="Cases">Open cases on older versions.</param>
/// <param name="Titles">Of those that this person may see.</param>
public sealed record RouteChangePage(RouteVersion Current, IReadOnlyList<OlderCase> Cases, IReadOnlyDictionary<long, string> Titles)
{
    /// <summary>So many of those that cannot be moved are shown.</summary>
    public const int Shown = 50;

    public IReadOnlyList<OlderCase> Cannot => [.. Cases.Where(c => c.WhyNot.Count > 0)];

    public int Can => Cases.Count(c => c.WhyNot.Count == 0);
}

/// <summary>Open cases on older versions of the route: which can go on with the one in use, and moving those.</summary>
[AllowedRoles(Role.Administrator), Route("admin/vagen/flytta")]
public sealed class RouteChangeController(SystemfelReader reader, RouteChange change, RouteCache routes, CurrentViewer current) : Controller
{
    private long Organisation => current.Viewer.OrganisationsWith([Role.Administrator])[0];

    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken ct)
    {
        var id = Organisation;
        if (await reader.Organisations.Where(o => o.Id == id).Select(o => o.CurrentRoute).SingleOrDefaultAsync(ct) is not { } version) return View("NoRoute");
        var groups = await reader.Groups.Where(g => g.OrganisationId == id).ToListAsync(ct);
        var cases = await OlderCases.ReadAsync(reader.Deficiencies, reader.RouteVersions, groups, version, routes, ct);
        var shown = cases.Where(c => c.WhyNot.Count > 0).Take(RouteChangePage.Shown).Select(c => c.Id).ToList();
        var titles = await reader.Deficiencies.VisibleTo(current.Viewer).Where(d => shown.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Title, ct);
        return View("Change", new RouteChangePage(version, cases, titles));
    }

    [HttpPost("")]
    public async Task<IActionResult> Move(long version, CancellationToken ct)
    {
        this.LeadsBackTo("/admin/vagen/flytta", "Till systemfel på äldre versioner");
        var result = await change.MoveOpenAsync(Organisation, version, Actor.From(current.Viewer), ct: ct);
        this.Confirm(result switch
        {
            { Moved: 0, Left: 0 } => "Det fanns inget att flytta.",
            { Moved: 0 } => "Inget kunde flyttas just nu, för någon annan ändrade samtidigt. Försök igen.",
            { Left: > 0 } => $"{Moved(result.Moved)} {result.Left} återstår: tryck igen för att fortsätta.",
            _ => Moved(result.Moved),
        });
        return Redirect("/admin/vagen/flytta");
    }

    private static string Moved(int n) => n == 1 ? "Ett systemfel är flyttat." : $"{n} systemfel är flyttade.";
}
