using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Letters;

/// <summary>A mail of ours that fares badly.</summary>
/// <param name="Item">Its row of the outbox.</param>
/// <param name="CameBack">The server took it, and then it bounced.</param>
/// <param name="NewAddress">Where it would go if it were sent again; null for the same address.</param>
/// <param name="MayResend">This person can send it again.</param>
public sealed record TroubledMail(OutboxItem Item, bool CameBack, string? NewAddress, bool MayResend)
{
    public string State => CameBack ? "Kom tillbaka" : Item.State.Swedish();

    public string ServersWords => CameBack ? Item.LetterRecipient!.DeliveryDetail : Item.LastError;
}

/// <summary>Finds the mails that did not leave, wait for another try, or came back while an answer is still waited for.</summary>
public sealed class MailTrouble(SystemfelReader reader, CurrentViewer current)
{
    private const int MostShown = 50;

    public async Task<IReadOnlyList<TroubledMail>> ListAsync(IReadOnlyList<long> organisations, CancellationToken ct)
    {
        var mine = reader.OutboxItems.Where(o => organisations.Contains(o.OrganisationId))
            .Include(o => o.LetterRecipient!.Letter.Contact).Include(o => o.LetterRecipient!.Letter.Recipients)
            .AsNoTrackingWithIdentityResolution().AsSplitQuery();
        var stuck = await mine.Where(o => o.State == OutboxState.Failed || (o.State == OutboxState.Queued && o.Attempts > 0))
            .OrderByDescending(o => o.CreatedAt).ThenBy(o => o.Id).Take(MostShown).ToListAsync(ct);
        var cameBack = await mine.Where(o => o.State == OutboxState.Sent && o.Purpose == OutboxPurpose.Letter && o.LetterRecipient!.Delivery == DeliveryState.Failed
                && o.LetterRecipient.Letter.Items.Any(i => reader.Bookmarks.Any(b => b.LetterItemId == i.Id && b.Stage == Stages.AwaitingAnswer)))
            .OrderByDescending(o => o.CreatedAt).ThenBy(o => o.Id).Take(MostShown).ToListAsync(ct);
        var senders = current.Viewer.OrganisationsWith([Role.Coordinator]);
        return [.. stuck.Concat(cameBack.Where(OutboxResend.CanBeSent)).Select(o => new TroubledMail(
            o, o.State == OutboxState.Sent, OutboxResend.Corrected(o)?.Address, OutboxResend.CanBeSent(o) && senders.Contains(o.OrganisationId)))];
    }
}
