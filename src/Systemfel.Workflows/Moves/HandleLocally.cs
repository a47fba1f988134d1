using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Hantera lokalt': someone takes it up directly with the place in question and says by when.</summary>
/// <param name="Who">Who does it.</param>
/// <param name="Date">By when.</param>
/// <param name="Note">What is to be done; may be empty.</param>
public sealed record HandleLocally([property: NamesAnOfficial] string Who, DateOnly? Date, string Note = "") : Move
{
    /// <inheritdoc/>
    public override string Id => "handle-locally";

    internal override bool Gives(string input) => input switch { "who" => Has(Who), "date" => Date != null, _ => true };

    internal override void Guard(MoveScope scope)
    {
        if (Date < scope.Today) throw new MoveRefusedException("Datumet har redan varit. Välj en dag framåt.", "date");
    }

    internal override DecisionText Describe(MoveScope scope) => new("Hantera lokalt", Who.Trim(), Date);

    internal override void Apply(MoveScope scope)
    {
        foreach (var bookmark in scope.Targets)
        {
            scope.GoTo(bookmark, Stages.FollowUp);
            FollowUp.Promise(scope, bookmark, Has(Note) ? Note : "Tas upp direkt med verksamheten", Who, Date);
        }
        scope.Record("handled-locally", new { who = Who.Trim(), date = Date, note = Has(Note) ? Note.Trim() : null });
    }
}

/// <summary>What the stage follow-up keeps.</summary>
internal static class FollowUp
{
    public static void Promise(MoveScope scope, Bookmark bookmark, string text, string responsible, DateOnly? date, long? partyId = null)
    {
        bookmark.Due = date;
        bookmark.Note = text.Trim();
        scope.Case.Measures.Add(new Measure
        {
            BookmarkId = bookmark.Id,
            Text = text.Trim(),
            Responsible = responsible.Trim(),
            ResponsiblePartyId = partyId,
            DueOn = date,
            PromisedAt = scope.Now,
        });
    }

    public static void Settle(MoveScope scope, Bookmark bookmark, MeasureState state)
    {
        foreach (var measure in scope.Case.Measures.Where(m => m.BookmarkId == bookmark.Id && m.State == MeasureState.Planned))
            measure.State = state;
    }
}
