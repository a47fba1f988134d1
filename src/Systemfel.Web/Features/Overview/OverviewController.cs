using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Lists;
using Systemfel.Web.Features.Register;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Features.Shared.Components;
using Systemfel.Workflows.Disclosure;

namespace Systemfel.Web.Features.Overview;

/// <summary>The cases behind a figure of the overview.</summary>
public sealed record OverviewListPage(OverviewPage Overview, string Title, IReadOnlyList<RegisterLine> Rows, Pager Pager, string Files);

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
        var cases = Ids(slice, overview);
        var page = int.TryParse(Request.Query["sida"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Math.Clamp(n, 1, Math.Max(1, (cases.Count + PageSize - 1) / PageSize)) : 1;
        var rows = await RegisterRows.ReadAsync(reader, [.. cases.Skip((page - 1) * PageSize).Take(PageSize)], await AudienceAsync(ct), time.Today(), ct);
        var asked = Request.Query.Where(q => q.Key is not ("ar" or "kommun" or "myndighet" or "sida")).Select(q => (q.Key, q.Value.ToString())).ToList();
        return View("OverviewList", new OverviewListPage(
            overview, slice.Title, rows, new Pager(page, PageSize, cases.Count, p => overview.List([.. asked, ("sida", p.ToString(CultureInfo.InvariantCulture))])), overview.Question.Url("", asked)));
    }

    [HttpGet("/oversikt/lista.csv"), HttpGet("/oversikt/lista.xlsx")]
    public async Task<IActionResult> Export(CancellationToken ct)
    {
        var overview = await overviews.FiguresAsync(Request.Query, ct);
        var ids = Ids(OverviewSlice.Read(Request.Query, overview.Names), overview);
        return new ListResult<Deficiency>(RegisterList.Of(await AudienceAsync(ct), time.Today()) with { Word = "overview" }, RegisterList.ReadAsync(reader, ids, ct));
    }

    private static List<long> Ids(OverviewSlice slice, OverviewPage overview) =>
        [.. slice.Of(overview.Figures).OrderByDescending(c => c.Submitted).ThenByDescending(c => c.Id).Select(c => c.Id)];

    private Task<Audience> AudienceAsync(CancellationToken ct) =>
        Audience.OfAsync(reader, current.Viewer, current.Viewer.OrganisationsWith(Viewer.TeamRoles)[0], ct);
}
