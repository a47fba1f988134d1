using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Moves;

/// <summary>'Slå samman': closed as a duplicate; its occurrences go to the other case, and its own report counts there as one.</summary>
/// <param name="IntoId">The case that stays.</param>
public sealed record Merge(long? IntoId) : Move
{
    /// <inheritdoc/>
    public override string Id => "merge";

    internal override long? OtherId => IntoId;

    internal override bool Gives(string input) => input != "case" || IntoId != null;

    internal override void Guard(MoveScope scope)
    {
        var other = scope.Other ?? throw new MoveRefusedException(Inputs.Known["case"], "case");
        if (other.Id == scope.Case.Id) throw new MoveRefusedException("Ett systemfel kan inte slås samman med sig självt. Välj ett annat.", "case");
        if (other.OrganisationId != scope.Case.OrganisationId) throw new CaseNotFoundException();
        if (other.IsDraft || other.Instance.ClosedAt != null)
            throw new MoveRefusedException($"{other.Number} är avslutat. Öppna det igen först, eller välj ett annat.", "case");
        if (other.IsExample != scope.Case.IsExample)
            throw new MoveRefusedException("Ett av systemfelen är ett påhittat exempel och kan inte slås samman med ett riktigt. Välj ett annat.", "case");
        if (scope.Case.Bookmarks.Concat(other.Bookmarks).Any(b => b.Stage == Stages.AwaitingAnswer))
            throw new MoveRefusedException("Ett av systemfelen väntar på svar från en myndighet och kan inte slås samman förrän svaret kommit.", "case");
        RefusePromises(scope);
    }

    /// <summary>A promise of the case that closes would be nobody's to follow.</summary>
    private static void RefusePromises(MoveScope scope)
    {
        if (scope.Case.Bookmarks.Any(b => b.Stage == Stages.FollowUp && scope.Case.Measures.Any(m => m.BookmarkId == b.Id && m.State == MeasureState.Planned)))
            throw new MoveRefusedException($"En utlovad åtgärd i {scope.Case.Number} följs upp. Avsluta uppföljningen först, eller slå samman det andra systemfelet med det här.", "case");
    }

    internal override DecisionText Describe(MoveScope scope) => new($"Slås samman med {scope.Other!.Number}");

    internal override void Apply(MoveScope scope)
    {
        var other = scope.Other!;
        foreach (var occurrence in scope.Case.Occurrences.ToList())
        {
            scope.Case.Occurrences.Remove(occurrence);
            occurrence.MovedFromId ??= scope.Case.Id;
            other.Occurrences.Add(occurrence);
        }
        var submitted = SwedishCalendar.DateOf(scope.Case.SubmittedAt);
        other.Occurrences.Add(new Occurrence
        {
            AccountId = scope.Case.AuthorId,
            Month = new DateOnly(submitted.Year, submitted.Month, 1),
            MunicipalityId = scope.Case.MunicipalityId,
            Band = scope.Case.Band ?? AffectedBand.One,
            CountedAt = scope.Case.SubmittedAt,
            MovedFromId = scope.Case.Id,
        });
        scope.Case.MergedIntoId = other.Id;
        foreach (var bookmark in scope.Case.Bookmarks.Where(b => b.Stage != Stages.Closed).ToList()) scope.Close(bookmark, "duplicate");
        scope.Record("merged", new { into = other.Number, intoId = other.Id });
        scope.RecordOn(other, "merged-here", new { from = scope.Case.Number, fromId = scope.Case.Id });
    }
}
