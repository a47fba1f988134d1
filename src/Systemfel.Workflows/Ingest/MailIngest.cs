using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Mail;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Ingest;

/// <summary>
/// Takes incoming mail: first the bytes, safe and committed; then, repeatable at will, what they say and which letter they
/// answer. No mail moves a case: an answer waits for a person.
/// </summary>
public sealed class MailIngest
{
    private const int MostAttempts = 3;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    private readonly SystemfelDb _db;
    private readonly CaseRecorder _recorder;
    private readonly LetterMatching _matching;
    private readonly LetterGuesses _guesses;
    private readonly OwnWordsReader _own;
    private readonly WorkflowOptions _options;
    private readonly ThankYou _thanks;
    private readonly CalendarAnswers _calendar;

    internal MailIngest(
        SystemfelDb db, CaseRecorder recorder, LetterMatching matching, LetterGuesses guesses, OwnWordsReader own, WorkflowOptions options, CalendarAnswers calendar) =>
        (_db, _recorder, _matching, _guesses, _own, _options, _thanks, _calendar) = (db, recorder, matching, guesses, own, options, new ThankYou(db, options), calendar);

    /// <summary>Keeps the bytes. The same mail stored again is the one already there, wherever it lies now.</summary>
    /// <param name="organisationId">Whose mailbox it is.</param>
    /// <param name="mailbox">Names the mailbox.</param>
    /// <param name="uidValidity">IMAP's UIDVALIDITY; null for mail that came another way.</param>
    /// <param name="uid">IMAP's UID.</param>
    /// <param name="raw">The mail.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <returns>The stored mail's id.</returns>
    public Task<long> StoreAsync(long organisationId, string mailbox, long? uidValidity, long? uid, byte[] raw, CancellationToken ct = default) =>
        OverOneConnectionAsync(() => StoreOneAsync(organisationId, mailbox, uidValidity, uid, raw, ct), ct);

    private async Task<long> StoreOneAsync(long organisationId, string mailbox, long? uidValidity, long? uid, byte[] raw, CancellationToken ct)
    {
        _db.ChangeTracker.Clear();
        var hash = SHA256.HashData(raw);
        if (await FindStoredAsync(organisationId, mailbox, hash, ct) is { } known) return known;
        // Other bytes in a place that is taken: a server that gives a number twice. The mail is kept, without its place.
        if (await _db.MailMessages.AnyAsync(m => m.Mailbox == mailbox && uid != null && m.UidValidity == uidValidity && m.Uid == uid, ct)) (uidValidity, uid) = (null, null);
        var mail = new MailMessage
        {
            OrganisationId = organisationId,
            Mailbox = mailbox,
            UidValidity = uidValidity,
            Uid = uid,
            Sha256 = hash,
            Raw = raw,
            ReceivedAt = _recorder.Now,
        };
        _db.Add(mail);
        try
        {
            await _db.SaveChangesAsync(ct);
            return mail.Id;
        }
        catch (DbUpdateException)
        {
            // The other node stored it in between, or the database would not take it: then it is not there.
            _db.ChangeTracker.Clear();
            if (await FindStoredAsync(organisationId, mailbox, hash, ct) is { } theirs) return theirs;
            throw;
        }
    }

    /// <summary>Reads all mail that is stored and not read yet.</summary>
    /// <returns>What was done, without addresses.</returns>
    public async Task<string> ExecuteAsync(CancellationToken ct)
    {
        _db.ChangeTracker.Clear();
        var ids = await _db.MailMessages.Where(m => m.State == MailState.Stored).OrderBy(m => m.Id).Select(m => m.Id).Take(500).ToListAsync(ct);
        var states = new List<MailState>();
        foreach (var id in ids)
        {
            var started = Stopwatch.GetTimestamp();
            states.Add(await ProcessAsync(id, ct));
            if (ids.Count > 1) await GiveWayAsync(started, ct);
        }
        return $"{states.Count} lästa: {states.Count(s => s == MailState.Filed)} till brev, {states.Count(s => s == MailState.Unsorted)} osorterade, "
            + $"{states.Count(s => s == MailState.Quarantined)} i karantän, {states.Count(s => s == MailState.Stored)} försöks igen";
    }

    /// <summary>
    /// Between two of many mails. On SQLite one writes at a time and those who wait ask again now and then: a thousand mails written one
    /// after another would leave a person's click no turn.
    /// </summary>
    internal Task GiveWayAsync(long started, CancellationToken ct)
    {
        if (!_db.Database.IsSqlite()) return Task.CompletedTask;
        var taken = Stopwatch.GetElapsedTime(started);
        return Task.Delay(taken < LongestPause ? taken : LongestPause, ct);
    }

    /// <summary>Reads one stored mail and files it. A mail that has been read is left as it is; the third failure puts it in quarantine.</summary>
    public Task<MailState> ProcessAsync(long messageId, CancellationToken ct = default) => OverOneConnectionAsync(() => ProcessOneAsync(messageId, ct), ct);

    private async Task<MailState> ProcessOneAsync(long messageId, CancellationToken ct)
    {
        _db.ChangeTracker.Clear();
        // Counted before it is read: a mail that brings the program down is not tried for ever.
        await _db.MailMessages.Where(m => m.Id == messageId && m.State == MailState.Stored)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.Attempts, m => m.Attempts + 1), ct);
        try
        {
            return await _recorder.InTransactionAsync(() => ReadAndFileAsync(messageId, ct), ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return await NoteFailureAsync(messageId, e, ct);
        }
    }

    private async Task<MailState> ReadAndFileAsync(long id, CancellationToken ct)
    {
        var mail = await _db.MailMessages.Include(m => m.Letters).Include(m => m.Attachments).SingleAsync(m => m.Id == id, ct);
        if (mail.State != MailState.Stored) return mail.State;
        if (mail.Attempts > MostAttempts) throw new InvalidOperationException("Reading it has stopped the program before.");
        var read = ReadMail.Of(mail.Raw);
        var recipients = await _matching.ByTokenAsync(mail.OrganisationId, TokenFinder.Find(read.Message), ct);
        if (recipients.Count == 1 && await _matching.LetterTextAsync(recipients[0], ct) is { } letterText) read = read.Against(letterText);
        read.NoteOn(mail);
        mail.Authentication = SenderCheck.Words(read.Message, AuthenticationResults.Read(read.Message, _options.AuthservId));
        var scopes = new List<MoveScope>();
        if (read.Message.NeedsReview) mail.State = MailState.Quarantined;
        else if (recipients.Count == 0 && read.Kind == MailKind.Calendar && await _calendar.ApplyAsync(mail, read.Message, ct)) mail.State = MailState.Filed;
        else if (recipients.Count == 0)
        {
            mail.State = MailState.Unsorted;
            mail.GuessesJson = await _guesses.FindAsync(mail.OrganisationId, read, ct);
        }
        else scopes = await FileAsync(mail, read, recipients, ct);
        mail.Finds = await _own.CountAsync(mail, ct);
        await _recorder.SaveAsync(scopes, $"mail:{mail.Id}", ct);
        await Incidents.QuotedOriginals.SealAsync(_db, mail, _recorder.Now, ct);
        return mail.State;
    }

    private async Task<List<MoveScope>> FileAsync(MailMessage mail, ReadMail read, IReadOnlyList<LetterRecipient> recipients, CancellationToken ct)
    {
        mail.State = MailState.Filed;
        mail.UnverifiedReason = SenderCheck.WhyUnverified(read.Message, AuthenticationResults.Read(read.Message, _options.AuthservId), recipients);
        var copies = await _matching.HasCopyAsync(mail, recipients.Select(r => r.LetterId), ct);
        foreach (var letterId in recipients.Select(r => r.LetterId).Distinct())
            mail.Letters.Add(new MailLetter { LetterId = letterId, MatchedBy = MatchedBy.Token });
        var scopes = await _recorder.OpenAsync(recipients.SelectMany(r => r.Letter.Items).Select(i => i.DeficiencyId), Actor.System, ct);
        foreach (var recipient in recipients)
        {
            if (read.Kind is MailKind.Bounce or MailKind.DeliveryReport)
            {
                if (DeliveryReports.Apply(scopes, recipient, read.Classification, _recorder.Now)) await NoteDeliveredAsync(recipient, ct);
            }
            else if (read.Kind == MailKind.AutoReply) LearnReference(recipient.Letter, read.Classification.DiaryNumber);
            else if (copies.Contains(recipient.LetterId) || IsOurOwn(read)) continue;
            // The answer itself may lie in a portal, or be an invitation to talk: someone has to look.
            else if (read.Kind is MailKind.Other or MailKind.Calendar) AnswerProposals.AddOne(scopes, mail, read, recipient);
            else if (read.Kind == MailKind.Reply)
            {
                AnswerProposals.Add(scopes, mail, read, recipient.Letter, recipient);
                if (recipient.Letter.Contact is { } contact && mail.UnverifiedReason == "") contact.LastAnswerAt = mail.ReceivedAt;
                if (scopes.Count > 0) await _thanks.QueueAsync(mail, read, recipient, scopes[0], ct);
            }
        }
        return [.. scopes.Where(s => s.Events.Count > 0)];
    }

    private async Task NoteDeliveredAsync(LetterRecipient recipient, CancellationToken ct)
    {
        var sent = await _db.OutboxItems.SingleOrDefaultAsync(o => o.LetterRecipientId == recipient.Id && o.Purpose == OutboxPurpose.Letter, ct);
        if (sent != null) sent.DeliveredAt ??= _recorder.Now;
    }

    /// <summary>A registrator's receipt tells their number for our letter. It is no answer, and it stops no deadline.</summary>
    private static void LearnReference(Letter letter, string? number)
    {
        if (number is { Length: > 0 and <= 60 } && letter.TheirReference == "") letter.TheirReference = ReadMail.Shown(number);
    }

    /// <summary>A mail that came back to where it was sent from answers nothing.</summary>
    private bool IsOurOwn(ReadMail read)
    {
        var own = new MailboxAddress(null, _options.ReplyAddress);
        return read.Message.From.Any(f => f.Domain.Equals(own.Domain, StringComparison.OrdinalIgnoreCase)
            && (f.LocalPart.Equals(own.LocalPart, StringComparison.OrdinalIgnoreCase) || f.LocalPart.StartsWith(own.LocalPart + "+", StringComparison.OrdinalIgnoreCase)));
    }

    private async Task<MailState> NoteFailureAsync(long id, Exception e, CancellationToken ct)
    {
        _db.ChangeTracker.Clear();
        var mail = await _db.MailMessages.SingleAsync(m => m.Id == id, ct);
        // Another node has read it meanwhile.
        if (mail.State != MailState.Stored) return mail.State;
        if (mail.Attempts >= MostAttempts) mail.State = MailState.Quarantined;
        mail.Kind = "unreadable";
        // The type only: the message could quote the mail.
        mail.Problems = e is UnreadableMailException ? "Går inte att läsa som e-post: " + e.Message : "Kunde inte läsas: " + e.GetType().Name;
        await _db.SaveChangesAsync(ct);
        return mail.State;
    }

    /// <summary>Each connection to SQLite that is opened is set up with several statements, which would be more than a mail's own.</summary>
    private async Task<T> OverOneConnectionAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        await _db.Database.OpenConnectionAsync(ct);
        try
        {
            return await work();
        }
        finally
        {
            await _db.Database.CloseConnectionAsync();
        }
    }

    private Task<long?> FindStoredAsync(long organisationId, string mailbox, byte[] hash, CancellationToken ct) =>
        _db.MailMessages.Where(m => m.OrganisationId == organisationId && m.Mailbox == mailbox && m.Sha256 == hash)
            .Select(m => (long?)m.Id).FirstOrDefaultAsync(ct);
}
