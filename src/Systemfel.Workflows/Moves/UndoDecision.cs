using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Moves;

/// <summary>
/// 'Ångra': a meeting's decision is taken back and the case stands as before. Both the decision and its undoing stay in the
/// timeline. Not in the route's table: what may be undone follows from what was decided.
/// </summary>
internal static class UndoDecision
{
    public static void Apply(MoveScope scope, Decision decision)
    {
        var meeting = decision.AgendaItem.Meeting;
        if (!scope.Actor.Has(meeting.OrganisationId, Role.Coordinator) && !scope.Actor.SitsIn(meeting.GroupId, Role.Member))
            throw new MoveRefusedException("Du får inte ångra mötets beslut. Fråga samordnaren.");
        if (decision.UndoneAt != null) throw new MoveRefusedException("Beslutet är redan ångrat.");
        if (meeting.State == MeetingState.Approved)
            throw new MoveRefusedException($"{MinutesWords.Approved(scope.Facts.IsTeam(meeting.GroupId))}, så beslutet kan inte ångras. Fatta ett nytt beslut i stället.");
        if (OwnMoves.IsBeside(decision.MoveId)) UndoBeside.Apply(scope, decision);
        else TakeBack(scope, decision);
        decision.UndoneAt = scope.Now;
        meeting.Version++;
        scope.Record("decision-undone", new { decision = decision.Text });
    }

    private static void TakeBack(MoveScope scope, Decision decision)
    {
        var before = CaseSnapshot.FromJson(decision.BeforeJson);
        if (scope.Case.Bookmarks.Any(b => !before.After.TryGetValue(b.Id, out var version) || version != b.Version))
            throw new MoveRefusedException("Systemfelet har gått vidare sedan beslutet, så det kan inte ångras. Fatta ett nytt beslut i stället.");
        if (scope.Case.Bookmarks.Any(b => b.LetterItem is { Letter: { State: LetterState.Sent, SentAt: { } sent } } && sent >= decision.DecidedAt))
            throw new MoveRefusedException("Brevet är redan skickat, så beslutet kan inte ångras. Fatta ett nytt beslut i stället.");
        if (before.Lines.Any(l => l.LetterItemId is { } item && !ItemExists(scope, item)))
            throw new MoveRefusedException("Punkten finns inte längre i brevet, så beslutet kan inte ångras. Fatta ett nytt beslut i stället.");
        Restore(scope, before, decision.DecidedAt);
        if (decision.MoveId == "merge") Unmerge(scope);
    }

    private static void Restore(MoveScope scope, CaseSnapshot before, DateTimeOffset decidedAt)
    {
        foreach (var bookmark in scope.Case.Bookmarks.ToList())
        {
            var line = before.Lines.FirstOrDefault(l => l.Id == bookmark.Id);
            // The point that the decision put into a letter goes; another line's point stays.
            if (bookmark.LetterItem is { Letter.State: LetterState.Draft } item && item.Id != line?.LetterItemId)
            {
                MoveScope.TakeOut(item);
                bookmark.LetterItem = null;
            }
            if (line != null) line.RestoreTo(bookmark);
            else scope.Case.Bookmarks.Remove(bookmark);
        }
        scope.Case.Instance.ClosedAt = before.ClosedAt;
        scope.Case.Instance.Outcome = before.Outcome;
        scope.Case.Instance.OutcomeNote = before.OutcomeNote;
        // Everything that the decision made bears its instant.
        scope.Case.Addressees.RemoveAll(a => !before.Addressees.Contains(a.Id));
        foreach (var measure in scope.Case.Measures.Where(m => before.Promised.Contains(m.Id))) measure.State = MeasureState.Planned;
        foreach (var question in scope.Case.EffectQuestions.Where(q => before.Asked.Contains(q.Id))) question.IsSettled = false;
        scope.Case.Measures.RemoveAll(m => m.PromisedAt == decidedAt);
        scope.Case.Questions.RemoveAll(q => q.AskedAt == decidedAt);
        scope.Case.Grants.RemoveAll(g => g.GivenAt == decidedAt);
        scope.Case.SideNotes.RemoveAll(n => n.At == decidedAt);
        scope.Case.EffectQuestions.RemoveAll(q => q.AskedAt == decidedAt);
    }

    private static bool ItemExists(MoveScope scope, long id) =>
        scope.SentItems.Any(i => i.Id == id) || scope.DraftLetters.Any(l => l.Items.Any(i => i.Id == id));

    private static void Unmerge(MoveScope scope)
    {
        foreach (var occurrence in scope.Other?.Occurrences.Where(o => o.MovedFromId == scope.Case.Id).ToList() ?? [])
        {
            scope.Other!.Occurrences.Remove(occurrence);
            // The case's own report was counted there as one; it is a report again.
            if (occurrence.CountedAt == scope.Case.SubmittedAt && occurrence.AccountId == scope.Case.AuthorId) continue;
            occurrence.MovedFromId = null;
            scope.Case.Occurrences.Add(occurrence);
        }
        scope.Case.MergedIntoId = null;
        scope.Case.MergedInto = null;
        if (scope.Other != null) scope.RecordOn(scope.Other, "merge-undone", new { from = scope.Case.Number, fromId = scope.Case.Id });
    }
}
