using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Ångra' an occurrence that one has counted oneself.</summary>
/// <param name="OccurrenceId">Which.</param>
public sealed record UndoCount(long OccurrenceId) : Move
{
    /// <inheritdoc/>
    public override string Id => "undo-count";

    internal override bool IsForWholeCase => true;

    internal override void Guard(MoveScope scope)
    {
        var occurrence = scope.Case.Occurrences.FirstOrDefault(o => o.Id == OccurrenceId && o.AccountId == scope.Actor.AccountId)
            ?? throw new MoveRefusedException("Du kan bara ångra det du själv har räknat.");
        if (occurrence.UndoneAt != null) throw new MoveRefusedException("Det är redan ångrat.");
    }

    internal override void Apply(MoveScope scope)
    {
        scope.Case.Occurrences.First(o => o.Id == OccurrenceId).UndoneAt = scope.Now;
        scope.Record("count-undone", new { });
    }
}
