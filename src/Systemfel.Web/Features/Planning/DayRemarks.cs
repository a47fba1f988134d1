using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Meetings;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Time;

namespace Systemfel.Web.Features.Planning;

/// <summary>What to know about a day before a meeting is put on it: a weekend, a holiday, another group's meeting. Nothing of it forbids the day.</summary>
public sealed class DayRemarks(SystemfelReader reader, TimeProvider time)
{
    /// <summary>Of one meeting.</summary>
    /// <returns>A sentence each; none when there is nothing to say.</returns>
    public async Task<IReadOnlyList<string>> OfMeetingAsync(Group group, DateOnly? day, CancellationToken ct)
    {
        if (day is not { } on || on < time.Today()) return [];
        return [.. Closed(on), .. await OthersAsync(group, [on], ct)];
    }

    /// <summary>Of the coming year's days of a series; a holiday has moved its day already, which is said.</summary>
    public async Task<IReadOnlyList<string>> OfSeriesAsync(Group group, SeriesPlan plan, CancellationToken ct)
    {
        var days = SeriesPlans.DaysOf(plan, time.Today());
        return [.. days.Where(d => d.IsMoved).Select(PlanningWords.Moved), .. await OthersAsync(group, [.. days.Select(d => d.Date)], ct)];
    }

    /// <summary>Names what was said, so that a form tells whether it has been seen.</summary>
    public static string KeyOf(IReadOnlyList<string> remarks) => string.Join(' ', remarks);

    private IEnumerable<string> Closed(DateOnly day)
    {
        var said = MeetingWords.Capital(day.WithWeekday(time.Today()));
        if (SwedishCalendar.IsHoliday(day)) yield return $"{said} är en helgdag eller helgdagsafton.";
        else if (!SwedishCalendar.IsWorkingDay(day)) yield return $"{said} infaller på en helg.";
    }

    private async Task<List<string>> OthersAsync(Group group, IReadOnlyList<DateOnly> days, CancellationToken ct)
    {
        var meetings = await reader.Meetings.Include(m => m.Group)
            .Where(m => m.OrganisationId == group.OrganisationId && m.GroupId != group.Id && m.State != MeetingState.Cancelled && days.Contains(m.Date))
            .OrderBy(m => m.Date).ThenBy(m => m.Group.Code).ToListAsync(ct);
        return meetings.ConvertAll(m =>
        {
            var clock = MeetingNames.Clock(m.StartsAt, m.Minutes);
            return $"{MeetingWords.Capital(m.Date.WithWeekday(time.Today()))} möts också {MeetingWords.NameOf(m.Group)}{(clock.Length > 0 ? $", {clock}" : "")}.";
        });
    }
}
