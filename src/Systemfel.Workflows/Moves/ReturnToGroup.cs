using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Tillbaka till gruppen': no answer is waited for any longer; the group takes it up again.</summary>
/// <param name="Reason">Why.</param>
public sealed record ReturnToGroup(string Reason) : Move
{
    /// <inheritdoc/>
    public override string Id => "return-to-group";

    internal override bool Gives(string input) => input != "reason" || Has(Reason);

    internal override bool TakesTextOut(MoveScope scope) => scope.Targets.Exists(b => GroupStage.OpensTo(scope, b));

    internal override void Apply(MoveScope scope)
    {
        foreach (var bookmark in scope.Targets)
        {
            GroupStage.Enter(scope, bookmark, BookmarkMark.Returned, Reason);
            scope.Record("returned-to-group", new { reason = Reason.Trim() }, bookmark.Addressee);
        }
    }
}
