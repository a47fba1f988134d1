using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Ändra nivå och tema': the review decides what the author was not sure of.</summary>
/// <param name="Level">Where the fault arises; null leaves it open.</param>
/// <param name="ThemeId">The theme; null leaves it as it is.</param>
/// <param name="CauseTypeId">The type of cause; null leaves it as it is.</param>
public sealed record Classify(Level? Level, long? ThemeId = null, long? CauseTypeId = null) : Move
{
    /// <inheritdoc/>
    public override string Id => "classify";

    internal override bool IsForWholeCase => true;

    internal override void Apply(MoveScope scope)
    {
        var before = scope.Case.Level;
        scope.Case.Level = Level ?? scope.Case.Level;
        scope.Case.ThemeId = ThemeId ?? scope.Case.ThemeId;
        scope.Case.CauseTypeId = CauseTypeId ?? scope.Case.CauseTypeId;
        scope.Record("classified", new { from = before, to = scope.Case.Level });
    }
}
