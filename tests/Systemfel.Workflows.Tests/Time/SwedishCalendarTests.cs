using Systemfel.Testing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Tests.Time;

public class SwedishCalendarTests
{
    [Theory]
    // Long Friday, Easter Monday, Ascension, Midsummer Eve and Day, All Saints of each year.
    [InlineData("2024-03-29 2024-04-01 2024-05-09 2024-06-21 2024-06-22 2024-11-02")]
    [InlineData("2025-04-18 2025-04-21 2025-05-29 2025-06-20 2025-06-21 2025-11-01")]
    [InlineData("2026-04-03 2026-04-06 2026-05-14 2026-06-19 2026-06-20 2026-10-31")]
    [InlineData("2027-03-26 2027-03-29 2027-05-06 2027-06-25 2027-06-26 2027-11-06")]
    [InlineData("2028-04-14 2028-04-17 2028-05-25 2028-06-23 2028-06-24 2028-11-04")]
    public void IsHoliday_WhenTheDayMovesWithTheYear_KnowsIt(string days) =>
        Assert.All(days.Split(' '), d => Assert.True(SwedishCalendar.IsHoliday(DateOnly.Parse(d)), d));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 6)]
    [InlineData(5, 1)]
    [InlineData(6, 6)]
    [InlineData(12, 24)]
    [InlineData(12, 25)]
    [InlineData(12, 26)]
    [InlineData(12, 31)]
    public void IsHoliday_WhenTheDayIsFixed_KnowsIt(int month, int day) =>
        Assert.All(Enumerable.Range(2024, 5), year => Assert.True(SwedishCalendar.IsHoliday(new DateOnly(year, month, day))));

    [Fact]
    public void IsHoliday_InAYear_CountsEachOnce()
    {
        var days = Enumerable.Range(0, 365).Select(n => new DateOnly(2026, 1, 1).AddDays(n)).Count(SwedishCalendar.IsHoliday);

        // 8 fixed; Good Friday, Easter Sunday and Monday, Ascension, Whit Sunday; Midsummer Eve and Day; All Saints.
        Assert.Equal(16, days);
    }

    [Theory]
    [InlineData("2026-04-03", "2026-04-07")]
    [InlineData("2026-12-24", "2026-12-28")]
    [InlineData("2026-11-23", "2026-11-23")]
    [InlineData("2026-06-06", "2026-06-08")]
    public void OnOrAfter_SkipsWeekendsAndHolidays(string from, string to) => Assert.Equal(DateOnly.Parse(to), SwedishCalendar.OnOrAfter(DateOnly.Parse(from)));

    [Theory]
    [InlineData("2026-04-06", "2026-04-02")]
    [InlineData("2027-01-01", "2026-12-30")]
    public void OnOrBefore_SkipsWeekendsAndHolidays(string from, string to) => Assert.Equal(DateOnly.Parse(to), SwedishCalendar.OnOrBefore(DateOnly.Parse(from)));

    [Theory]
    [InlineData("2026-06-30T21:59:59Z", "2026-06-30")]
    [InlineData("2026-06-30T22:00:00Z", "2026-07-01")]
    [InlineData("2026-12-31T22:59:59Z", "2026-12-31")]
    [InlineData("2026-12-31T23:00:00Z", "2027-01-01")]
    public void DateOf_TurnsAtSwedishMidnight(string instant, string date) =>
        Assert.Equal(DateOnly.Parse(date), SwedishCalendar.DateOf(DateTimeOffset.Parse(instant)));

    [Theory]
    // Summer time begins 29 March 2026 at 02:00 (02:30 does not exist) and ends 25 October at 03:00 (02:30 comes twice).
    [InlineData("2026-03-29", "01:30", "2026-03-29T00:30:00Z")]
    [InlineData("2026-03-29", "02:30", "2026-03-29T01:30:00Z")]
    [InlineData("2026-03-29", "03:30", "2026-03-29T01:30:00Z")]
    [InlineData("2026-10-25", "02:30", "2026-10-25T01:30:00Z")]
    [InlineData("2026-10-25", "04:00", "2026-10-25T03:00:00Z")]
    public void At_OnTheDayOfAClockChange_IsAnInstantThatExists(string date, string time, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant), SwedishCalendar.At(DateOnly.Parse(date), TimeOnly.Parse(time)));

    [Fact]
    public void Now_IsCutToWhatPostgresKeeps()
    {
        var time = new FakeTime(new DateTimeOffset(2026, 9, 15, 7, 30, 0, TimeSpan.Zero).AddTicks(1234567));

        Assert.Equal(1234560, new SwedishCalendar(time).Now.Ticks % TimeSpan.TicksPerSecond);
    }
}
