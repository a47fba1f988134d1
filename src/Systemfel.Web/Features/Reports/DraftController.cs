using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Reports;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Features.Reports;

/// <summary>Drafts and withdrawn reports: only their author finds them.</summary>
[AllowedRoles(Role.Ombud, Role.Coordinator), Route("rapportera")]
public sealed class DraftController(
    SystemfelReader reader, CurrentViewer current, ReportPages pages, DraftService drafts, CaseMoves moves) : Controller
{
    private long Me => current.Viewer.AccountId;

    [HttpGet("utkast/{id:long}")]
    public async Task<IActionResult> Draft(long id, CancellationToken ct)
    {
        if (await reader.Drafts.SingleOrDefaultAsync(d => d.Id == id && d.AccountId == Me, ct) is not { } draft) return NotFound();
        var number = await reader.Deficiencies.Where(d => d.Id == draft.DeficiencyId).Select(d => d.Number).SingleOrDefaultAsync(ct);
        var identity = new ReportIdentity(Guid.NewGuid(), draft.Id, draft.DeficiencyId) { SavedAt = draft.SavedAt, CaseNumber = number };
        return await FormAsync(identity, ReportFields.FromJson(draft.FieldsJson), ct);
    }

    /// <summary>A report that its author has taken back: as it was sent in, or as it has been written on since.</summary>
    [HttpGet("systemfel/{id:long}")]
    public async Task<IActionResult> Withdrawn(long id, CancellationToken ct)
    {
        var draft = await reader.Drafts.Where(d => d.DeficiencyId == id && d.AccountId == Me).Select(d => (long?)d.Id).FirstOrDefaultAsync(ct);
        if (draft != null) return await Draft(draft.Value, ct);
        var report = await reader.Deficiencies.Where(d => d.Id == id && d.AuthorId == Me && d.IsDraft)
            .Include(d => d.Addressees).ThenInclude(a => a.Authority).AsSplitQuery().SingleOrDefaultAsync(ct);
        return report == null
            ? NotFound()
            : await FormAsync(new ReportIdentity(Guid.NewGuid(), null, id) { CaseNumber = report.Number }, WithdrawnReport.Fields(report), ct);
    }

    /// <summary>Saves while one writes; the script shows what it answers.</summary>
    [HttpPost("utkast")]
    public async Task<IActionResult> Save(ReportFields fields, long? draftId, long? caseId, CancellationToken ct)
    {
        fields = fields.Tidied();
        if (fields.IsBlank && draftId == null) return Json(new { id = (long?)null, status = "" });
        var choices = await pages.ChoicesAsync(ct);
        SavedDraft? saved = null;
        if (!await this.TryMoveAsync(async () => saved = await drafts.SaveAsync(choices.OrganisationId, Me, draftId, caseId, fields, ct)))
            return Json(new { id = (long?)null, status = "Inte sparat. " + ModelState.Values.SelectMany(v => v.Errors).First().ErrorMessage });
        return Json(new { id = saved!.Id, status = $"Sparat {saved!.SavedAt.Clock()}. {CutText(saved.CutLabels)}".TrimEnd() });
    }

    [HttpPost("utkast/{id:long}/ta-bort")]
    public async Task<IActionResult> Delete(long id, CancellationToken ct)
    {
        await drafts.DeleteAsync(id, Me, ct);
        this.Confirm("Utkastet är borttaget.");
        return LocalRedirect("/");
    }

    [HttpPost("dra-tillbaka")]
    public async Task<IActionResult> Withdraw(long id, string? targets, Guid key, CancellationToken ct)
    {
        if (Targets.Parse(targets) is not { } lines) return BadRequest();
        HttpContext.Items[MoveResults.CaseKey] = id;
        await moves.MakeAsync(id, new Withdraw(), lines, Actor.From(current.Viewer), key.ToString(), ct: ct);
        this.Confirm("Rapporten är tillbakadragen. Bara du ser den tills du skickar in den igen.");
        return LocalRedirect($"/rapportera/systemfel/{id}");
    }

    /// <summary>Says what was taken out before saving; empty when nothing was.</summary>
    internal static string CutText(IReadOnlyList<string> labels) => labels.Count switch
    {
        0 => "",
        1 => $"En uppgift ({Name(labels)}) sparades inte.",
        var n => $"{Words.Capital(Words.Number(n))} uppgifter ({Name(labels)}) sparades inte.",
    };

    private static string Name(IEnumerable<string> labels) => string.Join(", ", labels.Distinct().Select(l => l.ToLowerInvariant()));

    private async Task<IActionResult> FormAsync(ReportIdentity identity, ReportFields fields, CancellationToken ct) =>
        View("Report", await pages.ShowAsync(identity, fields, await pages.ChoicesAsync(ct), ct));
}

/// <summary>A stored report put back into the fields of the form.</summary>
internal static class WithdrawnReport
{
    public static ReportFields Fields(Deficiency report) => new()
    {
        Kind = report.Kind.ToString(),
        Authorities = [.. report.Addressees.Select(a => a.Authority.Code)],
        OtherName = report.Addressees.Select(a => a.OtherName).FirstOrDefault(n => n.Length > 0) ?? "",
        SubAreas = report.Addressees.Where(a => a.SubAreaId != null).GroupBy(a => a.Authority.Code).ToDictionary(g => g.Key, g => Id(g.First().SubAreaId)),
        Title = report.Title,
        Level = ((int)(report.Level ?? 0)).ToString(System.Globalization.CultureInfo.InvariantCulture),
        Municipality = report.MunicipalityId == null ? ReportFields.Several : Id(report.MunicipalityId),
        Theme = Id(report.ThemeId),
        Pattern = report.Pattern,
        Consequence = report.Consequence,
        Proposal = report.Proposal,
        Frequency = report.Frequency?.ToString() ?? "",
        From = report.PeriodFrom is { } from ? Words.MonthValue(from) : "",
        To = report.PeriodTo is { } to ? Words.MonthValue(to) : "",
        Band = report.Band?.ToString() ?? "",
    };

    private static string Id(long? id) => id?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
