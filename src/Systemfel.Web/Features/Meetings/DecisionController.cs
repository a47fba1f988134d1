using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Features.Meetings;

/// <summary>Decides on an item, and takes a decision back. Each is one POST; it takes effect at once.</summary>
[Route("mote/{id:long}"), AllowedRoles(Role.Coordinator, Role.Member)]
public sealed class DecisionController(CurrentViewer current, MeetingPageReader pages, DecisionMoves of, CaseMoves moves, MeetingService meetings) : MeetingActions(pages)
{
    private Actor Actor => Actor.From(current.Viewer);

    [HttpPost("beslut")]
    public async Task<IActionResult> Decide(long id, DecisionForm form, CancellationToken ct)
    {
        var page = await Pages.ReadAsync(id, form.Where(), ct);
        if (page?.Current is not { } at || at.ItemId != form.Punkt) return NotFound();
        if (at.Panel.Choices.FirstOrDefault(c => c.Value == form.Chosen) is not { } choice) return NotFound();
        return await TryAsync(id, form, async () =>
        {
            if (choice.Asks && form.Gor == null) return await OpenFieldsAsync(page, at, choice, form, ct);
            var move = await of.OfAsync(choice, form, current.Viewer, at.Case.OrganisationId, ct) with { Accepted = form.Accepted };
            var targets = Targets.Parse(form.Targets) ?? throw new StaleMoveException();
            if (form.Rad is { } line) targets = new Targets(targets.Versions.Where(v => v.Key == line).ToDictionary());
            await moves.MakeAsync(at.Case.Id, move, targets, Actor, form.Key, new InMeeting(at.ItemId, form.Note) { NoteSeen = form.NoteSeen, Replaces = form.Replaces }, ct);
            TempData[Decided] = true;
            return Redirect(page.At(at.ItemId));
        }, ct, fieldOf: input => input is "note" or "accepted" ? input : $"{choice.Move}-{input}", caseId: at.Case.Id);
    }

    [HttpPost("angra")]
    public async Task<IActionResult> Undo(long id, DecisionForm form, long beslut, CancellationToken ct)
    {
        var page = await Pages.ReadAsync(id, form.Where(), ct);
        if (page == null || page.Minutes.FirstOrDefault(m => m.Decision.Id == beslut) is not { } row) return NotFound();
        return await TryAsync(id, form, async () =>
        {
            await moves.UndoAsync(beslut, Actor, form.Key ?? Guid.NewGuid().ToString(), ct);
            this.Confirm($"Beslutet om {row.Number} är ångrat.");
            return Redirect(page.At(row.ItemId));
        }, ct, caseId: row.CaseId);
    }

    /// <summary>The second step without scripts: the same page with the fields open. The note is kept on the way.</summary>
    private async Task<IActionResult> OpenFieldsAsync(MeetingPage page, CaseOnScreen at, Choice choice, DecisionForm form, CancellationToken ct)
    {
        // Only those who keep the notes can save one by itself; for others it stays in the form.
        if (!page.Rights.MayRun) return Show((await Pages.ReadAsync(page.Meeting.Id, form, ct))!);
        if (form.Note != null) await meetings.NoteAsync(at.ItemId, form.NoteSeen, form.Note, Actor, ct);
        var line = form.Rad is { } rad ? $"&rad={rad}" : "";
        return Redirect($"{page.At(at.ItemId)}&val={Uri.EscapeDataString(choice.Value)}{line}");
    }
}
