using System.Globalization;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Meetings;

/// <summary>Dates and numbers as forms send them.</summary>
public static class FormDates
{
    /// <returns>Null when the field is empty.</returns>
    /// <exception cref="MoveRefusedException">Something else than a date stands there.</exception>
    public static DateOnly? Read(string? text, string input)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (DateOnly.TryParseExact(text.Trim(), ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        throw new MoveRefusedException("Skriv datumet som år, månad och dag, till exempel 2027-01-28.", input);
    }

    /// <returns>Null when the field is empty.</returns>
    /// <exception cref="MoveRefusedException">Something else than a number stands there.</exception>
    public static int? ReadCount(string? text, string input) => ReadNumber(text, input, 1000, "Skriv antalet med siffror.");

    /// <returns>Null when the field is empty.</returns>
    /// <exception cref="MoveRefusedException">Something else than a number up to the most stands there; says what to write.</exception>
    public static int? ReadNumber(string? text, string input, int most, string otherwise)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most) return number;
        throw new MoveRefusedException(otherwise, input);
    }
}
