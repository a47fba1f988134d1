using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Tillbaka till PO-teamet': with a question or advice.</summary>
/// <param name="Reason">What the team is to think of.</param>
public sealed record ReturnToReview(string Reason) : Move
{
    /// <inheritdoc/>
    public override string Id => "return-to-review";

    internal override bool Gives(string input) => input != "reason" || Has(Reason);

    internal override void Apply(MoveScope scope)
    {
        foreach (var bookmark in scope.Targets)
        {
            scope.GoTo(bookmark, Stages.Review, BookmarkMark.Returned);
            bookmark.Note = Reason.Trim();
        }
        scope.Record("returned", new { reason = Reason.Trim() });
    }
}
