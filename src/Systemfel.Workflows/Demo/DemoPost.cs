using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Mail;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Reference;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Demo;

/// <summary>The demo's post: letters that still wait can be answered from the demo mailbox, one has been, and some mail lies unsorted.</summary>
public sealed class DemoPost
{
    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly RouteCache _routes;
    private readonly ReplyTokens _tokens;
    private readonly MailIngest _ingest;
    private readonly DemoMailbox _mailbox;
    private readonly WorkflowOptions _options;

    internal DemoPost(
        SystemfelDb db, SwedishCalendar calendar, RouteCache routes, ReplyTokens tokens, MailIngest ingest, DemoMailbox mailbox, WorkflowOptions options) =>
        (_db, _calendar, _routes, _tokens, _ingest, _mailbox, _options) = (db, calendar, routes, tokens, ingest, mailbox, options);

    /// <summary>Fills mailbox and inbox, once, after the demo's cases are stored.</summary>
    public async Task AddAsync(CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        var letters = await WaitingAsync(ct);
        foreach (var letter in letters) await PostAsync(letter, ct);
        await _db.SaveChangesAsync(ct);
        if (letters.MaxBy(l => l.SentAt) is { } latest) await AnswerAsync(latest, ct);
        await UnsortedAsync(ct);
    }

    private Task<List<Letter>> WaitingAsync(CancellationToken ct) =>
        _db.Letters.Include(l => l.Items).ThenInclude(i => i.Deficiency.Instance.RouteVersion).Include(l => l.Recipients)
            .Include(l => l.Meeting!.Group).Include(l => l.Organisation).Include(l => l.SentBy).AsSplitQuery()
            .Where(l => l.State == LetterState.Sent
                && l.Items.Any(i => _db.Bookmarks.Any(b => b.LetterItemId == i.Id && b.Stage == Stages.AwaitingAnswer))
                && !_db.OutboxItems.Any(o => o.LetterId == l.Id && o.Purpose == OutboxPurpose.Letter))
            .OrderBy(l => l.Id).ToListAsync(ct);

    private async Task PostAsync(Letter letter, CancellationToken ct)
    {
        var sentAt = letter.SentAt!.Value;
        var content = LetterContent.Of(letter, letter.Organisation, _routes.Of(letter.Items[0].Deficiency.Instance.RouteVersion),
            letter.SentBy?.DisplayName ?? "", SwedishCalendar.DateOf(sentAt), MailTexts.Find(MailTexts.Letter)!.Text);
        foreach (var recipient in letter.Recipients)
        {
            if (await _db.OutboxItems.AnyAsync(o => o.UniqueKey == LetterMail.KeyOf(recipient), ct)) continue;
            var item = LetterSending.Queue(recipient, LetterComposer.Compose(content), _options.MailDomain, _tokens, sentAt);
            (item.State, item.SentAt, item.Attempts) = (OutboxState.Sent, sentAt, 1);
            _db.Add(item);
        }
    }

    private async Task AnswerAsync(Letter letter, CancellationToken ct)
    {
        var sent = await _db.OutboxItems.Where(o => o.LetterId == letter.Id && o.Purpose == OutboxPurpose.Letter).Select(o => o.Id).FirstAsync(ct);
        var open = await _db.LetterItems.Where(i => i.LetterId == letter.Id && _db.Bookmarks.Any(b => b.LetterItemId == i.Id && b.Stage == Stages.AwaitingAnswer))
            .OrderBy(i => i.Number).Select(i => i.Number).FirstAsync(ct);
        var label = letter.Items.Count > 1 ? $"{open}. " : "";
        await _mailbox.AnswerAsync(sent, $"Hej!\n\n{label}Vi planerar en ändring. Rutinen skrivs om under vintern och ska gälla från mars.\n\nMed vänlig hälsning\nRegistrator", ct);
    }

    private async Task UnsortedAsync(CancellationToken ct)
    {
        var organisationId = await _db.Organisations.OrderBy(o => o.Id).Select(o => o.Id).FirstAsync(ct);
        var calendar = new DemoCalendar(_calendar.Today);
        foreach (var mail in ReferenceFile.Read<List<DemoMailFile>>("demo-mails"))
        {
            var day = calendar.Shift(SwedishCalendar.DateOf(mail.At));
            var at = SwedishCalendar.At(day, TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(mail.At, SwedishCalendar.Zone).DateTime));
            if (at > _calendar.Now) continue;
            var id = await _ingest.StoreAsync(organisationId, "demo", null, null, MimeMessageWriter.Write(MessageOf(mail, at)), ct);
            await _db.MailMessages.Where(m => m.Id == id).ExecuteUpdateAsync(s => s.SetProperty(m => m.ReceivedAt, at), ct);
            await _ingest.ProcessAsync(id, ct);
        }
    }

    private OutgoingMessage MessageOf(DemoMailFile mail, DateTimeOffset at) => new()
    {
        From = new MailboxAddress(mail.FromName, mail.FromAddress),
        To = [new MailboxAddress(null, _options.ReplyAddress)],
        Subject = mail.Subject,
        MessageId = LetterMail.MessageIdOf("demo:" + mail.Subject, mail.FromAddress[(mail.FromAddress.IndexOf('@', StringComparison.Ordinal) + 1)..]),
        Date = at,
        AutoSubmitted = mail.Headers.GetValueOrDefault("Auto-Submitted"),
        Headers = [.. mail.Headers.Where(h => h.Key != "Auto-Submitted")],
        Text = mail.Body,
    };

    private sealed record DemoMailFile(DateTimeOffset At, string FromName, string FromAddress, string Subject, Dictionary<string, string> Headers, string Body);
}
