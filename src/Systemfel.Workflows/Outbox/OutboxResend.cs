using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Outbox;

/// <summary>
/// 'Skicka igen': a mail that did not leave, or came back, goes into the outbox once more by a person's hand. To the same address
/// it is the same mail, with the same Message-ID; to a corrected one it is a mail of its own, to a recipient with a token of its own.
/// </summary>
public sealed class OutboxResend
{
    private readonly SystemfelDb _db;
    private readonly CaseRecorder _recorder;
    private readonly ReplyTokens _tokens;
    private readonly WorkflowOptions _options;

    internal OutboxResend(SystemfelDb db, CaseRecorder recorder, ReplyTokens tokens, WorkflowOptions options) =>
        (_db, _recorder, _tokens, _options) = (db, recorder, tokens, options);

    /// <summary>Whether a mail can be sent again.</summary>
    /// <param name="item">Loaded with its recipient, and that one's letter with all recipients.</param>
    public static bool CanBeSent(OutboxItem item) => item.Purpose != OutboxPurpose.Account && (item.State == OutboxState.Failed || CameBack(item));

    /// <summary>The letter's contact, when its address is another than the one that the mail was for.</summary>
    /// <param name="item">Loaded with its recipient, and that one's letter with its contact.</param>
    public static Contact? Corrected(OutboxItem item) =>
        item.LetterRecipient is { Letter.Contact: { } contact } && contact.State != ContactState.Retired && !Same(contact.Address, item.ToAddress) ? contact : null;

    /// <summary>Sends again. The same form sent twice is sent once.</summary>
    /// <exception cref="CaseNotFoundException">No such mail for this person.</exception>
    /// <exception cref="MoveRefusedException">With a sentence.</exception>
    public Task ResendAsync(long outboxId, Actor actor, string key, CancellationToken ct = default) => _recorder.InTransactionAsync(async () =>
    {
        var item = await LoadAsync(outboxId, actor, ct);
        var moveKey = $"resend:{outboxId}:{key}";
        if (await _recorder.IsDoneAsync(moveKey, ct)) return true;
        if (item.Text == "") throw new MoveRefusedException("Brevets text är maskerad eller raderad, så det går inte att skicka igen.");
        if (item.Purpose == OutboxPurpose.Account) throw new MoveRefusedException("Länken i brevet gäller bara en kort tid. Skicka en ny inbjudan från sidan Konton i stället.");
        if (!CanBeSent(item) || !await TakeAsync(item, ct)) throw new MoveRefusedException("Posten är redan på väg eller framme, så den skickas inte igen.");
        var scopes = await _recorder.OpenAsync(await CasesAsync(item, ct), actor, ct);
        var corrected = Corrected(item);
        if (corrected == null) Again(item);
        else _db.Add(await ReplaceAsync(item, corrected, scopes, ct));
        foreach (var scope in scopes)
        {
            scope.Record("mail-resent", new
            {
                letter = item.LetterId,
                purpose = item.Purpose,
                party = item.LetterRecipient?.Letter.Party.Name,
                corrected = corrected == null ? null : "ja",
            });
        }
        await _recorder.SaveAsync(scopes, moveKey, ct);
        return true;
    }, ct);

    private async Task<OutboxItem> LoadAsync(long id, Actor actor, CancellationToken ct)
    {
        var item = await _db.OutboxItems.Include(o => o.LetterRecipient!.Letter.Contact).Include(o => o.LetterRecipient!.Letter.Party)
            .Include(o => o.LetterRecipient!.Letter.Recipients).AsSplitQuery().SingleOrDefaultAsync(o => o.Id == id, ct);
        return item != null && actor.Has(item.OrganisationId, Role.Coordinator) ? item : throw new CaseNotFoundException();
    }

    /// <summary>One statement, so that of two who press at once one gets the row.</summary>
    private async Task<bool> TakeAsync(OutboxItem item, CancellationToken ct) =>
        await _db.OutboxItems.Where(o => o.Id == item.Id && o.State == item.State).ExecuteUpdateAsync(s => s.SetProperty(o => o.State, OutboxState.Cancelled), ct) == 1;

    private async Task<List<long>> CasesAsync(OutboxItem item, CancellationToken ct) => item.DeficiencyId is { } one ? [one]
        : await _db.LetterItems.Where(i => i.LetterId == item.LetterId).Select(i => i.DeficiencyId).Distinct().ToListAsync(ct);

    private void Again(OutboxItem item)
    {
        (item.State, item.Attempts, item.SentAt, item.LastError) = (OutboxState.Queued, 0, null, "");
        item.DeliveredAt = null;
        // The tries are counted from now.
        item.CreatedAt = item.NextAttemptAt = _recorder.Now;
        if (item is { Purpose: OutboxPurpose.Letter, LetterRecipient: { } recipient }) (recipient.Delivery, recipient.DeliveryDetail) = (DeliveryState.Queued, "");
    }

    private async Task<OutboxItem> ReplaceAsync(OutboxItem item, Contact contact, List<MoveScope> scopes, CancellationToken ct)
    {
        item.State = OutboxState.Cancelled;
        var letter = item.LetterRecipient!.Letter;
        var recipient = letter.Recipients.Find(r => r.RevokedAt == null && Same(r.Address, contact.Address));
        if (recipient == null)
        {
            recipient = LetterSending.AddRecipient(letter, contact, _recorder.Now, scopes[0].Route.Deadlines.TokenDays);
            // Its id is part of its token.
            await _db.SaveChangesAsync(ct);
            LetterSending.GiveToken(recipient, _tokens);
        }
        var key = item.Purpose == OutboxPurpose.Letter ? LetterMail.KeyOf(recipient) : $"{item.UniqueKey}:to:{recipient.Id}";
        return new OutboxItem
        {
            OrganisationId = item.OrganisationId,
            UniqueKey = key,
            Purpose = item.Purpose,
            LetterId = item.LetterId,
            LetterRecipientId = recipient.Id,
            DeficiencyId = item.DeficiencyId,
            ResendOfId = item.Id,
            ToAddress = contact.Address,
            ToName = contact.Name,
            Subject = item.Subject,
            Text = item.Text,
            Html = item.Html,
            MessageId = LetterMail.MessageIdOf(key, _options.MailDomain),
            IsAutomatic = item.IsAutomatic,
            CreatedAt = _recorder.Now,
            NextAttemptAt = _recorder.Now,
        };
    }

    /// <summary>Our server took it, and the recipient's gave it back; not one that a later recipient has got in its place.</summary>
    private static bool CameBack(OutboxItem item) =>
        item is { State: OutboxState.Sent, Purpose: OutboxPurpose.Letter, LetterRecipient: { Delivery: DeliveryState.Failed } recipient }
        && LetterMail.RecipientOf(recipient.Letter)!.Id == recipient.Id;

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
