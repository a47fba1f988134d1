using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Moves;

/// <summary>
/// A deficiency from an older list: reported on a day of its own, and closed as the list says, or open before the next review. The event is
/// of the day of the import, so that nobody takes it for something that was followed here. It asks and tells nobody.
/// </summary>
/// <param name="Report">What the list says.</param>
/// <param name="Check">The check's result for exactly this text.</param>
/// <param name="Submitted">When it was reported.</param>
/// <param name="Outcome">One of <see cref="Outcomes.Labels"/>; null leaves it open.</param>
/// <param name="Closed">When it ended; without meaning for an open one.</param>
/// <param name="Note">What came of it; may be empty.</param>
/// <param name="Row">The list's row.</param>
public sealed record ImportCase(ReportText Report, CheckedText Check, DateOnly Submitted, string? Outcome, DateOnly Closed, string Note, int Row) : Move
{
    /// <inheritdoc/>
    public override string Id => "import";

    internal override IReadOnlyList<string> NotTyped => [nameof(Outcome)];

    internal override bool Gives(string input) => input != "anonymisation" || Check.CoversAndAllows(Report.AllText());

    internal override void Guard(MoveScope scope)
    {
        if (scope.Case.ChainLength > 0) throw new MoveRefusedException("Systemfelet finns redan. Ett importerat systemfel är alltid nytt.");
        if (!Has(Report.Title)) throw new MoveRefusedException("Raden saknar rubrik.", "title");
        if (!Has(Report.Pattern)) throw new MoveRefusedException("Raden säger inte vad som brister.", "pattern");
        if (Report.Addressees.Count == 0 || Report.Addressees.Any(a => !scope.Facts.Authorities.ContainsKey(a.AuthorityId)))
            throw new MoveRefusedException("Myndigheten finns inte längre. Välj en annan.", "addressees");
        if (Report.MunicipalityId is { } id && !scope.Facts.Municipalities.ContainsKey(id))
            throw new MoveRefusedException("Kommunen finns inte längre. Välj en annan.", "municipality");
        if (Submitted > scope.Today || Outcome != null && (Closed > scope.Today || Closed < Submitted))
            throw new MoveRefusedException("Datumen går inte ihop: rapporterat, avslutat och i dag måste komma i den ordningen.", "date");
        if (Outcome != null && !Outcomes.MayBeGiven(Outcome)) throw new MoveRefusedException(Inputs.Known["outcome"], "outcome");
    }

    internal override void Apply(MoveScope scope)
    {
        Report.WriteTo(scope.Case);
        scope.Case.IsDraft = false;
        scope.Case.SubmittedAt = At(Submitted, scope);
        scope.Case.AcceptedFinds = RememberedFinds.Of(Check);
        foreach (var bookmark in scope.Targets.ToList())
        {
            if (Outcome == null) scope.GoTo(bookmark, Stages.Review);
            else scope.Close(bookmark, Outcome);
        }
        if (Outcome != null)
        {
            foreach (var bookmark in scope.Targets) bookmark.ClosedAt = At(Closed, scope);
            scope.Case.Instance.ClosedAt = At(Closed, scope);
            scope.Case.Instance.OutcomeNote = Note.Trim();
        }
        scope.Record("imported", new { submitted = Submitted, outcome = Outcome, closed = Outcome == null ? (DateOnly?)null : Closed, row = Row });
    }

    /// <summary>Noon, so that the day is the same wherever it is read; never later than now.</summary>
    private static DateTimeOffset At(DateOnly day, MoveScope scope)
    {
        var noon = SwedishCalendar.At(day, new TimeOnly(12, 0));
        return noon < scope.Now ? noon : scope.Now;
    }
}
