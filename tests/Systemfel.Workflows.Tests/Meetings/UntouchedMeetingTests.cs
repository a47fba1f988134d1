using Systemfel.Data.Meetings;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Workflows.Tests.Meetings;

/// <summary>Which meetings go with their series.</summary>
public class UntouchedMeetingTests
{
    private static readonly MeetingSeries Series = new() { Recurrence = Recurrence.Monthly, From = new(2026, 10, 1), Week = WeekOfMonth.First, Weekday = DayOfWeek.Tuesday };

    [Fact]
    public void Untouched_OfAMeetingAsTheSeriesMadeIt_HasIt() => Assert.Single(SeriesService.Untouched(Series, [New()]));

    [Fact]
    public void Untouched_OfOneWithNotes_LeavesIt()
    {
        var meeting = New();
        meeting.Notes = "Öppnades för tidigt.";

        Assert.Empty(SeriesService.Untouched(Series, [meeting]));
    }

    [Fact]
    public void Untouched_OfOneWithAttendance_LeavesIt()
    {
        var meeting = New();
        meeting.Attendances.Add(new Attendance { Name = "Klara Kommun", IsPresent = true });

        Assert.Empty(SeriesService.Untouched(Series, [meeting]));
    }

    private static Meeting New() => new() { Date = SeriesDays.Of(Series, new(2026, 12, 31)).First().Date };
}
