using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Data.Search;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Register;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Text;

namespace Systemfel.Workflows.Storing;

/// <summary>Stores what moves have changed, inside the caller's transaction.</summary>
internal sealed class MoveStore(SystemfelDb db)
{
    private readonly List<(Decision Decision, CaseSnapshot Before, MoveScope Scope)> _decided = [];

    public async Task SaveAsync(IReadOnlyList<MoveScope> scopes, string? key, CancellationToken ct)
    {
        await RefuseWhatIsQueuedAsync([.. scopes.SelectMany(s => s.Outgoing).Select(o => o.UniqueKey)], ct);
        foreach (var scope in scopes)
        {
            db.AddRange(scope.NewLetters);
            db.AddRange(scope.NewAnswers);
            db.AddRange(scope.Outgoing);
            AppendEvents(scope, key);
        }
        var cases = scopes.SelectMany(s => s.Other == null ? [s.Case] : new[] { s.Case, s.Other }).Distinct().ToList();
        foreach (var subject in cases)
        {
            subject.ChangedAt = scopes[0].Now;
            subject.ChangeSeq = await NextChangeAsync(subject.OrganisationId, ct);
            subject.Instance.Version++;
        }
        RemoveEmptyDrafts();
        await db.SaveChangesAsync(ct);
        LinkNewLines(cases);
        foreach (var scope in scopes) await CaseLinks.SaveAsync(db, scope, ct);
        foreach (var (decision, before, scope) in _decided)
            decision.BeforeJson = (before with { After = scope.Case.Bookmarks.ToDictionary(b => b.Id, b => b.Version), OtherId = scope.Other?.Id }).ToJson();
        _decided.Clear();
        foreach (var subject in cases) await IndexAsync(subject, ct);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Notes the decision in the meeting, with how the case stood before.</summary>
    public void Decide(MoveScope scope, AgendaItem item, Move move, CaseSnapshot before, InMeeting meeting)
    {
        var text = move.Describe(scope);
        var decision = new Decision
        {
            AgendaItem = item,
            DeficiencyId = scope.Case.Id,
            MoveId = move.Id,
            Text = text.Decision,
            Who = text.Who,
            AnswerBy = text.AnswerBy,
            DecidedAt = scope.Now,
            DecidedById = scope.Actor.AccountId ?? 0,
        };
        db.Add(decision);
        // The versions after it are known once new lines have been stored.
        _decided.Add((decision, before, scope));
        if (meeting.Note is { } note) ItemNote.Write(item, note, meeting.NoteSeen, isDecision: true);
        item.Meeting.Version++;
    }

    /// <summary>An answer that the undone decision accepted waits again; one that the meeting wrote down itself no longer counts.</summary>
    public async Task TakeAnswersBackAsync(Decision decision, CancellationToken ct)
    {
        var answers = await db.Answers
            .Where(a => a.DeficiencyId == decision.DeficiencyId && a.State == AnswerState.Accepted && a.DecidedAt == decision.DecidedAt).ToListAsync(ct);
        foreach (var answer in answers)
            answer.State = answer.MailMessageId != null || answer.LetterRecipientId != null ? AnswerState.Proposed : AnswerState.Rejected;
    }

    private async Task RefuseWhatIsQueuedAsync(List<string> keys, CancellationToken ct)
    {
        if (keys.Count > 0 && await db.OutboxItems.AnyAsync(o => keys.Contains(o.UniqueKey), ct))
            throw new MoveRefusedException("Det är redan skickat i dag. Vänta till i morgon, eller ta kontakt på annat sätt.");
    }

    /// <summary>A letter that is still being written goes with its last point.</summary>
    private void RemoveEmptyDrafts()
    {
        var empty = db.ChangeTracker.Entries<Letter>()
            .Where(e => e.State != EntityState.Added && e.Entity is { State: LetterState.Draft, Items.Count: 0 } && e.Collection(l => l.Items).IsLoaded);
        db.RemoveRange(empty.Select(e => e.Entity).ToList());
    }

    private static void AppendEvents(MoveScope scope, string? key)
    {
        foreach (var (subject, kind, addressee, data) in scope.Events)
            subject.Events.Add(EventChain.Append(subject, kind, data, addressee, scope.Actor, scope.Now, key));
    }

    private async Task<long> NextChangeAsync(long organisationId, CancellationToken ct)
    {
        // The row's lock also puts two moves of one organisation in a certain order on PostgreSQL.
        await db.Organisations.Where(o => o.Id == organisationId)
            .ExecuteUpdateAsync(s => s.SetProperty(o => o.ChangeSeq, o => o.ChangeSeq + 1), ct);
        return await db.Organisations.Where(o => o.Id == organisationId).Select(o => o.ChangeSeq).SingleAsync(ct);
    }

    private static void LinkNewLines(List<Deficiency> cases)
    {
        foreach (var bookmark in cases.SelectMany(c => c.Bookmarks).Where(b => b.LetterItem is { BookmarkId: 0 }))
            bookmark.LetterItem!.BookmarkId = bookmark.Id;
    }

    private async Task IndexAsync(Deficiency subject, CancellationToken ct)
    {
        var entry = await db.RegisterEntries.FindAsync([subject.Id], ct);
        if (entry == null) db.Add(entry = new RegisterEntry());
        foreach (var addressee in subject.Addressees.Where(a => a.Authority == null))
            await db.Entry(addressee).Reference(a => a.Authority).LoadAsync(ct);
        foreach (var addressee in subject.Addressees.Where(a => a.SubAreaId != null && a.SubArea == null))
            await db.Entry(addressee).Reference(a => a.SubArea).LoadAsync(ct);
        RegisterProjection.Write(entry, subject);
        var answers = await db.Answers.Where(a => a.DeficiencyId == subject.Id && a.State == AnswerState.Accepted).Select(a => a.Text).ToListAsync(ct);
        var (title, body) = CaseWords.Of(subject, answers);
        await db.FullText.WriteAsync(db, subject.Id, title, body, ct);
    }
}

/// <summary>What of a case can be found by searching.</summary>
internal static class CaseWords
{
    public static (string Title, string Body) Of(Deficiency c, IEnumerable<string> answers) => (
        SearchWords.Stems(c.Title, c.Number),
        SearchWords.Stems(
            c.Pattern, c.Consequence, c.Proposal,
            // A small unit is found by its facet, by those who may see its name; a word in the text would tell everyone.
            string.Join(' ', c.Addressees.Select(a => $"{a.Authority?.Name} {(a.SubArea is { IsSmallUnit: false } area ? area.Name : "")} {a.OtherName}")),
            string.Join(' ', c.Questions.Select(q => q.Answer)),
            string.Join(' ', answers)));
}
