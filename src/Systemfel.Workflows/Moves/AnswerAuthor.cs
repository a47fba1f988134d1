using Systemfel.Data.Cases;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>The author answers the review's question.</summary>
/// <param name="Answer">Text that points at no person.</param>
/// <param name="Check">The check's result for exactly this text.</param>
public sealed record AnswerAuthor(string Answer, CheckedText Check) : Move
{
    /// <inheritdoc/>
    public override string Id => "answer-author";

    internal override bool Gives(string input) => input != "answer" || Has(Answer);

    internal override void Guard(MoveScope scope)
    {
        if (!Check.CoversAndAllows(Answer)) throw new MoveRefusedException(Inputs.Known["anonymisation"], "answer");
        if (scope.Targets.Any(b => b.Mark != BookmarkMark.AuthorAsked) || scope.Case.Questions.All(q => q.AnsweredAt != null))
            throw new MoveRefusedException("Det finns ingen fråga att svara på längre.", "answer");
    }

    internal override void Apply(MoveScope scope)
    {
        foreach (var question in scope.Case.Questions.Where(q => q.AnsweredAt == null))
        {
            question.Answer = Answer.Trim();
            question.AnsweredAt = scope.Now;
        }
        foreach (var bookmark in scope.Targets) scope.GoTo(bookmark, Stages.Review);
        scope.Case.AcceptedFinds = RememberedFinds.With(scope.Case, Check);
        scope.Record("author-answered", new { answer = Answer.Trim() });
        FourEyes.Fall(scope);
    }
}
