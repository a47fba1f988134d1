using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Ledamoten tar hem frågan': the member's party answers at the group's next meeting.</summary>
/// <param name="PartyId">Who takes it home.</param>
/// <param name="Due">Another day than the next meeting; null for the next meeting.</param>
/// <param name="Note">For the minutes; may be empty.</param>
public sealed record TakeHome(long? PartyId, DateOnly? Due = null, string Note = "") : Move
{
    /// <inheritdoc/>
    public override string Id => "take-home";

    internal override bool Gives(string input) => input != "party" || PartyId != null;

    internal override bool TakesTextOut(MoveScope scope) => true;

    internal override void Guard(MoveScope scope)
    {
        if (!scope.Facts.Parties.ContainsKey(PartyId!.Value)) throw new MoveRefusedException(Inputs.Known["party"], "party");
        if (Due < scope.Today) throw new MoveRefusedException("Svarsdagen har redan varit. Välj en dag framåt.", "date");
    }

    internal override DecisionText Describe(MoveScope scope) =>
        new("Ledamoten tar hem frågan", scope.Facts.Parties[PartyId!.Value].Name, scope.Targets[0].Due);

    internal override void Apply(MoveScope scope)
    {
        var party = scope.Facts.Parties[PartyId!.Value];
        foreach (var bookmark in scope.Targets)
        {
            scope.GoTo(bookmark, Stages.AwaitingAnswer);
            bookmark.WaitsForPartyId = party.Id;
            bookmark.Due = Due ?? scope.Facts.NextMeeting(bookmark.GroupId) ?? scope.Today.AddDays(scope.Route.Deadlines.AnswerDays);
            scope.Record("taken-home", new { party = party.Name, due = bookmark.Due, note = Has(Note) ? Note.Trim() : null }, bookmark.Addressee);
        }
    }
}
