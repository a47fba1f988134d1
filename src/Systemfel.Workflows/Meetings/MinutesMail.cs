using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Mail;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Documents;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>
/// The mails about minutes. No row holds a word of a case: the document is made when the mail leaves, from the stored version, and so
/// is the adjuster's link.
/// </summary>
internal sealed class MinutesMail(SystemfelDb db, MinutesKeeper keeper, ReplyTokens tokens, SwedishCalendar clock, WorkflowOptions options)
{
    /// <summary>Gives each who has not confirmed this version a link, and takes earlier links from them.</summary>
    /// <param name="meeting">Stored, with its adjusters.</param>
    /// <param name="version">Stored.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>How many mails were queued.</returns>
    public async Task<int> AskAsync(Meeting meeting, MinutesVersion version, CancellationToken ct)
    {
        var organisation = await db.Organisations.SingleAsync(o => o.Id == meeting.OrganisationId, ct);
        var title = await NameOfAsync(meeting, ct);
        var queued = 0;
        foreach (var row in meeting.Adjustments.Where(a => a.AdjustedVersion != version.Number).OrderBy(a => a.Id))
        {
            var key = MinutesKeys.OfAdjuster(row.Id, version.Number);
            row.TokenHash = ReplyTokens.HashOf(tokens.OfAdjustment(row.Id, version.Number));
            row.AskedAt = clock.Now;
            row.Objection = "";
            if (await db.OutboxItems.AnyAsync(o => o.UniqueKey == key, ct)) continue;
            var again = version.Number > 1 && version.Reason.Length > 0 ? "\n\nDet har ändrats efter justeringen. Läs vad som är nytt." : "";
            Queue(organisation, key, OutboxPurpose.Adjust, row.Name, row.Address, $"Att justera: {title}",
                $"Hej!\n\nDu är justerare för {title}.{again}\n\nÖppna länken, läs protokollet och tryck på Justera. Stämmer något inte, skriv där vad som ska ändras.\n{LetterMail.LinkPlaceholder}\n\n"
                + $"Länken är din egen och gäller i {MinutesAdjusting.DaysOpen} dagar. Skicka den inte vidare.\n\n{SwedishText.Signature(organisation)}");
            queued++;
        }
        return queued;
    }

    /// <summary>Queues the minutes to each who has not had this version.</summary>
    public async Task<MinutesSent> SendAsync(Meeting meeting, MinutesVersion version, IReadOnlyList<(string Name, string Address)> recipients, CancellationToken ct)
    {
        var organisation = await db.Organisations.SingleAsync(o => o.Id == meeting.OrganisationId, ct);
        var title = await NameOfAsync(meeting, ct);
        var queued = 0;
        foreach (var (name, address) in recipients)
        {
            var key = MinutesKeys.OfMinutes(version.Id, address);
            if (await db.OutboxItems.AnyAsync(o => o.UniqueKey == key, ct)) continue;
            var changed = version.Number > 1 && version.Reason.Length > 0 ? " Det ersätter det som du fått tidigare." : "";
            Queue(organisation, key, OutboxPurpose.Minutes, name, address, title,
                $"Hej!\n\nHär kommer {title}, som bifogad fil.{changed}\n\nHar du konto finns det också på mötets sida:\n{options.PublicBaseUrl.TrimEnd('/')}/mote/{meeting.Id.ToString(CultureInfo.InvariantCulture)}/anteckningar\n\n{SwedishText.Signature(organisation)}");
            queued++;
        }
        return new MinutesSent(queued, recipients.Count - queued);
    }

    /// <summary>The mail with its document; the mail as it is when it carries none.</summary>
    /// <param name="item">The row.</param>
    /// <param name="mail">What it was filled in to.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<OutboundMail> WithDocumentAsync(OutboxItem item, OutboundMail mail, CancellationToken ct)
    {
        if (item.Purpose != OutboxPurpose.Minutes || item.UniqueKey.Split(':') is not ["minutes", var number, ..]) return mail;
        var id = long.Parse(number, CultureInfo.InvariantCulture);
        var version = await db.MinutesVersions.AsNoTracking().Include(v => v.Parts).Include(v => v.Meeting).SingleAsync(v => v.Id == id, ct);
        var bytes = WordWriter.Write(MinutesText.Document(version, version.Parts, ""));
        return mail with { Attachments = [new($"protokoll-{version.Meeting.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.docx", WordWriter.ContentType, bytes)] };
    }

    private void Queue(Organisation organisation, string key, string purpose, string name, string address, string subject, string text) => db.Add(new OutboxItem
    {
        OrganisationId = organisation.Id,
        UniqueKey = key,
        Purpose = purpose,
        ToAddress = address,
        ToName = name,
        Subject = subject,
        Text = text,
        MessageId = LetterMail.MessageIdOf(key, options.MailDomain),
        CreatedAt = clock.Now,
        NextAttemptAt = clock.Now,
    });

    private async Task<string> NameOfAsync(Meeting meeting, CancellationToken ct) =>
        $"{(meeting.Group.Kind == GroupKind.Team ? "minnesanteckningar från" : "protokoll från")} {await keeper.NameAsync(meeting, ct)} {SwedishText.LongDate(meeting.Date)}";
}
