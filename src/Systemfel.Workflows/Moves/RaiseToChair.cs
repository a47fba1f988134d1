using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Lyft till ordföranden': stands on the group's next agenda as late, and the chair is told.</summary>
public sealed record RaiseToChair : Move
{
    /// <inheritdoc/>
    public override string Id => "raise-to-chair";

    internal override bool TakesTextOut(MoveScope scope) => true;

    internal override void Guard(MoveScope scope)
    {
        if (scope.Targets.Any(b => b.Mark == BookmarkMark.AtChair))
            throw new MoveRefusedException("Ordföranden vet redan och frågan står på nästa dagordning.");
        if (scope.Targets.Any(b => b.GroupId == null))
            throw new MoveRefusedException("Frågan har inte varit i någon grupp, så det finns ingen ordförande att lyfta till.");
    }

    internal override void Apply(MoveScope scope)
    {
        foreach (var bookmark in scope.Targets)
        {
            bookmark.Mark = BookmarkMark.AtChair;
            scope.Touch(bookmark);
            scope.Record("raised-to-chair", new { meeting = scope.Facts.NextMeeting(bookmark.GroupId) }, bookmark.Addressee);
        }
    }
}
