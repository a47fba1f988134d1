using Systemfel.Data.Meetings;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>A day of a series.</summary>
/// <param name="Date">The day of the meeting: a working day.</param>
/// <param name="Wanted">What the pattern says; another day than <paramref name="Date"/> when that is a holiday.</param>
public readonly record struct SeriesDay(DateOnly Date, DateOnly Wanted)
{
    /// <summary>Whether a holiday stood in the way.</summary>
    public bool IsMoved => Date != Wanted;
}

/// <summary>Which days the meetings of a series fall on: the second Thursday of every sixth month, never on a Swedish holiday.</summary>
public static class SeriesDays
{
    /// <summary>How far ahead meetings are planned, in months.</summary>
    public const int MonthsAhead = 12;

    /// <summary>Nearer to the series' last meeting than this, in days, no new one is planned.</summary>
    public const int Apart = 14;

    /// <summary>The series' days from its first month on, in order.</summary>
    /// <param name="series">Its pattern.</param>
    /// <param name="until">The last day that is wanted.</param>
    public static IEnumerable<SeriesDay> Of(MeetingSeries series, DateOnly until)
    {
        var first = new DateOnly(series.From.Year, series.From.Month, 1);
        for (var month = first; month <= until; month = month.AddMonths(Step(series.Recurrence)))
        {
            if (series.Recurrence == Recurrence.MonthlyButJuly && month.Month == 7) continue;
            var wanted = DayIn(month, series.Week, series.Weekday);
            var day = new SeriesDay(SwedishCalendar.OnOrAfter(wanted), wanted);
            if (day.Date <= until) yield return day;
        }
    }

    /// <summary>The day that the pattern gave before a holiday moved it; null when nothing was moved.</summary>
    /// <param name="series">The meeting's series.</param>
    /// <param name="date">The meeting's day.</param>
    public static DateOnly? MovedFrom(MeetingSeries series, DateOnly date) =>
        Of(series, date).Where(d => d.Date == date && d.IsMoved).Select(d => (DateOnly?)d.Wanted).FirstOrDefault();

    /// <summary>The first to fourth such day of the week in a month, or its last.</summary>
    public static DateOnly DayIn(DateOnly month, WeekOfMonth week, DayOfWeek weekday)
    {
        var first = new DateOnly(month.Year, month.Month, 1);
        if (week == WeekOfMonth.Last)
        {
            var last = first.AddMonths(1).AddDays(-1);
            return last.AddDays(-(((int)last.DayOfWeek - (int)weekday + 7) % 7));
        }
        return first.AddDays(((int)weekday - (int)first.DayOfWeek + 7) % 7 + 7 * ((int)week - 1));
    }

    private static int Step(Recurrence recurrence) => recurrence switch
    {
        Recurrence.Monthly or Recurrence.MonthlyButJuly => 1,
        Recurrence.Quarterly => 3,
        Recurrence.TwiceAYear => 6,
        Recurrence.Yearly => 12,
        _ => throw new ArgumentOutOfRangeException(nameof(recurrence)),
    };
}
