using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Disclosure;

namespace Systemfel.Web.Features.Api;

/// <summary>Cases, as the key's account may read them.</summary>
[AllowedRoles(Role.Ombud, Role.Coordinator, Role.UnitManager, Role.Member, Role.UserOrganisation, Role.CountyBoard), Tags("Cases")]
public sealed class CasesApiController(SystemfelReader reader, CurrentViewer current, TimeProvider time) : ApiController
{
    /// <summary>Cases by id.</summary>
    /// <param name="after">Only cases with a higher id.</param>
    /// <param name="limit">How many at most, 1 to 200.</param>
    /// <param name="state">open, closed or all.</param>
    /// <param name="changedSince">Only cases that have changed since then: for fetching what is new.</param>
    /// <param name="ct">Stops the reading.</param>
    [HttpGet("cases")]
    public async Task<ActionResult<ApiPage<ApiCase>>> List(
        [Range(0, long.MaxValue)] long after = 0, [Range(1, 200)] int limit = 100, [RegularExpression("open|closed|all")] string state = "all", DateTimeOffset? changedSince = null, CancellationToken ct = default)
    {
        if (current.Viewer.HomeOrganisationId is not { } organisation) return NotFound();
        var since = changedSince ?? DateTimeOffset.MinValue;
        var cases = await ApiCases.With(Visible(organisation).Where(d => d.Id > after && (changedSince == null || d.ChangedAt >= since)
            && (state == "all" || (d.Instance.ClosedAt == null) == (state == "open"))).OrderBy(d => d.Id).Take(limit + 1)).ToListAsync(ct);
        var audience = await Audience.OfAsync(reader, current.Viewer, organisation, ct);
        var shown = cases.Take(limit).ToList();
        return new ApiPage<ApiCase>([.. shown.Select(d => ApiCases.Of(d, audience))], cases.Count > limit ? Next(shown[^1].Id, limit, state, changedSince) : null);
    }

    /// <summary>One case with its lines, measures and events.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Stops the reading.</param>
    [HttpGet("cases/{id:long}")]
    public async Task<ActionResult<ApiCaseDetail>> One(long id, CancellationToken ct)
    {
        if (current.Viewer.HomeOrganisationId is not { } organisation) return NotFound();
        var subject = await ApiCases.With(Visible(organisation).Where(d => d.Id == id))
            .Include(d => d.Organisation).Include(d => d.Measures).ThenInclude(m => m.Milestones).Include(d => d.Bookmarks).ThenInclude(b => b.Group)
            .Include(d => d.Bookmarks).ThenInclude(b => b.Addressee!.Authority).SingleOrDefaultAsync(ct);
        if (subject is null) return NotFound();
        var audience = await Audience.OfAsync(reader, current.Viewer, organisation, ct);
        var events = await reader.CaseEvents.Where(e => e.DeficiencyId == id).OrderBy(e => e.Seq).ToListAsync(ct);
        return ApiCases.WholeOf(subject, events, audience, time.Today());
    }

    private IQueryable<Deficiency> Visible(long organisation) => reader.Deficiencies.VisibleTo(current.Viewer).Where(d => d.OrganisationId == organisation && !d.IsDraft && !d.IsExample);

    private string Next(long after, int limit, string state, DateTimeOffset? changedSince)
    {
        var query = new QueryBuilder { { "after", after.ToString(CultureInfo.InvariantCulture) }, { "limit", limit.ToString(CultureInfo.InvariantCulture) }, { "state", state } };
        if (changedSince is { } since) query.Add("changedSince", since.ToString("O", CultureInfo.InvariantCulture));
        return $"{Request.Path}{query.ToQueryString()}";
    }
}
