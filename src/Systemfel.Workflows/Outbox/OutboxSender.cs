using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Outbox;

/// <summary>
/// Sends what is due in the outbox: claim, send, mark. At least once; every extra copy bears the same Message-ID. Two nodes may
/// run it at the same time.
/// </summary>
public sealed class OutboxSender
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly SystemfelDb _db;
    private readonly CaseRecorder _recorder;
    private readonly OutboxRendering _rendering;
    private readonly IMailTransport _transport;
    private readonly MailFence _fence;
    private readonly LetterOptions _options;
    private readonly InvitationMail _invitations;
    private readonly MinutesMail _minutes;

    internal OutboxSender(
        SystemfelDb db, CaseRecorder recorder, OutboxRendering rendering, IMailTransport transport, MailFence fence, LetterOptions options, InvitationMail invitations, MinutesMail minutes) =>
        (_db, _recorder, _rendering, _transport, _fence, _options, _invitations, _minutes) = (db, recorder, rendering, transport, fence, options, invitations, minutes);

    /// <summary>Sends what is due now.</summary>
    /// <returns>What was done, without addresses.</returns>
    public async Task<string> ExecuteAsync(CancellationToken ct)
    {
        if (!await _fence.IsOpenAsync(ct)) return "Utgående post är låst: databasen hör till en annan installation. En administratör kan öppna den.";
        var now = _recorder.Now;
        // A mail whose text was masked while a try was on its way has none.
        var due = await _db.OutboxItems.AsNoTracking().Where(o => o.Text != "").Where(o =>
                (o.State == OutboxState.Queued && o.NextAttemptAt <= now) || (o.State == OutboxState.Sending && o.LeasedUntil < now))
            .OrderBy(o => o.NextAttemptAt).ThenBy(o => o.Id).Select(o => o.Id).Take(MostAtOnce).ToListAsync(ct);
        var results = new List<SendOutcome>();
        foreach (var id in due)
            if (await SendAsync(id, ct) is { } outcome) results.Add(outcome);
        return $"{results.Count(r => r == SendOutcome.Accepted)} skickade, {results.Count(r => r == SendOutcome.Later)} väntar, {results.Count(r => r == SendOutcome.Refused)} misslyckade";
    }

    private async Task<SendOutcome?> SendAsync(long id, CancellationToken ct)
    {
        if (await IsTooManyAsync(id, ct) || !await ClaimAsync(id, ct)) return null;
        var item = await _db.OutboxItems.AsNoTracking().Include(o => o.LetterRecipient).SingleAsync(o => o.Id == id, ct);
        var organisation = await _db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == item.OrganisationId, ct);
        var mail = await _minutes.WithDocumentAsync(item, await _invitations.WithCalendarAsync(item, _rendering.Render(item, organisation, _recorder.Now), ct), ct);
        var result = await _transport.SendAsync(mail, ct);
        return await MarkAsync(id, result, ct);
    }

    /// <summary>A fault that writes the same person again and again is held up here; what is over the limit waits, and is not lost.</summary>
    private async Task<bool> IsTooManyAsync(long id, CancellationToken ct)
    {
        var to = await _db.OutboxItems.Where(o => o.Id == id).Select(o => o.ToAddress).SingleAsync(ct);
        var now = _recorder.Now;
        var recent = await _db.OutboxItems.Where(o => o.ToAddress == to && o.SentAt > now - Hour)
            .OrderByDescending(o => o.SentAt).Select(o => o.SentAt).Take(_options.MostPerRecipientAndHour).ToListAsync(ct);
        if (recent.Count < _options.MostPerRecipientAndHour) return false;
        var next = recent[^1]!.Value + Hour;
        await _db.OutboxItems.Where(o => o.Id == id && o.State == OutboxState.Queued).ExecuteUpdateAsync(s => s
            .SetProperty(o => o.NextAttemptAt, next).SetProperty(o => o.LastError, "fler än mottagaren får på en timme"), ct);
        return true;
    }

    /// <summary>One statement, so that of two nodes one gets the row.</summary>
    private async Task<bool> ClaimAsync(long id, CancellationToken ct)
    {
        var now = _recorder.Now;
        var until = now + Lease;
        return await _db.OutboxItems.Where(o => o.Id == id
                && ((o.State == OutboxState.Queued && o.NextAttemptAt <= now) || (o.State == OutboxState.Sending && o.LeasedUntil < now)))
            .ExecuteUpdateAsync(s => s.SetProperty(o => o.State, OutboxState.Sending)
                .SetProperty(o => o.LeasedUntil, until).SetProperty(o => o.Attempts, o => o.Attempts + 1), ct) == 1;
    }

    private Task<SendOutcome> MarkAsync(long id, SendResult result, CancellationToken ct) => _recorder.InTransactionAsync(async () =>
    {
        var item = await _db.OutboxItems.Include(o => o.LetterRecipient).SingleAsync(o => o.Id == id, ct);
        item.LeasedUntil = null;
        item.LastError = result.Outcome == SendOutcome.Accepted ? "" : result.Detail;
        var next = result.Outcome == SendOutcome.Later ? RetrySchedule.Next(item.CreatedAt, item.Attempts, _recorder.Now) : null;
        var recipient = item.Purpose == Letters.OutboxPurpose.Letter ? item.LetterRecipient : null;
        switch (result.Outcome)
        {
            case SendOutcome.Accepted:
                (item.State, item.SentAt) = (OutboxState.Sent, _recorder.Now);
                Deliver(recipient, DeliveryState.Sent, "");
                break;
            case SendOutcome.Later when next is { } at:
                (item.State, item.NextAttemptAt) = (OutboxState.Queued, at);
                Deliver(recipient, DeliveryState.Delayed, result.Detail);
                break;
            default:
                item.State = OutboxState.Failed;
                Deliver(recipient, DeliveryState.Failed, result.Detail);
                // Thanks that do not arrive change nothing for a case.
                if (item.Purpose == Letters.OutboxPurpose.Thanks) await _db.SaveChangesAsync(ct);
                else await TellAsync(item, result.Detail, ct);
                return SendOutcome.Refused;
        }
        await _db.SaveChangesAsync(ct);
        return result.Outcome;
    }, ct);

    private static void Deliver(LetterRecipient? recipient, DeliveryState state, string detail)
    {
        // A bounce may be read before the mark is set; it knows more.
        if (recipient is null or { Delivery: DeliveryState.Failed or DeliveryState.Delivered }) return;
        (recipient.Delivery, recipient.DeliveryDetail) = (state, detail);
    }

    private async Task TellAsync(OutboxItem item, string detail, CancellationToken ct)
    {
        var cases = item.DeficiencyId is { } one ? [one]
            : await _db.LetterItems.Where(i => i.LetterId == item.LetterId).Select(i => i.DeficiencyId).Distinct().ToListAsync(ct);
        var scopes = await _recorder.OpenAsync(cases, Actor.System, ct);
        foreach (var scope in scopes) scope.Record("delivery-failed", new { letter = item.LetterId, purpose = item.Purpose, status = detail });
        await _recorder.SaveAsync(scopes, $"delivery-failed:{item.Id}", ct);
    }
}
