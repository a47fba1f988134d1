using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Replies;

/// <summary>
/// The reply page: whoever holds the token answers, without an account. Reading changes nothing. Answers are saved one by one,
/// sent together, and can be changed until the coordinator has registered them.
/// </summary>
public sealed class ReplyPageService
{
    private readonly SystemfelDb _db;
    private readonly CaseRecorder _recorder;
    private readonly LetterMatching _matching;
    private readonly OutboxRendering _rendering;
    private readonly TextCheck _check;

    internal ReplyPageService(SystemfelDb db, CaseRecorder recorder, LetterMatching matching, OutboxRendering rendering, TextCheck check) =>
        (_db, _recorder, _matching, _rendering, _check) = (db, recorder, matching, rendering, check);

    /// <summary>The page behind a token; null for every token that does not work, whatever the reason.</summary>
    public async Task<ReplyPage?> FindAsync(string? token, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        if (await _matching.LiveAsync(token, ct) is not { } recipient) return null;
        var letter = recipient.Letter;
        var organisation = await _db.Organisations.AsNoTracking().SingleAsync(o => o.Id == letter.OrganisationId, ct);
        var meeting = await _db.Meetings.AsNoTracking().Include(m => m.Group).SingleOrDefaultAsync(m => m.Id == letter.MeetingId, ct);
        var signer = await _db.Users.Where(u => u.Id == letter.SentById).Select(u => u.DisplayName).SingleOrDefaultAsync(ct);
        var answers = await AnswersAsync(recipient.LetterId, ct);
        var lines = await LinesAsync(letter, ct);
        var page = new ReplyPage
        {
            RecipientId = recipient.Id,
            Service = organisation.Name,
            Host = organisation.HostName,
            Phone = organisation.Phone,
            To = recipient.Name.Contains(letter.Party.Name, StringComparison.OrdinalIgnoreCase) ? recipient.Name : $"{letter.Party.Name}, {recipient.Name}",
            Reference = letter.Reference,
            TheirReference = letter.TheirReference,
            Subject = letter.Subject,
            ReplyAddress = _rendering.AddressWith(token!),
            Group = meeting?.Group.Name,
            DecidedOn = meeting?.Date,
            AnswerBy = letter.AnswerBy,
            Today = _recorder.Today,
            Signer = signer ?? "",
            SignedBy = recipient.SignedBy,
            Items = [.. letter.Items.OrderBy(i => i.Number).Select(i => ReplyItems.ItemOf(i, recipient.Id, answers, lines))],
        };
        _db.ChangeTracker.Clear();
        return page;
    }

    /// <summary>Saves an answer to a point, and the same one to others. An answer that was sent stays sent, with its new words.</summary>
    /// <exception cref="CaseNotFoundException">The token does not work, or the point is not of its letter.</exception>
    /// <exception cref="MoveRefusedException">With a sentence, and the field at fault.</exception>
    public Task SaveAsync(string? token, long itemId, ReplyInput input, IReadOnlyCollection<long> alsoItemIds, CancellationToken ct = default) =>
        _recorder.InTransactionAsync(async () =>
        {
            var recipient = await _matching.LiveAsync(token, ct) ?? throw new CaseNotFoundException();
            var items = recipient.Letter.Items.Where(i => i.Id == itemId || alsoItemIds.Contains(i.Id)).ToList();
            if (items.All(i => i.Id != itemId)) throw new CaseNotFoundException();
            Refuse(input);
            var answers = await AnswersAsync(recipient.LetterId, ct);
            var lines = await LinesAsync(recipient.Letter, ct);
            foreach (var item in items)
            {
                var mine = ReplyItems.Latest(answers, item.Id, recipient.Id);
                if (mine is { State: AnswerState.Accepted } && AnswerPhrases.IsFirstWord(mine.Kind) && ReplyItems.Waits(item, lines)) mine = null;
                if (mine is { State: AnswerState.Accepted })
                {
                    if (item.Id == itemId) throw new MoveRefusedException("Svaret på den här punkten är redan registrerat. Hör av dig till oss om det behöver ändras.");
                    continue;
                }
                if (mine == null) _db.Add(mine = NewAnswer(item, recipient));
                (mine.Kind, mine.Text, mine.Date, mine.Who) = (input.Kind, input.Text.Trim(), NeedsDate(input.Kind) ? input.Date : null, input.Kind == AnswerKind.SomeoneElse ? input.Who.Trim() : "");
                mine.ReceivedAt = _recorder.Now;
            }
            await _db.SaveChangesAsync(ct);
            return true;
        }, ct);

    /// <summary>Keeps name and role for the next visit.</summary>
    public Task SignAsync(string? token, string signedBy, CancellationToken ct = default) => _recorder.InTransactionAsync(async () =>
    {
        var recipient = await _matching.LiveAsync(token, ct) ?? throw new CaseNotFoundException();
        recipient.SignedBy = Name(signedBy);
        await _db.SaveChangesAsync(ct);
        return true;
    }, ct);

    /// <summary>Sends what is saved: it waits for the coordinator, and every case tells that an answer has come.</summary>
    /// <returns>How many answers were sent.</returns>
    /// <exception cref="CaseNotFoundException">The token does not work.</exception>
    /// <exception cref="MoveRefusedException">With a sentence, and the field at fault.</exception>
    public Task<int> SendAsync(string? token, string signedBy, string key, CancellationToken ct = default) => _recorder.InTransactionAsync(async () =>
    {
        var recipient = await _matching.LiveAsync(token, ct) ?? throw new CaseNotFoundException();
        var moveKey = $"page:{recipient.Id}:{key}";
        if (await _db.CaseEvents.CountAsync(e => e.MoveKey == moveKey, ct) is > 0 and var before) return before;
        var name = Name(signedBy);
        if (name == "") throw new MoveRefusedException("Skriv ditt namn och din roll, så att vi vet vem som svarar.", "signedBy");
        var started = await _db.Answers.Where(a => a.LetterRecipientId == recipient.Id && a.State == AnswerState.Started).ToListAsync(ct);
        if (started.Count == 0) throw new MoveRefusedException("Det finns inget nytt svar att skicka. Svara på minst en punkt och spara svaret först.");
        recipient.SignedBy = name;
        var scopes = await _recorder.OpenAsync(started.Select(a => a.DeficiencyId), Actor.System, ct);
        foreach (var answer in started)
        {
            (answer.State, answer.SignedBy, answer.ReceivedAt) = (AnswerState.Proposed, name, _recorder.Now);
            var scope = scopes.Single(s => s.Case.Id == answer.DeficiencyId);
            var item = recipient.Letter.Items.Single(i => i.Id == answer.LetterItemId);
            scope.Record("answer-received", new { letter = recipient.LetterId, item = item.Number, source = "page", party = recipient.Letter.Party.Name },
                scope.Case.Bookmarks.FirstOrDefault(b => b.Id == answer.BookmarkId)?.Addressee);
        }
        await _recorder.SaveAsync(scopes, moveKey, ct);
        return started.Count;
    }, ct);

    private void Refuse(ReplyInput input)
    {
        if (input.Kind is not { } kind) throw new MoveRefusedException("Välj vad ert svar innebär.", "kind");
        if (input.Text.Trim() == "" && kind != AnswerKind.Received) throw new MoveRefusedException("Skriv ert svar med egna ord.", "text");
        if (input.Text.Length > 20_000) throw new MoveRefusedException("Svaret är för långt. Korta det till högst 20 000 tecken.", "text");
        if (NeedsDate(kind) && input.Date == null)
            throw new MoveRefusedException(kind == AnswerKind.Planned ? "Ange ungefär när ändringen väntas vara klar." : "Ange till när ni behöver mer tid.", "date");
        if (kind == AnswerKind.MoreTime && input.Date <= _recorder.Today) throw new MoveRefusedException("Datumet har redan varit. Välj en dag framåt.", "date");
        if (kind == AnswerKind.SomeoneElse && input.Who.Trim() == "") throw new MoveRefusedException("Skriv vem frågan hör till.", "who");
        TextCheck.RefuseTooLong(input.Who, "who");
        if (_check.Check(input.Text + "\n" + input.Who).Finds.FirstOrDefault(f => f.Certainty == Certainty.Certain) is { } find)
            throw new MoveRefusedException($"Svaret kan peka ut en person: {find.Reason}. Ta bort det och spara igen.", "text");
    }

    private static bool NeedsDate(AnswerKind? kind) => kind is AnswerKind.Planned or AnswerKind.MoreTime;

    private static string Name(string text)
    {
        var name = ReadMail.Shown(text);
        return name.Length <= 200 ? name : throw new MoveRefusedException("Namn och roll får vara högst 200 tecken.", "signedBy");
    }

    private Answer NewAnswer(LetterItem item, LetterRecipient recipient) => new()
    {
        DeficiencyId = item.DeficiencyId,
        BookmarkId = item.BookmarkId,
        LetterItemId = item.Id,
        LetterRecipientId = recipient.Id,
        Source = AnswerSource.Page,
        State = AnswerState.Started,
    };

    private Task<List<Answer>> AnswersAsync(long letterId, CancellationToken ct) =>
        _db.Answers.Where(a => a.LetterItem!.LetterId == letterId && a.State != AnswerState.Rejected).ToListAsync(ct);

    private async Task<Dictionary<long, WaitingLine>> LinesAsync(Letter letter, CancellationToken ct)
    {
        var ids = letter.Items.ConvertAll(i => i.BookmarkId);
        return await _db.Bookmarks.Where(b => ids.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => new WaitingLine(b.Stage, b.LetterItemId, b.Since, b.Due), ct);
    }
}
