using Systemfel.Data.Cases;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Moves;

public class EffectTests
{
    private readonly TestWorld _world = new();

    [Fact]
    public void ReportEffect_WhenTheOmbudWasNotAsked_IsRefused() =>
        _world.InEffect().Refuses(new ReportEffect(EffectAnswer.Noticed), TestWorld.ThirdOmbud);

    [Fact]
    public void ReportEffect_WhenSomeHaveNotAnswered_Waits()
    {
        var c = _world.AskedOfThree();

        Report(c, EffectAnswer.Noticed, EffectAnswer.Noticed);

        Assert.Equal(Stages.Effect, c.Line.Stage);
    }

    [Theory]
    [InlineData(EffectAnswer.Noticed, EffectAnswer.Noticed, EffectAnswer.Noticed, "remedied")]
    [InlineData(EffectAnswer.Noticed, EffectAnswer.Partly, EffectAnswer.Noticed, "partly")]
    [InlineData(EffectAnswer.Noticed, EffectAnswer.Noticed, EffectAnswer.NoDifference, "partly")]
    [InlineData(EffectAnswer.Partly, EffectAnswer.Partly, EffectAnswer.Partly, "partly")]
    public void ReportEffect_WhenMostlyBetter_Closes(EffectAnswer a, EffectAnswer b, EffectAnswer c, string outcome)
    {
        var test = _world.AskedOfThree();

        Report(test, a, b, c);

        Assert.Equal((Stages.Closed, outcome), (test.Line.Stage, test.Line.Outcome));
        Assert.Equal(outcome, test.Case.Instance.Outcome);
        Assert.All(test.Case.EffectQuestions, q => Assert.True(q.IsSettled));
    }

    [Fact]
    public void ReportEffect_WhenMostlyNoDifference_RaisesItAgain()
    {
        var c = _world.AskedOfThree();

        Report(c, EffectAnswer.NoDifference, EffectAnswer.Noticed, EffectAnswer.NoDifference);

        Assert.Equal((Stages.Review, BookmarkMark.RaiseAgain), (c.Line.Stage, c.Line.Mark));
        Assert.Null(c.Case.Instance.ClosedAt);
    }

    [Fact]
    public void ReportEffect_WhenATie_CountsAsPartly()
    {
        var c = _world.TakenHome();
        c.Do(CaseBuilder.Seen(_world), TestWorld.OtherOmbud);
        c.Do(new RegisterAnswer(Data.Letters.AnswerKind.Changed, "Klart."));

        Report(c, EffectAnswer.NoDifference, EffectAnswer.Noticed);

        Assert.Equal("partly", c.Line.Outcome);
    }

    [Fact]
    public void ReportEffect_WhenNotYet_WaitsAndIsAskedAgain()
    {
        var c = _world.InEffect();

        Report(c, EffectAnswer.NotYet);

        Assert.Equal(Stages.Effect, c.Line.Stage);
        Assert.Equal(_world.Today.AddDays(60), c.Case.EffectQuestions[0].AskAgainOn);
    }

    [Fact]
    public void ReportEffect_WhenTheAnswerIsChangedAfterNotYet_Settles()
    {
        var c = _world.InEffect();

        Report(c, EffectAnswer.NotYet);
        Report(c, EffectAnswer.Noticed);

        Assert.Equal("remedied", c.Line.Outcome);
    }

    [Fact]
    public void Count_WhenTheEffectIsBeingAsked_AsksThatOmbudToo()
    {
        var c = _world.InEffect();

        c.Do(CaseBuilder.Seen(_world), TestWorld.OtherOmbud);
        c.Do(CaseBuilder.Seen(_world), TestWorld.OtherOmbud);

        Assert.Equal([11L, 12L], c.Case.EffectQuestions.Select(q => q.AccountId));
    }

    [Fact]
    public void Effect_WhenAnOccurrenceWasUndone_DoesNotAskThatOmbud()
    {
        var c = _world.TakenHome();
        c.Do(CaseBuilder.Seen(_world), TestWorld.OtherOmbud);
        c.Do(new UndoCount(c.Case.Occurrences[0].Id), TestWorld.OtherOmbud);

        c.Do(new RegisterAnswer(Data.Letters.AnswerKind.Changed, "Klart."));

        Assert.Equal(11L, Assert.Single(c.Case.EffectQuestions).AccountId);
    }

    private static void Report(TestCase c, params EffectAnswer[] answers)
    {
        var ombuds = new[] { TestWorld.Author, TestWorld.OtherOmbud, TestWorld.ThirdOmbud };
        for (var i = 0; i < answers.Length; i++) c.Do(new ReportEffect(answers[i]), ombuds[i]);
    }
}
