using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Register;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Features.Shared.Components;
using Systemfel.Workflows.Disclosure;

namespace Systemfel.Web.Features.Overview;

/// <summary>The cases behind a figure of the overview.</summary>
public sealed record OverviewListPage(OverviewPage Overview, string Title, IReadOnlyList<RegisterLine> Rows, Pager Pager);

/// <summary>A year in figures, for the team: each figure leads to its cases.</summary>
[AllowedRoles(Role.Ombud, Role.Coordinator, Role.UnitManager)]
public sealed class OverviewController(YearOverviewReader overviews, SystemfelReader reader, CurrentViewer current, TimeProvider time) : Controller
{
    private const int PageSize = 50;

    [HttpGet("/oversikt")]
    public async Task<IActionResult> Show(CancellationToken ct) => View("Overview", await overviews.PageAsync(Request.Query, ct));

    [HttpGet("/oversikt/lista")]
    public async Task<IActionResult> List(CancellationToken ct)
    {
        var overview = await overviews.FiguresAsync(Request.Query, ct);
        var slice = OverviewSlice.Read(Request.Query, overview.Names);
        var cases = slice.Of(overview.Figures).OrderByDescending(c => c.Submitted).ThenByDescending(c => c.Id).Select(c => c.Id).ToList();
        var page = int.TryParse(Request.Query["sida"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Math.Clamp(n, 1, Math.Max(1, (cases.Count + PageSize - 1) / PageSize)) : 1;
        var audience = await Audience.OfAsync(reader, current.Viewer, current.Viewer.OrganisationsWith(Viewer.TeamRoles)[0], ct);
        var rows = await RegisterRows.ReadAsync(reader, [.. cases.Skip((page - 1) * PageSize).Take(PageSize)], audience, time.Today(), ct);
        var asked = Request.Query.Where(q => q.Key is not ("ar" or "kommun" or "myndighet" or "sida")).Select(q => (q.Key, q.Value.ToString())).ToList();
        return View("OverviewList", new OverviewListPage(
            overview, slice.Title, rows, new Pager(page, PageSize, cases.Count, p => overview.List([.. asked, ("sida", p.ToString(CultureInfo.InvariantCulture))]))));
    }
}
