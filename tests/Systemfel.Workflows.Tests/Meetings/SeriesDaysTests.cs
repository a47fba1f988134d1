using Systemfel.Data.Meetings;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Workflows.Tests.Meetings;

public sealed class SeriesDaysTests
{
    [Theory]
    [InlineData(WeekOfMonth.First, DayOfWeek.Thursday, 2026, 12, 3)]
    [InlineData(WeekOfMonth.Third, DayOfWeek.Thursday, 2026, 10, 15)]
    [InlineData(WeekOfMonth.Fourth, DayOfWeek.Monday, 2027, 2, 22)]
    [InlineData(WeekOfMonth.Last, DayOfWeek.Thursday, 2026, 12, 31)]
    [InlineData(WeekOfMonth.Last, DayOfWeek.Friday, 2027, 4, 30)]
    public void DayIn_GivesThatDayOfTheMonth(WeekOfMonth week, DayOfWeek weekday, int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), SeriesDays.DayIn(new DateOnly(year, month, 1), week, weekday));

    [Fact]
    public void Of_WhenTheDayIsAHoliday_IsTheNextWorkingDay()
    {
        var days = SeriesDays.Of(Series(Recurrence.Monthly, new(2026, 12, 1)), new(2027, 1, 31)).ToList();
        // New year's eve, new year's day and a weekend: Monday.
        Assert.Equal([new SeriesDay(new(2027, 1, 4), new(2026, 12, 31)), new SeriesDay(new(2027, 1, 28), new(2027, 1, 28))], days);
    }

    [Fact]
    public void Of_OverTenYears_NeverGivesAHoliday() =>
        Assert.All(SeriesDays.Of(Series(Recurrence.Monthly, new(2026, 1, 1)), new(2036, 1, 1)), d => Assert.True(Systemfel.Workflows.Time.SwedishCalendar.IsWorkingDay(d.Date)));

    [Fact]
    public void Of_WhenMonthlyButJuly_SkipsJulyAlone()
    {
        var months = SeriesDays.Of(Series(Recurrence.MonthlyButJuly, new(2027, 5, 1)), new(2027, 9, 30)).Select(d => d.Wanted.Month);
        Assert.Equal([5, 6, 8, 9], months);
    }

    [Theory]
    [InlineData(Recurrence.Quarterly, 4)]
    [InlineData(Recurrence.TwiceAYear, 2)]
    [InlineData(Recurrence.Yearly, 1)]
    public void Of_InAYear_GivesAsManyAsThePatternSays(Recurrence recurrence, int meetings) =>
        Assert.Equal(meetings, SeriesDays.Of(Series(recurrence, new(2027, 2, 1)), new(2028, 1, 31)).Count());

    [Fact]
    public void MovedFrom_WhenNothingWasMoved_IsNothing() =>
        Assert.Null(SeriesDays.MovedFrom(Series(Recurrence.Monthly, new(2026, 12, 1)), new(2027, 1, 28)));

    private static MeetingSeries Series(Recurrence recurrence, DateOnly from) => new() { Recurrence = recurrence, From = from, Week = WeekOfMonth.Last, Weekday = DayOfWeek.Thursday };
}
