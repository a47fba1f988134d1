using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Skicka till nationell nivå': Beredningsgruppen (13 § SFS 2013:522), by way of Länsstyrelsen, which can read the case from now on.</summary>
/// <param name="Note">Why; may be empty.</param>
public sealed record SendNational(string Note = "") : Move
{
    /// <inheritdoc/>
    public override string Id => "send-national";

    internal override bool IsForWholeCase => true;

    internal override bool TakesTextOut(MoveScope scope) => true;

    internal override void Guard(MoveScope scope)
    {
        if (scope.Case.SideNotes.Any(n => n.Kind == SideNoteKind.NationalLevel))
            throw new MoveRefusedException("Systemfelet är redan skickat till nationell nivå.");
    }

    internal override void Apply(MoveScope scope)
    {
        scope.Case.SideNotes.Add(new SideNote { Kind = SideNoteKind.NationalLevel, At = scope.Now, Note = Note.Trim() });
        if (scope.Case.Grants.All(g => g.Kind != GrantKind.County)) scope.Case.Grants.Add(new Grant { Kind = GrantKind.County, GivenAt = scope.Now });
        scope.Record("sent-national", new { note = Has(Note) ? Note.Trim() : null });
    }
}
