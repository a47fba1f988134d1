using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Gjort': what was promised has been done; now the ombuds are asked whether it shows.</summary>
/// <param name="Note">What was done; may be empty.</param>
public sealed record Done(string Note = "") : Move
{
    /// <inheritdoc/>
    public override string Id => "done";

    internal override void Apply(MoveScope scope)
    {
        foreach (var bookmark in scope.Targets)
        {
            FollowUp.Settle(scope, bookmark, MeasureState.Done);
            scope.Record("measure-done", new { note = Has(Note) ? Note.Trim() : null }, bookmark.Addressee);
            EffectStage.Enter(scope, bookmark);
        }
    }
}
