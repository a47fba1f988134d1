using System.Globalization;
using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Anonymisation;

/// <summary>The season that stands in place of a date: near enough to tell what happened, too wide to point at a day.</summary>
internal static partial class RiskSeason
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

    [GeneratedRegex(@"^[0-9]{4}[-‑–](?<month>[0-9]{2})|[0-9]/(?<month>[0-9]{1,2})", RegexOptions.CultureInvariant)]
    private static partial Regex MonthInFigures();

    /// <param name="date">A date as the meter found it: 14 mars, sjunde mars, 2026-03-14, den 14/3, julafton.</param>
    /// <returns>i våras, i somras, i höstas, i vintras; 'vid ett tillfälle' when the words tell no month.</returns>
    public static string Of(string date) => MonthOf(date.ToLowerInvariant()) switch
    {
        3 or 4 or 5 => "i våras",
        6 or 7 or 8 => "i somras",
        9 or 10 or 11 => "i höstas",
        12 or 1 or 2 => "i vintras",
        _ => "vid ett tillfälle",
    };

    private static int MonthOf(string date)
    {
        var figures = MonthInFigures().Match(date);
        if (figures.Success) return int.Parse(figures.Groups["month"].ValueSpan, CultureInfo.InvariantCulture);
        var last = date[(date.LastIndexOf(' ') + 1)..].TrimStart("0123456789.:".ToCharArray());
        return last switch
        {
            "julafton" or "nyårsafton" => 12,
            "påskafton" or "valborgsmässoafton" => 4,
            "midsommarafton" => 6,
            _ => Array.FindIndex(Months, m => last.StartsWith(m, StringComparison.Ordinal)) + 1,
        };
    }
}
