using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Lists;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Disclosure;

namespace Systemfel.Web.Features.Meetings;

/// <summary>The decisions of the meetings that one may see, as a file.</summary>
[AllowedRoles(Role.Coordinator, Role.Ombud, Role.UnitManager, Role.Member, Role.UserOrganisation)]
public sealed class DecisionListController(SystemfelReader reader, CurrentViewer current) : Controller
{
    [HttpGet("/mote/beslut.csv"), HttpGet("/mote/beslut.xlsx")]
    public async Task<IActionResult> Export([FromQuery(Name = "mote")] long? meeting, CancellationToken ct)
    {
        var organisation = current.Viewer.HomeOrganisationId ?? throw new Workflows.Running.CaseNotFoundException();
        var audience = await Audience.OfAsync(reader, current.Viewer, organisation, ct);
        return new ListResult<DecisionRow>(DecisionList.Of(audience), DecisionList.ReadAsync(reader, current.Viewer, organisation, meeting, ct));
    }
}
