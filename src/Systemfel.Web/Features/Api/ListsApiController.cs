using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Meetings;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Disclosure;

namespace Systemfel.Web.Features.Api;

/// <summary>The small lists that cases refer to, and when groups meet.</summary>
public sealed class ListsApiController(SystemfelReader reader, CurrentViewer current, TimeProvider time) : ApiController
{
    /// <summary>Authorities with their sub-areas; small ones that are not named to this account are left out.</summary>
    [HttpGet("authorities"), Tags("Lists"), AllowedRoles(Role.Ombud, Role.Coordinator, Role.UnitManager, Role.Member, Role.UserOrganisation, Role.CountyBoard)]
    public async Task<ActionResult<IReadOnlyList<ApiAuthority>>> Authorities(CancellationToken ct)
    {
        if (current.Viewer.HomeOrganisationId is not { } organisation) return NotFound();
        var audience = await Audience.OfAsync(reader, current.Viewer, organisation, ct);
        var authorities = await reader.Authorities.Where(a => a.OrganisationId == organisation).OrderBy(a => a.SortOrder).Include(a => a.SubAreas).AsSplitQuery().ToListAsync(ct);
        return authorities.ConvertAll(a => new ApiAuthority(a.Code, a.Name,
            [.. a.SubAreas.Where(audience.SeesEverywhere).OrderBy(s => s.SortOrder).Select(s => new ApiSubArea(s.Code, s.Name))]));
    }

    /// <summary>The days of meetings that the account may see, by day.</summary>
    /// <param name="from">The first day; today without.</param>
    /// <param name="to">The last day; a year after the first without, and never more than two years after it.</param>
    /// <param name="ct">Stops the reading.</param>
    [HttpGet("meetings"), Tags("Lists"), AllowedRoles(Role.Ombud, Role.Coordinator, Role.UnitManager, Role.Member, Role.UserOrganisation)]
    public async Task<ActionResult<IReadOnlyList<ApiMeeting>>> Meetings(DateOnly? from = null, DateOnly? to = null, CancellationToken ct = default)
    {
        if (current.Viewer.HomeOrganisationId is not { } organisation) return NotFound();
        var first = from ?? time.Today();
        if (first.Year > 9990) return BadRequest();
        var (end, most) = (to ?? first.AddYears(1), first.AddYears(2));
        var last = end < most ? end : most;
        var meetings = await reader.Meetings.VisibleTo(current.Viewer).Where(m => m.OrganisationId == organisation && m.Date >= first && m.Date <= last)
            .OrderBy(m => m.Date).ThenBy(m => m.Id).Include(m => m.Group).ToListAsync(ct);
        return meetings.ConvertAll(m => new ApiMeeting(m.Id, MeetingWords.NameOf(m.Group), m.Date, m.StartsAt, m.Minutes, m.Place, ApiCases.Word(m.State)));
    }
}
