using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Moves;

/// <summary>The seven kinds of answer, and where each leads.</summary>
public class RegisterAnswerTests
{
    private readonly TestWorld _world = new();

    [Theory]
    [InlineData(AnswerKind.Changed)]
    [InlineData(AnswerKind.Planned)]
    [InlineData(AnswerKind.NoChange)]
    [InlineData(AnswerKind.MoreTime)]
    [InlineData(AnswerKind.SomeoneElse)]
    [InlineData(AnswerKind.Question)]
    public void Answer_WhenItHasNoWords_IsRefused(AnswerKind kind) =>
        Assert.Equal("text", _world.TakenHome().Refuses(new RegisterAnswer(kind, " ", _world.Today.AddDays(9), "Någon")).Input);

    [Theory]
    [InlineData(AnswerKind.Planned)]
    [InlineData(AnswerKind.MoreTime)]
    public void Answer_WhenItPromisesWithoutADate_IsRefused(AnswerKind kind) =>
        Assert.Equal("date", _world.TakenHome().Refuses(new RegisterAnswer(kind, "Senare.")).Input);

    [Fact]
    public void MoreTime_WhenTheDayHasBeen_IsRefused() =>
        Assert.Equal("date", _world.TakenHome().Refuses(new RegisterAnswer(AnswerKind.MoreTime, "Senare.", _world.Today.AddDays(-1))).Input);

    [Fact]
    public void SomeoneElse_WhenNobodyIsNamed_IsRefused() =>
        Assert.Equal("who", _world.TakenHome().Refuses(new RegisterAnswer(AnswerKind.SomeoneElse, "Inte vi.")).Input);

    [Fact]
    public void SomeoneElse_WhenTheAuthorityIsUnknown_IsRefused() =>
        Assert.Equal("who", _world.TakenHome().Refuses(new RegisterAnswer(AnswerKind.SomeoneElse, "Inte vi.", OtherAuthorityId: 999)).Input);

    [Fact]
    public void Answer_WhenGivenForTwoLinesAtOnce_IsRefused()
    {
        var c = _world.InGroup(TestWorld.Fk, TestWorld.Af);
        c.Do(new TakeHome(TestWorld.FkParty), meeting: _world.Meeting(TestWorld.Sg2));

        c.Refuses(new RegisterAnswer(AnswerKind.Changed, "Klart."));
    }

    [Fact]
    public void Received_KeepsWaitingForTheSameDay()
    {
        var c = _world.TakenHome();
        var due = c.Line.Due;

        c.Do(new RegisterAnswer(AnswerKind.Received, ""));

        Assert.Equal((Stages.AwaitingAnswer, due), (c.Line.Stage, c.Line.Due));
    }

    [Fact]
    public void Changed_AsksTheOmbudsWhetherItShows()
    {
        var c = _world.AskedOfThree();

        Assert.Equal(Stages.Effect, c.Line.Stage);
        Assert.Equal([11L, 12L, 13L], c.Case.EffectQuestions.Select(q => q.AccountId).Order());
    }

    [Fact]
    public void Planned_WaitsForThePromise()
    {
        var c = _world.Promised();

        Assert.Equal((Stages.FollowUp, _world.Today.AddDays(90)), (c.Line.Stage, c.Line.Due));
        Assert.Equal(("Ny rutin", MeasureState.Planned), (c.Case.Measures[0].Text, c.Case.Measures[0].State));
        Assert.Equal("Provköpings kommun", c.Case.Measures[0].Responsible);
    }

    [Fact]
    public void NoChange_StandsOnTheGroupsNextAgenda()
    {
        var c = _world.TakenHome();

        c.Do(new RegisterAnswer(AnswerKind.NoChange, "Vi gör rätt."));

        Assert.Equal((Stages.Group, TestWorld.Sg1, BookmarkMark.AnswerToAssess), (c.Line.Stage, c.Line.GroupId, c.Line.Mark));
        Assert.Equal(_world.Facts.NextMeeting(TestWorld.Sg1), c.Line.Due);
    }

    [Fact]
    public void MoreTime_WaitsForTheNewDay()
    {
        var c = _world.TakenHome();

        c.Do(new RegisterAnswer(AnswerKind.MoreTime, "Vi hinner inte.", _world.Today.AddDays(120)));

        Assert.Equal((Stages.AwaitingAnswer, _world.Today.AddDays(120)), (c.Line.Stage, c.Line.Due));
    }

    [Fact]
    public void SomeoneElse_WhenTheAuthorityIsKnown_GivesItALineAndEndsThisOne()
    {
        var c = _world.TakenHome();
        var first = c.Line;

        c.Do(new RegisterAnswer(AnswerKind.SomeoneElse, "Fråga Försäkringskassan.", OtherAuthorityId: TestWorld.Fk));

        Assert.Equal((Stages.Closed, "someone-elses"), (first.Stage, first.Outcome));
        Assert.Equal((Stages.Group, TestWorld.Sg2), (c.LineOf(TestWorld.Fk).Stage, c.LineOf(TestWorld.Fk).GroupId!.Value));
        Assert.Null(c.Case.Instance.ClosedAt);
        Assert.Contains(c.Case.Grants, g => g.GroupId == TestWorld.Sg2);
    }

    [Fact]
    public void SomeoneElse_WhenNamedInWordsOnly_IsForTheTeamToFind()
    {
        var c = _world.TakenHome();

        c.Do(new RegisterAnswer(AnswerKind.SomeoneElse, "Inte vi.", Who: "Trafikverket"));

        Assert.Equal((Stages.Review, BookmarkMark.SomeoneElse, "Trafikverket"), (c.Line.Stage, c.Line.Mark, c.Line.Note));
    }

    [Fact]
    public void Question_WaitsForTheTeam()
    {
        var c = _world.AuthorityAsks();

        Assert.Equal((Stages.Review, BookmarkMark.AuthorityAsks), (c.Line.Stage, c.Line.Mark));
    }

    [Fact]
    public void Answer_WhenByWordOfMouth_IsKeptAsAccepted()
    {
        var c = _world.TakenHome();

        var scope = c.Do(new RegisterAnswer(AnswerKind.Changed, "Klart.", Source: AnswerSource.Phone, SignedBy: "Enhetschefen"));

        var answer = Assert.Single(scope.NewAnswers);
        Assert.Equal((AnswerState.Accepted, AnswerSource.Phone, "Enhetschefen"), (answer.State, answer.Source, answer.SignedBy));
    }

    [Fact]
    public void Answer_WhenAProposalIsAccepted_FillsItInAndMakesNoOther()
    {
        var c = _world.LetterSent();
        var proposal = new Answer { Id = 5, DeficiencyId = c.Case.Id, BookmarkId = c.Line.Id, State = AnswerState.Proposed, Source = AnswerSource.Mail };

        var scope = c.Do(new RegisterAnswer(AnswerKind.Received, "", AnswerId: 5), answer: proposal);

        Assert.Empty(scope.NewAnswers);
        Assert.Equal((AnswerState.Accepted, (long?)21), (proposal.State, proposal.DecidedById));
    }

    [Fact]
    public void Answer_WhenItComesBeforeTheLetterHasLeft_TakesThePointOutOfTheLetter()
    {
        var c = _world.LetterBeingWritten();

        var scope = c.Do(new RegisterAnswer(AnswerKind.Changed, "De ringde."));

        Assert.Empty(_world.Letters[0].Items);
        Assert.Null(scope.NewAnswers[0].LetterItemId);
    }
}
