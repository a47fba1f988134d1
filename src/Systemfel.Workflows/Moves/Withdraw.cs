using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Dra tillbaka': until the review has opened, the author may take a report back and write on.</summary>
public sealed record Withdraw : Move
{
    /// <inheritdoc/>
    public override string Id => "withdraw";

    internal override void Apply(MoveScope scope)
    {
        scope.Case.IsDraft = true;
        foreach (var bookmark in scope.Targets) scope.GoTo(bookmark, Stages.Draft);
        scope.Record("withdrawn", new { });
    }
}
