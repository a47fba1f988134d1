using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Data.Watching;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.FollowingUp;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.FollowUp;

/// <summary>Something that is watched.</summary>
public sealed record WatchRow(WatchKind Kind, long Id, string Plate, string Name, string Href);

/// <summary>Something that can be watched: an authority, or one of its sub-areas.</summary>
public sealed record WatchChoice(string Value, string Name);

public sealed record WatchesPage(IReadOnlyList<WatchRow> Rows, IReadOnlyList<WatchChoice> Choices);

/// <summary>What a member of the team watches: told once a day by mail, of what others have done.</summary>
[AllowedRoles(Role.Ombud, Role.Coordinator, Role.UnitManager)]
public sealed class WatchController(SystemfelReader reader, CurrentViewer current, WatchService watching) : Controller
{
    [HttpGet("/bevakningar")]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Watches", await PageAsync(ct));

    /// <summary>Starts ('on') or stops. What is watched stands as kind and id, or as one value: 'Authority-3'.</summary>
    [HttpPost("/bevaka")]
    public async Task<IActionResult> Set(WatchKind? kind, long? id, string? what, bool on, string? back, CancellationToken ct)
    {
        if (what?.Split('-') is [var k, var number] && Enum.TryParse<WatchKind>(k, out var chosen) && long.TryParse(number, out var subject)) (kind, id) = (chosen, subject);
        if (kind is not { } of || id is not { } subjectId)
        {
            ModelState.AddModelError("what", "Välj vad du vill bevaka.");
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Watches", await PageAsync(ct));
        }
        try
        {
            await watching.SetAsync(current.Viewer, of, subjectId, on, ct);
        }
        catch (CaseNotFoundException)
        {
            return NotFound();
        }
        this.Confirm(on ? "Du bevakar det nu. När något händer får du ett brev, högst ett om dagen." : "Du bevakar det inte längre.");
        return LocalRedirect(Url.IsLocalUrl(back) ? back : "/bevakningar");
    }

    private async Task<WatchesPage> PageAsync(CancellationToken ct)
    {
        var viewer = current.Viewer;
        var teams = viewer.OrganisationsWith(Viewer.TeamRoles);
        var own = await reader.Watches.Where(w => w.AccountId == viewer.AccountId && teams.Contains(w.OrganisationId)).OrderBy(w => w.Kind).ThenBy(w => w.Id).ToListAsync(ct);
        var caseIds = own.Where(w => w.Kind == WatchKind.Case).Select(w => w.SubjectId).ToList();
        var cases = await reader.Deficiencies.VisibleTo(viewer).Where(d => caseIds.Contains(d.Id)).Select(d => new { d.Id, d.Number, d.Title }).ToDictionaryAsync(d => d.Id, ct);
        var authorities = await reader.Authorities.Where(a => teams.Contains(a.OrganisationId)).Include(a => a.SubAreas).OrderBy(a => a.SortOrder).ToListAsync(ct);
        var rows = new List<WatchRow>();
        foreach (var w in own)
        {
            var row = w.Kind switch
            {
                WatchKind.Case => cases.TryGetValue(w.SubjectId, out var c) ? new WatchRow(w.Kind, c.Id, "", $"{c.Number} {c.Title}", $"/systemfel/{c.Id}") : null,
                WatchKind.Authority => authorities.Find(a => a.Id == w.SubjectId) is { } a ? new WatchRow(w.Kind, a.Id, a.Plate, a.Name, $"/register?myndighet={a.Code}") : null,
                _ => authorities.SelectMany(a => a.SubAreas, (a, s) => (a, s)).Where(x => x.s.Id == w.SubjectId)
                    .Select(x => new WatchRow(w.Kind, x.s.Id, x.a.Plate, $"{x.a.Name}: {x.s.Name}", $"/register?myndighet={x.a.Code}")).FirstOrDefault(),
            };
            if (row != null) rows.Add(row);
        }
        var taken = own.Select(w => (w.Kind, w.SubjectId)).ToHashSet();
        return new WatchesPage(rows, [.. authorities.SelectMany(a => (WatchChoice[])
        [
            .. taken.Contains((WatchKind.Authority, a.Id)) ? (WatchChoice[])[] : [new WatchChoice($"{WatchKind.Authority}-{a.Id}", a.Name)],
            .. a.SubAreas.Where(s => !taken.Contains((WatchKind.SubArea, s.Id))).OrderBy(s => s.SortOrder).Select(s => new WatchChoice($"{WatchKind.SubArea}-{s.Id}", $"{a.Name}: {s.Name}")),
        ])]);
    }
}
