using Systemfel.Data.Cases;

namespace Systemfel.Workflows.Disclosure;

/// <summary>Bands of persons, added and named. The one place where they become words: what is said depends on who reads.</summary>
public static class PersonCounts
{
    /// <summary>What is said in place of 1 and 2–4 outside the team.</summary>
    public const string Few = "färre än 5";

    /// <summary>The band of all together: at least so many persons, by the lower ends, and never more exactly than a band.</summary>
    public static AffectedBand Together(IEnumerable<AffectedBand> bands) => bands.Sum(Lowest) switch
    {
        < 2 => AffectedBand.One,
        < 5 => AffectedBand.TwoToFour,
        < 10 => AffectedBand.FiveToNine,
        _ => AffectedBand.TenOrMore,
    };

    internal static string Words(AffectedBand band, bool isTeam) => band switch
    {
        AffectedBand.One or AffectedBand.TwoToFour when !isTeam => Few,
        AffectedBand.One => "1",
        AffectedBand.TwoToFour => "2–4",
        AffectedBand.FiveToNine => "5–9",
        _ => "10+",
    };

    private static int Lowest(AffectedBand band) => band switch { AffectedBand.One => 1, AffectedBand.TwoToFour => 2, AffectedBand.FiveToNine => 5, _ => 10 };
}
