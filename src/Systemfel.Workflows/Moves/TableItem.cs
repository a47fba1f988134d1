using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Bordlägg': stays with the group until its next meeting.</summary>
/// <param name="Reason">For the minutes.</param>
public sealed record TableItem(string Reason) : Move
{
    /// <inheritdoc/>
    public override string Id => "table";

    internal override bool Gives(string input) => input != "reason" || Has(Reason);

    internal override void Apply(MoveScope scope)
    {
        foreach (var bookmark in scope.Targets)
        {
            scope.GoTo(bookmark, Stages.Group, BookmarkMark.Tabled);
            bookmark.Due = scope.Facts.NextMeeting(bookmark.GroupId);
            bookmark.Note = Reason.Trim();
        }
        scope.Record("tabled", new { reason = Reason.Trim() });
    }
}
