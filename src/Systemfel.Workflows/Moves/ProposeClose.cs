using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Förslag till PO: avsluta': the group proposes, the team decides. An addressee never closes its own case.</summary>
/// <param name="Reason">Why.</param>
public sealed record ProposeClose(string Reason) : Move
{
    /// <inheritdoc/>
    public override string Id => "propose-close";

    internal override bool Gives(string input) => input != "reason" || Has(Reason);

    internal override void Apply(MoveScope scope)
    {
        foreach (var bookmark in scope.Targets)
        {
            scope.GoTo(bookmark, Stages.Review, BookmarkMark.CloseProposed);
            bookmark.Note = Reason.Trim();
        }
        scope.Record("close-proposed", new { reason = Reason.Trim() });
    }
}
