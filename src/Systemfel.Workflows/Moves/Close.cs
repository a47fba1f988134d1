using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Avsluta': PO closes a line, or all that are open, with an outcome that everyone concerned can read.</summary>
/// <param name="Outcome">One of <see cref="Outcomes.Labels"/>.</param>
/// <param name="Note">Why; may be empty.</param>
public sealed record Close(string Outcome, string Note = "") : Move
{
    /// <inheritdoc/>
    public override string Id => "close";

    internal override bool Gives(string input) => input != "outcome" || Has(Outcome);

    internal override void Guard(MoveScope scope)
    {
        if (!Outcomes.Labels.ContainsKey(Outcome) || Outcome == Outcomes.Erased) throw new MoveRefusedException(Inputs.Known["outcome"], "outcome");
        if (Outcome == "duplicate" && scope.Case.MergedIntoId == null)
            throw new MoveRefusedException("En dubblett avslutas med ”Slå samman”, så att förekomsterna följer med.", "outcome");
    }

    internal override void Apply(MoveScope scope)
    {
        if (Has(Note)) scope.Case.Instance.OutcomeNote = Note.Trim();
        foreach (var bookmark in scope.Targets.ToList())
        {
            FollowUp.Settle(scope, bookmark, MeasureState.Withdrawn);
            scope.Close(bookmark, Outcome);
            scope.Record("closed", new { outcome = Outcome, note = Has(Note) ? Note.Trim() : null }, bookmark.Addressee);
        }
    }
}
