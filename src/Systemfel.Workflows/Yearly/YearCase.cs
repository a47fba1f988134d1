using Systemfel.Data.Cases;

namespace Systemfel.Workflows.Yearly;

/// <summary>A case as the year's documents tell of it.</summary>
/// <param name="Id">The case.</param>
/// <param name="Number">SF-2026-0042.</param>
/// <param name="Title">Its title.</param>
/// <param name="Pattern">What happens, in the ombud's words.</param>
/// <param name="Consequence">What it leads to; empty when nothing was written.</param>
/// <param name="To">Whom it concerns, the first first.</param>
/// <param name="Theme">Its theme's code; null for none.</param>
/// <param name="Level">Where it arises; null: not decided.</param>
/// <param name="Frequency">How often, as its author wrote; null for nothing.</param>
/// <param name="Seen">How many times it was reported or counted in the year.</param>
/// <param name="Places">In how many municipalities in the year; 0 when none is said.</param>
/// <param name="FirstYear">The year in which it was sent in.</param>
/// <param name="Outcome">What it was closed as; empty while open.</param>
/// <param name="SubmittedAt">When it was sent in.</param>
/// <param name="IsOfYear">It was sent in or seen in the year; else only something was done about it.</param>
/// <param name="Measures">What was done or promised in the year.</param>
public sealed record YearCase(
    long Id, string Number, string Title, string Pattern, string Consequence, IReadOnlyList<YearAddressee> To, string? Theme, Level? Level, Frequency? Frequency,
    int Seen, int Places, int FirstYear, string Outcome, DateTimeOffset SubmittedAt, bool IsOfYear, IReadOnlyList<YearMeasure> Measures)
{
    /// <summary>It was sent in during the year.</summary>
    public bool IsNew { get; init; } = true;

    /// <summary>Groups that it has come before.</summary>
    public IReadOnlyList<long> Groups { get; init; } = [];
}

/// <summary>Whom a case concerns.</summary>
/// <param name="Code">The authority's code: 'KO'.</param>
/// <param name="Name">Its name.</param>
/// <param name="SubArea">The sub-area's code; null for none.</param>
public sealed record YearAddressee(string Code, string Name, string? SubArea);

/// <summary>How far something has come.</summary>
public enum YearMeasureKind
{
    /// <summary>An authority says that it has changed something.</summary>
    Changed,
    /// <summary>What was promised has been done.</summary>
    Done,
    /// <summary>It is promised.</summary>
    Planned,
    /// <summary>The service has taken it up itself with those concerned: nobody else has promised anything.</summary>
    OwnDone,
}

/// <summary>Something that was done or promised because of a case.</summary>
/// <param name="Kind">How far it has come.</param>
/// <param name="Who">Who does it.</param>
/// <param name="Text">What, in their words.</param>
/// <param name="DueOn">By when; null when not said.</param>
public sealed record YearMeasure(YearMeasureKind Kind, string Who, string Text, DateOnly? DueOn)
{
    /// <summary>When it was answered, promised or settled.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>A good example of the year.</summary>
/// <param name="Id">The case.</param>
/// <param name="Title">Its title.</param>
/// <param name="Groups">Groups that it has come before.</param>
public sealed record YearGood(long Id, string Title, IReadOnlyList<long> Groups);
