using Systemfel.Data.Letters;
using Systemfel.Data.Organisations;
using Systemfel.Mail;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Ingest;

/// <summary>What a bounce or a report of delay does: the recipient and the contact are marked, and every case of the letter is told.</summary>
internal static class DeliveryReports
{
    /// <returns>Whether the report says that the recipient's server has the letter.</returns>
    public static bool Apply(IReadOnlyList<MoveScope> scopes, LetterRecipient recipient, MailClassification report, DateTimeOffset now)
    {
        var about = About(recipient, report);
        if (report.Kind == MailKind.DeliveryReport)
        {
            // Reports can overtake each other: what is delivered is not delayed any more.
            if (recipient.Delivery is DeliveryState.Failed or DeliveryState.Delivered || about == null) return false;
            recipient.Delivery = about.Action switch { "delayed" => DeliveryState.Delayed, "delivered" or "expanded" => DeliveryState.Delivered, _ => DeliveryState.Sent };
            recipient.DeliveryDetail = about.Status ?? "";
            return recipient.Delivery == DeliveryState.Delivered;
        }
        if (recipient.Delivery == DeliveryState.Failed || (report.FailedRecipients.Count > 0 && about == null)) return false;
        recipient.Delivery = DeliveryState.Failed;
        recipient.DeliveryDetail = about?.Status ?? "";
        var letter = recipient.Letter;
        if (letter.Contact is { State: ContactState.Ok } contact && Same(contact.Address, recipient.Address))
            (contact.State, contact.BouncedAt, contact.BounceStatus) = (ContactState.Bouncing, now, recipient.DeliveryDetail);
        foreach (var scope in scopes.Where(s => letter.Items.Any(i => i.DeficiencyId == s.Case.Id)))
            scope.Record("delivery-failed", new { letter = letter.Id, party = letter.Party.Name, status = recipient.DeliveryDetail });
        return false;
    }

    /// <summary>What the report says of this recipient. A report on one address, forwarded or renamed on the way, is about ours.</summary>
    private static DeliveryStatus? About(LetterRecipient recipient, MailClassification report)
    {
        var named = report.Kind == MailKind.Bounce ? report.FailedRecipients : report.Recipients;
        return named.FirstOrDefault(r => Same(r.Address, recipient.Address) || Same(r.OriginalAddress ?? "", recipient.Address))
            ?? (named.Count == 1 ? named[0] : null);
    }

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
