using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>The monthly review opens: what has been sent in stands before it and can no longer be taken back.</summary>
public sealed record OpenReview : Move
{
    /// <inheritdoc/>
    public override string Id => "open-review";

    internal override void Apply(MoveScope scope)
    {
        foreach (var bookmark in scope.Targets) scope.GoTo(bookmark, Stages.Review);
        scope.Record("review-opened", new { });
    }
}
