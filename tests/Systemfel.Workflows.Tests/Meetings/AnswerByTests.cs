using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Tests.World;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Tests.Meetings;

public class AnswerByTests
{
    private readonly Systemfel.Workflows.Routes.RouteDeadlines _days = new TestWorld().Route.Deadlines;

    [Fact]
    public void Proposed_WhenNoMeetingIsPlanned_IsTheRoutesNumberOfDays() =>
        Assert.Equal(new DateOnly(2026, 12, 11), AnswerBy.Proposed(_days, new DateOnly(2026, 10, 12), null));

    [Fact]
    public void Proposed_WhenTheGroupMeetsBefore_LeavesTimeForItsAgenda() =>
        Assert.Equal(new DateOnly(2026, 11, 12), AnswerBy.Proposed(_days, new DateOnly(2026, 10, 12), new DateOnly(2026, 12, 3)));

    [Fact]
    public void Proposed_WhenTheMeetingIsTooNearForAnAnswer_LooksPastIt() =>
        Assert.Equal(new DateOnly(2026, 12, 11), AnswerBy.Proposed(_days, new DateOnly(2026, 10, 12), new DateOnly(2026, 10, 30)));

    [Fact]
    public void Proposed_WhenTheDayIsAHoliday_IsTheWorkingDayBefore()
    {
        var day = AnswerBy.Proposed(_days, new DateOnly(2026, 11, 2), null);

        Assert.Equal(new DateOnly(2026, 12, 30), day);
        Assert.True(SwedishCalendar.IsWorkingDay(day));
    }
}
