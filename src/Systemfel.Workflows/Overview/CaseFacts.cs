namespace Systemfel.Workflows.Overview;

/// <summary>A systemfel as the overview counts it. Days are Swedish (Europe/Stockholm).</summary>
/// <param name="Id">The case.</param>
/// <param name="Submitted">When it was sent in.</param>
/// <param name="Answered">When the first answer in substance came that a person has accepted; a receipt, a question or a wish for more time is none. Null for none.</param>
/// <param name="Closed">When its last line was closed; null while one is open.</param>
/// <param name="Outcome">What it was closed as, by <see cref="Running.Outcomes"/>; empty while open.</param>
/// <param name="Level">1 to 3; 0 where the review has yet to decide.</param>
/// <param name="MunicipalityId">Where it was seen; 0 for several.</param>
/// <param name="Authorities">Whom it concerns, the first first.</param>
/// <param name="SubAreaId">The sub-area of the first; 0 for none.</param>
/// <param name="HasMeasure">Whether a measure is planned or done, or the authority has said that it changed something.</param>
public sealed record CaseFacts(
    long Id, DateOnly Submitted, DateOnly? Answered, DateOnly? Closed, string Outcome, int Level, long MunicipalityId, IReadOnlyList<long> Authorities, long SubAreaId, bool HasMeasure)
{
    /// <summary>SF-2026-0031.</summary>
    public string Number { get; init; } = "";

    /// <summary>Its lines that are not closed; none once the case is.</summary>
    public IReadOnlyList<OpenLine> Open { get; init; } = [];

    /// <summary>What of it concerns each of those that it concerns; none when that is one.</summary>
    public IReadOnlyList<CasePart> Parts { get; init; } = [];

    /// <summary>The case as it is one authority's: its own answer, measures and sub-area, and none of the others'.</summary>
    public CaseFacts Of(long authorityId) => Parts.FirstOrDefault(p => p.AuthorityId == authorityId) is { } part
        ? this with { Answered = part.Answered, HasMeasure = part.HasMeasure, SubAreaId = part.SubAreaId, Authorities = [authorityId] }
        : this;

    /// <summary>Days from report to answer; null while there is none.</summary>
    public int? DaysToAnswer => Answered is { } day ? Math.Max(0, day.DayNumber - Submitted.DayNumber) : null;

    /// <summary>What came of it, for one that is closed.</summary>
    public Aftermath Aftermath => this switch
    {
        { Outcome: "duplicate" or "not-a-deficiency" } => Aftermath.Apart,
        // Also what was put right without a letter, by the ombuds or the municipality at once.
        { Outcome: "remedied" } => Aftermath.Noticed,
        { Outcome: "partly" } => Aftermath.Partly,
        { Answered: null } => Aftermath.NoAnswer,
        { HasMeasure: true } => Aftermath.NoDifference,
        _ => Aftermath.Unchanged,
    };
}

/// <summary>What of a case concerns one of those that it concerns.</summary>
/// <param name="AuthorityId">Whom.</param>
/// <param name="SubAreaId">Its sub-area; 0 for none.</param>
/// <param name="Answered">When its first answer came, or one that was given for all; null for none.</param>
/// <param name="HasMeasure">Whether a measure of it, or of the case as a whole, is planned or done.</param>
public sealed record CasePart(long AuthorityId, long SubAreaId, DateOnly? Answered, bool HasMeasure);

/// <summary>A line of a case that goes on.</summary>
/// <param name="Id">The bookmark.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Due">By when something is to come; null for no day.</param>
/// <param name="AuthorityId">Whom it concerns; 0 for the case as a whole.</param>
public sealed record OpenLine(long Id, string Stage, DateOnly? Due, long AuthorityId);

/// <summary>What came of a case that is closed, the best first.</summary>
public enum Aftermath
{
    /// <summary>A change that the ombuds notice.</summary>
    Noticed,
    /// <summary>A change that they notice in part.</summary>
    Partly,
    /// <summary>A change, and no difference.</summary>
    NoDifference,
    /// <summary>An answer, and nothing changed.</summary>
    Unchanged,
    /// <summary>Closed without any answer.</summary>
    NoAnswer,
    /// <summary>A duplicate, or no systemfel at all: nobody was to answer.</summary>
    Apart,
}
