using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Features.Yearly;

/// <summary>The texts of a return, or of a report to one recipient, that are drafted out of the cases.</summary>
[Route("arsrapport/{year:int}"), Route("arsrapport/{year:int}/rapport/{recipient}"), AllowedRoles(Role.Coordinator, Role.UnitManager)]
public sealed class PassageController(ReturnReader returns, YearDrafting drafting, CurrentViewer current) : Controller
{
    private Actor Me => Actor.From(current.Viewer);

    [HttpPost("utkast")]
    public Task<IActionResult> Draft(int year, string? recipient, CancellationToken ct) => OnPageAsync(year, recipient, async page =>
    {
        await drafting.DraftAsync(page.Document.Id, Me, ct);
        this.Confirm("Utkastet är skrivet. Läs igenom det: det är du som ansvarar för texten.");
    }, ct);

    [HttpPost("nya")]
    public Task<IActionResult> AddNew(int year, string? recipient, CancellationToken ct) => OnPageAsync(year, recipient, async page =>
    {
        var added = await drafting.AddNewAsync(page.Document.Id, Me, ct);
        this.Confirm(added == 0 ? "Inga nya systemfel har kommit sedan utkastet skrevs." : added == 1 ? "Ett nytt systemfel är tillagt." : $"{added} nya systemfel är tillagda.");
    }, ct);

    [HttpGet("stycke/{passage:long}")]
    public async Task<IActionResult> Passage(int year, string? recipient, long passage, CancellationToken ct) =>
        await FormAsync(year, recipient, passage, ct) is { Page.MayWrite: true } form ? View("Passage", form) : NotFound();

    [HttpPost("stycke/{passage:long}")]
    public async Task<IActionResult> Passage(int year, string? recipient, long passage, string? seen, [FromForm(Name = "stycke")] string? text, List<string> accepted, [FromForm(Name = "utan")] List<long> without, CancellationToken ct)
    {
        if (await FormAsync(year, recipient, passage, ct) is not { } form) return await GoneAsync(year, recipient, ct);
        this.LeadsBackTo($"{form.Page.Url}/stycke/{passage}", "Till stycket");
        if (!await this.TryMoveAsync(() => drafting.WriteAsync(form.Page.Document.Id, passage, seen, text ?? "", accepted, without, Me, ct), i => i == "text" ? "stycke" : i)) return View("Passage", form with { Text = text ?? "" });
        this.Confirm("Stycket är sparat.");
        return Redirect($"{form.Page.Url}#stycke-{passage}");
    }

    [HttpPost("stycke/{passage:long}/ihop")]
    public async Task<IActionResult> Join(int year, string? recipient, long passage, CancellationToken ct)
    {
        if (await FormAsync(year, recipient, passage, ct) is not { } form) return await GoneAsync(year, recipient, ct);
        this.LeadsBackTo(form.Page.Url, "Till dokumentet");
        await drafting.JoinAsync(form.Page.Document.Id, passage, Me, ct);
        this.Confirm("Styckena är ett nu. Systemfelen från båda följer med.");
        return Redirect($"{form.Page.Url}#a{form.Page.Template.Sections.First(s => s.Fields.Any(f => f.Id == form.Passage.Field)).Id}");
    }

    /// <summary>A passage that a new draft or an erasing has taken away: whoever was writing in it is told, with what they typed.</summary>
    private async Task<IActionResult> GoneAsync(int year, string? recipient, CancellationToken ct)
    {
        if (await returns.ReadAsync(year, recipient, ct) is not { MayWrite: true } page) return NotFound();
        this.LeadsBackTo(page.Url, "Till dokumentet");
        throw new StaleMoveException();
    }

    private async Task<PassageForm?> FormAsync(int year, string? recipient, long id, CancellationToken ct) =>
        await returns.ReadAsync(year, recipient, ct) is { } page && page.Passages.FirstOrDefault(p => p.Id == id) is { } passage
            ? new PassageForm(page, passage, passage.Text) { Visible = await returns.VisibleAsync(passage, ct) } : null;

    private async Task<IActionResult> OnPageAsync(int year, string? recipient, Func<ReturnPage, Task> work, CancellationToken ct)
    {
        if (await returns.ReadAsync(year, recipient, ct) is not { } page) return NotFound();
        this.LeadsBackTo(page.Url, "Till dokumentet");
        await work(page);
        return Redirect($"{page.Url}#a{page.Template.Sections.First(s => s.HasPassages).Id}");
    }
}
