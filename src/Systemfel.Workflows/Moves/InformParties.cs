using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>
/// 'För kännedom': the question is passed on to parties that own nothing of it and owe no answer, such as district committees. It
/// is noted which; nothing is sent from here.
/// </summary>
/// <param name="PartyIds">Who is informed; one or more.</param>
/// <param name="Note">For the minutes; may be empty.</param>
public sealed record InformParties(IReadOnlyList<long> PartyIds, string Note = "") : Move
{
    /// <inheritdoc/>
    public override string Id => "inform-parties";

    internal override bool Gives(string input) => input != "parties" || PartyIds.Count > 0;

    internal override bool TakesTextOut(MoveScope scope) => true;

    internal override void Guard(MoveScope scope)
    {
        if (PartyIds.Any(id => !scope.Facts.Parties.ContainsKey(id))) throw new MoveRefusedException(Inputs.Known["parties"], "parties");
    }

    internal override DecisionText Describe(MoveScope scope) => new(scope.Route.Move(Id)!.Label, Names(scope));

    internal override void Apply(MoveScope scope)
    {
        var names = Names(scope);
        scope.Case.SideNotes.Add(new SideNote { Kind = SideNoteKind.PartiesInformed, At = scope.Now, MeetingId = scope.Meeting?.Id, Note = names });
        foreach (var bookmark in scope.Targets) scope.Touch(bookmark);
        scope.Record("parties-informed", new { parties = names, note = Has(Note) ? Note.Trim() : null });
    }

    private string Names(MoveScope scope) => string.Join(", ", PartyIds.Distinct().Select(id => scope.Facts.Parties[id].Name));
}
