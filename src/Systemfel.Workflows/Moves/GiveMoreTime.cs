using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Ge mer tid': a new last day to answer.</summary>
/// <param name="Date">The new day.</param>
public sealed record GiveMoreTime(DateOnly? Date) : Move
{
    /// <inheritdoc/>
    public override string Id => "give-more-time";

    internal override bool Gives(string input) => input != "date" || Date != null;

    internal override void Guard(MoveScope scope)
    {
        if (Date < scope.Today) throw new MoveRefusedException("Datumet har redan varit. Välj en dag framåt.", "date");
    }

    internal override void Apply(MoveScope scope)
    {
        foreach (var bookmark in scope.Targets)
        {
            bookmark.Due = Date;
            bookmark.Mark = BookmarkMark.None;
            scope.Touch(bookmark);
            scope.Record("time-given", new { date = Date }, bookmark.Addressee);
        }
    }
}
