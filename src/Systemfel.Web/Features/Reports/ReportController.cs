using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Reports;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Features.Reports;

/// <summary>
/// The report form. Every button of it posts the whole form here, so that nothing typed is lost and no script is needed:
/// send in, keep as draft, show similar cases, decide on a find, count a similar case.
/// </summary>
[AllowedRoles(Role.Ombud, Role.Coordinator), Route("rapportera")]
public sealed class ReportController(
    SystemfelReader reader, CurrentViewer current, ReportPages pages, CaseMoves moves, DraftService drafts, TextCheck check, TimeProvider time)
    : Controller
{
    private Actor Me => Actor.From(current.Viewer);

    [HttpGet("")]
    public async Task<IActionResult> New(CancellationToken ct)
    {
        var choices = await pages.ChoicesAsync(ct);
        return View("Report", await pages.ShowAsync(new ReportIdentity(Guid.NewGuid()), ReportPages.Blank(choices), choices, ct));
    }

    [HttpPost("")]
    public async Task<IActionResult> Send(
        ReportFields fields, Guid key, long? draftId, long? caseId, string? act, string? find, long? count, long? undo, CancellationToken ct)
    {
        if (key == Guid.Empty || !ModelState.IsValid) return BadRequest();
        fields = fields.Tidied();
        // Nobody sees what is left in a field that is not shown.
        if (!fields.Authorities.Contains(ReportChoices.OtherCode)) fields = fields with { OtherName = "" };
        var identity = await IdentityAsync(key, draftId, caseId, ct);
        if (identity == null) return NotFound();
        if (find != null) return await AnswerAsync(identity, fields, find, ct);
        if (count is { } counted) return await CountAsync(identity, fields, counted, ct);
        if (undo is { } undone) return await UndoAsync(identity, fields, undone, ct);
        return act switch
        {
            "send" => await SubmitAsync(identity, fields, ct),
            "save" => await SaveAsync(identity, fields, ct),
            "check" => await ShowAsync(identity, fields, ct, isCheckShown: true),
            _ => await ShowAsync(identity, fields, ct),
        };
    }

    private async Task<IActionResult> SubmitAsync(ReportIdentity identity, ReportFields fields, CancellationToken ct)
    {
        var choices = await pages.ChoicesAsync(ct);
        var report = new ReportValidation(fields, choices, ModelState, time.Today()).Read();
        var seen = pages.Check(fields, choices);
        if (seen.Problem is { } problem) ModelState.AddModelError(CheckedReport.ProblemId, problem);
        foreach (var box in seen.Boxes.Values.Where(b => b.Open.Count > 0))
        {
            var count = box.Open.Count + box.More;
            ModelState.AddModelError(box.Id, count == 1
                ? $"Ta ställning till ett ställe som kan peka ut en person ({ReportLabels.Of(box.Field)})"
                : $"Ta ställning till {Words.Number(count)} ställen som kan peka ut en person ({ReportLabels.Of(box.Field)})");
        }
        if (!ModelState.IsValid) return await ShowAsync(identity, fields, ct);
        long id = 0;
        if (!await this.TryMoveAsync(
            async () => id = await StoreAsync(identity, choices.OrganisationId, new Submit(report!, check.Check(report!.AllText(), fields.Accepted)), ct),
            _ => "", identity.CaseId))
            return await ShowAsync(identity, fields, ct);
        var number = await reader.Deficiencies.Where(d => d.Id == id).Select(d => d.Number).SingleAsync(ct);
        var review = await ReportPages.NextReviewAsync(reader, choices.OrganisationId, time.Today(), ct);
        var when = review is { } day ? $"genomgången {day.WithWeekday()}" : "nästa genomgång";
        this.Confirm($"{number} är inskickad och tas upp på {when}.{Advice(seen.Risk)}");
        return LocalRedirect("/");
    }

    /// <summary>Without scripts this is the first that is said of the risk. It is in time: the report can be taken back.</summary>
    private static string Advice(RiskReading? risk) => risk is { Level: >= RiskLevel.Raised }
        ? $" Risk att kännas igen: {risk.Level.Swedish()}. {risk.Sentence} Vill du ändra, dra tillbaka rapporten."
        : "";

    /// <summary>Does what a button of a find says, and shows the form again.</summary>
    private async Task<IActionResult> AnswerAsync(ReportIdentity identity, ReportFields fields, string find, CancellationToken ct)
    {
        try
        {
            fields = ReportCheck.Answer(check, fields, find);
        }
        catch (TextNotCheckedException e)
        {
            ModelState.AddModelError(CheckedReport.ProblemId, e.Message);
        }
        return await ShowAsync(identity, fields, ct);
    }

    private async Task<long> StoreAsync(ReportIdentity identity, long organisationId, Submit submit, CancellationToken ct)
    {
        var key = identity.Key.ToString();
        if (identity.CaseId is not { } caseId) return await moves.SubmitAsync(organisationId, submit, Me, key, identity.DraftId, ct);
        var lines = await reader.Bookmarks.Where(b => b.DeficiencyId == caseId).ToListAsync(ct);
        return await moves.MakeAsync(caseId, submit, Targets.Of(lines), Me, key, ct: ct);
    }

    private async Task<IActionResult> SaveAsync(ReportIdentity identity, ReportFields fields, CancellationToken ct)
    {
        if (fields.IsBlank)
        {
            ModelState.AddModelError(nameof(fields.Title), "Skriv något först, så finns det något att spara.");
            return await ShowAsync(identity, fields, ct);
        }
        var choices = await pages.ChoicesAsync(ct);
        SavedDraft? saved = null;
        if (!await this.TryMoveAsync(
            async () => saved = await drafts.SaveAsync(choices.OrganisationId, current.Viewer.AccountId, identity.DraftId, identity.CaseId, fields, ct),
            _ => CheckedReport.ProblemId))
        {
            return await ShowAsync(identity, fields, ct);
        }
        this.Confirm($"Utkastet är sparat {saved!.SavedAt.Clock()}. {DraftController.CutText(saved.CutLabels)}".TrimEnd());
        return LocalRedirect($"/rapportera/utkast/{saved.Id}");
    }

    private async Task<IActionResult> CountAsync(ReportIdentity identity, ReportFields fields, long caseId, CancellationToken ct)
    {
        var suffix = $"-{caseId}";
        await this.TryMoveAsync(
            () => moves.MakeAsync(caseId, CountInput.Read(Request.Form, suffix), Targets.None, Me, CountInput.Key(Request.Form, suffix), ct: ct),
            _ => "liknande", caseId);
        return await ShowAsync(identity, fields, ct);
    }

    private async Task<IActionResult> UndoAsync(ReportIdentity identity, ReportFields fields, long occurrenceId, CancellationToken ct)
    {
        var caseId = await reader.Occurrences.Where(o => o.Id == occurrenceId && o.AccountId == current.Viewer.AccountId)
            .Select(o => (long?)o.DeficiencyId).SingleOrDefaultAsync(ct);
        if (caseId is not { } id) return NotFound();
        await this.TryMoveAsync(
            () => moves.MakeAsync(id, new UndoCount(occurrenceId), Targets.None, Me, $"undo-{occurrenceId}", ct: ct), _ => "liknande", id);
        return await ShowAsync(identity, fields, ct);
    }

    private async Task<IActionResult> ShowAsync(ReportIdentity identity, ReportFields fields, CancellationToken ct, bool isCheckShown = false)
    {
        if (!ModelState.IsValid) Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Report", await pages.ShowAsync(identity, fields, await pages.ChoicesAsync(ct), ct) with { IsCheckShown = isCheckShown });
    }

    /// <returns>Null when the draft or the withdrawn case is not this person's.</returns>
    private async Task<ReportIdentity?> IdentityAsync(Guid key, long? draftId, long? caseId, CancellationToken ct)
    {
        var me = current.Viewer.AccountId;
        // A form that has been sent before finds its case again, draft or not.
        if (await reader.CaseEvents.AnyAsync(e => e.MoveKey == key.ToString() && e.ActorId == me, ct)) return new ReportIdentity(key, null, caseId);
        var draft = draftId is { } id ? await reader.Drafts.SingleOrDefaultAsync(d => d.Id == id && d.AccountId == me, ct) : null;
        if (draftId != null && draft == null) return null;
        var withdrawn = caseId is { } c ? await reader.Deficiencies.SingleOrDefaultAsync(d => d.Id == c && d.AuthorId == me && d.IsDraft, ct) : null;
        if (caseId != null && withdrawn == null) return null;
        return new ReportIdentity(key, draft?.Id, withdrawn?.Id) { CaseNumber = withdrawn?.Number, SavedAt = draft?.SavedAt };
    }
}
