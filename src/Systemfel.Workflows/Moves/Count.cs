using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Jag har sett samma sak': once more, without new text. On a closed case it marks that the fault has come back.</summary>
/// <param name="Month">The first day of the month in which it was seen.</param>
/// <param name="MunicipalityId">Where; null for several.</param>
/// <param name="Band">About how many persons.</param>
public sealed record Count(DateOnly? Month, long? MunicipalityId, AffectedBand? Band) : Move
{
    /// <inheritdoc/>
    public override string Id => "count";

    internal override bool IsForWholeCase => true;

    internal override bool Gives(string input) => input switch { "month" => Month != null, "band" => Band != null, _ => true };

    internal override void Guard(MoveScope scope)
    {
        if (scope.Case.MergedIntoId != null)
            throw new MoveRefusedException("Systemfelet är sammanslaget med ett annat. Räkna på det andra i stället.");
        if (Month > scope.Today) throw new MoveRefusedException("Månaden har inte varit än. Välj en som har varit.", "month");
        if (Month < scope.Today.AddYears(-2)) throw new MoveRefusedException("Månaden ligger mer än två år bakåt. Välj en senare.", "month");
        if (MunicipalityId is { } id && !scope.Facts.Municipalities.ContainsKey(id))
            throw new MoveRefusedException("Den kommunen finns inte. Välj en annan.", "municipality");
    }

    internal override void Apply(MoveScope scope)
    {
        var occurrence = new Occurrence
        {
            AccountId = scope.Actor.AccountId!.Value,
            Month = new DateOnly(Month!.Value.Year, Month.Value.Month, 1),
            MunicipalityId = MunicipalityId,
            Band = Band!.Value,
            CountedAt = scope.Now,
        };
        scope.Case.Occurrences.Add(occurrence);
        var returning = scope.Case.Instance.ClosedAt != null;
        scope.Case.IsRecurring |= returning;
        AskWhoeverCountsDuringEffect(scope, occurrence.AccountId);
        scope.Record("counted", new
        {
            month = occurrence.Month,
            municipality = scope.Facts.Municipalities.GetValueOrDefault(MunicipalityId ?? 0)?.Name,
            band = occurrence.Band,
            returning = returning ? "ja" : null,
        });
    }

    private static void AskWhoeverCountsDuringEffect(MoveScope scope, long accountId)
    {
        foreach (var bookmark in scope.Case.Bookmarks.Where(b => b.Stage == Stages.Effect))
            if (scope.Case.EffectQuestions.All(q => q.BookmarkId != bookmark.Id || q.AccountId != accountId || q.IsSettled))
                scope.Case.EffectQuestions.Add(new EffectQuestion { BookmarkId = bookmark.Id, AccountId = accountId, AskedAt = scope.Now });
    }
}
