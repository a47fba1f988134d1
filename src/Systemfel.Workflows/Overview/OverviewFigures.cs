namespace Systemfel.Workflows.Overview;

/// <summary>What the overview counts: a year, and what it is narrowed to.</summary>
/// <param name="Year">The year.</param>
/// <param name="MunicipalityId">Null for all; 0 for what is seen in several.</param>
/// <param name="AuthorityId">Null for all; else every case that concerns it, also beside others, with its own answers, measures and sub-areas.</param>
public sealed record OverviewScope(int Year, long? MunicipalityId = null, long? AuthorityId = null)
{
    /// <summary>Whether a case is within, whatever its days.</summary>
    public bool Has(CaseFacts c) =>
        (MunicipalityId == null || c.MunicipalityId == MunicipalityId) && (AuthorityId is not { } authority || c.Authorities.Contains(authority));
}

/// <summary>How long answers took, in days: half of them between the quartiles.</summary>
/// <param name="Count">How many answers.</param>
/// <param name="Lower">A quarter came within so many days.</param>
/// <param name="Median">Half came within so many days.</param>
/// <param name="Upper">Three quarters came within so many days.</param>
public sealed record Spread(int Count, int Lower, int Median, int Upper)
{
    /// <returns>Null for none.</returns>
    public static Spread? Of(IEnumerable<int> days)
    {
        var all = days.Order().ToList();
        return all.Count == 0 ? null : new Spread(all.Count, At(all, .25), At(all, .5), At(all, .75));
    }

    /// <summary>The least number of days within which that part of the answers came: always one that was seen.</summary>
    private static int At(List<int> sorted, double part) => sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Count) - 1)];
}

/// <summary>A year in five figures.</summary>
/// <param name="Submitted">Cases sent in.</param>
/// <param name="Answered">How many of those have an answer.</param>
/// <param name="Days">How long those answers took; null for none.</param>
/// <param name="WithMeasure">How many of those have a measure that is planned or done.</param>
/// <param name="Closed">Cases closed in the year, whenever they were sent in.</param>
/// <param name="ClosedWithoutAnswer">How many of those never got an answer, and nothing changed; duplicates and what was no systemfel are not among them.</param>
public sealed record YearSum(int Submitted, int Answered, Spread? Days, int WithMeasure, int Closed, int ClosedWithoutAnswer);

/// <summary>What happened in a month.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="Submitted">Cases sent in.</param>
/// <param name="Answered">Cases that got their first answer, whenever they were sent in.</param>
public sealed record MonthCount(int Month, int Submitted, int Answered);

/// <summary>The overview's figures over one organisation's cases. No clock, no database.</summary>
public sealed class OverviewFigures
{
    private readonly List<CaseFacts> _within;

    /// <param name="cases">All that count: no drafts, no examples, no good examples.</param>
    /// <param name="scope">What is asked for.</param>
    public OverviewFigures(IEnumerable<CaseFacts> cases, OverviewScope scope)
    {
        Scope = scope;
        _within = [.. cases.Where(scope.Has).Select(c => scope.AuthorityId is { } authority ? c.Of(authority) : c)];
        Submitted = _within.FindAll(c => c.Submitted.Year == scope.Year);
        Closed = _within.FindAll(c => c.Closed?.Year == scope.Year);
        Answered = _within.FindAll(c => c.Answered?.Year == scope.Year);
        Open = _within.FindAll(c => c.Open.Count > 0);
    }

    /// <summary>What was asked for.</summary>
    public OverviewScope Scope { get; }

    /// <summary>Sent in during the year.</summary>
    public IReadOnlyList<CaseFacts> Submitted { get; }

    /// <summary>Closed during the year, whenever they were sent in.</summary>
    public IReadOnlyList<CaseFacts> Closed { get; }

    /// <summary>First answered during the year, whenever they were sent in.</summary>
    public IReadOnlyList<CaseFacts> Answered { get; }

    /// <summary>Those that go on, whatever the year.</summary>
    public IReadOnlyList<CaseFacts> Open { get; }

    /// <summary>The year, and one before it, in a few figures.</summary>
    public YearSum Sum(int year)
    {
        var submitted = year == Scope.Year ? Submitted : _within.FindAll(c => c.Submitted.Year == year);
        var closed = year == Scope.Year ? Closed : _within.FindAll(c => c.Closed?.Year == year);
        return new YearSum(
            submitted.Count, submitted.Count(c => c.Answered != null), Spread.Of(submitted.Select(c => c.DaysToAnswer).OfType<int>()), submitted.Count(c => c.HasMeasure),
            closed.Count, closed.Count(c => c.Aftermath == Aftermath.NoAnswer));
    }

    /// <summary>Cases of the year by the first that they concern and by level (0 to 3): each case once.</summary>
    public IReadOnlyDictionary<(long Authority, int Level), int> ByAuthorityAndLevel =>
        Submitted.Where(c => c.Authorities.Count > 0).CountBy(c => (c.Authorities[0], c.Level)).ToDictionary();

    /// <summary>Cases of the year by the sub-area of the first that they concern (0 for none) and by quarter, 1 to 4.</summary>
    public IReadOnlyDictionary<(long SubArea, int Quarter), int> BySubAreaAndQuarter =>
        Submitted.CountBy(c => (c.SubAreaId, ((c.Submitted.Month - 1) / 3) + 1)).ToDictionary();

    /// <summary>How long the answers that came in the year took, by the first that the case concerns.</summary>
    public IReadOnlyDictionary<long, Spread> DaysByAuthority =>
        Answered.Where(c => c.Authorities.Count > 0).GroupBy(c => c.Authorities[0]).ToDictionary(g => g.Key, g => Spread.Of(g.Select(c => c.DaysToAnswer!.Value))!);

    /// <summary>The year's months, as far as a day.</summary>
    public IReadOnlyList<MonthCount> Months(DateOnly until)
    {
        var last = until.Year == Scope.Year ? until.Month : 12;
        return [.. Enumerable.Range(1, last).Select(m => new MonthCount(m, Submitted.Count(c => c.Submitted.Month == m), Answered.Count(c => c.Answered!.Value.Month == m)))];
    }

    /// <summary>What came of those that were closed in the year; every way is there.</summary>
    public IReadOnlyList<(Aftermath Aftermath, int Count)> Aftermaths =>
        [.. Enum.GetValues<Aftermath>().Select(a => (a, Closed.Count(c => c.Aftermath == a)))];

    /// <summary>As what those without an answer were closed, the most first.</summary>
    public IReadOnlyList<(string Outcome, int Count)> WithoutAnswer =>
        [.. Closed.Where(c => c.Aftermath == Aftermath.NoAnswer).CountBy(c => c.Outcome).OrderByDescending(o => o.Value).ThenBy(o => o.Key, StringComparer.Ordinal).Select(o => (o.Key, o.Value))];
}
