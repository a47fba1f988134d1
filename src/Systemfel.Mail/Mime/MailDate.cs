using System.Globalization;
using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Dates of mails (RFC 5322 3.3 and 4.3): with or without weekday, two-digit years, named zones, comments.</summary>
internal static partial class MailDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The moment with the sender's own offset, or null when the date is impossible or missing.</summary>
    public static DateTimeOffset? Parse(string? value)
    {
        if (value is null || value.Length > 300)
            return null;
        if (Rfc5322().Match(value) is { Success: true } m)
            return Build(m);
        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var other) ? other : null;
    }

    private static DateTimeOffset? Build(Match m)
    {
        var month = Array.FindIndex(Months, name => m.Groups["mon"].Value.StartsWith(name, StringComparison.OrdinalIgnoreCase)) + 1;
        if (month == 0 && m.Groups["mon"].Value.StartsWith("okt", StringComparison.OrdinalIgnoreCase))
            month = 10;
        if (month == 0 && m.Groups["mon"].Value.StartsWith("maj", StringComparison.OrdinalIgnoreCase))
            month = 5;
        var year = Number(m, "year");
        year += year < 50 ? 2000 : year < 1000 ? 1900 : 0;
        var second = Math.Min(Number(m, "sec"), 59); // a leap second is a legal 60
        try
        {
            var local = new DateTime(year, month, Number(m, "day"), Number(m, "hour"), Number(m, "min"), second, DateTimeKind.Unspecified);
            return new DateTimeOffset(local, Offset(m.Groups["zone"].Value));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static TimeSpan Offset(string zone)
    {
        if (zone.Length == 5 && int.TryParse(zone.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var minutes = (number / 100 * 60) + (number % 100);
            return minutes > 14 * 60 ? TimeSpan.Zero : TimeSpan.FromMinutes(zone[0] == '-' ? -minutes : minutes);
        }

        return TimeSpan.FromHours(zone.ToUpperInvariant() switch
        {
            "CET" or "MET" => 1,
            "CEST" or "MEST" or "EET" => 2,
            "EEST" => 3,
            "EST" or "CDT" => -5,
            "EDT" => -4,
            "CST" or "MDT" => -6,
            "MST" or "PDT" => -7,
            "PST" => -8,
            _ => 0,
        });
    }

    private static int Number(Match m, string group) =>
        m.Groups[group].Success ? int.Parse(m.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^\s*(?:\p{L}{1,10}\.?,?\s*)?(?<day>\d{1,2})[ \-]+(?<mon>\p{L}{3,9})\.?[ \-]+(?<year>\d{2,4}),?\s+(?<hour>\d{1,2})[:.](?<min>\d{2})(?:[:.](?<sec>\d{2}))?(?:\.\d{1,6})?\s*(?<zone>[+-]\d{4}|[A-Za-z]{1,5})?", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Rfc5322();
}
