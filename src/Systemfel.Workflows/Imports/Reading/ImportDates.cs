using System.Globalization;
using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Imports.Reading;

/// <summary>A day, a month or a year as a list gave it.</summary>
/// <param name="Date">The day; the first of the month or the year when no day was given.</param>
/// <param name="IsDay">A day was given.</param>
/// <param name="IsMonth">At least a month was given.</param>
public readonly record struct GivenDate(DateOnly Date, bool IsDay, bool IsMonth);

/// <summary>Dates as people write them in lists: 2023-04-01, 1/4 2023, 1 april 2023, 20230401, april 2023, 2023, and Excel's count of days.</summary>
public static partial class ImportDates
{
    private static readonly string[] Months =
        ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

    /// <param name="text">The cell.</param>
    /// <param name="is1904">The workbook counts days from 1904-01-01.</param>
    /// <returns>Null when it is no date in any of the forms, or no day of the calendar.</returns>
    public static GivenDate? Read(string text, bool is1904 = false)
    {
        var t = text.Trim().ToLowerInvariant();
        if (YearFirst().Match(t) is { Success: true } iso) return Day(iso);
        if (DayFirst().Match(t) is { Success: true } day) return Day(day);
        if (Compact().Match(t) is { Success: true } compact) return Day(compact);
        if (Named().Match(t) is { Success: true } named && Month(named.Groups["m"].Value) is { } month)
            return named.Groups["d"].Success ? Of(Number(named, "y"), month, Number(named, "d"), true) : Of(Number(named, "y"), month, 1, false);
        if (MonthFirst().Match(t) is { Success: true } only) return Of(Number(only, "y"), Number(only, "m"), 1, false);
        if (Year().IsMatch(t)) return new GivenDate(new DateOnly(int.Parse(t, CultureInfo.InvariantCulture), 1, 1), false, false);
        // Five digits are what Excel keeps of a date whose format was lost on the way.
        if (Serial().IsMatch(t) && FromSerial(double.Parse(t, CultureInfo.InvariantCulture), is1904) is { } serial) return new GivenDate(serial, true, true);
        return null;
    }

    /// <summary>A day from Excel's count: day 1 is 1900-01-01, and 1900-02-29 is counted though it never was.</summary>
    /// <param name="serial">Days, with the time of day behind the point.</param>
    /// <param name="is1904">The workbook counts from 1904-01-01.</param>
    /// <returns>Null outside 1900 to 2199.</returns>
    public static DateOnly? FromSerial(double serial, bool is1904)
    {
        var days = Math.Floor(serial);
        if (!(days is >= 1 and < 109_571)) return null;
        return is1904 ? new DateOnly(1904, 1, 1).AddDays((int)days) : new DateOnly(1899, 12, days < 60 ? 31 : 30).AddDays((int)days);
    }

    private static GivenDate? Day(Match m) => Of(Number(m, "y"), Number(m, "m"), Number(m, "d"), true);

    private static GivenDate? Of(int year, int month, int day, bool isDay) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new GivenDate(new DateOnly(year, month, day), isDay, true) : null;

    private static int Number(Match m, string group) => int.Parse(m.Groups[group].Value, CultureInfo.InvariantCulture);

    private static int? Month(string word)
    {
        var at = Array.FindIndex(Months, m => word.StartsWith(m, StringComparison.Ordinal));
        return at < 0 ? null : at + 1;
    }

    [GeneratedRegex(@"^(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})(?:[t ]\d{1,2}:\d{2}(?::\d{2})?.*)?$")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(?<d>\d{1,2})\s*[/.-]\s*(?<m>\d{1,2})\s*[/.\s-]\s*(?<y>\d{4})$")]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^(?<y>(?:19|20)\d{2})(?<m>\d{2})(?<d>\d{2})$")]
    private static partial Regex Compact();

    [GeneratedRegex(@"^(?:den\s+)?(?:(?<d>\d{1,2})(?:\s*:?[ae])?\.?\s+)?(?<m>[a-z]{3,9})\.?,?\s+(?<y>\d{4})$")]
    private static partial Regex Named();

    [GeneratedRegex(@"^(?<y>\d{4})[-/](?<m>\d{1,2})$")]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"^(?:19|20)\d{2}$")]
    private static partial Regex Year();

    [GeneratedRegex(@"^\d{5}(?:\.\d+)?$")]
    private static partial Regex Serial();
}
