using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>The import that an occurrence came by is undone.</summary>
/// <param name="OccurrenceId">Which.</param>
/// <param name="CameBackAnyway">Others have seen the fault come back, by counting it or in another list: the case stays marked as recurring.</param>
public sealed record UndoImportCount(long OccurrenceId, bool CameBackAnyway = false) : Move
{
    /// <inheritdoc/>
    public override string Id => "undo-import-count";

    internal override bool IsForWholeCase => true;

    internal override void Guard(MoveScope scope)
    {
        if (scope.Case.Occurrences.All(o => o.Id != OccurrenceId)) throw new MoveRefusedException("Det som räknades finns inte längre.");
    }

    internal override void Apply(MoveScope scope)
    {
        var occurrence = scope.Case.Occurrences.First(o => o.Id == OccurrenceId);
        occurrence.UndoneAt ??= scope.Now;
        if (!CameBackAnyway && ImportCount.CameBackIn(occurrence.Month, scope.Case)) scope.Case.IsRecurring = false;
        scope.Record("import-count-undone", new { });
    }
}
