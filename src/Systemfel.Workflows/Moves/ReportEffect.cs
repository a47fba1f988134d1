using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Märks · Märks delvis · Ingen skillnad · Vet inte än': one ombud's answer. The line moves when all have answered.</summary>
/// <param name="Answer">What shows for those the ombud supports.</param>
public sealed record ReportEffect(EffectAnswer? Answer) : Move
{
    /// <inheritdoc/>
    public override string Id => "report-effect";

    internal override bool Gives(string input) => input != "effect" || Answer != null;

    internal override void Guard(MoveScope scope)
    {
        if (scope.Targets.Any(b => Question(scope, b) == null))
            throw new MoveRefusedException("Frågan går till de ombud som har räknat systemfelet. Räkna in det först om du också har sett det.", "effect");
    }

    internal override void Apply(MoveScope scope)
    {
        foreach (var bookmark in scope.Targets)
        {
            var question = Question(scope, bookmark)!;
            question.Answer = Answer;
            question.AnsweredAt = scope.Now;
            question.AskAgainOn = Answer == EffectAnswer.NotYet ? scope.Today.AddDays(scope.Route.Deadlines.EffectAgainDays) : null;
            scope.Record("effect-reported", new { answer = Answer }, bookmark.Addressee);
            scope.Touch(bookmark);
            EffectStage.SettleIfAllAnswered(scope, bookmark);
        }
    }

    private static EffectQuestion? Question(MoveScope scope, Bookmark bookmark) =>
        scope.Case.EffectQuestions.FirstOrDefault(q => q.BookmarkId == bookmark.Id && q.AccountId == scope.Actor.AccountId && !q.IsSettled);
}
