using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Features.Flow;

public sealed record FlowRow(string Station, string Hint, int Count, int? MedianDays, int Late, string Waits, string Href);

public sealed record FlowPage(RouteDefinition Route, RouteCounts Counts, IReadOnlyList<FlowRow> Rows, int Open, int ClosedThisYear, int WithoutAnswer, int Year);

/// <summary>The route as a picture, with how many cases stand where.</summary>
[AllowedRoles(Role.Ombud, Role.Coordinator, Role.UnitManager)]
public sealed class FlowController(SystemfelReader reader, CurrentViewer current, RouteCache routes, TimeProvider time) : Controller
{
    [HttpGet("/flode")]
    public async Task<IActionResult> Show(CancellationToken ct)
    {
        var organisation = current.Viewer.OrganisationsWith(Viewer.TeamRoles)[0];
        var version = await reader.Organisations.Where(o => o.Id == organisation).Select(o => o.CurrentRoute).SingleOrDefaultAsync(ct);
        if (version is null) throw new CaseNotFoundException();
        return View("Flow", await FlowNumbers.ReadAsync(reader, current.Viewer, organisation, routes.Of(version), time.Today(), ct));
    }
}
