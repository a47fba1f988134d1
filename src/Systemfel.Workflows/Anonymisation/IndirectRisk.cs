namespace Systemfel.Workflows.Anonymisation;

/// <summary>How easily what stands in a report points at one person, though no name does.</summary>
public enum RiskLevel
{
    /// <summary>Nothing found that narrows down whom it is about.</summary>
    None,
    /// <summary>Something narrows it down; many are left.</summary>
    Low,
    /// <summary>Few are left: it may point at someone.</summary>
    Raised,
    /// <summary>Hardly more than one is left.</summary>
    High,
}

/// <summary>What kinds of words narrow down whom a text is about.</summary>
public enum RiskKind
{
    /// <summary>A day: 3 mars, 2026-03-03.</summary>
    Date,
    /// <summary>An age in whole years, or a year of birth.</summary>
    Age,
    /// <summary>An occupation or a position.</summary>
    Role,
    /// <summary>A workplace, school or home by its name.</summary>
    Workplace,
    /// <summary>A diagnosis that few have.</summary>
    Condition,
    /// <summary>How a family is made up: trillingar.</summary>
    Family,
}

/// <summary>Something that narrows down whom a text is about.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Words">The words of the text.</param>
/// <param name="Share">About how large a share of all people fit: more than 0, at most 1.</param>
public sealed record RiskFactor(RiskKind Kind, string Words, double Share);

/// <summary>A place that a report is about.</summary>
/// <param name="Name">The municipality.</param>
/// <param name="Inhabitants">About how many live there.</param>
public sealed record RiskPlace(string Name, int Inhabitants);

/// <summary>What the meter reads: a whole form.</summary>
/// <param name="Text">All free text.</param>
/// <param name="Municipality">The name of the municipality that was chosen; null for several or none.</param>
/// <param name="IsOnePerson">Whether '1 person' was chosen.</param>
public sealed record RiskSubject(string Text, string? Municipality = null, bool IsOnePerson = false);

/// <summary>What the meter found.</summary>
/// <param name="Level">How far it narrows down.</param>
/// <param name="People">About how many people fit.</param>
/// <param name="Place">The smallest place that is named or chosen; null when there is none.</param>
/// <param name="IsOnePerson">Whether the form says that it is about one person.</param>
/// <param name="Factors">What narrows it down: the strongest of each kind.</param>
/// <param name="LeaveOut">What to leave out: any one of these, or, with <paramref name="AllOfThem"/>, all of them.</param>
/// <param name="AllOfThem">Whether no single one of them is enough.</param>
public sealed record RiskReading(
    RiskLevel Level, double People, RiskPlace? Place, bool IsOnePerson, IReadOnlyList<RiskFactor> Factors, IReadOnlyList<RiskKind> LeaveOut, bool AllOfThem)
{
    /// <summary>Swedish: which combination points at someone and what to leave out; empty when nothing was found.</summary>
    public string Sentence => RiskSentence.Of(this);
}

/// <summary>
/// Reckons how many people what is written can be about: the inhabitants of the smallest place, times the share that fits each
/// thing said. It takes the things to be independent of each other, which is wrong in both directions; it is a help to whoever
/// writes, and stops nothing. A pure function, in time linear in the text.
/// </summary>
public static class IndirectRisk
{
    /// <summary>Fewer than so many: high.</summary>
    public const double High = 3;

    /// <summary>Fewer than so many: raised.</summary>
    public const double Raised = 20;

    /// <summary>Where no municipality is named or chosen: an ordinary county.</summary>
    public const int County = 300_000;

    /// <summary>Whoever reads that it was one person looks for one. It weighs as if a fifth of all people could be meant.</summary>
    private const double OnePerson = 0.2;

    /// <param name="subject">The form.</param>
    /// <exception cref="InvalidDataException">A data file of this room is broken.</exception>
    public static RiskReading Read(RiskSubject subject)
    {
        var words = RiskWords.Split(subject.Text);
        var place = RiskPlaces.Smallest(words, subject.Municipality);
        var factors = RiskWords.Factors(subject.Text, words)
            .GroupBy(f => f.Kind).Select(g => g.MinBy(f => f.Share)!).OrderBy(f => f.Kind).ToList();
        var all = (place?.Inhabitants ?? County) * (subject.IsOnePerson ? OnePerson : 1);
        var (leaveOut, allOfThem) = LeaveOut(all, factors);
        return new RiskReading(LevelOf(all, factors), People(all, factors), place, subject.IsOnePerson, factors, leaveOut, allOfThem);
    }

    /// <summary>Reads the data files, so that a broken one stops the start and not the first report.</summary>
    /// <exception cref="InvalidDataException">With the file's name and line.</exception>
    public static void LoadData()
    {
        RiskPlaces.Load();
        RiskRarities.Load();
    }

    private static double People(double all, List<RiskFactor> factors) => factors.Aggregate(all, (people, f) => people * f.Share);

    private static RiskLevel LevelOf(double all, List<RiskFactor> factors) => factors.Count == 0 ? RiskLevel.None : People(all, factors) switch
    {
        < High => RiskLevel.High,
        < Raised => RiskLevel.Raised,
        _ => RiskLevel.Low,
    };

    private static (IReadOnlyList<RiskKind> Kinds, bool AllOfThem) LeaveOut(double all, List<RiskFactor> factors)
    {
        if (LevelOf(all, factors) < RiskLevel.Raised) return ([], false);
        var enough = factors.Where(f => LevelOf(all, factors.FindAll(o => o != f)) < RiskLevel.Raised).ToList();
        if (enough.Count > 0) return (enough.ConvertAll(f => f.Kind), false);
        var left = factors.OrderBy(f => f.Share).ToList();
        while (LevelOf(all, left) >= RiskLevel.Raised) left.RemoveAt(0);
        return (factors.Except(left).Select(f => f.Kind).ToList(), true);
    }
}
