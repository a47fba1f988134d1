using System.Globalization;

namespace Systemfel.Web.Features.Shared;

/// <summary>Dates as they are said: 26 november, måndag 30 november, 14 dagar försenat. Days are those of Europe/Stockholm.</summary>
public static class SwedishDates
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("sv-SE");
    private static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    public static DateOnly Today(this TimeProvider time) => time.GetUtcNow().SwedishDay();

    public static DateOnly SwedishDay(this DateTimeOffset moment) => DateOnly.FromDateTime(moment.SwedishTime());

    public static DateTime SwedishTime(this DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Stockholm).DateTime;

    /// <summary>26 november; with the year when it is not this one.</summary>
    public static string Long(this DateOnly day, DateOnly? today = null) => day.ToString(WithYear(day, today, "d MMMM"), Culture);

    /// <summary>26 nov, 3 mars: months of four letters or less are written out.</summary>
    public static string Short(this DateOnly day, DateOnly? today = null)
    {
        var year = today is { } t && t.Year != day.Year ? day.ToString(" yyyy", Culture) : "";
        return $"{day.Day} {ShortMonth(day)}{year}";
    }

    /// <summary>måndag 30 november.</summary>
    public static string WithWeekday(this DateOnly day, DateOnly? today = null) => day.ToString(WithYear(day, today, "dddd d MMMM"), Culture);

    /// <summary>november 2026.</summary>
    public static string Month(this DateOnly day) => day.ToString("MMMM yyyy", Culture);

    /// <summary>nov, mars, maj.</summary>
    public static string ShortMonth(this DateOnly day) => day.ToString("MMM", Culture).TrimEnd('.');

    /// <summary>2026-11-26, for the datetime attribute.</summary>
    public static string Iso(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>kl. 08.42.</summary>
    public static string Clock(this DateTimeOffset moment) => "kl. " + moment.SwedishTime().ToString("HH'.'mm", Culture);

    /// <summary>26 november kl. 08.42.</summary>
    public static string LongWithClock(this DateTimeOffset moment) => $"{moment.SwedishDay().Long()} {moment.Clock()}";

    /// <summary>26 nov 08.42, on one line: for narrow columns of moments.</summary>
    public static string ShortWithClock(this DateTimeOffset moment) => $"{moment.SwedishDay().Short()} {moment.SwedishTime().ToString("HH'.'mm", Culture)}".Replace(' ', '\u00a0');

    /// <summary>How a last day stands to today: 14 dagar försenat, i dag, i morgon, om 7 dagar. The last day itself is on time.</summary>
    public static string Remaining(DateOnly due, DateOnly today) => (due.DayNumber - today.DayNumber) switch
    {
        0 => "i dag",
        1 => "i morgon",
        > 1 and var days => $"om {days} dagar",
        -1 => "1 dag försenat",
        var days => $"{-days} dagar försenat",
    };

    public static bool IsLate(DateOnly due, DateOnly today) => due < today;

    private static string WithYear(DateOnly day, DateOnly? today, string format) =>
        today is { } t && t.Year != day.Year ? format + " yyyy" : format;
}
