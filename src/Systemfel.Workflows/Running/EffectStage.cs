using Systemfel.Data.Cases;

namespace Systemfel.Workflows.Running;

/// <summary>The stage in which every ombud who counted the case (its author among them) is asked whether it shows.</summary>
internal static class EffectStage
{
    public static void Enter(MoveScope scope, Bookmark bookmark)
    {
        scope.GoTo(bookmark, Stages.Effect);
        bookmark.Due = scope.Today.AddDays(scope.Route.Deadlines.EffectDays);
        var counted = scope.Case.Occurrences.Where(o => o.UndoneAt == null).Select(o => o.AccountId).Append(scope.Case.AuthorId).Distinct();
        foreach (var accountId in counted)
            scope.Case.EffectQuestions.Add(new EffectQuestion { BookmarkId = bookmark.Id, AccountId = accountId, AskedAt = scope.Now });
        scope.Record("effect-asked", new { }, bookmark.Addressee);
    }

    /// <summary>
    /// Once all who were asked have said yes, partly or no, the line moves: mostly better closes it, mostly no difference
    /// raises it again. A tie counts as better for some: 'partly'.
    /// </summary>
    public static void SettleIfAllAnswered(MoveScope scope, Bookmark bookmark)
    {
        var asked = scope.Case.EffectQuestions.Where(q => q.BookmarkId == bookmark.Id && !q.IsSettled).ToList();
        if (asked.Any(q => q.Answer is null or EffectAnswer.NotYet)) return;
        var better = asked.Count(q => q.Answer is EffectAnswer.Noticed or EffectAnswer.Partly);
        if (better * 2 < asked.Count)
        {
            scope.SettleEffectQuestions(bookmark);
            scope.GoTo(bookmark, Stages.Review, BookmarkMark.RaiseAgain);
            scope.Record("raised-again", new { }, bookmark.Addressee);
            return;
        }
        var outcome = asked.All(q => q.Answer == EffectAnswer.Noticed) ? "remedied" : "partly";
        scope.Close(bookmark, outcome);
        scope.Record("effect-confirmed", new { outcome }, bookmark.Addressee);
    }
}
