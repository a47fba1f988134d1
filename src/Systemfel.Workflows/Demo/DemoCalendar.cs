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

    public IEnumerable<Meeting> Meetings(Organisation organisation, IReadOnlyDictionary<string, Group> groups)
    {
        foreach (var date in Reviews()) yield return Of(organisation, groups["team"], date, "Kontoret i Borlänge");
        foreach (var date in Sg1) yield return Of(organisation, groups["sg1"], date, "Kommunhuset i Ludvika");
        foreach (var date in Sg2) yield return Of(organisation, groups["sg2"], date, "Försäkringskassan i Falun och videolänk");
    }

    private Meeting Of(Organisation organisation, Group group, DateOnly date, string place)
    {
        var day = Shift(date);
        var meeting = new Meeting { OrganisationId = organisation.Id, GroupId = group.Id, Date = day, Place = place };
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
