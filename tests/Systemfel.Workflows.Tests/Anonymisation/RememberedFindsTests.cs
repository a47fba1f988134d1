using Systemfel.Data.Cases;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Anonymisation;

public class RememberedFindsTests
{
    private const string Sentence = "Ring växeln på 0243-740 00 före nio";
    private readonly TestWorld _world = new();

    [Fact]
    public void Submit_WhenACertainFindIsSaidToBeNoPerson_IsRefusedAllTheSame()
    {
        var c = _world.Draft();
        var report = c.Report(TestWorld.Kommun) with { Pattern = "Gäller 19121212-1212." };
        var keys = _world.Check.Check(report.AllText()).Finds.Select(f => f.Key);

        c.Refuses(new Submit(report, _world.Check.Check(report.AllText(), keys)), TestWorld.Author);
    }

    [Fact]
    public void Submit_KeepsTheKeysOfWhatWasAccepted_NeverTheWords()
    {
        var c = Submitted($"{Sentence}.");

        Assert.Equal(_world.Check.Check(Sentence).Finds.Select(f => f.Key), RememberedFinds.KeysOf(c.Case));
        Assert.DoesNotContain("740", c.Case.AcceptedFinds);
    }

    [Fact]
    public void Submit_OfAnotherText_ForgetsWhatNoLongerStandsThere()
    {
        var c = Submitted($"{Sentence}.");
        c.Do(new Withdraw(), TestWorld.Author);

        c.Do(c.SubmitMove(TestWorld.Kommun), TestWorld.Author);

        Assert.Equal("", c.Case.AcceptedFinds);
    }

    [Fact]
    public void AnswerAuthor_AddsWhatWasAcceptedInTheAnswer()
    {
        var c = Submitted($"{Sentence}.");
        c.Do(new OpenReview(), Workflows.Running.Actor.System);
        c.Do(new AskAuthor("Vilken enhet?"), meeting: _world.Meeting(TestWorld.Team));
        const string answer = "Den på 0243-740 11.";

        c.Do(new AnswerAuthor(answer, Accepting(answer)), TestWorld.Author);

        Assert.Equal(2, RememberedFinds.KeysOf(c.Case).Count);
    }

    [Theory]
    [InlineData("Ni skrev: ”Ring växeln på 0243-740 00”. Det har vi ändrat.", 1)]
    [InlineData("Ring mig på 0243-740 00.", 1)]
    [InlineData("> Ring växeln på 0243-740 00 före nio.\nVi har ändrat tiden.", 0)]
    [InlineData("> Ring växeln på 0243-740 00 före nio.\nRing hellre 0243-740 99.", 1)]
    public void OpenIn_AnotherText_LetsThroughOnlyWhatIsQuotedWhole(string text, int open) =>
        Assert.Equal(open, RememberedFinds.OpenIn(_world.Check.Check(text).Finds, text, Submitted($"{Sentence}.").Case).Count);

    [Fact]
    public void OpenIn_ACertainFindThatIsQuoted_IsStillOpen()
    {
        const string text = "Gäller 19121212-1212";
        var subject = new Deficiency { Pattern = text, AcceptedFinds = _world.Check.Check(text).Finds[0].Key };

        Assert.Single(RememberedFinds.OpenIn(_world.Check.Check(text).Finds, text, subject));
    }

    private TestCase Submitted(string pattern)
    {
        var c = _world.Draft();
        var report = c.Report(TestWorld.Kommun) with { Pattern = pattern };
        c.Do(new Submit(report, Accepting(report.AllText())), TestWorld.Author);
        return c;
    }

    private CheckedText Accepting(string text) => _world.Check.Check(text, _world.Check.Check(text).Finds.Select(f => f.Key));
}
