using Systemfel.Data.Meetings;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Ta bort koppling': the two no longer belong together. What was split from another stays so.</summary>
/// <param name="WithId">The other case.</param>
public sealed record Unlink(long? WithId) : Move
{
    /// <inheritdoc/>
    public override string Id => "unlink";

    internal override bool IsForWholeCase => true;

    internal override long? OtherId => WithId;

    internal override void Guard(MoveScope scope)
    {
        if (scope.Other == null || !scope.LinkedTo.Contains(scope.Other.Id))
            throw new MoveRefusedException("De är inte kopplade längre.", "case");
    }

    internal override DecisionText Describe(MoveScope scope) => new($"Kopplingen till {scope.Other!.Number} tas bort");

    internal override void Apply(MoveScope scope) => Untie(scope);

    internal static void Untie(MoveScope scope)
    {
        var other = scope.Other!;
        scope.EndedLinks.Add((scope.Case, other, CaseLinkKind.Related));
        scope.Record("unlinked", new { to = other.Number, toId = other.Id });
        scope.RecordOn(other, "unlinked", new { to = scope.Case.Number, toId = scope.Case.Id });
    }
}
