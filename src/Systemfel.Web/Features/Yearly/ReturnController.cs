using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Features.Yearly;

/// <summary>The return to the County Administrative Board, year by year: the coordinator and the unit manager write, the ombuds read.</summary>
[Route("arsrapport"), AllowedRoles(Role.Coordinator, Role.UnitManager, Role.Ombud)]
public sealed class ReturnController(ReturnReader returns, YearWriting writing, CurrentViewer current) : Controller
{
    private Actor Me => Actor.From(current.Viewer);

    [HttpGet("")]
    public async Task<IActionResult> Years(CancellationToken ct) => View("Years", await returns.YearsAsync(ct));

    [HttpPost(""), AllowedRoles(Role.Coordinator, Role.UnitManager)]
    public async Task<IActionResult> Begin(int year, string? template, CancellationToken ct)
    {
        if (!await this.TryMoveAsync(() => writing.BeginAsync(returns.Organisation, year, template, Me, ct))) return View("Years", await returns.YearsAsync(ct));
        this.Confirm($"Årsredovisningen för {year} är påbörjad.");
        return Redirect($"/arsrapport/{year}");
    }

    [HttpGet("{year:int}")]
    public async Task<IActionResult> Show(int year, CancellationToken ct) => await returns.ReadAsync(year, null, ct) is { } page ? View("Return", page) : NotFound();

    [HttpPost("{year:int}/mottagare"), AllowedRoles(Role.Coordinator, Role.UnitManager)]
    public async Task<IActionResult> Receiver(int year, string? to, CancellationToken ct)
    {
        if (await returns.ReadAsync(year, null, ct) is not { } page) return NotFound();
        if (!await this.TryMoveAsync(() => writing.ChooseReceiverAsync(page.Document.Id, to ?? "", Me, ct))) return View("Return", await returns.ReadAsync(year, null, ct));
        this.Confirm(to == ReturnSending.ToMunicipality ? "Den lämnas till kommunen, som redovisar." : "Den lämnas till Länsstyrelsen.");
        return Redirect(page.Url);
    }

    [HttpGet("{year:int}/avsnitt/{section}"), AllowedRoles(Role.Coordinator, Role.UnitManager)]
    public async Task<IActionResult> Section(int year, string section, CancellationToken ct) =>
        await FormAsync(year, section, ct) is { Page.MayWrite: true } form ? View("Section", form) : NotFound();

    [HttpPost("{year:int}/avsnitt/{section}"), AllowedRoles(Role.Coordinator, Role.UnitManager)]
    public async Task<IActionResult> Section(int year, string section, string? seen, string? paste, string? propose, List<string> accepted, CancellationToken ct)
    {
        if (await FormAsync(year, section, ct) is not { } form) return NotFound();
        var typed = new ReturnValues(form.Section.Fields.SelectMany(f => f.Keys).Select(k => KeyValuePair.Create(k, Request.Form[k].ToString())));
        form = form with { Typed = typed, Seen = seen ?? "" };
        if (paste != null && form.Section.Fields.FirstOrDefault(f => f.Id == paste) is { Kind: ReturnFieldKind.Table } table) return View("Section", Pasted(form, table));
        if (propose != null)
            return View("Section", form with { Typed = typed.With(form.Proposed.Where(p => form.Section.Fields.Any(f => f.Id == propose && f.Keys.Contains(p.Key)))) });
        try
        {
            if (!await this.TryMoveAsync(() => writing.WriteAsync(form.Page.Document.Id, form.Section.Id, typed.Typed, seen, accepted, Me, ct))) return View("Section", form);
        }
        catch (StaleReturnException stale)
        {
            // Both texts on one page: what was typed in its form, and what stands now beside it. Saving again writes over it.
            Response.StatusCode = StatusCodes.Status409Conflict;
            ModelState.AddModelError("", stale.Message);
            return View("Section", form with { Page = form.Page with { Values = stale.Current }, Seen = ReturnVersion.Of(form.Section, stale.Current), IsStale = true });
        }
        this.Confirm(Said(form));
        return Redirect($"{form.Page.Url}#a{form.Section.Id}");
    }

    private SectionForm Pasted(SectionForm form, ReturnField table)
    {
        var text = Request.Form[$"klistra-{table.Id}"].ToString();
        var read = TablePaste.Read(table, text);
        return form with { Typed = form.Typed.With(read.Values), PastedInto = table, NotUnderstood = read.NotUnderstood, Pasted = read.NotUnderstood.Count > 0 ? text : "" };
    }

    private async Task<SectionForm?> FormAsync(int year, string id, CancellationToken ct)
    {
        if (await returns.ReadAsync(year, null, ct) is not { } page || page.Template.Section(id) is not { } section) return null;
        return new SectionForm(page, section, page.Values, await returns.ProposedAsync(page, section, ct));
    }

    private static string Said(SectionForm form)
    {
        var faults = form.Faults.Count(f => form.Section.Fields.Any(x => x.Keys.Contains(f.Key)));
        return $"Avsnitt {form.Section.Id} är sparat.{(faults == 0 ? "" : faults == 1 ? " En uppgift stämmer inte." : $" {faults} uppgifter stämmer inte.")}";
    }
}
