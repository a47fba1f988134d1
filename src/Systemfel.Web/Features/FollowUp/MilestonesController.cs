using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Web.Features.Cases;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Features.FollowUp;

/// <summary>A row of the form, as typed. Its number, from 1, ends the names of its fields; its id is null for a new milestone.</summary>
public sealed record MilestoneRow(int Number, long? Id, string Text, string Due, string Done, bool Remove);

/// <summary>The milestones of a measure, to be changed.</summary>
public sealed record MilestonesPage(Deficiency Case, Measure Measure, IReadOnlyList<MilestoneRow> Rows, string Targets, Guid Key, DateOnly Today)
{
    /// <summary>The milestones that the rows began with, in their order.</summary>
    public string Seen => string.Join('-', Rows.Select(r => r.Id).OfType<long>().Select(id => id.ToString(CultureInfo.InvariantCulture)));
}

/// <summary>'Ändra delmål': all milestones of one measure on one page.</summary>
[AllowedRoles(Role.Coordinator), Route("systemfel/{id:long}/atgard/{measure:long}/delmal")]
public sealed class MilestonesController(CurrentViewer current, CaseReading reading, CaseMoves moves, TextCheck check, TimeProvider time) : Controller
{
    /// <summary>Empty rows below those that stand.</summary>
    private const int EmptyRows = 3;

    private Actor Me => Actor.From(current.Viewer);

    [HttpGet("")]
    public async Task<IActionResult> Show(long id, long measure, CancellationToken ct)
    {
        if (await FindAsync(id, measure, ct) is not ({ } subject, { } found)) return NotFound();
        HttpContext.Items[MoveResults.CaseKey] = id;
        if ((await moves.OfferedAsync(id, found.BookmarkId, Me, ct)).All(m => m.Id != "milestones") || found.State != MeasureState.Planned)
            throw new MoveRefusedException("Delmålen går inte att ändra nu, för åtgärden är inte planerad längre. Se hur systemfelet står på dess sida.");
        var standing = found.Milestones.OrderBy(m => m.SortOrder).ThenBy(m => m.Id).ToList();
        List<MilestoneRow> rows = [.. standing.Select((m, i) => new MilestoneRow(i + 1, m.Id, m.Text, m.DueOn?.Iso() ?? "", m.DoneOn?.Iso() ?? "", false))];
        while (rows.Count < Math.Min(SetMilestones.Most, standing.Count + EmptyRows)) rows.Add(new MilestoneRow(rows.Count + 1, null, "", "", "", false));
        var line = subject.Bookmarks.Where(b => b.Id == found.BookmarkId);
        return View("Milestones", new MilestonesPage(subject, found, rows, Targets.Of(line).ToString(), Guid.NewGuid(), time.Today()));
    }

    [HttpPost("")]
    public async Task<IActionResult> Save(long id, long measure, string? rad, string? seen, Guid key, CancellationToken ct)
    {
        if (await FindAsync(id, measure, ct) is not ({ } subject, { } found)) return NotFound();
        var form = await Request.ReadFormAsync(ct);
        var rows = RowsOf(form, seen);
        List<MilestoneRow> kept = [.. rows.Where(r => !r.Remove && (r.Id != null || r.Text.Length + r.Due.Length + r.Done.Length > 0))];
        if (await this.TryMoveAsync(MakeAsync, name => Field(name, kept), id) && ModelState.IsValid)
        {
            this.Confirm("Delmålen är sparade.");
            return Redirect($"/systemfel/{id}#atgard-{measure}");
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Milestones", new MilestonesPage(subject, found, rows, rad ?? "", key, time.Today()));

        async Task MakeAsync()
        {
            var input = new MoveInput(form, ModelState, check);
            var lines = kept.ConvertAll(r => new MilestoneLine(
                r.Id, found.Milestones.Find(m => m.Id == r.Id)?.Text == r.Text ? null : r.Text, input.Date($"milestone-due-{r.Number}"), input.Date($"milestone-done-{r.Number}")));
            if (!ModelState.IsValid) return;
            var move = new SetMilestones(measure, lines) { Accepted = [.. form["accepted"].OfType<string>()] };
            await moves.MakeAsync(id, move, Targets.Parse(rad) ?? Targets.None, Me, key.ToString(), ct: ct);
        }
    }

    private async Task<(Deficiency?, Measure?)> FindAsync(long id, long measure, CancellationToken ct)
    {
        var subject = (await reading.ReadAsync(id, current.Viewer, time.Today(), ct))?.Case;
        return (subject, subject?.Measures.Find(m => m.Id == measure));
    }

    private static List<MilestoneRow> RowsOf(IFormCollection form, string? seen)
    {
        var ids = (seen ?? "").Split('-', StringSplitOptions.RemoveEmptyEntries).Select(s => long.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(i => i > 0).ToList();
        var rows = new List<MilestoneRow>();
        for (var n = 1; n <= SetMilestones.Most && form.ContainsKey($"milestone-{n}"); n++)
            rows.Add(new MilestoneRow(n, n <= ids.Count ? ids[n - 1] : null, Text($"milestone-{n}"), Text($"milestone-due-{n}"), Text($"milestone-done-{n}"), Text($"milestone-remove-{n}").Length > 0));
        return rows;

        string Text(string name) => form[name].ToString().Trim();
    }

    /// <summary>The posted name of a field that the move names by its place among the rows that count.</summary>
    private static string? Field(string input, List<MilestoneRow> kept) => input.Split('-') switch
    {
        ["text", var at] when int.TryParse(at, out var i) && i < kept.Count => $"milestone-{kept[i].Number}",
        ["done", var at] when int.TryParse(at, out var i) && i < kept.Count => $"milestone-done-{kept[i].Number}",
        ["accepted"] => "accepted",
        _ => null,
    };
}
