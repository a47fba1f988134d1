using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Documents;
using Systemfel.Workflows.Register;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Features.Yearly;

/// <summary>The year's report of deficiencies, one for each recipient.</summary>
[Route("arsrapport/{year:int}/rapport"), AllowedRoles(Role.Coordinator, Role.UnitManager, Role.Ombud)]
public sealed class ReportController(ReturnReader returns, ReportFlow flow, AccessLogWriter log, CurrentViewer current, TimeProvider time) : Controller
{
    private Actor Me => Actor.From(current.Viewer);

    [HttpGet("")]
    public async Task<IActionResult> List(int year, CancellationToken ct) => year is < 2000 or > 9998 ? NotFound() : View("Reports", await returns.ReportsAsync(year, ct));

    [HttpPost(""), AllowedRoles(Role.Coordinator, Role.UnitManager)]
    public async Task<IActionResult> Begin(int year, string? recipient, CancellationToken ct)
    {
        if (!await this.TryMoveAsync(() => flow.BeginAsync(returns.Organisation, year, recipient ?? "", Me, ct))) return View("Reports", await returns.ReportsAsync(year, ct));
        return Redirect($"/arsrapport/{year}/rapport/{recipient}");
    }

    [HttpGet("{recipient}")]
    public async Task<IActionResult> Show(int year, string recipient, CancellationToken ct) =>
        await returns.ReadAsync(year, recipient, ct) is { } page ? View("Report", page) : NotFound();

    [HttpPost("{recipient}/godkann"), AllowedRoles(Role.Coordinator, Role.UnitManager)]
    public Task<IActionResult> Approve(int year, string recipient, CancellationToken ct) =>
        StepAsync(year, recipient, p => flow.ApproveAsync(p.Document.Id, Me, ct), "Rapporten är godkänd.", ct);

    [HttpPost("{recipient}/oppna"), AllowedRoles(Role.Coordinator, Role.UnitManager)]
    public Task<IActionResult> Open(int year, string recipient, CancellationToken ct) =>
        StepAsync(year, recipient, p => flow.OpenAsync(p.Document.Id, Me, ct), "Rapporten är öppen för ändringar igen.", ct);

    [HttpPost("{recipient}/skickad"), AllowedRoles(Role.Coordinator, Role.UnitManager)]
    public Task<IActionResult> Send(int year, string recipient, string? how, List<string> accepted, CancellationToken ct) =>
        StepAsync(year, recipient, p => flow.SendAsync(p.Document.Id, how ?? "", accepted, Me, ct), "Rapporten är markerad som skickad, och låst.", ct);

    [HttpGet("{recipient}/systemfelsrapport.docx")]
    public async Task<IActionResult> Word(int year, string recipient, CancellationToken ct)
    {
        if (await returns.ReadAsync(year, recipient, ct) is not { } page) return NotFound();
        await log.WriteAsync(current.Viewer.AccountId, "systemfelsrapport.docx", ct: ct);
        return File(WordWriter.Write(await DocumentAsync(page, ct)), WordWriter.ContentType, $"systemfelsrapport-{year}-{recipient}.docx");
    }

    [HttpGet("{recipient}/utskrift")]
    public async Task<IActionResult> Print(int year, string recipient, CancellationToken ct) =>
        await returns.ReadAsync(year, recipient, ct) is { } page ? View("Print", new PrintedDocument(await DocumentAsync(page, ct), page.Url, "Systemfelsrapport")) : NotFound();

    private async Task<WordDocument> DocumentAsync(ReturnPage page, CancellationToken ct) =>
        ReturnDocument.Report(page.Document, page.Recipient!.Name, page.Passages, await returns.AudienceAsync(ct), time.GetUtcNow());

    private async Task<IActionResult> StepAsync(int year, string recipient, Func<ReturnPage, Task> step, string done, CancellationToken ct)
    {
        if (await returns.ReadAsync(year, recipient, ct) is not { } page) return NotFound();
        if (!await this.TryMoveAsync(() => step(page))) return View("Report", await returns.ReadAsync(year, recipient, ct));
        this.Confirm(done);
        return Redirect(page.Url);
    }
}
