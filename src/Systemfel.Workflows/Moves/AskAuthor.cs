using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Begär komplettering': a question to the author; back before the review when it is answered.</summary>
/// <param name="Question">What the review needs to know.</param>
public sealed record AskAuthor(string Question) : Move
{
    /// <inheritdoc/>
    public override string Id => "ask-author";

    internal override bool Gives(string input) => input != "question" || Has(Question);

    internal override void Guard(MoveScope scope)
    {
        if (scope.Actor.AccountId == null) throw new MoveRefusedException("Bara en person kan ställa frågan.");
        if (scope.Targets.Any(b => b.Mark == BookmarkMark.AuthorAsked))
            throw new MoveRefusedException("Ombudet har redan en fråga att svara på.", "question");
    }

    internal override void Apply(MoveScope scope)
    {
        foreach (var bookmark in scope.Targets)
        {
            scope.GoTo(bookmark, Stages.Review, BookmarkMark.AuthorAsked);
            bookmark.Due = scope.Today.AddDays(scope.Route.Deadlines.AuthorDays);
        }
        scope.Case.Questions.Add(new AuthorQuestion { AskedById = scope.Actor.AccountId!.Value, Text = Question.Trim(), AskedAt = scope.Now });
        scope.Record("author-asked", new { question = Question.Trim() });
    }
}
