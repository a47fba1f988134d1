using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Avvakta': stays in the review, out of sight until a day or until it has been seen so many times.</summary>
/// <param name="Until">The day on which it comes back; null when only the number counts.</param>
/// <param name="Seen">Total number of times seen at which it comes back; null when only the day counts.</param>
/// <param name="Note">For the notes; may be empty.</param>
public sealed record Hold(DateOnly? Until, int? Seen, string Note = "") : Move
{
    /// <inheritdoc/>
    public override string Id => "hold";

    internal override bool Gives(string input) => input != "until" || Until != null || Seen != null;

    internal override void Guard(MoveScope scope)
    {
        if (Until <= scope.Today) throw new MoveRefusedException("Datumet att vänta till har redan varit. Välj en dag framåt.", "until");
        var seen = scope.Case.Occurrences.Count(o => o.UndoneAt == null) + 1;
        if (Seen <= seen) throw new MoveRefusedException($"Systemfelet är redan sett {seen} gånger. Välj ett högre antal.", "until");
    }

    internal override DecisionText Describe(MoveScope scope) => new((Until, Seen) switch
    {
        ({ } day, { } times) => $"Avvakta till {times} gånger eller {Time.SwedishText.Date(day)}",
        ({ } day, null) => $"Avvakta till {Time.SwedishText.Date(day)}",
        _ => $"Avvakta till {Seen} gånger",
    });

    internal override void Apply(MoveScope scope)
    {
        foreach (var bookmark in scope.Targets)
        {
            scope.GoTo(bookmark, Stages.Review);
            bookmark.HiddenUntil = Until;
            bookmark.HiddenUntilSeen = Seen;
            bookmark.Due = Until;
            bookmark.Note = Note.Trim();
        }
        scope.Record("held", new { until = Until, seen = Seen, note = Has(Note) ? Note.Trim() : null });
    }
}
