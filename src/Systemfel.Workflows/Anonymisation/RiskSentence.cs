using System.Globalization;

namespace Systemfel.Workflows.Anonymisation;

/// <summary>Says in Swedish what the meter found.</summary>
internal static class RiskSentence
{
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");

    public static string Of(RiskReading reading)
    {
        if (reading.Level == RiskLevel.None) return "";
        var parts = reading.Factors.Select(f => $"{What(f.Kind)} ({f.Words})").ToList();
        if (reading.Place is { } place) parts.Insert(0, $"{place.Name} ({Rounded(place.Inhabitants)} invånare)");
        if (reading.IsOnePerson) parts.Add("en enda person");
        var list = string.Join(" + ", parts);
        return $"{char.ToUpper(list[0], Swedish)}{list[1..]}: {Verdict(reading.Level, parts.Count > 1)}{Advice(reading)}";
    }

    private static string Verdict(RiskLevel level, bool together) => (level, together) switch
    {
        (RiskLevel.Low, _) => "det räcker knappast för att peka ut någon.",
        (RiskLevel.Raised, true) => "tillsammans kan det peka ut någon.",
        (RiskLevel.Raised, false) => "det kan peka ut någon.",
        (_, true) => "tillsammans pekar det troligen ut någon.",
        _ => "det pekar troligen ut någon.",
    };

    private static string Advice(RiskReading reading)
    {
        if (reading.LeaveOut.Count == 0) return "";
        var names = reading.LeaveOut.Select(Name).ToList();
        var joint = reading.AllOfThem ? "och" : "eller";
        return $" Utelämna {(names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} {joint} {names[^1]}")}.{Instead(reading)}";
    }

    /// <summary>A neutral wording for a date, where leaving it out helps.</summary>
    private static string Instead(RiskReading reading)
    {
        if (!reading.LeaveOut.Contains(RiskKind.Date)) return "";
        var date = reading.Factors.First(f => f.Kind == RiskKind.Date).Words;
        return $" Skriv ”{RiskSeason.Of(date)}” i stället för ”{date}”.";
    }

    /// <summary>2 300, 13 000, 610 000: two figures tell how large a place is.</summary>
    internal static string Rounded(int inhabitants)
    {
        var unit = 1;
        while (inhabitants / unit >= 100) unit *= 10;
        return ((inhabitants + unit / 2) / unit * unit).ToString("N0", Swedish);
    }

    private static string What(RiskKind kind) => kind switch
    {
        RiskKind.Date => "exakt datum",
        RiskKind.Age => "exakt ålder",
        RiskKind.Role => "yrke eller roll",
        RiskKind.Workplace => "namngiven plats",
        RiskKind.Condition => "ovanlig diagnos",
        _ => "familjens sammansättning",
    };

    private static string Name(RiskKind kind) => kind switch
    {
        RiskKind.Date => "datumet",
        RiskKind.Age => "åldern",
        RiskKind.Role => "yrket",
        RiskKind.Workplace => "platsens namn",
        RiskKind.Condition => "diagnosen",
        _ => "familjens sammansättning",
    };
}
