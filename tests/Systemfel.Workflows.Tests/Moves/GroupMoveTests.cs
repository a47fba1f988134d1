using Systemfel.Data.Cases;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Moves;

/// <summary>What one group passes on to the next, and what a group without a mandate can say.</summary>
public class GroupMoveTests
{
    private readonly TestWorld _world = new() { Route = TestWorld.EveryMove };

    [Fact]
    public void Forward_WhenTheGroupComesEarlierInTheRoute_IsRefused()
    {
        var c = _world.InGroup(TestWorld.Fk);

        Assert.Equal("group", c.Refuses(new Forward("sg1"), meeting: _world.Meeting(TestWorld.Sg2)).Input);
    }

    [Theory]
    [InlineData("team")]
    [InlineData("sg1")]
    [InlineData("ref")]
    [InlineData("saknas")]
    public void Forward_WhenTheGroupCannotTakeOver_IsRefused(string group)
    {
        var c = _world.InGroup(TestWorld.Kommun);

        Assert.Equal("group", c.Refuses(new Forward(group), meeting: _world.Meeting(TestWorld.Sg1)).Input);
    }

    [Fact]
    public void Forward_WhenTheNextGroupTakesOver_LetsItReadAndWaitsForItsMeeting()
    {
        var c = _world.InGroup(TestWorld.Kommun);

        c.Do(new Forward("sg2"), meeting: _world.Meeting(TestWorld.Sg1));

        Assert.Equal((Stages.Group, TestWorld.Sg2, _world.Facts.NextMeeting(TestWorld.Sg2)), (c.Line.Stage, c.Line.GroupId!.Value, c.Line.Due));
        Assert.Contains(c.Case.Grants, g => g.GroupId == TestWorld.Sg2);
    }

    [Fact]
    public void InformParties_WhenAPartyIsNotOurs_IsRefused()
    {
        var c = _world.InGroup(TestWorld.Kommun);

        Assert.Equal("parties", c.Refuses(new InformParties([4711]), meeting: _world.Meeting(TestWorld.Sg1)).Input);
    }

    [Fact]
    public void InformParties_WhenMade_NotesWhoAndLeavesTheCaseWhereItStands()
    {
        var c = _world.InGroup(TestWorld.Kommun);

        c.Do(new InformParties([TestWorld.FkParty, TestWorld.AfParty]), meeting: _world.Meeting(TestWorld.Sg1));

        Assert.Equal("Försäkringskassan, Arbetsförmedlingen", Assert.Single(c.Case.SideNotes, n => n.Kind == SideNoteKind.PartiesInformed).Note);
        Assert.Equal((Stages.Group, TestWorld.Sg1), (c.Line.Stage, c.Line.GroupId!.Value));
    }

    public static TheoryData<string> Deciding() => ["take-home", "write-to-authority", "inform-county", "propose-close", "forward", "inform-parties"];

    [Theory, MemberData(nameof(Deciding))]
    public void Move_WhenAGroupWithoutMandateDecides_IsRefusedAndNotOffered(string id)
    {
        var c = _world.InReferenceGroup();
        var meeting = _world.Meeting(TestWorld.Reference);

        Assert.Contains("inget mandat", c.Refuses(MoveSamples.All[id].Good(c), meeting: meeting).Message);
        Assert.False(Runner.IsOffered(c.Scope(TestWorld.Coordinator, meeting, [c.Line]), _world.Route.Move(id)!));
    }

    [Theory]
    [InlineData("inform-county")]
    [InlineData("inform-parties")]
    public void Move_WhenItWouldTellOthersOfAnExample_IsRefusedAndNotOffered(string id)
    {
        var c = _world.InGroup(TestWorld.Kommun);
        c.Case.IsExample = true;
        var meeting = _world.Meeting(TestWorld.Sg1);

        Assert.Contains("exempel", c.Refuses(MoveSamples.All[id].Good(c), meeting: meeting).Message);
        Assert.False(Runner.IsOffered(c.Scope(TestWorld.Coordinator, meeting, [c.Line]), _world.Route.Move(id)!));
    }

    [Theory]
    [InlineData("discuss")]
    [InlineData("group-informed")]
    public void Move_WhenAGroupThatDecidesOnlyTalks_IsRefused(string id)
    {
        var c = _world.InGroup(TestWorld.Kommun);

        Assert.Contains("inte beslutar", c.Refuses(MoveSamples.All[id].Good(c), meeting: _world.Meeting(TestWorld.Sg1)).Message);
    }

    [Fact]
    public void Discuss_WhenSomeoneFollowsUpWithoutADay_IsRefusedAtTheDay() =>
        Assert.Equal("date", _world.InReferenceGroup().Refuses(new Discuss("Enhetschefen"), meeting: _world.Meeting(TestWorld.Reference)).Input);

    [Fact]
    public void Discuss_WhenThereIsADayAndNobody_IsRefusedAtWho() =>
        Assert.Equal("who", _world.InReferenceGroup().Refuses(new Discuss("", _world.Today), meeting: _world.Meeting(TestWorld.Reference)).Input);

    [Fact]
    public void Discuss_WhenTheDayHasBeen_IsRefused() =>
        Assert.Equal("date", _world.InReferenceGroup().Refuses(new Discuss("Chefen", _world.Today.AddDays(-1)), meeting: _world.Meeting(TestWorld.Reference)).Input);

    [Fact]
    public void Discuss_WhenSomeoneFollowsUp_LeadsToFollowUpWithTheirPromise()
    {
        var c = _world.InReferenceGroup();

        c.Do(new Discuss("Enhetschefen", _world.Today.AddDays(30)), meeting: _world.Meeting(TestWorld.Reference));

        Assert.Equal(Stages.FollowUp, c.Line.Stage);
        Assert.Equal("Enhetschefen", Assert.Single(c.Case.Measures).Responsible);
    }

    [Fact]
    public void Discuss_WhenNobodyFollowsUp_StaysWithItsMark()
    {
        var c = _world.InReferenceGroup();

        c.Do(new Discuss(), meeting: _world.Meeting(TestWorld.Reference));

        Assert.Equal((Stages.Group, BookmarkMark.Discussed), (c.Line.Stage, c.Line.Mark));
    }

    [Fact]
    public void GroupInformed_WhenMade_GoesBackToTheTeamWhichCanCloseItAsInformed()
    {
        var c = _world.InReferenceGroup();
        c.Do(new GroupInformed(), meeting: _world.Meeting(TestWorld.Reference));
        Assert.Equal((Stages.Review, BookmarkMark.GroupInformed), (c.Line.Stage, c.Line.Mark));

        c.Do(new Close("informed"));

        Assert.Equal("informed", c.Case.Instance.Outcome);
    }

    [Fact]
    public void Stockholm_WhenTheSteeringGroupPutsItInTheYearlyReport_GoesToTheCommitteeAndOnToTheDistrictsAndIsClosed()
    {
        var world = new TestWorld("styrgrupp", "socialnamnden") { Route = RouteReader.Read(RouteReader.Preset("stockholm")) };
        var c = world.InReview(TestWorld.Kommun);
        c.Do(new Refer(["styrgrupp"]), meeting: world.Meeting(TestWorld.Team));
        c.Do(new Forward("socialnamnden"), meeting: world.Meeting(TestWorld.Sg1));
        c.Do(new InformParties([TestWorld.KommunParty, TestWorld.NoContactParty]), meeting: world.Meeting(TestWorld.Sg2));
        c.Do(new TakeHome(TestWorld.KommunParty), meeting: world.Meeting(TestWorld.Sg2));
        c.Do(new RegisterAnswer(Systemfel.Data.Letters.AnswerKind.Changed, "Ny rutin"));

        c.Do(new ReportEffect(EffectAnswer.Noticed), TestWorld.Author);

        Assert.Equal("remedied", c.Case.Instance.Outcome);
        Assert.Null(EventChain.FirstBreak(c.Case));
    }

    [Fact]
    public void HasselbyVallingby_WhenTheReferenceGroupHasDiscussed_IsFollowedUpAndClosed()
    {
        var world = new TestWorld("x", "y", "referensgrupp") { Route = RouteReader.Read(RouteReader.Preset("hasselby-vallingby")) };
        var c = world.InReview(TestWorld.Kommun);
        c.Do(new Refer(["referensgrupp"]), meeting: world.Meeting(TestWorld.Team));
        c.Do(new Discuss(), meeting: world.Meeting(TestWorld.Reference));
        c.Do(new Discuss("Chefen", world.Today.AddDays(20)), meeting: world.Meeting(TestWorld.Reference));
        c.Do(new Done());

        c.Do(new ReportEffect(EffectAnswer.Noticed), TestWorld.Author);

        Assert.Equal("remedied", c.Case.Instance.Outcome);
    }
}
