using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Ingest;

/// <summary>Finds the letters that tokens belong to. Unknown, expired, revoked and another organisation's all give nothing.</summary>
internal sealed class LetterMatching(SystemfelDb db, SwedishCalendar calendar)
{
    /// <summary>One mail can answer several letters.</summary>
    public async Task<IReadOnlyList<LetterRecipient>> ByTokenAsync(long organisationId, IEnumerable<string> tokens, CancellationToken ct)
    {
        var found = new List<LetterRecipient>();
        foreach (var token in tokens.Take(20))
            if (await LiveAsync(token, ct) is { } recipient && recipient.Letter.OrganisationId == organisationId) found.Add(recipient);
        return [.. found.DistinctBy(r => r.Id)];
    }

    /// <summary>The recipient whose token this is, with the letter's points; null when the token does not work, whatever the reason.</summary>
    public async Task<LetterRecipient?> LiveAsync(string? token, CancellationToken ct)
    {
        if (!ReplyTokens.HasForm(token)) return null;
        var hash = ReplyTokens.HashOf(token!);
        var recipient = await db.LetterRecipients
            .Include(r => r.Letter.Items).ThenInclude(i => i.Deficiency)
            .Include(r => r.Letter.Contact).Include(r => r.Letter.Party)
            .AsSplitQuery().SingleOrDefaultAsync(r => r.TokenHash == hash, ct);
        var works = recipient is { RevokedAt: null, Letter.State: LetterState.Sent }
            && recipient.ExpiresOn >= calendar.Today
            && CryptographicOperations.FixedTimeEquals(recipient.TokenHash, hash);
        return works ? recipient : null;
    }

    /// <summary>The text of the letter as it left.</summary>
    public Task<string?> LetterTextAsync(LetterRecipient recipient, CancellationToken ct) =>
        db.OutboxItems.Where(o => o.LetterRecipientId == recipient.Id && o.Purpose == OutboxPurpose.Letter && o.Text != "").Select(o => o.Text).FirstOrDefaultAsync(ct);

    /// <summary>Letters that have this mail already: a mail to two of our addresses comes twice, and is one answer.</summary>
    public async Task<IReadOnlySet<long>> HasCopyAsync(MailMessage mail, IEnumerable<long> letterIds, CancellationToken ct)
    {
        var ids = letterIds.ToList();
        if (mail.MessageId == "") return new HashSet<long>();
        var copies = await db.MailLetters.Where(l => ids.Contains(l.LetterId) && l.MatchedBy == MatchedBy.Token && l.MailMessageId != mail.Id
                && l.MailMessage.MessageId == mail.MessageId && l.MailMessage.NewText == mail.NewText)
            .Select(l => l.LetterId).ToListAsync(ct);
        return copies.ToHashSet();
    }
}
