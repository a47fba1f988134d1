using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Lists;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows;
using Systemfel.Workflows.Attachments;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Letters;

public sealed record EmailModel(
    string Outgoing, string Incoming, bool IsOpen, bool MayOpen, IReadOnlyDictionary<OutboxState, int> Counts, IReadOnlyList<TroubledMail> Troubled, int Unsorted, int Quarantined,
    IReadOnlyList<Mailbox> Mailboxes, IReadOnlyList<OutboxItem> Recent, string Scanning);

/// <summary>How mail fares: connections, what waits, what failed. No text of any mail.</summary>
[AllowedRoles(Role.Coordinator, Role.Administrator), Route("epost")]
public sealed class EmailController(
    SystemfelReader reader, IMailTransport transport, MailFence fence, MailTrouble trouble, OutboxResend resend, OutboxSender sender,
    AttachmentScanning scanning, LetterOptions options, CurrentViewer current) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken ct)
    {
        var organisations = current.Viewer.OrganisationsWith([Role.Coordinator, Role.Administrator]);
        var outbox = reader.OutboxItems.Where(o => organisations.Contains(o.OrganisationId));
        var counts = await outbox.GroupBy(o => o.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var mails = reader.MailMessages.Where(m => organisations.Contains(m.OrganisationId));
        return View("Email", new EmailModel(
            transport.Description,
            options.Mailboxes.Count > 0
                ? string.Join(" ", options.Mailboxes.Select(m => $"IMAP från {m.Server.Host}:{m.Server.Port}."))
                : "Ingen brevlåda är inställd (Mail:Imap:Host). Post kommer bara in på andra vägar.",
            await fence.LooksOpenAsync(ct),
            current.Viewer.HasAny(Role.Administrator),
            counts,
            await trouble.ListAsync(organisations, ct),
            await mails.CountAsync(m => m.State == MailState.Unsorted, ct),
            await mails.CountAsync(m => m.State == MailState.Quarantined, ct),
            await reader.Mailboxes.Where(m => organisations.Contains(m.OrganisationId)).OrderBy(m => m.Name).ToListAsync(ct),
            await RecentAsync(organisations, ct),
            scanning.IsOn ? "Bilagor granskas av clamd." : "Ingen virusgranskning är inställd (Scan:Clamd:Host). Bilagor märks som ej virusgranskade."));
    }

    /// <summary>The last mails to authorities, with how far each has come; mail about accounts concerns nobody else.</summary>
    private Task<List<OutboxItem>> RecentAsync(List<long> organisations, CancellationToken ct) => reader.OutboxItems.Include(o => o.LetterRecipient)
        .Where(o => organisations.Contains(o.OrganisationId) && o.State == OutboxState.Sent && o.LetterId != null)
        .OrderByDescending(o => o.SentAt).ThenByDescending(o => o.Id).Take(20).ToListAsync(ct);

    [HttpGet("/epost.csv"), HttpGet("/epost.xlsx")]
    public IActionResult Export(CancellationToken ct) =>
        new ListResult<OutboxItem>(LetterList.Outbox, OutgoingAsync(current.Viewer.OrganisationsWith([Role.Coordinator, Role.Administrator]), ct));

    private async IAsyncEnumerable<OutboxItem> OutgoingAsync(List<long> organisations, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var last = 0L; ;)
        {
            var after = last;
            var batch = await reader.OutboxItems.Where(o => organisations.Contains(o.OrganisationId) && o.LetterId != null && o.Id > after)
                .OrderBy(o => o.Id).Take(500).ToListAsync(ct);
            foreach (var mail in batch) yield return mail;
            if (batch.Count == 0) yield break;
            last = batch[^1].Id;
        }
    }

    [AllowedRoles(Role.Coordinator), HttpPost("{id:long}/igen")]
    public async Task<IActionResult> Resend(long id, string? key, CancellationToken ct)
    {
        var form = (Guid.TryParse(key, out var given) ? given : Guid.NewGuid()).ToString();
        if (!await this.TryMoveAsync(() => resend.ResendAsync(id, Actor.From(current.Viewer), form, ct))) return await Show(ct);
        // The demo has no clock to wait for.
        if (options is { IsDevelopment: true, Smtp: null }) await sender.ExecuteAsync(ct);
        this.Confirm("Posten skickas igen.");
        return Redirect("/epost");
    }

    [AllowedRoles(Role.Administrator), HttpPost("oppna")]
    public async Task<IActionResult> Open(CancellationToken ct)
    {
        await fence.OpenAsync(current.Viewer.OrganisationsWith([Role.Administrator])[0], Actor.From(current.Viewer), ct);
        this.Confirm("Utgående post är öppen. Det som väntar skickas nu.");
        return Redirect("/epost");
    }
}
