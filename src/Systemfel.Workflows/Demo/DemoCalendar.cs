using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Demo;

/// <summary>The meetings of the demo: two years back, and the next ones. All dates move in whole weeks, so that the story ends today.</summary>
internal sealed class DemoCalendar(DateOnly today)
{
    private static readonly DateOnly Written = new(2026, 11, 22);

    private static readonly DateOnly[] Sg1 = [new(2025, 4, 10), new(2025, 10, 16), new(2026, 4, 16), new(2026, 10, 20), new(2026, 12, 10), new(2027, 4, 15)];
    private static readonly DateOnly[] Sg2 = [new(2025, 5, 22), new(2025, 11, 20), new(2026, 5, 21), new(2026, 12, 3), new(2027, 5, 27)];

    private readonly int _shift = (int)Math.Floor((today.DayNumber - Written.DayNumber) / 7.0) * 7;

    public DateOnly Shift(DateOnly date) => date.AddDays(_shift);

    /// <param name="groups">By code.</param>
    /// <param name="hosts">The municipalities that take turns as host of the first group, in their order.</param>
    public IEnumerable<Meeting> Meetings(IReadOnlyDictionary<string, Group> groups, IReadOnlyList<long> hosts)
    {
        var reviews = Reviews().ToList();
        var team = Series(groups["team"], Recurrence.MonthlyButJuly, WeekOfMonth.Last, reviews[0], "Kontoret i Borlänge");
        var first = Series(groups["sg1"], Recurrence.TwiceAYear, WeekOfMonth.Third, Sg1[0], "Kommunhuset");
        var second = Series(groups["sg2"], Recurrence.TwiceAYear, WeekOfMonth.Fourth, Sg2[0], "Försäkringskassan i Falun och videolänk");
        first.HostRotation = string.Join(' ', hosts);
        second.IsCalledElsewhere = true;
        foreach (var date in reviews) yield return Of(team, date);
        foreach (var (i, date) in Sg1.Index()) yield return Of(first, date, hosts[i % hosts.Count]);
        foreach (var date in Sg2) yield return Of(second, date);
    }

    private MeetingSeries Series(Group group, Recurrence recurrence, WeekOfMonth week, DateOnly from, string place)
    {
        var first = Shift(from);
        return new MeetingSeries
        {
            OrganisationId = group.OrganisationId,
            GroupId = group.Id,
            Recurrence = recurrence,
            From = new DateOnly(first.Year, first.Month, 1),
            Week = week,
            Weekday = DayOfWeek.Thursday,
            StartsAt = new TimeOnly(9, 0),
            Minutes = 180,
            Place = place,
            Version = 1,
        };
    }

    private Meeting Of(MeetingSeries series, DateOnly date, long? host = null)
    {
        var day = Shift(date);
        var meeting = new Meeting
        {
            OrganisationId = series.OrganisationId,
            GroupId = series.GroupId,
            Series = series,
            Date = day,
            Place = series.Place,
            HostPartyId = host,
            StartsAt = series.StartsAt,
            Minutes = series.Minutes,
            IsCalledElsewhere = series.IsCalledElsewhere,
        };
        if (day >= today) return meeting;
        meeting.State = MeetingState.Approved;
        meeting.OpenedAt = SwedishCalendar.At(day, new TimeOnly(9, 0));
        meeting.ApprovedAt = SwedishCalendar.At(day, new TimeOnly(16, 0));
        meeting.Version = 2;
        return meeting;
    }

    /// <summary>The last Thursday of each month but July and December.</summary>
    private static IEnumerable<DateOnly> Reviews()
    {
        for (var month = new DateOnly(2024, 11, 1); month < new DateOnly(2027, 4, 1); month = month.AddMonths(1))
        {
            if (month.Month is 7 or 12) continue;
            var day = month.AddMonths(1).AddDays(-1);
            while (day.DayOfWeek != DayOfWeek.Thursday) day = day.AddDays(-1);
            yield return day;
        }
    }
}
