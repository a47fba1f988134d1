using System.Globalization;
using Systemfel.Data.Cases;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Anonymisation;

namespace Systemfel.Web.Features.Reports;

/// <summary>The small scales of a report as they are said on screen.</summary>
public static class Words
{
    private static readonly string[] Numbers =
        ["noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];

    public static string Swedish(this AffectedBand band) => band switch
    {
        AffectedBand.One => "1",
        AffectedBand.TwoToFour => "2–4",
        AffectedBand.FiveToNine => "5–9",
        _ => "10+",
    };

    public static string Persons(this AffectedBand band) => band == AffectedBand.One ? "1 person" : $"{band.Swedish()} personer";

    public static string Swedish(this Frequency frequency) => frequency switch
    {
        Frequency.Once => "En gång",
        Frequency.Sometimes => "Några gånger",
        Frequency.Monthly => "Varje månad",
        _ => "Varje vecka",
    };

    public static string Swedish(this RiskLevel level) => level switch
    {
        RiskLevel.High => "hög",
        RiskLevel.Raised => "förhöjd",
        RiskLevel.Low => "låg",
        _ => "ingen",
    };

    /// <summary>två, elva, 13: numbers up to twelve are written out.</summary>
    public static string Number(int n) => n >= 0 && n < Numbers.Length ? Numbers[n] : n.ToString(CultureInfo.CurrentCulture);

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], CultureInfo.CurrentCulture) + text[1..];

    /// <summary>Två träffar, En träff, Inga träffar.</summary>
    public static string Counted(int n, string one, string many) =>
        n == 0 ? $"Inga {many}" : $"{Capital(Number(n))} {(n == 1 ? one : many)}";

    /// <summary>Sett 8 gånger i två kommuner.</summary>
    public static string Seen(int times, int municipalities) => (times, municipalities) switch
    {
        (1, _) => "Sett en gång",
        (_, 0) => $"Sett {times} gånger",
        (_, 1) => $"Sett {times} gånger i en kommun",
        var (n, m) => $"Sett {n} gånger i {Number(m)} kommuner",
    };

    /// <summary>The value of a month in a form: 2026-11.</summary>
    public static string MonthValue(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>November; with the year when it is not this one.</summary>
    public static string MonthName(DateOnly month, DateOnly today) =>
        Capital(month.Year == today.Year ? month.ToString("MMMM", CultureInfo.CurrentCulture) : month.Month());

    /// <returns>The first day of the month; null when the text is no month.</returns>
    public static DateOnly? ParseMonth(string? text) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
