using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Inte gjort': back on the group's next agenda; what was handled locally goes back to the review.</summary>
/// <param name="Note">What is known; may be empty.</param>
public sealed record NotDone(string Note = "") : Move
{
    /// <inheritdoc/>
    public override string Id => "not-done";

    internal override bool TakesTextOut(MoveScope scope) => scope.Targets.Exists(b => b.GroupId != null && GroupStage.OpensTo(scope, b));

    internal override void Apply(MoveScope scope)
    {
        foreach (var bookmark in scope.Targets)
        {
            FollowUp.Settle(scope, bookmark, MeasureState.NotDone);
            if (bookmark.GroupId == null)
            {
                scope.GoTo(bookmark, Stages.Review, BookmarkMark.NotDone);
                bookmark.Note = Note.Trim();
            }
            else
            {
                GroupStage.Enter(scope, bookmark, BookmarkMark.NotDone, Note);
            }
            scope.Record("measure-not-done", new { note = Has(Note) ? Note.Trim() : null }, bookmark.Addressee);
        }
    }
}
