using FsCheck;
using FsCheck.Fluent;
using Systemfel.Workflows.Overview;

namespace Systemfel.Workflows.Tests.Overview;

/// <summary>What the overview counts, on facts as they are read.</summary>
public class OverviewFiguresTests
{
    private const int Year = 2026;
    private static readonly DateOnly Spring = new(Year, 4, 14);

    [Fact]
    public void Sum_CountsTheYearsOwnAndTheAnswersTheyGotWhenever()
    {
        var sum = Of(Sent(Spring), Sent(Spring) with { Answered = new(Year + 1, 1, 2) }, Sent(new(Year - 1, 12, 31)) with { Answered = Spring }).Sum(Year);

        Assert.Equal((2, 1), (sum.Submitted, sum.Answered));
    }

    [Fact]
    public void Sum_OfClosedOnes_GoesByTheDayTheyWereClosed()
    {
        var sum = Of(Sent(new(Year - 2, 3, 1)) with { Closed = Spring, Outcome = "obsolete" }, Sent(Spring) with { Closed = new(Year + 1, 2, 1) }).Sum(Year);

        Assert.Equal((1, 1), (sum.Closed, sum.ClosedWithoutAnswer));
    }

    [Fact]
    public void Sum_OfTheYearBefore_IsThatYears() => Assert.Equal(1, Of(Sent(Spring), Sent(new(Year - 1, 5, 1))).Sum(Year - 1).Submitted);

    [Theory]
    [InlineData(new[] { 10 }, 10, 10, 10)]
    [InlineData(new[] { 4, 1, 3, 2 }, 1, 2, 3)]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 7, 8 }, 2, 4, 6)]
    [InlineData(new[] { 0, 0, 100 }, 0, 0, 100)]
    public void Spread_OfDays_IsDaysThatWereSeen(int[] days, int lower, int median, int upper) =>
        Assert.Equal(new Spread(days.Length, lower, median, upper), Spread.Of(days));

    [Fact]
    public void Spread_OfNone_IsNone() => Assert.Null(Spread.Of([]));

    [Fact]
    public void Scope_OfAnAuthority_HasWhatConcernsItBesideOthers()
    {
        var figures = Of(new OverviewScope(Year, AuthorityId: 2), Sent(Spring) with { Authorities = [1, 2] }, Sent(Spring) with { Authorities = [1] });

        Assert.Equal(1, figures.Sum(Year).Submitted);
    }

    [Theory]
    [InlineData(5L, 1)]
    [InlineData(0L, 1)]
    [InlineData(null, 2)]
    public void Scope_OfAMunicipality_HasItAlone(long? municipality, int count) =>
        Assert.Equal(count, Of(new OverviewScope(Year, municipality), Sent(Spring) with { MunicipalityId = 5 }, Sent(Spring) with { MunicipalityId = 0 }).Sum(Year).Submitted);

    /// <summary>Before a meeting with an authority, what others have answered is not its answer.</summary>
    [Fact]
    public void Scope_OfAnAuthority_CountsItsOwnAnswersMeasuresAndSubAreas()
    {
        var both = Sent(Spring) with
        {
            Authorities = [1, 2],
            SubAreaId = 11,
            Answered = Spring.AddDays(3),
            HasMeasure = true,
            Parts = [new CasePart(1, 11, Spring.AddDays(3), true), new CasePart(2, 22, null, false)],
        };
        var own = Of(new OverviewScope(Year, null, 1), both);
        var others = Of(new OverviewScope(Year, null, 2), both);

        Assert.Equal((1, 1), (own.Sum(Year).Answered, own.Sum(Year).WithMeasure));
        Assert.Equal((1, 0, 0), (others.Sum(Year).Submitted, others.Sum(Year).Answered, others.Sum(Year).WithMeasure));
        Assert.Equal([22L], others.BySubAreaAndQuarter.Keys.Select(k => k.SubArea));
        Assert.Equal([2L], others.ByAuthorityAndLevel.Keys.Select(k => k.Authority));
        Assert.Empty(others.DaysByAuthority);
    }

    [Fact]
    public void ByAuthorityAndLevel_OfACaseWithTwo_CountsTheFirst() =>
        Assert.Equal([((1, 3), 1)], Of(Sent(Spring) with { Authorities = [1, 2], Level = 3 }).ByAuthorityAndLevel.Select(c => (c.Key, c.Value)));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(12, 4)]
    public void BySubAreaAndQuarter_OfAMonth_IsItsQuarter(int month, int quarter) =>
        Assert.Equal((7, quarter), Assert.Single(Of(Sent(new(Year, month, 28)) with { SubAreaId = 7 }).BySubAreaAndQuarter).Key);

    [Theory]
    [InlineData(null, "obsolete", false, Aftermath.NoAnswer)]
    [InlineData(null, "no-answer", true, Aftermath.NoAnswer)]
    [InlineData(null, "remedied", true, Aftermath.Noticed)]
    [InlineData(null, "partly", false, Aftermath.Partly)]
    [InlineData(null, "duplicate", false, Aftermath.Apart)]
    [InlineData("2026-04-20", "not-a-deficiency", false, Aftermath.Apart)]
    [InlineData("2026-04-20", "remedied", true, Aftermath.Noticed)]
    [InlineData("2026-04-20", "partly", true, Aftermath.Partly)]
    [InlineData("2026-04-20", "obsolete", true, Aftermath.NoDifference)]
    [InlineData("2026-04-20", "declined", false, Aftermath.Unchanged)]
    public void Aftermath_OfAClosedOne_IsWhatCameOfIt(string? answered, string outcome, bool measure, Aftermath aftermath) =>
        Assert.Equal(aftermath, (Sent(Spring) with { Answered = answered == null ? null : DateOnly.Parse(answered, null), Closed = new(Year, 6, 1), Outcome = outcome, HasMeasure = measure }).Aftermath);

    [Fact]
    public void Months_OfTheYearThatRuns_EndWithTheDay() => Assert.Equal(4, Of(Sent(Spring)).Months(Spring).Count);

    [Fact]
    public void DaysToAnswer_OfOneThatCameBeforeTheReport_IsNone() => Assert.Equal(0, (Sent(Spring) with { Answered = Spring.AddDays(-2) }).DaysToAnswer);

    /// <summary>Whatever the cases are: the parts of each picture add up to what it is a picture of.</summary>
    [Fact]
    public void Parts_OfAnyCases_AddUp() => Prop.ForAll(Arb.From(Case().ListOf()), cases =>
    {
        var figures = Of([.. cases]);
        var sum = figures.Sum(Year);
        Assert.Equal(sum.Submitted, figures.ByAuthorityAndLevel.Values.Sum());
        Assert.Equal(sum.Submitted, figures.BySubAreaAndQuarter.Values.Sum());
        Assert.Equal(sum.Submitted, figures.Months(new(Year + 1, 1, 1)).Sum(m => m.Submitted));
        Assert.Equal(figures.Answered.Count, figures.Months(new(Year + 1, 1, 1)).Sum(m => m.Answered));
        Assert.Equal(figures.Answered.Count, figures.DaysByAuthority.Values.Sum(s => s.Count));
        Assert.Equal(sum.Closed, figures.Aftermaths.Sum(a => a.Count));
        Assert.Equal(sum.ClosedWithoutAnswer, figures.WithoutAnswer.Sum(o => o.Count));
        Assert.All(figures.DaysByAuthority.Values, s => Assert.True(s.Lower <= s.Median && s.Median <= s.Upper));
    }).QuickCheckThrowOnFailure();

    private static Gen<CaseFacts> Case() =>
        from sent in Gen.Choose(0, 1000)
        from answered in Gen.Choose(-300, 400)
        from closed in Gen.Choose(-300, 600)
        from level in Gen.Choose(0, 3)
        from authority in Gen.Choose(1, 4)
        from outcome in Gen.Elements("remedied", "partly", "obsolete", "no-answer", "duplicate")
        from measure in Gen.Elements(true, false)
        let day = new DateOnly(Year - 1, 1, 1).AddDays(sent)
        select new CaseFacts(1, day, answered < 0 ? null : day.AddDays(answered), closed < 0 ? null : day.AddDays(closed), closed < 0 ? "" : outcome, level, 0, [authority, 9], authority % 3, measure);

    private static CaseFacts Sent(DateOnly day) => new(1, day, null, null, "", 2, 5, [1], 0, HasMeasure: false);

    private static OverviewFigures Of(params CaseFacts[] cases) => Of(new OverviewScope(Year), cases);

    private static OverviewFigures Of(OverviewScope scope, params CaseFacts[] cases) => new(cases, scope);
}
