using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Replies;

/// <summary>A person's judgement of a proposed answer.</summary>
/// <param name="Kind">What it amounts to.</param>
/// <param name="Text">Its words, as they are to stand in the case.</param>
/// <param name="Date">For planned and more time.</param>
/// <param name="Who">For someone else, in words.</param>
/// <param name="OtherAuthorityId">For someone else, when it is one we know.</param>
/// <param name="NoPerson">The coordinator has read what the check found and says that it points at nobody.</param>
public sealed record AnswerJudgement(AnswerKind? Kind, string Text, DateOnly? Date, string Who, long? OtherAuthorityId, bool NoPerson = false);

/// <summary>Proposed answers, accepted or turned down by the coordinator. Until then they change no case.</summary>
public sealed class AnswerService
{
    private readonly SystemfelDb _db;
    private readonly CaseRecorder _recorder;
    private readonly CaseMoves _moves;
    private readonly OwnWordsReader _own;

    internal AnswerService(SystemfelDb db, CaseRecorder recorder, CaseMoves moves, OwnWordsReader own) =>
        (_db, _recorder, _moves, _own) = (db, recorder, moves, own);

    /// <summary>Accepts: the case moves as the kind says.</summary>
    /// <param name="answerId">The proposal.</param>
    /// <param name="seen">When it was received, as the page showed it: an answer changed since then is read again first.</param>
    /// <param name="judgement">What it amounts to.</param>
    /// <param name="actor">The coordinator.</param>
    /// <param name="key">The form's key.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">No such proposal for this person.</exception>
    /// <exception cref="MoveRefusedException">With a sentence, and the field at fault.</exception>
    public async Task AcceptAsync(long answerId, DateTimeOffset seen, AnswerJudgement judgement, Actor actor, string key, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        var answer = await LoadAsync(answerId, actor, ct);
        // The same form sent twice has been answered already; the move itself finds its key.
        if (answer.State == AnswerState.Proposed && answer.ReceivedAt != seen)
            throw new MoveRefusedException("Myndigheten har ändrat sitt svar sedan du öppnade sidan. Läs det nya svaret och ta ställning igen.");
        var own = await _own.ForAsync(answer, ct);
        var move = new RegisterAnswer(judgement.Kind, judgement.Text, judgement.Date, judgement.Who, judgement.OtherAuthorityId, answer.Source, answer.SignedBy, answer.Id)
        {
            Own = own,
            Accepted = RefusePersons(judgement, own, answer.Deficiency),
        };
        var bookmark = await _db.Bookmarks.AsNoTracking().SingleAsync(b => b.Id == answer.BookmarkId, ct);
        await _moves.MakeAsync(answer.DeficiencyId, move, Targets.Of(bookmark), actor, key, ct: ct);
    }

    /// <summary>What is accepted stands in the case for everyone who may read it.</summary>
    /// <returns>Keys of what the coordinator says is no person.</returns>
    private static List<string> RefusePersons(AnswerJudgement judgement, OwnWords own, Deficiency subject)
    {
        TextCheck.RefuseTooLong(judgement.Text, "text");
        TextCheck.RefuseTooLong(judgement.Who, "who");
        var text = judgement.Text + "\n" + judgement.Who;
        var finds = RememberedFinds.OpenIn(own.FindsIn(text), text, subject);
        if (finds.FirstOrDefault(f => f.Certainty == Certainty.Certain) is { } certain)
            throw new MoveRefusedException($"Svaret kan peka ut en person: ”{certain.Text}” {certain.Reason}. Ta bort det ur texten.", "text");
        if (finds.Count > 0 && !judgement.NoPerson)
            throw new MoveRefusedException($"Svaret kan peka ut en person: {string.Join(", ", finds.Select(f => $"”{f.Text}” {f.Reason}"))}. Ta bort det, eller kryssa i att ingen person pekas ut.", "no-person");
        return [.. own.FindsIn(judgement.Text).Concat(own.FindsIn(judgement.Who)).Concat(finds).Select(f => f.Key)];
    }

    /// <summary>Turns a proposal down: it said nothing, or came from the wrong hand. The mail stays with the letter.</summary>
    public Task RejectAsync(long answerId, Actor actor, string reason, string key, CancellationToken ct = default) =>
        DecideAsync(answerId, actor, AnswerState.Rejected, "answer-rejected", reason, key, ct);

    /// <summary>Keeps an answer whose line has moved on: it is noted in the case, which stays where it is.</summary>
    public Task NoteAsync(long answerId, Actor actor, string reason, string key, CancellationToken ct = default) =>
        DecideAsync(answerId, actor, AnswerState.Accepted, "answer-noted", reason, key, ct);

    private Task<bool> DecideAsync(long answerId, Actor actor, AnswerState state, string kind, string reason, string key, CancellationToken ct) =>
        _recorder.InTransactionAsync(async () =>
        {
            var answer = await LoadAsync(answerId, actor, ct);
            if (await _recorder.IsDoneAsync(key, ct)) return true;
            if (answer.State != AnswerState.Proposed) throw new MoveRefusedException("Svaret är redan behandlat.");
            (answer.State, answer.DecidedAt, answer.DecidedById) = (state, _recorder.Now, actor.AccountId);
            if (state == AnswerState.Accepted) answer.Kind ??= AnswerKind.Received;
            var scopes = await _recorder.OpenAsync([answer.DeficiencyId], actor, ct);
            var addressee = scopes[0].Case.Bookmarks.FirstOrDefault(b => b.Id == answer.BookmarkId)?.Addressee;
            scopes[0].Record(kind, new
            {
                text = state == AnswerState.Accepted ? answer.Text : null,
                reason = reason.Trim() == "" ? null : reason.Trim(),
                signedBy = answer.SignedBy,
            }, addressee);
            await _recorder.SaveAsync(scopes, key, ct);
            return true;
        }, ct);

    private async Task<Answer> LoadAsync(long id, Actor actor, CancellationToken ct)
    {
        var answer = await _db.Answers.Include(a => a.Deficiency).Include(a => a.LetterItem).SingleOrDefaultAsync(a => a.Id == id && a.State != AnswerState.Started, ct);
        return answer != null && actor.Has(answer.Deficiency.OrganisationId, Role.Coordinator) ? answer : throw new CaseNotFoundException();
    }
}
