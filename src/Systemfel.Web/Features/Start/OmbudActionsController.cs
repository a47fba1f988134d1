using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Reports;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Reports;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Features.Start;

/// <summary>What an ombud does from the first page: count, take back, answer the review, say whether it shows.</summary>
[AllowedRoles(Role.Ombud)]
public sealed class OmbudActionsController(
    SystemfelReader reader, CurrentViewer current, OmbudReader ombud, CaseMoves moves, TextCheck check) : Controller
{
    private Actor Me => Actor.From(current.Viewer);

    private string Home => current.Viewer.HasAny(Role.Coordinator) ? "/mina" : "/";

    [HttpPost("/rakna")]
    public async Task<IActionResult> Count(long id, string? q, CancellationToken ct)
    {
        var move = CountInput.Read(Request.Form);
        if (await MakeAsync(id, move, Targets.None, CountInput.Key(Request.Form), q, ct) is { } problem) return problem;
        var place = await reader.Municipalities.Where(m => m.Id == move.MunicipalityId).Select(m => m.Name).SingleOrDefaultAsync(ct);
        this.Confirm($"Räknat: {CountInput.Told(move.Month!.Value, place, move.Band!.Value)}.");
        return Back(q);
    }

    [HttpPost("/rakna/angra")]
    public async Task<IActionResult> UndoCount(long occurrence, string? q, CancellationToken ct)
    {
        var me = current.Viewer.AccountId;
        var id = await reader.Occurrences.Where(o => o.Id == occurrence && o.AccountId == me).Select(o => (long?)o.DeficiencyId).SingleOrDefaultAsync(ct);
        if (id is not { } caseId) return NotFound();
        if (await MakeAsync(caseId, new UndoCount(occurrence), Targets.None, $"undo-{occurrence}", q, ct) is { } problem) return problem;
        this.Confirm("Ångrat. Räkningen är borttagen.");
        return Back(q);
    }

    [HttpPost("/markts")]
    public async Task<IActionResult> Effect(long id, string? targets, EffectAnswer? effect, Guid key, CancellationToken ct)
    {
        if (Targets.Parse(targets) is not { } lines) return BadRequest();
        if (await MakeAsync(id, new ReportEffect(effect), lines, key.ToString(), null, ct) is { } problem) return problem;
        this.Confirm(effect == EffectAnswer.NotYet ? "Tack. Du får frågan igen längre fram." : "Tack. Din bedömning är sparad.");
        return Back(null);
    }

    /// <summary>Answers the review's question. The text goes through the check first; what it finds is shown beside what was typed.</summary>
    [HttpPost("/komplettering")]
    public async Task<IActionResult> Answer(
        long id, string? targets, Guid key, string? answer, string[]? accepted, string? find, CancellationToken ct)
    {
        if (Targets.Parse(targets) is not { } lines || key == Guid.Empty) return BadRequest();
        // The answer is checked like a report's text: it becomes part of one.
        var fields = new ReportFields { Pattern = answer ?? "", Accepted = [.. accepted ?? []] }.Tidied();
        var seen = ReportCheck.Read(check, fields, null);
        if (seen.Problem == null && find != null) seen = ReportCheck.Read(check, fields = ReportCheck.Answer(check, fields, find), null);
        var box = seen.Boxes[nameof(fields.Pattern)] with { Suffix = $"-{id}" };
        TypedAnswer Typed(string? problem) => new(id, key, fields.Pattern, fields.Accepted, box, problem);
        if (seen.Problem is { } problem) return await ShowAsync(Typed(problem), ct);
        if (find != null) return await ShowAsync(Typed(null), ct);
        if (box.Open.Count > 0) return await ShowAsync(Typed("Ta ställning till det som kan peka ut en person."), ct);
        if (!await this.TryMoveAsync(
            () => moves.MakeAsync(id, new AnswerAuthor(fields.Pattern, check.Check(fields.Pattern, fields.Accepted)), lines, Me, key.ToString(), ct: ct),
            _ => $"svar-{id}", id))
            return await ShowAsync(Typed(ModelState[$"svar-{id}"]?.Errors[0].ErrorMessage), ct);
        this.Confirm("Svaret är skickat. Systemfelet tas upp på nästa genomgång.");
        return LocalRedirect(Home);
    }

    /// <returns>Null when the move was made.</returns>
    private async Task<IActionResult?> MakeAsync(long id, Move move, Targets targets, string? key, string? q, CancellationToken ct)
    {
        if (await this.TryMoveAsync(() => moves.MakeAsync(id, move, targets, Me, key, ct: ct), _ => "", id)) return null;
        return View("Ombud", await ombud.ReadAsync(Home, (q ?? "").Trim(), false, null, ct));
    }

    private async Task<IActionResult> ShowAsync(TypedAnswer typed, CancellationToken ct)
    {
        if (typed.Problem != null && ModelState.IsValid)
        {
            ModelState.AddModelError($"svar-{typed.CaseId}", typed.Problem);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }
        return View("Ombud", await ombud.ReadAsync(Home, "", false, typed, ct));
    }

    private LocalRedirectResult Back(string? q) =>
        LocalRedirect(string.IsNullOrWhiteSpace(q) ? Home : $"{Home}?q={Uri.EscapeDataString(q.Trim())}");
}
