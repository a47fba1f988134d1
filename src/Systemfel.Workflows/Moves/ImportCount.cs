using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>
/// A row of an older list that is the same fault as a case: once more seen, in a month of the past. Unlike 'Jag har sett samma sak' it
/// may lie far back, and asks nobody for the effect.
/// </summary>
/// <param name="Month">A day of the month in which it was reported.</param>
/// <param name="MunicipalityId">Where; null for several, or when the list does not say.</param>
/// <param name="Band">About how many; one when the list does not say.</param>
/// <param name="Row">The list's row.</param>
public sealed record ImportCount(DateOnly Month, long? MunicipalityId, AffectedBand Band, int Row) : Move
{
    /// <inheritdoc/>
    public override string Id => "import-count";

    internal override bool IsForWholeCase => true;

    internal override void Guard(MoveScope scope)
    {
        if (scope.Case.MergedIntoId != null) throw new MoveRefusedException($"{scope.Case.Number} är sammanslaget med ett annat systemfel, så inget kan räknas på det.");
        if (Month > scope.Today) throw new MoveRefusedException("Månaden har inte varit än.", "month");
    }

    internal override void Apply(MoveScope scope)
    {
        var month = new DateOnly(Month.Year, Month.Month, 1);
        scope.Case.Occurrences.Add(new Occurrence
        {
            AccountId = scope.Actor.AccountId!.Value,
            Month = month,
            MunicipalityId = MunicipalityId,
            Band = Band,
            CountedAt = scope.Now,
        });
        if (CameBackIn(month, scope.Case)) scope.Case.IsRecurring = true;
        scope.Record("import-counted", new { month, row = Row });
    }

    /// <summary>Seen in a month after the case was closed: the fault has come back.</summary>
    internal static bool CameBackIn(DateOnly month, Deficiency subject) => subject.Instance.ClosedAt is { } closed && month > Time.SwedishCalendar.DateOf(closed);
}
