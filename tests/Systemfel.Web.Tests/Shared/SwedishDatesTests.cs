using Systemfel.Web.Features.Shared;

namespace Systemfel.Web.Tests.Shared;

public sealed class SwedishDatesTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("2026-11-09", "14 dagar försenat")]
    [InlineData("2026-11-22", "1 dag försenat")]
    [InlineData("2026-11-23", "i dag")]
    [InlineData("2026-11-24", "i morgon")]
    [InlineData("2026-11-30", "om 7 dagar")]
    public void Remaining_CountsDaysAndLetsTheLastDayBeOnTime(string due, string said) =>
        Assert.Equal(said, SwedishDates.Remaining(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), Today));

    [Fact]
    public void Day_JustAfterSwedishMidnight_IsTheNewOne() =>
        Assert.Equal(new DateOnly(2026, 11, 24), new DateTimeOffset(2026, 11, 23, 23, 30, 0, TimeSpan.Zero).SwedishDay());

    [Fact]
    public void Long_OfAnotherYear_NamesIt() => Assert.Equal("26 mars 2025", new DateOnly(2025, 3, 26).Long(Today));

    [Fact]
    public void Forms_AreAsTheyAreSaid()
    {
        var day = new DateOnly(2026, 11, 30);
        Assert.Equal(("30 november", "30 nov", "måndag 30 november", "november 2026", "2026-11-30"),
            (day.Long(Today), day.Short(Today), day.WithWeekday(Today), day.Month(), day.Iso()));
    }

    [Fact]
    public void ShortWithClock_StaysOnOneLine() =>
        Assert.Equal("23\u00a0nov\u00a008.42", new DateTimeOffset(2026, 11, 23, 7, 42, 0, TimeSpan.Zero).ShortWithClock());

    [Fact]
    public void Clock_IsSwedishTimeWithAPoint() =>
        Assert.Equal("kl. 08.42", new DateTimeOffset(2026, 11, 23, 7, 42, 0, TimeSpan.Zero).Clock());
}
