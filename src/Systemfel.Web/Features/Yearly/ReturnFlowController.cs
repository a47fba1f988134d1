using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Documents;
using Systemfel.Workflows.Register;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Features.Yearly;

/// <summary>A return on its way: the steps, the files that go with it, and the document itself.</summary>
[Route("arsrapport/{year:int}"), AllowedRoles(Role.Coordinator, Role.UnitManager, Role.Ombud)]
public sealed class ReturnFlowController(
    ReturnReader returns, YearFlow flow, YearFiles files, SystemfelReader reader, AccessLogWriter log, CurrentViewer current, TimeProvider time) : Controller
{
    private Actor Me => Actor.From(current.Viewer);

    [HttpPost("till-chefen"), AllowedRoles(Role.Coordinator, Role.UnitManager)]
    public Task<IActionResult> HandOver(int year, string? sumReason, List<string> accepted, CancellationToken ct) =>
        StepAsync(year, p => flow.HandOverAsync(p.Document.Id, sumReason ?? "", accepted, Me, ct), "Den ligger hos enhetschefen nu.", ct);

    [HttpPost("godkann"), AllowedRoles(Role.Coordinator, Role.UnitManager)]
    public Task<IActionResult> Approve(int year, string? sumReason, List<string> accepted, CancellationToken ct) =>
        StepAsync(year, p => flow.ApproveAsync(p.Document.Id, sumReason ?? "", accepted, Me, ct), "Den är godkänd och lämnad för underskrift eller beslut.", ct);

    [HttpPost("underskriven"), AllowedRoles(Role.Coordinator, Role.UnitManager)]
    public Task<IActionResult> Sign(int year, string? by, string? on, string? number, CancellationToken ct)
    {
        DateOnly? day = DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d) ? d : null;
        return StepAsync(year, p => flow.SignAsync(p.Document.Id, new YearDecision(by ?? "", day, number ?? ""), Me, ct), "Underskriften eller beslutet är sparat.", ct);
    }

    [HttpPost("skickad"), AllowedRoles(Role.Coordinator, Role.UnitManager)]
    public Task<IActionResult> Send(int year, string? sumReason, List<string> accepted, CancellationToken ct) =>
        StepAsync(year, p => flow.SendAsync(p.Document.Id, sumReason ?? "", accepted, Me, ct), "Den är markerad som skickad, och låst.", ct);

    [HttpPost("tillbaka"), AllowedRoles(Role.Coordinator, Role.UnitManager)]
    public Task<IActionResult> Return(int year, YearDocumentState from, string? reason, List<string> accepted, CancellationToken ct) =>
        StepAsync(year, p => flow.ReturnAsync(p.Document.Id, from, reason ?? "", accepted, Me, ct), "Den är skickad tillbaka ett steg.", ct);

    [HttpPost("oppna"), AllowedRoles(Role.Coordinator, Role.UnitManager)]
    public Task<IActionResult> Open(int year, string? reason, List<string> accepted, CancellationToken ct) =>
        StepAsync(year, p => flow.OpenAsync(p.Document.Id, reason ?? "", accepted, Me, ct), "Den är öppen för komplettering, som ett utkast.", ct);

    [HttpPost("filer"), AllowedRoles(Role.Coordinator, Role.UnitManager), RequestSizeLimit(YearFiles.MostBytes + (1 << 20))]
    public Task<IActionResult> AddFile(int year, IFormFile? file, CancellationToken ct) => StepAsync(year, async p =>
    {
        if (file == null) throw new MoveRefusedException("Välj en fil.", "file");
        using var content = new MemoryStream();
        await file.CopyToAsync(content, ct);
        await files.AddAsync(p.Document.Id, file.FileName, content.ToArray(), Me, ct);
    }, "Filen är bifogad.", ct);

    [HttpPost("filer/{file:long}/ta-bort"), AllowedRoles(Role.Coordinator, Role.UnitManager)]
    public Task<IActionResult> RemoveFile(int year, long file, CancellationToken ct) => StepAsync(year, p => files.RemoveAsync(p.Document.Id, file, Me, ct), "Filen är borttagen.", ct);

    [HttpGet("filer/{file:long}")]
    public async Task<IActionResult> File(int year, long file, CancellationToken ct)
    {
        if (await returns.ReadAsync(year, null, ct) is not { } page) return NotFound();
        var stored = await reader.YearFiles.SingleOrDefaultAsync(f => f.Id == file && f.DocumentId == page.Document.Id, ct);
        return stored == null ? NotFound() : File(stored.Content, "application/octet-stream", stored.Name);
    }

    [HttpGet("arsredovisning.docx")]
    public async Task<IActionResult> Word(int year, CancellationToken ct)
    {
        if (await returns.ReadAsync(year, null, ct) is not { } page) return NotFound();
        await log.WriteAsync(current.Viewer.AccountId, "arsredovisning.docx", ct: ct);
        return File(WordWriter.Write(DocumentOf(page)), WordWriter.ContentType, $"arsredovisning-{year}.docx");
    }

    [HttpGet("arsredovisning.json")]
    public async Task<IActionResult> Json(int year, CancellationToken ct)
    {
        if (await returns.ReadAsync(year, null, ct) is not { } page) return NotFound();
        await log.WriteAsync(current.Viewer.AccountId, "arsredovisning.json", ct: ct);
        return File(ReturnJson.Write(ReturnDocument.File(page.Document, page.Passages)), "application/json", $"arsredovisning-{year}.json");
    }

    [HttpGet("utskrift")]
    public async Task<IActionResult> Print(int year, CancellationToken ct) =>
        await returns.ReadAsync(year, null, ct) is { } page ? View("Print", new PrintedDocument(DocumentOf(page), page.Url, $"Årsredovisning {year}")) : NotFound();

    private WordDocument DocumentOf(ReturnPage page) => ReturnDocument.Of(page.Document, page.Template, page.Passages, [.. page.Files.Select(f => f.Name)], time.GetUtcNow());

    private async Task<IActionResult> StepAsync(int year, Func<ReturnPage, Task> step, string done, CancellationToken ct)
    {
        if (await returns.ReadAsync(year, null, ct) is not { } page) return NotFound();
        if (!await this.TryMoveAsync(() => step(page))) return View("Return", await returns.ReadAsync(year, null, ct));
        this.Confirm(done);
        return Redirect(page.Url);
    }
}

/// <summary>A document as a page to print.</summary>
public sealed record PrintedDocument(WordDocument Document, string Back, string BackText);
