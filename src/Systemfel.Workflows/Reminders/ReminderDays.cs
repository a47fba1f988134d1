using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Reminders;

/// <summary>A reminder that the dates call for.</summary>
/// <param name="Kind">before, due or late.</param>
/// <param name="On">The day it belongs to, a working day. With the kind it is sent once.</param>
internal sealed record ReminderDay(string Kind, DateOnly On);

/// <summary>When reminders fall: some days before the last day, on it, and then at intervals; on working days only.</summary>
internal static class ReminderDays
{
    /// <summary>The reminder to send today: the latest that has fallen, so that three days' standstill gives one, not three.</summary>
    /// <param name="due">The last day to answer.</param>
    /// <param name="since">The day the question went out: nothing that fell on or before it is sent.</param>
    /// <param name="today">Today.</param>
    /// <param name="deadlines">The route's days.</param>
    /// <returns>Null when none has fallen.</returns>
    public static ReminderDay? Latest(DateOnly due, DateOnly since, DateOnly today, RouteDeadlines deadlines)
    {
        var latest = All(due, today, deadlines).TakeWhile(d => d.On <= today).LastOrDefault();
        return latest is null || latest.On <= since ? null : latest;
    }

    /// <summary>The first working day on which the chair is told.</summary>
    public static DateOnly ChairDay(DateOnly due, RouteDeadlines deadlines) => SwedishCalendar.OnOrAfter(due.AddDays(deadlines.ChairAfterDays));

    private static IEnumerable<ReminderDay> All(DateOnly due, DateOnly today, RouteDeadlines deadlines)
    {
        var before = SwedishCalendar.OnOrAfter(due.AddDays(-deadlines.RemindBeforeDays));
        if (before < due) yield return new ReminderDay("before", before);
        yield return new ReminderDay("due", SwedishCalendar.OnOrAfter(due));
        var every = Math.Max(1, deadlines.RemindEveryDays);
        for (var day = due.AddDays(every); day <= today; day = day.AddDays(every)) yield return new ReminderDay("late", SwedishCalendar.OnOrAfter(day));
    }
}
