using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Disclosure;

namespace Systemfel.Web.Features.Lists;

/// <summary>What belongs to the cases, as files: the measures of those that one may see, and for the team all that has happened.</summary>
public sealed class CaseListsController(SystemfelReader reader, CurrentViewer current) : Controller
{
    [AllowedRoles(Role.Ombud, Role.Coordinator, Role.UnitManager, Role.Member, Role.UserOrganisation, Role.CountyBoard)]
    [HttpGet("/atgarder.csv"), HttpGet("/atgarder.xlsx")]
    public async Task<IActionResult> Measures(CancellationToken ct)
    {
        var organisation = current.Viewer.HomeOrganisationId ?? throw new Workflows.Running.CaseNotFoundException();
        var audience = await Audience.OfAsync(reader, current.Viewer, organisation, ct);
        return new ListResult<MeasureRow>(MeasureList.Of(audience), MeasureList.ReadAsync(reader, Visible(organisation).Where(d => d.MaskedAt == null && d.ErasedAt == null), organisation, ct));
    }

    [AllowedRoles(Role.Ombud, Role.Coordinator, Role.UnitManager)]
    [HttpGet("/handelser.csv"), HttpGet("/handelser.xlsx")]
    public IActionResult Events(CancellationToken ct)
    {
        var organisation = current.Viewer.OrganisationsWith(Viewer.TeamRoles)[0];
        return new ListResult<CaseEvent>(EventList.Columns, EventList.ReadAsync(reader, Visible(organisation), ct));
    }

    private IQueryable<Deficiency> Visible(long organisationId) => reader.Deficiencies.VisibleTo(current.Viewer).Where(d => d.OrganisationId == organisationId && !d.IsDraft && !d.IsExample);
}
