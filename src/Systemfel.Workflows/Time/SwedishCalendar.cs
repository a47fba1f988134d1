namespace Systemfel.Workflows.Time;

/// <summary>
/// Days as people in Sweden count them: local dates in Europe/Stockholm, weeks from Monday, public holidays and the eves
/// that offices keep closed (lag 1989:253 om allmänna helgdagar; semesterlagen 3 a § for midsommar-, jul- och nyårsafton).
/// </summary>
public sealed class SwedishCalendar(TimeProvider time)
{
    /// <summary>Sweden's time zone.</summary>
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    /// <summary>Now, as an instant at whole microseconds (what PostgreSQL keeps).</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = time.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    /// <summary>Today's date in Sweden.</summary>
    public DateOnly Today => DateOf(time.GetUtcNow());

    /// <summary>The Swedish date of an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The instant at which a Swedish date and time of day falls; a time that a clock change skips is moved past it.</summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time);
        if (Zone.IsInvalidTime(local)) local = local.AddHours(1);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>Neither Saturday, Sunday nor a holiday.</summary>
    public static bool IsWorkingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsHoliday(date);

    /// <summary>The day itself, or the first working day after it.</summary>
    public static DateOnly OnOrAfter(DateOnly date)
    {
        while (!IsWorkingDay(date)) date = date.AddDays(1);
        return date;
    }

    /// <summary>The day itself, or the last working day before it.</summary>
    public static DateOnly OnOrBefore(DateOnly date)
    {
        while (!IsWorkingDay(date)) date = date.AddDays(-1);
        return date;
    }

    /// <summary>A Swedish public holiday or an eve on which offices are closed.</summary>
    public static bool IsHoliday(DateOnly date)
    {
        if ((date.Month, date.Day) is (1, 1) or (1, 6) or (5, 1) or (6, 6) or (12, 24) or (12, 25) or (12, 26) or (12, 31)) return true;
        var easter = EasterSunday(date.Year);
        var fromEaster = date.DayNumber - easter.DayNumber;
        if (fromEaster is -2 or 0 or 1 or 39 or 49) return true;
        var midsummerDay = SaturdayFrom(new DateOnly(date.Year, 6, 20));
        return date == midsummerDay || date == midsummerDay.AddDays(-1) || date == SaturdayFrom(new DateOnly(date.Year, 10, 31));
    }

    private static DateOnly SaturdayFrom(DateOnly date) => date.AddDays(((int)DayOfWeek.Saturday - (int)date.DayOfWeek + 7) % 7);

    /// <summary>Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher).</summary>
    internal static DateOnly EasterSunday(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
        int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
        int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
        int n = h + l - 7 * m + 114;
        return new DateOnly(year, n / 31, n % 31 + 1);
    }
}
