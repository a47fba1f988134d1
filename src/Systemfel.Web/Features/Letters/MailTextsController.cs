using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Letters;

public sealed record MailTextRow(MailTextKind Kind, LetterTemplate? Own);

/// <summary>A text to be changed, as it would leave, with what in it may point at a person and is not answered yet.</summary>
public sealed record MailTextModel(MailTextKind Kind, string Text, int Version, bool IsOwn, ComposedLetter Sample, IReadOnlyList<Find> Finds, IReadOnlyList<string> Accepted);

/// <summary>The organisation's own opening words of mails to authorities, seen as they would leave before they are used.</summary>
[AllowedRoles(Role.Coordinator), Route("brev/texter")]
public sealed class MailTextsController(SystemfelReader reader, MailTextService texts, TextCheck check, CurrentViewer current, TimeProvider time) : Controller
{
    private long Organisation => current.Viewer.OrganisationsWith([Role.Coordinator])[0];

    [HttpGet("")]
    public async Task<IActionResult> List(CancellationToken ct)
    {
        var organisation = Organisation;
        var own = await reader.LetterTemplates.Where(t => t.OrganisationId == organisation && t.Text != "").ToDictionaryAsync(t => t.Kind, ct);
        return View("MailTexts", MailTexts.All.Select(k => new MailTextRow(k, own.GetValueOrDefault(k.Id))).ToList());
    }

    [HttpGet("{kind}")]
    public Task<IActionResult> Show(string kind, CancellationToken ct) => PageAsync(kind, null, null, ct);

    /// <summary>Saves, or with a button of its own shows or sends what is typed without saving.</summary>
    [HttpPost("{kind}")]
    public async Task<IActionResult> Change(string kind, string? text, int version, string? action, Guid key, string[]? accepted, CancellationToken ct)
    {
        if (MailTexts.Find(kind) is not { } found) return NotFound();
        ModelState.Clear();
        var me = Actor.From(current.Viewer);
        try
        {
            switch (action)
            {
                case "visa":
                    return await PageAsync(kind, text, version, ct, accepted);
                case "prova":
                    await texts.TryAsync(Organisation, kind, text ?? "", me, key.ToString(), ct);
                    this.Confirm("Ett prov är på väg till din egen adress.");
                    return await PageAsync(kind, text, version, ct, accepted);
                case "aterstall":
                    await texts.ChangeAsync(Organisation, kind, "", version, me, ct: ct);
                    this.Confirm($"{found.Name} har den vanliga texten igen.");
                    break;
                default:
                    await texts.ChangeAsync(Organisation, kind, text ?? "", version, me, accepted, ct);
                    this.Confirm($"Texten är sparad. Nästa {found.Name.ToLower(Hosting.Swedish.Culture)} börjar med den.");
                    break;
            }
        }
        catch (MoveRefusedException e)
        {
            ModelState.AddModelError(e.Input == "accepted" ? "Accepted" : "Text", e.Message);
            return await PageAsync(kind, text, version, ct, accepted);
        }
        return Redirect("/brev/texter");
    }

    /// <summary>The sample as mail, in a sandboxed frame.</summary>
    [HttpGet("{kind}/forhandsvisning")]
    public async Task<IActionResult> Preview(string kind, string? text, CancellationToken ct) =>
        MailTexts.Find(kind) == null ? NotFound() : LetterFrame.Of(this, (await SampleAsync(kind, text ?? "", ct)).Html);

    private async Task<IActionResult> PageAsync(string kind, string? typed, int? version, CancellationToken ct, string[]? accepted = null)
    {
        if (MailTexts.Find(kind) is not { } found) return NotFound();
        var organisation = Organisation;
        var own = await reader.LetterTemplates.SingleOrDefaultAsync(t => t.OrganisationId == organisation && t.Kind == kind, ct);
        var text = typed ?? (own is { Text.Length: > 0 } ? own.Text : found.Text);
        return View("MailText", new MailTextModel(found, text, version ?? own?.Version ?? 0, own is { Text.Length: > 0 }, await SampleAsync(kind, text, ct),
            MailTextService.OpenFinds(check, kind, text, own, []), accepted ?? []));
    }

    private async Task<ComposedLetter> SampleAsync(string kind, string text, CancellationToken ct)
    {
        var id = Organisation;
        var organisation = await reader.Organisations.SingleAsync(o => o.Id == id, ct);
        var shown = text.Length > MailTexts.Longest ? text[..MailTexts.Longest] : text;
        return MailTextSample.Of(kind, shown.Trim() == "" ? MailTexts.Find(kind)!.Text : shown, organisation, current.Viewer.Name, time.Today());
    }
}
