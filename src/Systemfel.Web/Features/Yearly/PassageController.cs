using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Features.Yearly;

/// <summary>The texts of a return that are drafted out of the cases.</summary>
[Route("arsrapport/{year:int}"), AllowedRoles(Role.Coordinator, Role.UnitManager)]
public sealed class PassageController(ReturnReader returns, YearDrafting drafting, CurrentViewer current) : Controller
{
    private Actor Me => Actor.From(current.Viewer);

    [HttpPost("utkast")]
    public Task<IActionResult> Draft(int year, CancellationToken ct) => OnPageAsync(year, async page =>
    {
        await drafting.DraftAsync(page.Document.Id, Me, ct);
        this.Confirm("Utkastet är skrivet. Läs igenom det: det är du som ansvarar för texten.");
    }, ct);

    [HttpPost("nya")]
    public Task<IActionResult> AddNew(int year, CancellationToken ct) => OnPageAsync(year, async page =>
    {
        var added = await drafting.AddNewAsync(page.Document.Id, Me, ct);
        this.Confirm(added == 0 ? "Inga nya systemfel har kommit sedan utkastet skrevs." : added == 1 ? "Ett nytt systemfel är tillagt." : $"{added} nya systemfel är tillagda.");
    }, ct);

    [HttpGet("stycke/{passage:long}")]
    public async Task<IActionResult> Passage(int year, long passage, CancellationToken ct) =>
        await FormAsync(year, passage, ct) is { Page.MayWrite: true } form ? View("Passage", form) : NotFound();

    [HttpPost("stycke/{passage:long}")]
    public async Task<IActionResult> Passage(int year, long passage, string? seen, string? text, List<string> accepted, CancellationToken ct)
    {
        if (await FormAsync(year, passage, ct) is not { } form) return NotFound();
        this.LeadsBackTo($"{form.Page.Url}/stycke/{passage}", "Till stycket");
        if (!await this.TryMoveAsync(() => drafting.WriteAsync(form.Page.Document.Id, passage, seen, text ?? "", accepted, Me, ct))) return View("Passage", form with { Text = text ?? "" });
        this.Confirm("Stycket är sparat.");
        return Redirect($"{form.Page.Url}#stycke-{passage}");
    }

    [HttpPost("stycke/{passage:long}/ihop")]
    public async Task<IActionResult> Join(int year, long passage, CancellationToken ct)
    {
        if (await FormAsync(year, passage, ct) is not { } form) return NotFound();
        this.LeadsBackTo(form.Page.Url, "Till redovisningen");
        await drafting.JoinAsync(form.Page.Document.Id, passage, Me, ct);
        this.Confirm("Styckena är ett nu. Systemfelen från båda följer med.");
        return Redirect($"{form.Page.Url}#a{form.Page.Template.Sections.First(s => s.Fields.Any(f => f.Id == form.Passage.Field)).Id}");
    }

    private async Task<PassageForm?> FormAsync(int year, long id, CancellationToken ct) =>
        await returns.ReadAsync(year, ct) is { } page && page.Passages.FirstOrDefault(p => p.Id == id) is { } passage ? new PassageForm(page, passage, passage.Text) : null;

    private async Task<IActionResult> OnPageAsync(int year, Func<ReturnPage, Task> work, CancellationToken ct)
    {
        if (await returns.ReadAsync(year, ct) is not { } page) return NotFound();
        this.LeadsBackTo(page.Url, "Till redovisningen");
        await work(page);
        return Redirect($"{page.Url}#a{page.Template.Sections.First(s => s.HasPassages).Id}");
    }
}
