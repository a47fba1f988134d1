using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>
/// 'Diskuterad': a group without a mandate to decide has talked the question through. Someone may have said that they see to it;
/// else it stays with the group.
/// </summary>
/// <param name="Who">Who follows it up; empty when it stays.</param>
/// <param name="Date">By when; null when it stays.</param>
/// <param name="Note">For the notes; may be empty.</param>
public sealed record Discuss([property: NamesAnOfficial] string Who = "", DateOnly? Date = null, string Note = "") : Move
{
    /// <inheritdoc/>
    public override string Id => "discuss";

    internal override void Guard(MoveScope scope)
    {
        if (Has(Who) && Date == null) throw new MoveRefusedException(Inputs.Known["date"], "date");
        if (!Has(Who) && Date != null) throw new MoveRefusedException(Inputs.Known["who"], "who");
        if (Date < scope.Today) throw new MoveRefusedException("Datumet har redan varit. Välj en dag framåt.", "date");
    }

    internal override DecisionText Describe(MoveScope scope) => new(scope.Route.Move(Id)!.Label, Who.Trim(), Date);

    internal override void Apply(MoveScope scope)
    {
        foreach (var bookmark in scope.Targets)
        {
            if (Has(Who))
            {
                scope.GoTo(bookmark, Stages.FollowUp);
                FollowUp.Promise(scope, bookmark, Has(Note) ? Note : "Följs upp efter diskussionen", Who, Date);
                continue;
            }
            scope.GoTo(bookmark, Stages.Group, BookmarkMark.Discussed);
            bookmark.Due = scope.Facts.NextMeeting(bookmark.GroupId);
            bookmark.Note = Note.Trim();
        }
        scope.Record("discussed", new { who = Has(Who) ? Who.Trim() : null, date = Date, note = Has(Note) ? Note.Trim() : null });
    }
}
