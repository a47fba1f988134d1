using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Overview;

namespace Systemfel.Web.Features.Api;

/// <summary>The year in figures, for the team.</summary>
[AllowedRoles(Role.Ombud, Role.Coordinator, Role.UnitManager), Tags("Overview")]
public sealed class OverviewApiController(SystemfelReader reader, OverviewIndex index, CurrentViewer current, TimeProvider time) : ApiController
{
    /// <summary>A year's figures, as on the page Översikt.</summary>
    /// <param name="year">This year without.</param>
    /// <param name="ct">Stops the reading.</param>
    [HttpGet("overview")]
    public async Task<ActionResult<ApiOverview>> Show([Range(2000, 9998)] int? year = null, CancellationToken ct = default)
    {
        var organisation = current.Viewer.OrganisationsWith(Viewer.TeamRoles)[0];
        var asked = year ?? time.Today().Year;
        var figures = new OverviewFigures(await index.NowAsync(organisation, ct), new OverviewScope(asked));
        var authorities = await reader.Authorities.Where(a => a.OrganisationId == organisation).OrderBy(a => a.SortOrder).ToListAsync(ct);
        var (sum, days) = (figures.Sum(asked), figures.DaysByAuthority);
        var counts = figures.Submitted.Where(c => c.Authorities.Count > 0).CountBy(c => c.Authorities[0]).ToDictionary();
        return new ApiOverview(asked, sum.Submitted, sum.Answered, sum.Days?.Median, sum.WithMeasure, sum.Closed, sum.ClosedWithoutAnswer,
            [.. authorities.Select(a => new ApiAuthorityCount(a.Code, a.Name, counts.GetValueOrDefault(a.Id), days.GetValueOrDefault(a.Id)?.Median))],
            [.. figures.Months(time.Today()).Select(m => new ApiMonth(m.Month, m.Submitted, m.Answered))]);
    }
}
