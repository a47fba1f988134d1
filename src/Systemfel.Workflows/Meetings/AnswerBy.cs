using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>The last day to answer that is proposed for a letter.</summary>
public static class AnswerBy
{
    /// <summary>
    /// The route's number of days, or so long before the group's next meeting that the answer can be on its agenda, whichever
    /// comes first; never a day on which offices are closed.
    /// </summary>
    /// <param name="route">The route's days.</param>
    /// <param name="today">The letter's day.</param>
    /// <param name="nextMeeting">When the group meets next; null when no date is set.</param>
    public static DateOnly Proposed(RouteDeadlines route, DateOnly today, DateOnly? nextMeeting)
    {
        var byDays = today.AddDays(route.AnswerDays);
        // A meeting so near that no answer could come before it: it will be on the agenda after that.
        var day = nextMeeting?.AddDays(-route.DaysBeforeMeeting) is { } before && before < byDays && before > today.AddDays(7) ? before : byDays;
        return SwedishCalendar.OnOrBefore(day);
    }
}
