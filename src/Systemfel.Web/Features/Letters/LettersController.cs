using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Web.Features.Lists;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Letters;

public sealed class LetterForm
{
    public string? Introduction { get; set; }
    public string? AnswerBy { get; set; }
    public long? Contact { get; set; }
    public int Version { get; set; }

    public static LetterForm Of(Letter letter) => new()
    {
        Introduction = letter.Introduction,
        AnswerBy = letter.AnswerBy.Iso(),
        Contact = letter.ContactId,
        Version = letter.Version,
    };

    public DateOnly? Day() =>
        DateOnly.TryParseExact(AnswerBy?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

public sealed record LetterModel(LetterPage Page, LetterForm Form, LetterPreview Preview, DateOnly Today, bool MayWrite)
{
    /// <summary>Keys of finds that were said to be no person in a form that was refused.</summary>
    public IReadOnlyList<string> Accepted { get; init; } = [];
}

public sealed record LetterListModel(List<LetterRow> Drafts, List<LetterRow> Sent, DateOnly Today, bool MayWrite);

/// <summary>Letters to authorities: those being written and those that were sent.</summary>
[AllowedRoles(Role.Coordinator, Role.Registrar), Route("brev")]
public sealed class LettersController(
    LetterQueries queries, LetterService letters, CurrentViewer current, TimeProvider time, OutboxSender sender, LetterOptions options) : Controller
{
    private const int MostShown = 200;

    private List<long> Readable => current.Viewer.OrganisationsWith([Role.Coordinator, Role.Registrar]);

    private bool MayWrite => current.Viewer.HasAny(Role.Coordinator);

    [HttpGet("")]
    public async Task<IActionResult> List(CancellationToken ct) => View("Letters", new LetterListModel(
        await queries.ListAsync(Readable, LetterState.Draft, MostShown, ct), await queries.ListAsync(Readable, LetterState.Sent, MostShown, ct), time.Today(), MayWrite));

    [HttpGet("/brev.csv"), HttpGet("/brev.xlsx")]
    public IActionResult Export(CancellationToken ct) => new ListResult<LetterRow>(LetterList.Letters, queries.SentAsync(Readable, ct));

    [HttpGet("{id:long}")]
    public Task<IActionResult> Show(long id, CancellationToken ct) => PageAsync(id, null, "Letter", ct);

    /// <summary>The letter as mail: its own policy allows its inline styles and nothing else, and it is shown in a sandboxed frame.</summary>
    [HttpGet("{id:long}/forhandsvisning")]
    public async Task<IActionResult> Preview(long id, CancellationToken ct)
    {
        try
        {
            return LetterFrame.Of(this, (await letters.PreviewAsync(id, Actor.From(current.Viewer), ct)).Composed.Html);
        }
        catch (CaseNotFoundException)
        {
            return NotFound();
        }
    }

    [AllowedRoles(Role.Coordinator), HttpPost("{id:long}")]
    public Task<IActionResult> Edit(long id, LetterForm form, CancellationToken ct) => ChangeAsync(id, form, async actor =>
    {
        if (form.Day() == null && !string.IsNullOrWhiteSpace(form.AnswerBy)) throw new MoveRefusedException("Skriv datumet som 2026-11-30.", "answerBy");
        await letters.EditAsync(id, form.Version, actor, new LetterEdit(form.Introduction ?? "", form.Day(), form.Contact), ct);
        return "Brevet är sparat.";
    }, "Letter", ct);

    [AllowedRoles(Role.Coordinator), HttpPost("{id:long}/punkt")]
    public Task<IActionResult> MoveItem(long id, long item, string? direction, int version, CancellationToken ct) => ChangeAsync(id, null, async actor =>
    {
        await letters.MoveItemAsync(id, version, actor, item, direction == "upp", ct);
        return "Ordningen är ändrad.";
    }, "Letter", ct);

    [HttpPost("{id:long}/beteckning")]
    public Task<IActionResult> SetReference(long id, string? theirReference, CancellationToken ct) => ChangeAsync(id, null, async actor =>
    {
        await letters.SetTheirReferenceAsync(id, actor, theirReference ?? "", ct);
        return "Deras beteckning är sparad.";
    }, "Letter", ct);

    [AllowedRoles(Role.Coordinator), HttpGet("{id:long}/skicka")]
    public Task<IActionResult> Confirm(long id, CancellationToken ct) => PageAsync(id, null, "Send", ct);

    [AllowedRoles(Role.Coordinator), HttpPost("{id:long}/skicka")]
    public Task<IActionResult> Send(long id, int version, string? key, string[]? accepted, CancellationToken ct) => ChangeAsync(id, null, async actor =>
    {
        await letters.SendAsync(id, version, actor, $"letter:{id}:{(Guid.TryParse(key, out var form) ? form : Guid.NewGuid())}", accepted, ct);
        // The demo has no clock to wait for: the letter lies in the demo mailbox at once.
        if (options is { IsDevelopment: true, Smtp: null }) await sender.ExecuteAsync(ct);
        return "Brevet är på väg. Här ser du när det har kommit fram.";
    }, "Send", ct, accepted);

    private async Task<IActionResult> ChangeAsync(long id, LetterForm? form, Func<Actor, Task<string>> change, string view, CancellationToken ct, string[]? accepted = null)
    {
        ModelState.Clear();
        try
        {
            this.Confirm(await change(Actor.From(current.Viewer)));
            return Redirect($"/brev/{id}");
        }
        catch (CaseNotFoundException)
        {
            return NotFound();
        }
        catch (MoveRefusedException e)
        {
            ModelState.AddModelError(e.Input switch { "introduction" => "Introduction", "answerBy" => "AnswerBy", "contact" => "Contact", "theirReference" => "TheirReference", "accepted" => "Accepted", _ => "" }, e.Message);
            return await PageAsync(id, form, view, ct, accepted);
        }
    }

    private async Task<IActionResult> PageAsync(long id, LetterForm? form, string view, CancellationToken ct, string[]? accepted = null)
    {
        if (await queries.FindAsync(id, Readable, ct) is not { } page) return NotFound();
        var preview = await letters.PreviewAsync(id, Actor.From(current.Viewer), ct);
        var sent = page.Letter.State == LetterState.Sent;
        return View(sent ? "Sent" : view, new LetterModel(page, form ?? LetterForm.Of(page.Letter), preview, time.Today(), MayWrite) { Accepted = accepted ?? [] });
    }
}
