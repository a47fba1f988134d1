using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Letters;

public sealed record EmailModel(
    string Outgoing, string Incoming, bool IsOpen, bool MayOpen, IReadOnlyDictionary<OutboxState, int> Counts, IReadOnlyList<OutboxItem> Troubled, int Unsorted, int Quarantined);

/// <summary>How mail fares: connections, what waits, what failed. No text of any mail.</summary>
[AllowedRoles(Role.Coordinator, Role.Administrator), Route("epost")]
public sealed class EmailController(
    SystemfelReader reader, IMailTransport transport, MailFence fence, LetterOptions options, CurrentViewer current) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken ct)
    {
        var organisations = current.Viewer.OrganisationsWith([Role.Coordinator, Role.Administrator]);
        var outbox = reader.OutboxItems.Where(o => organisations.Contains(o.OrganisationId));
        var counts = await outbox.GroupBy(o => o.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var troubled = await outbox.Where(o => o.State == OutboxState.Failed || (o.State == OutboxState.Queued && o.Attempts > 0))
            .OrderByDescending(o => o.CreatedAt).Take(50).ToListAsync(ct);
        var mails = reader.MailMessages.Where(m => organisations.Contains(m.OrganisationId));
        return View("Email", new EmailModel(
            transport.Description,
            options.Mailboxes.Count > 0
                ? string.Join(" ", options.Mailboxes.Select(m => $"IMAP från {m.Server.Host}:{m.Server.Port}."))
                : "Ingen brevlåda är inställd (Mail:Imap:Host). Post kommer bara in på andra vägar.",
            await fence.LooksOpenAsync(ct),
            current.Viewer.HasAny(Role.Administrator),
            counts,
            troubled,
            await mails.CountAsync(m => m.State == MailState.Unsorted, ct),
            await mails.CountAsync(m => m.State == MailState.Quarantined, ct)));
    }

    [AllowedRoles(Role.Administrator), HttpPost("oppna")]
    public async Task<IActionResult> Open(CancellationToken ct)
    {
        await fence.OpenAsync(current.Viewer.OrganisationsWith([Role.Administrator])[0], Actor.From(current.Viewer), ct);
        this.Confirm("Utgående post är öppen. Det som väntar skickas nu.");
        return Redirect("/epost");
    }
}
