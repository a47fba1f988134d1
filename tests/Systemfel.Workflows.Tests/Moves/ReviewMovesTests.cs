using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Moves;

public class ReviewMovesTests
{
    private readonly TestWorld _world = new();

    private Meeting Review => _world.Meeting(TestWorld.Team);

    [Fact]
    public void Submit_WhenTheCheckedTextIsAnother_IsRefused()
    {
        var c = _world.Draft();
        var move = c.SubmitMove(TestWorld.Kommun);

        c.Refuses(move with { Report = move.Report with { Proposal = "Tillagt efteråt." } }, TestWorld.Author);
    }

    [Fact]
    public void Submit_WhenTheTextHoldsAPersonnummer_IsRefused()
    {
        var c = _world.Draft();
        var report = c.Report(TestWorld.Kommun) with { Pattern = "Det gällde 19811228-9874 i våras." };

        Assert.Equal("anonymisation", c.Refuses(new Submit(report, _world.Check.Check(report.AllText())), TestWorld.Author).Input);
    }

    [Theory]
    [InlineData("duplicate")]
    [InlineData("erased")]
    [InlineData("vad-som-helst")]
    public void Import_WithAnOutcomeThatNobodyGives_IsRefused(string outcome)
    {
        var c = _world.Draft();

        Assert.Equal("outcome", c.Refuses(MoveSamples.ImportOf(c) with { Outcome = outcome }, TestWorld.Coordinator).Input);
    }

    [Theory]
    [InlineData("", "Mönster", 1, "title")]
    [InlineData("Rubrik", " ", 1, "pattern")]
    [InlineData("Rubrik", "Mönster", 999, "addressees")]
    public void Submit_WhenTheReportIsNotWhole_IsRefused(string title, string pattern, long authority, string input)
    {
        var c = _world.Draft();
        var report = c.Report(authority) with { Title = title, Pattern = pattern };

        Assert.Equal(input, c.Refuses(new Submit(report, _world.Check.Check(report.AllText())), TestWorld.Author).Input);
    }

    [Fact]
    public void Withdraw_WhenWrittenAgain_IsSubmittedAgain()
    {
        var c = _world.Submitted();
        c.Do(new Withdraw(), TestWorld.Author);
        Assert.True(c.Case.IsDraft);

        c.Do(c.SubmitMove(TestWorld.Fk), TestWorld.Author);

        Assert.False(c.Case.IsDraft);
        Assert.Equal(["submitted", "withdrawn", "submitted"], c.EventKinds);
        Assert.Equal(TestWorld.Fk, Assert.Single(c.Case.Addressees).AuthorityId);
    }

    [Fact]
    public void Hold_WhenTheDayIsToday_IsRefused() =>
        Assert.Equal("until", _world.InReview().Refuses(new Hold(_world.Today, null), meeting: Review).Input);

    [Fact]
    public void Hold_WhenAlreadySeenThatOften_IsRefused()
    {
        var c = _world.InReview();
        c.Do(CaseBuilder.Seen(_world), TestWorld.OtherOmbud);

        Assert.Equal("until", c.Refuses(new Hold(null, 2), meeting: Review).Input);
    }

    [Fact]
    public void Hold_WhenAllowed_HidesTheLineUntilThen()
    {
        var c = _world.InReview();

        c.Do(new Hold(_world.Today.AddDays(60), 5, "Se om det upprepas."), meeting: Review);

        Assert.Equal((_world.Today.AddDays(60), 5), (c.Line.HiddenUntil!.Value, c.Line.HiddenUntilSeen!.Value));
    }

    [Fact]
    public void HandleLocally_WhenTheDayHasBeen_IsRefused() =>
        Assert.Equal("date", _world.InReview().Refuses(new HandleLocally("Dan", _world.Today.AddDays(-1)), meeting: Review).Input);

    [Fact]
    public void NotDone_WhenHandledLocally_GoesBackToTheReview()
    {
        var c = _world.InReview();
        c.Do(new HandleLocally("Dan", _world.Today), meeting: Review);

        c.Do(new NotDone("Hann inte."));

        Assert.Equal((Stages.Review, BookmarkMark.NotDone), (c.Line.Stage, c.Line.Mark));
        Assert.Equal(MeasureState.NotDone, c.Case.Measures[0].State);
    }

    [Fact]
    public void AskAuthor_WhenAlreadyAsked_IsRefused()
    {
        var c = _world.InReview();
        c.Do(new AskAuthor("Vilken enhet?"), meeting: Review);

        Assert.Equal("question", c.Refuses(new AskAuthor("Och när?"), meeting: Review).Input);
    }

    [Fact]
    public void AnswerAuthor_WhenNothingWasAsked_IsRefused() =>
        _world.InReview().Refuses(new AnswerAuthor("Svar.", _world.Check.Check("Svar.")), TestWorld.Author);

    [Fact]
    public void AnswerAuthor_WhenItHoldsAPersonnummer_IsRefused()
    {
        var c = _world.InReview();
        c.Do(new AskAuthor("Vilken enhet?"), meeting: Review);

        c.Refuses(new AnswerAuthor("Hon, 811228-9874.", _world.Check.Check("Hon, 811228-9874.")), TestWorld.Author);
    }

    [Fact]
    public void AnswerAuthor_WhenAsked_StandsBeforeTheReviewAgain()
    {
        var c = _world.InReview();
        c.Do(new AskAuthor("Vilken enhet?"), meeting: Review);
        Assert.Equal(_world.Today.AddDays(14), c.Line.Due);

        c.Do(new AnswerAuthor("Mottagningen.", _world.Check.Check("Mottagningen.")), TestWorld.Author);

        Assert.Equal((BookmarkMark.None, "Mottagningen."), (c.Line.Mark, c.Case.Questions[0].Answer));
    }

    [Fact]
    public void NotADeficiency_TellsTheAuthorWhy()
    {
        var c = _world.InReview();

        c.Do(new NotADeficiency("Så är lagen."), meeting: Review);

        Assert.Equal(("not-a-deficiency", "Så är lagen."), (c.Case.Instance.Outcome, c.Case.Instance.OutcomeNote));
    }
}
