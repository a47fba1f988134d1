using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Moves;

/// <summary>Nothing leaves the team before a colleague of the author has approved the text.</summary>
public class FourEyesTests
{
    private readonly TestWorld _world = new();

    public static TheoryData<string> ThatTakeTheTextOut() =>
        ["refer", "take-home", "write-to-authority", "inform-county", "send-national", "remind", "raise-to-chair", "reply-to-authority"];

    public static TheoryData<string> All() => [.. MoveSamples.All.Keys];

    [Theory, MemberData(nameof(ThatTakeTheTextOut))]
    public void Move_WhenNobodyHasApprovedTheText_IsRefusedWithWhatToDo(string id)
    {
        var sample = MoveSamples.All[id];
        var c = sample.Start(_world).NeedingApproval();

        var refusal = c.Refuses(sample.Good(c), sample.Actor, sample.MeetingOf is { } g ? _world.Meeting(g) : null);

        Assert.Contains("inte godkänd av en kollega", refusal.Message);
    }

    [Theory, MemberData(nameof(ThatTakeTheTextOut))]
    public void Move_WhenAColleagueHasApprovedTheText_IsMade(string id)
    {
        var sample = MoveSamples.All[id];
        var c = sample.Start(_world).NeedingApproval();
        c.Do(new ApproveText(), TestWorld.OtherOmbud);

        sample.Make(c);

        Assert.Equal(sample.LeadsTo, c.Line.Stage);
    }

    /// <summary>Whatever is not refused tells nobody outside anything: a move that is added cannot be forgotten.</summary>
    [Theory, MemberData(nameof(All))]
    public void Move_WhileTheTextIsNotApproved_LetsNobodyNewReadItAndWritesToNobody(string id)
    {
        var sample = MoveSamples.All[id];
        var c = sample.Start(_world).NeedingApproval();
        var before = (c.Case.Grants.Count, _world.Letters.Sum(l => l.Items.Count));
        var scope = c.Scope(sample.Actor, sample.MeetingOf is { } g ? _world.Meeting(g) : null, [.. c.Case.Bookmarks], sample.Other?.Invoke(_world));

        var refusal = Xunit.Record.Exception(() => Runner.Run(scope, sample.Good(c), _world.Check));

        Assert.True(refusal is null or MoveRefusedException, $"{refusal}");
        Assert.Equal(before, (c.Case.Grants.Count, _world.Letters.Sum(l => l.Items.Count)));
        Assert.Empty(scope.Outgoing);
        Assert.Empty(scope.NewLetters);
    }

    [Fact]
    public void RegisterAnswer_WhenItGoesToAGroupThatHasNotHadTheCase_WaitsForTheApproval()
    {
        var c = _world.TakenHome().NeedingApproval();

        var refusal = c.Refuses(new RegisterAnswer(AnswerKind.SomeoneElse, "Fråga Försäkringskassan.", OtherAuthorityId: TestWorld.Fk));

        Assert.Contains("inte godkänd av en kollega", refusal.Message);
    }

    [Fact]
    public void RegisterAnswer_WhenTheGroupHasHadTheCase_IsRegistered()
    {
        var c = _world.TakenHome().NeedingApproval();

        c.Do(new RegisterAnswer(AnswerKind.NoChange, "Vi gör ingen ändring."));

        Assert.Equal(Stages.Group, c.Line.Stage);
    }

    [Fact]
    public void Approve_ByItsAuthor_IsRefused()
    {
        var c = _world.InReview().NeedingApproval();

        Assert.Contains("skrivit texten själv", c.Refuses(new ApproveText(), TestWorld.Author).Message);
    }

    [Fact]
    public void Approve_ByItsAuthorWhereTwoAtMostWork_IsMadeAndSaysSo()
    {
        _world.Facts.Organisation.IsTwoPerson = true;
        var c = _world.InReview().NeedingApproval();

        c.Do(new ApproveText(), TestWorld.Author);

        Assert.NotNull(c.Case.TextApprovedAt);
        Assert.Contains("\"self\":\"ja\"", c.Case.Events[^1].Data, StringComparison.Ordinal);
    }

    [Fact]
    public void Approve_WhereItIsNotRequired_IsRefused() => _world.InReview().Refuses(new ApproveText(), TestWorld.OtherOmbud);

    [Fact]
    public void Approve_Twice_IsRefused()
    {
        var c = _world.InReview().NeedingApproval();
        c.Do(new ApproveText(), TestWorld.OtherOmbud);

        c.Refuses(new ApproveText(), TestWorld.Coordinator);
    }

    [Fact]
    public void Approve_KeepsWhoAndWhenAndMovesNothing()
    {
        var c = _world.InReview().NeedingApproval();

        c.Do(new ApproveText(), TestWorld.OtherOmbud);

        Assert.Equal((TestWorld.OtherOmbud.AccountId, _world.Calendar.Now), (c.Case.TextApprovedById, c.Case.TextApprovedAt!.Value));
        Assert.Equal(Stages.Review, c.Line.Stage);
        Assert.Equal("text-approved", c.EventKinds[^1]);
    }

    [Fact]
    public void Submit_OfATextThatWasWithdrawn_EndsTheApproval()
    {
        var c = _world.Submitted().NeedingApproval();
        c.Do(new ApproveText(), TestWorld.OtherOmbud);
        c.Do(new Withdraw(), TestWorld.Author);

        c.Do(c.SubmitMove(TestWorld.Kommun), TestWorld.Author);

        Assert.Null(c.Case.TextApprovedAt);
        Assert.Equal("text-approval-ended", c.EventKinds[^1]);
    }

    [Fact]
    public void AnswerAuthor_AddsToTheTextAndEndsTheApproval()
    {
        var c = _world.InReview().NeedingApproval();
        c.Do(new ApproveText(), TestWorld.OtherOmbud);
        c.Do(new AskAuthor("Vilken enhet?"), meeting: _world.Meeting(TestWorld.Team));

        c.Do(new AnswerAuthor("Mottagningen.", _world.Check.Check("Mottagningen.")), TestWorld.Author);

        Assert.Null(c.Case.TextApprovedAt);
        Assert.Null(c.Case.TextApprovedById);
    }

    [Fact]
    public void Classify_ChangesNoWordAndKeepsTheApproval()
    {
        var c = _world.InReview().NeedingApproval();
        c.Do(new ApproveText(), TestWorld.OtherOmbud);

        c.Do(new Classify(Level.Central));

        Assert.NotNull(c.Case.TextApprovedAt);
    }
}
