using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Öppna igen': before the review once more.</summary>
/// <param name="Reason">Why.</param>
public sealed record Reopen(string Reason) : Move
{
    /// <inheritdoc/>
    public override string Id => "reopen";

    internal override bool Gives(string input) => input != "reason" || Has(Reason);

    internal override void Guard(MoveScope scope)
    {
        if (scope.Case.MergedIntoId != null)
            throw new MoveRefusedException("Systemfelet är sammanslaget med ett annat. Öppna det andra i stället.");
    }

    internal override void Apply(MoveScope scope)
    {
        scope.Case.Instance.ClosedAt = null;
        scope.Case.Instance.Outcome = null;
        scope.Case.Instance.OutcomeNote = "";
        foreach (var bookmark in scope.Targets)
        {
            scope.GoTo(bookmark, Stages.Review, BookmarkMark.Reopened);
            bookmark.Outcome = null;
            bookmark.ClosedAt = null;
            bookmark.Note = Reason.Trim();
        }
        scope.Record("reopened", new { reason = Reason.Trim() });
    }
}
