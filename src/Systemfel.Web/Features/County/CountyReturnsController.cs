using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.County;
using Systemfel.Workflows.Documents;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Features.County;

public sealed record PublishForm(string? County, int Year, string? Template, string? DueOn, string? Note);

public sealed record CountyYearsPage(IReadOnlyList<CountyYearRow> Years, IReadOnlyList<string> Counties, PublishForm Form, DateOnly Today);

public sealed record CountyYearModel(CountyYearPage Page, PublishForm Form, string Name);

public sealed record CountyServiceModel(CountyYearPage Page, CountyStand Stand, string Asked, string Reason);

/// <summary>Länsstyrelsen's inbox: the year's form, which returns have come, and what is missing.</summary>
[AllowedRoles(Role.CountyBoard), Route("lansstyrelsen/redovisningar")]
public sealed class CountyReturnsController(CountyReader county, CountyPublishing publishing, CountyReturns returns, CurrentViewer current, TimeProvider time) : Controller
{
    private const int MostBytes = 6 << 20;

    private Actor Me => Actor.From(current.Viewer);

    [HttpGet("")]
    public async Task<IActionResult> Years(CancellationToken ct)
    {
        var today = time.Today();
        return await YearsAsync(new PublishForm(null, today.Year, null, YearDeadlines.ReturnOf(today.Year).Iso(), ""), ct);
    }

    [HttpPost("")]
    public async Task<IActionResult> Publish(PublishForm form, string[]? accepted, CancellationToken ct)
    {
        ModelState.Clear();
        var id = 0L;
        DateOnly? due = DateOnly.TryParseExact(form.DueOn?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d) ? d : null;
        if (!await this.TryMoveAsync(async () => id = await publishing.PublishAsync(new CountyOrder(form.County ?? "", form.Year, form.Template ?? "", due, form.Note ?? ""), accepted ?? [], Me, ct),
            i => i switch { "year" => "Year", "template" => "Template", "dueOn" => "DueOn", "note" => "Note", _ => "" }))
            return await YearsAsync(form, ct);
        this.Confirm($"Redovisningen för {form.Year} är publicerad.");
        return Redirect($"/lansstyrelsen/redovisningar/{id}");
    }

    [HttpGet("{id:long}")]
    public Task<IActionResult> Year(long id, CancellationToken ct) => YearAsync(id, "", ct);

    [HttpPost("{id:long}/verksamhet")]
    public async Task<IActionResult> AddService(long id, string? name, CancellationToken ct)
    {
        ModelState.Clear();
        if (!await this.TryMoveAsync(() => publishing.AddServiceAsync(id, name ?? "", Me, ct), i => i == "name" ? "Name" : "")) return await YearAsync(id, name ?? "", ct);
        this.Confirm($"{name!.Trim()} är tillagd.");
        return Redirect($"/lansstyrelsen/redovisningar/{id}");
    }

    [HttpPost("{id:long}/verksamhet/{service:long}/ta-bort")]
    public async Task<IActionResult> RemoveService(long id, long service, CancellationToken ct)
    {
        ModelState.Clear();
        var name = "";
        if (!await this.TryMoveAsync(async () => name = await publishing.RemoveServiceAsync(id, service, Me, ct))) return await YearAsync(id, "", ct);
        this.Confirm($"{name} är borttagen från listan.");
        return Redirect($"/lansstyrelsen/redovisningar/{id}");
    }

    [HttpGet("tjanst/{id:long}")]
    public Task<IActionResult> Service(long id, CancellationToken ct) => ServiceAsync(id, "", "", ct);

    [HttpGet("tjanst/{id:long}/blankett.docx")]
    public async Task<IActionResult> Blank(long id, CancellationToken ct) => await county.ServiceAsync(id, ct) is { } found
        ? File(
            WordWriter.Write(ReturnDocument.Blank(found.Year.Template, found.Year.Year.Year, found.Stand.Service.Name, found.Year.Year.County, time.GetUtcNow())),
            WordWriter.ContentType, $"arsredovisning-{found.Year.Year.Year}-blankett.docx")
        : NotFound();

    [HttpPost("tjanst/{id:long}/fil"), RequestSizeLimit(MostBytes)]
    public async Task<IActionResult> Import(long id, string? seen, bool right, bool municipality, string[]? accepted, IFormFile? file, CancellationToken ct)
    {
        ModelState.Clear();
        if (!await TryAsync(id, async () =>
        {
            if (file is not { Length: > 0 }) throw new MoveRefusedException("Välj en fil.", "file");
            using var content = new MemoryStream();
            await file.CopyToAsync(content, ct);
            await returns.ImportAsync(id, content.ToArray(), new CountyReading(seen, right, accepted ?? []) { IsMunicipalitys = municipality }, Me, ct);
        }, i => i switch { "file" => "File", "right" => "right", "municipality" => "municipality", _ => "" }))
            return await ServiceAsync(id, "", "", ct);
        this.Confirm("Redovisningen är inläst.");
        return Redirect($"/lansstyrelsen/redovisningar/tjanst/{id}");
    }

    [HttpPost("tjanst/{id:long}/fil/ta-bort")]
    public async Task<IActionResult> TakeAway(long id, string? seen, CancellationToken ct)
    {
        ModelState.Clear();
        if (!await TryAsync(id, () => returns.TakeAwayAsync(id, seen, Me, ct))) return await ServiceAsync(id, "", "", ct);
        this.Confirm("Den inlästa filen är borttagen.");
        return Redirect($"/lansstyrelsen/redovisningar/tjanst/{id}");
    }

    [HttpPost("tjanst/{id:long}/komplettera")]
    public async Task<IActionResult> Ask(long id, string? seen, string? text, string[]? accepted, CancellationToken ct)
    {
        ModelState.Clear();
        if (!await TryAsync(id, () => returns.AskToCompleteAsync(id, seen, text ?? "", accepted ?? [], Me, ct), i => i == "text" ? "Text" : "")) return await ServiceAsync(id, text ?? "", "", ct);
        this.Confirm("Komplettering är begärd.");
        return Redirect($"/lansstyrelsen/redovisningar/tjanst/{id}");
    }

    [HttpPost("tjanst/{id:long}/godkann")]
    public async Task<IActionResult> Accept(long id, string? seen, string? reason, string[]? accepted, CancellationToken ct)
    {
        ModelState.Clear();
        if (!await TryAsync(id, () => returns.AcceptAsync(id, seen, reason ?? "", accepted ?? [], Me, ct), i => i == "reason" ? "Reason" : "")) return await ServiceAsync(id, "", reason ?? "", ct);
        this.Confirm("Redovisningen är godkänd.");
        return Redirect($"/lansstyrelsen/redovisningar/tjanst/{id}");
    }

    private async Task<IActionResult> YearsAsync(PublishForm form, CancellationToken ct) =>
        View("Years", new CountyYearsPage(await county.YearsAsync(ct), await county.CountiesAsync(ct), form, time.Today()));

    private async Task<IActionResult> YearAsync(long id, string name, CancellationToken ct)
    {
        if (await county.YearAsync(id, ct) is not { } page) return NotFound();
        var y = page.Year;
        return View("Year", new CountyYearModel(page, new PublishForm(y.County, y.Year, y.TemplateKey, y.DueOn.Iso(), y.Note), name));
    }

    private async Task<IActionResult> ServiceAsync(long id, string asked, string reason, CancellationToken ct) =>
        await county.ServiceAsync(id, ct) is { } found ? View("Service", new CountyServiceModel(found.Year, found.Stand, asked, reason)) : NotFound();

    /// <summary>What came too late leads back to the service.</summary>
    private Task<bool> TryAsync(long id, Func<Task> move, Func<string, string?>? fieldOf = null)
    {
        HttpContext.Items[MoveResults.BackKey] = new BackLink($"/lansstyrelsen/redovisningar/tjanst/{id}", "Till redovisningen");
        return this.TryMoveAsync(move, fieldOf ?? (_ => ""));
    }
}
