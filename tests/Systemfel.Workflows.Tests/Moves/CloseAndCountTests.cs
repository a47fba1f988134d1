using Systemfel.Data.Cases;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Moves;

public class CloseAndCountTests
{
    private readonly TestWorld _world = new();

    [Fact]
    public void Close_WhenTheOutcomeIsUnknown_IsRefused() =>
        Assert.Equal("outcome", _world.InReview().Refuses(new Close("borta")).Input);

    [Fact]
    public void Close_WhenDuplicateWithoutMerging_IsRefused() =>
        Assert.Equal("outcome", _world.InReview().Refuses(new Close("duplicate")).Input);

    [Fact]
    public void Close_WhenOneLineOfTwo_LeavesTheCaseOpen()
    {
        var c = _world.InGroup(TestWorld.Kommun, TestWorld.Fk);

        c.Do(new Close("declined"), targets: [c.LineOf(TestWorld.Kommun)]);

        Assert.Null(c.Case.Instance.ClosedAt);
        Assert.Equal(Stages.Group, c.LineOf(TestWorld.Fk).Stage);
    }

    [Theory]
    [InlineData("remedied", "remedied", "remedied")]
    [InlineData("remedied", "no-answer", "partly")]
    [InlineData("partly", "declined", "partly")]
    [InlineData("declined", "no-answer", "no-answer")]
    [InlineData("declined", "someone-elses", "declined")]
    [InlineData("needs-regulation", "obsolete", "needs-regulation")]
    [InlineData("no-answer", "no-answer", "no-answer")]
    public void Close_WhenTheLastLineEnds_SumsTheOutcomesUp(string first, string second, string sum)
    {
        var c = _world.InGroup(TestWorld.Kommun, TestWorld.Fk);

        c.Do(new Close(first), targets: [c.LineOf(TestWorld.Kommun)]);
        c.Do(new Close(second), targets: [c.LineOf(TestWorld.Fk)]);

        Assert.Equal((sum, _world.Calendar.Now), (c.Case.Instance.Outcome, c.Case.Instance.ClosedAt));
    }

    [Fact]
    public void Close_WhenALetterIsBeingWritten_TakesThePointOutOfIt()
    {
        var c = _world.LetterBeingWritten();

        c.Do(new Close("obsolete"));

        Assert.Empty(_world.Letters[0].Items);
    }

    [Fact]
    public void Close_WhenSomethingWasPromised_WithdrawsThePromise()
    {
        var c = _world.Promised();

        c.Do(new Close("obsolete"));

        Assert.Equal(MeasureState.Withdrawn, c.Case.Measures[0].State);
    }

    [Fact]
    public void Reopen_StandsBeforeTheReviewWithoutAnOutcome()
    {
        var c = _world.Closed();

        c.Do(new Reopen("Det hände igen."));

        Assert.Equal((Stages.Review, BookmarkMark.Reopened), (c.Line.Stage, c.Line.Mark));
        Assert.Equal((null, null), (c.Case.Instance.ClosedAt, c.Case.Instance.Outcome));
        Assert.Null(c.Line.Outcome);
    }

    [Fact]
    public void Count_WhenTheMonthHasNotBeen_IsRefused() =>
        Assert.Equal("month", Count(new DateOnly(2026, 10, 1)).Input);

    [Fact]
    public void Count_WhenTheMonthIsOlderThanTwoYears_IsRefused() =>
        Assert.Equal("month", Count(new DateOnly(2024, 9, 14)).Input);

    [Fact]
    public void Count_WhenTheMunicipalityIsUnknown_IsRefused() =>
        Assert.Equal("municipality", _world.InReview().Refuses(new Count(_world.Today, 999, AffectedBand.One), TestWorld.OtherOmbud).Input);

    [Fact]
    public void Count_WhenOpen_AddsOneInItsMonthAndIsNotRecurring()
    {
        var c = _world.InReview();

        c.Do(new Count(new DateOnly(2026, 9, 11), TestWorld.Borlange, AffectedBand.TwoToFour), TestWorld.OtherOmbud);

        Assert.Equal(new DateOnly(2026, 9, 1), Assert.Single(c.Case.Occurrences).Month);
        Assert.False(c.Case.IsRecurring);
    }

    [Fact]
    public void Count_WhenClosed_MarksThatItHasComeBack()
    {
        var c = _world.Closed();

        c.Do(CaseBuilder.Seen(_world), TestWorld.OtherOmbud);

        Assert.True(c.Case.IsRecurring);
        Assert.Equal(Stages.Closed, c.Line.Stage);
    }

    [Fact]
    public void UndoCount_WhenSomeoneElseCounted_IsRefused()
    {
        var c = _world.InReview();
        c.Do(CaseBuilder.Seen(_world), TestWorld.OtherOmbud);

        c.Refuses(new UndoCount(c.Case.Occurrences[0].Id), TestWorld.ThirdOmbud);
    }

    [Fact]
    public void UndoCount_WhenAlreadyUndone_IsRefused()
    {
        var c = _world.InReview();
        c.Do(CaseBuilder.Seen(_world), TestWorld.OtherOmbud);
        c.Do(new UndoCount(c.Case.Occurrences[0].Id), TestWorld.OtherOmbud);

        c.Refuses(new UndoCount(c.Case.Occurrences[0].Id), TestWorld.OtherOmbud);
    }

    [Fact]
    public void Classify_WhenNothingIsGiven_KeepsWhatStood()
    {
        var c = _world.InReview();
        c.Do(new Classify(Level.Central, ThemeId: 4));

        c.Do(new Classify(null));

        Assert.Equal((Level.Central, 4L), (c.Case.Level!.Value, c.Case.ThemeId!.Value));
    }

    private MoveRefusedException Count(DateOnly month) => _world.InReview().Refuses(new Count(month, null, AffectedBand.One), TestWorld.OtherOmbud);
}
