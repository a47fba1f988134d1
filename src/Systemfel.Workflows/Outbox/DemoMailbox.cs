using System.Text;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Mail;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Outbox;

/// <summary>A mail of ours as its recipient has it before them.</summary>
public sealed record DemoMail(long Id, string Purpose, long? LetterId, OutboxState State, OutboundMail Mail);

/// <summary>Development only: every recipient's mailbox in one, and the way to answer from it.</summary>
public sealed class DemoMailbox
{
    private readonly SystemfelDb _db;
    private readonly OutboxRendering _rendering;
    private readonly MailIngest _ingest;
    private readonly MinutesMail _minutes;
    private readonly SwedishCalendar _calendar;

    internal DemoMailbox(SystemfelDb db, OutboxRendering rendering, MailIngest ingest, MinutesMail minutes, SwedishCalendar calendar) =>
        (_db, _rendering, _ingest, _minutes, _calendar) = (db, rendering, ingest, minutes, calendar);

    /// <summary>What has been sent, the newest first.</summary>
    public async Task<IReadOnlyList<DemoMail>> ListAsync(int limit, CancellationToken ct = default)
    {
        var items = await _db.OutboxItems.AsNoTracking().Include(o => o.LetterRecipient).Where(o => o.State == OutboxState.Sent)
            .OrderByDescending(o => o.SentAt).ThenByDescending(o => o.Id).Take(limit).ToListAsync(ct);
        var organisations = await _db.Organisations.AsNoTracking().ToDictionaryAsync(o => o.Id, ct);
        return [.. items.Select(o => new DemoMail(o.Id, o.Purpose, o.LetterId, o.State,
            _rendering.Render(o, organisations.GetValueOrDefault(o.OrganisationId), o.SentAt ?? o.CreatedAt)))];
    }

    /// <summary>One mail, with the files that are attached to it; null when there is none.</summary>
    public async Task<DemoMail?> FindAsync(long id, CancellationToken ct = default)
    {
        var item = await _db.OutboxItems.AsNoTracking().Include(o => o.LetterRecipient).SingleOrDefaultAsync(o => o.Id == id && o.State == OutboxState.Sent, ct);
        if (item == null) return null;
        var organisation = await _db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == item.OrganisationId, ct);
        var mail = await _minutes.WithDocumentAsync(item, _rendering.Render(item, organisation, item.SentAt ?? item.CreatedAt), ct);
        return new DemoMail(item.Id, item.Purpose, item.LetterId, item.State, mail);
    }

    /// <summary>Answers as the recipient: a whole mail, with our letter quoted, through the same door as all mail.</summary>
    /// <returns>The stored mail's id and what became of it.</returns>
    public async Task<(long MailId, MailState State)> AnswerAsync(long outboxId, string text, CancellationToken ct = default)
    {
        var organisationId = await _db.OutboxItems.Where(o => o.Id == outboxId).Select(o => o.OrganisationId).SingleOrDefaultAsync(ct);
        var sent = await FindAsync(outboxId, ct) ?? throw new CaseNotFoundException();
        var raw = MimeMessageWriter.Write(ReplyTo(sent.Mail, text, _calendar.Now));
        var id = await _ingest.StoreAsync(organisationId, "demo", null, null, raw, ct);
        return (id, await _ingest.ProcessAsync(id, ct));
    }

    internal static OutgoingMessage ReplyTo(OutboundMail letter, string text, DateTimeOffset now)
    {
        var body = new StringBuilder(text.Trim()).Append("\n\n")
            .Append(SwedishText.Culture, $"Den {TimeZoneInfo.ConvertTime(letter.Date, SwedishCalendar.Zone):d MMMM yyyy HH:mm} skrev {letter.From.Name} <{letter.ReplyTo}>:\n\n");
        foreach (var line in letter.Text.Split('\n')) body.Append("> ").Append(line).Append('\n');
        return new OutgoingMessage
        {
            From = letter.To,
            To = [new MailboxAddress(letter.From.Name, letter.ReplyTo)],
            Subject = "SV: " + letter.Subject,
            MessageId = $"{Guid.NewGuid():N}@{letter.To.Domain}",
            InReplyTo = letter.MessageId,
            References = [letter.MessageId],
            Date = now,
            Text = body.ToString(),
        };
    }
}
