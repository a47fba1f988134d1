using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Till Länsstyrelsen för kännedom': Länsstyrelsen can read the case; it owns nothing and no answer is waited for.</summary>
/// <param name="Note">For the minutes; may be empty.</param>
public sealed record InformCounty(string Note = "") : Move
{
    /// <inheritdoc/>
    public override string Id => "inform-county";

    internal override bool TakesTextOut(MoveScope scope) => true;

    internal override void Guard(MoveScope scope)
    {
        if (scope.Case.SideNotes.Any(n => n.Kind == SideNoteKind.CountyInformed))
            throw new MoveRefusedException("Länsstyrelsen är redan informerad om det här systemfelet.");
    }

    internal override void Apply(MoveScope scope)
    {
        scope.Case.SideNotes.Add(new SideNote { Kind = SideNoteKind.CountyInformed, At = scope.Now, MeetingId = scope.Meeting?.Id, Note = Note.Trim() });
        scope.Case.Grants.Add(new Grant { Kind = GrantKind.County, GivenAt = scope.Now });
        foreach (var bookmark in scope.Targets) scope.Touch(bookmark);
        scope.Record("county-informed", new { note = Has(Note) ? Note.Trim() : null });
    }
}
