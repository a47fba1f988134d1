using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Mail;
using Systemfel.Web.Features.Letters;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Demo;

public sealed record DemoMailPage(DemoMail Mail, string? Text);

/// <summary>Every recipient's mailbox in one, to play the authority. This folder's controllers exist in Development only.</summary>
[AllowAnonymous, Route("demo/postlada")]
public sealed class DemoMailboxController(DemoMailbox mailbox, OutboxSender sender) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> List(CancellationToken ct) => View("Mailbox", await mailbox.ListAsync(100, ct));

    [HttpPost("hamta")]
    public async Task<IActionResult> Fetch(CancellationToken ct)
    {
        this.Confirm("Utkorgen: " + await sender.ExecuteAsync(ct) + ".");
        return Redirect("/demo/postlada");
    }

    [HttpGet("{id:long}")]
    public async Task<IActionResult> Show(long id, CancellationToken ct) =>
        await mailbox.FindAsync(id, ct) is { } mail ? View("MailboxMail", new DemoMailPage(mail, null)) : NotFound();

    [HttpGet("{id:long}/html")]
    public async Task<IActionResult> Html(long id, CancellationToken ct) =>
        await mailbox.FindAsync(id, ct) is { Mail.Html.Length: > 0 } mail ? LetterFrame.Of(this, mail.Mail.Html) : NotFound();

    [HttpGet("{id:long}/bilaga/{number:int}")]
    public async Task<IActionResult> Attachment(long id, int number, CancellationToken ct)
    {
        var files = (await mailbox.FindAsync(id, ct))?.Mail.Attachments ?? [];
        return number >= 1 && number <= files.Count ? File(files[number - 1].Content.ToArray(), files[number - 1].ContentType, files[number - 1].Name) : NotFound();
    }

    [HttpPost("{id:long}/svara")]
    public async Task<IActionResult> Answer(long id, string? text, CancellationToken ct)
    {
        if (await mailbox.FindAsync(id, ct) is not { } mail) return NotFound();
        if (string.IsNullOrWhiteSpace(text))
        {
            ModelState.AddModelError("Text", "Skriv ett svar.");
            return View("MailboxMail", new DemoMailPage(mail, text));
        }
        try
        {
            var (_, state) = await mailbox.AnswerAsync(id, text, ct);
            this.Confirm(state == MailState.Filed ? "Svaret kom fram till brevet. Samordnaren ser det bland svaren att ta ställning till." : "Svaret kom fram, men hamnade i Osorterat.");
        }
        catch (CaseNotFoundException)
        {
            return NotFound();
        }
        return Redirect($"/demo/postlada/{id}");
    }
}
