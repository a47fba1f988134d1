using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Features.Shared.Components;
using Systemfel.Workflows.FollowingUp;
using Systemfel.Workflows.Time;

namespace Systemfel.Web.Features.FollowUp;

/// <summary>A measure that somebody has promised, with the case that it is for.</summary>
public sealed record MeasureRow(long CaseId, string Number, string Title, string Text, string Responsible, DateOnly? DueOn, MeasureState State, bool IsLate)
{
    public MilestoneProgress Progress { get; init; } = new(0, 0);

    /// <summary>How many of its milestones are late.</summary>
    public int LateMilestones { get; init; }
}

/// <summary>The list, which of it is shown, and how many there are of each.</summary>
public sealed record MeasuresPage(IReadOnlyList<MeasureRow> Rows, string Shown, IReadOnlyList<(string Key, string Name, int Count)> Filters, Pager Pager, DateOnly Today);

/// <summary>Measures: who has promised what, by when, and whether it was done. The case's own page moves it on.</summary>
[AllowedRoles(Role.Ombud, Role.Coordinator, Role.UnitManager)]
public sealed class MeasuresController(SystemfelReader reader, CurrentViewer current, SwedishCalendar calendar) : Controller
{
    private const int PageSize = 50;

    [HttpGet("/atgarder")]
    public async Task<IActionResult> Index(string? lage, int sida, CancellationToken ct)
    {
        var (viewer, today) = (current.Viewer, calendar.Today);
        var teams = viewer.OrganisationsWith(Viewer.TeamRoles);
        var all = reader.Measures.Join(reader.Deficiencies.Where(d => teams.Contains(d.OrganisationId) && !d.IsDraft && !d.IsExample && d.MaskedAt == null && d.ErasedAt == null),
            m => m.DeficiencyId, d => d.Id, (m, d) => new { Measure = m, Case = d });
        var counts = await all.Where(x => x.Measure.State != MeasureState.Withdrawn)
            .GroupBy(x => new { x.Measure.State, Late = x.Measure.State == MeasureState.Planned && x.Measure.DueOn < today }).Select(g => new { g.Key.State, g.Key.Late, Count = g.Count() }).ToListAsync(ct);
        int Of(MeasureState state, bool? late = null) => counts.Where(c => c.State == state && (late == null || c.Late == late)).Sum(c => c.Count);
        List<(string Key, string Name, int Count)> filters =
        [
            ("planerade", "Planerade", Of(MeasureState.Planned)), ("forsenade", "Försenade", Of(MeasureState.Planned, true)),
            ("gjorda", "Gjorda", Of(MeasureState.Done)), ("inte-gjorda", "Inte gjorda", Of(MeasureState.NotDone)),
        ];
        var shown = filters.Exists(f => f.Key == lage) ? lage! : "planerade";
        var chosen = shown switch
        {
            "forsenade" => all.Where(x => x.Measure.State == MeasureState.Planned && x.Measure.DueOn < today),
            "gjorda" => all.Where(x => x.Measure.State == MeasureState.Done),
            "inte-gjorda" => all.Where(x => x.Measure.State == MeasureState.NotDone),
            _ => all.Where(x => x.Measure.State == MeasureState.Planned),
        };
        var count = filters.Find(f => f.Key == shown).Count;
        var pager = new Pager(Math.Clamp(sida, 1, Math.Max(1, (count + PageSize - 1) / PageSize)), PageSize, count, page => $"/atgarder?lage={shown}&sida={page}");
        var rows = await (shown is "gjorda" or "inte-gjorda" ? chosen.OrderByDescending(x => x.Measure.Id) : chosen.OrderBy(x => x.Measure.DueOn == null).ThenBy(x => x.Measure.DueOn).ThenBy(x => x.Measure.Id))
            .Skip((pager.Page - 1) * PageSize).Take(PageSize)
            .Select(x => new { x.Case.Id, x.Case.Number, x.Case.Title, x.Measure.Text, x.Measure.Responsible, x.Measure.DueOn, x.Measure.State, MeasureId = x.Measure.Id }).ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.MeasureId);
        var milestones = (await reader.Milestones.Where(m => ids.Contains(m.MeasureId)).Select(m => new { m.MeasureId, m.DueOn, m.DoneOn }).ToListAsync(ct)).ToLookup(m => m.MeasureId);
        return View("Measures", new MeasuresPage(
            [.. rows.Select(r => new MeasureRow(r.Id, r.Number, r.Title, r.Text, r.Responsible, r.DueOn, r.State, r.State == MeasureState.Planned && r.DueOn < today)
            {
                Progress = new MilestoneProgress(milestones[r.MeasureId].Count(m => m.DoneOn != null), milestones[r.MeasureId].Count()),
                LateMilestones = r.State == MeasureState.Planned ? milestones[r.MeasureId].Count(m => m.DoneOn == null && m.DueOn < today) : 0,
            })],
            shown, filters, pager, today));
    }
}
