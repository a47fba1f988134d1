using Systemfel.Data.Cases;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Moves;

public class ReferTests
{
    private readonly TestWorld _world = new();

    [Theory]
    [InlineData("team")]
    [InlineData("sg9")]
    public void Refer_WhenGroupIsNoSteeringGroup_IsRefused(string group) =>
        Assert.Equal("groups", _world.InReview().Refuses(new Refer([group]), meeting: _world.Meeting(TestWorld.Team)).Input);

    [Fact]
    public void Refer_WhenOneAddressee_KeepsTheOneLineAtItsGroupUntilTheNextMeeting()
    {
        var c = _world.InGroup(TestWorld.Kommun);

        Assert.Equal(TestWorld.Sg1, c.Line.GroupId);
        Assert.Equal(TestWorld.Kommun, c.Line.Addressee?.AuthorityId);
        Assert.Equal(new DateOnly(2026, 11, 19), c.Line.Due);
        Assert.Contains(c.Case.Grants, g => g.Kind == GrantKind.Group && g.GroupId == TestWorld.Sg1);
    }

    [Fact]
    public void Refer_WhenTwoAddresseesOfOneGroup_MakesTwoLinesAndOneItem()
    {
        var c = _world.InGroup(TestWorld.Fk, TestWorld.Af);

        Assert.Equal(2, c.Case.Bookmarks.Count);
        Assert.Equal(TestWorld.Sg2, Assert.Single(c.Case.Bookmarks.Select(b => b.GroupId).Distinct()));
        Assert.Single(c.Case.Grants);
    }

    [Fact]
    public void Refer_WhenThreeAddresseesAndBothGroups_PutsEachWhereItsAuthorityBelongs()
    {
        var c = _world.InGroup(TestWorld.Kommun, TestWorld.Fk, TestWorld.Af);

        Assert.Equal(3, c.Case.Bookmarks.Count);
        Assert.Equal(TestWorld.Sg1, c.LineOf(TestWorld.Kommun).GroupId);
        Assert.Equal(TestWorld.Sg2, c.LineOf(TestWorld.Fk).GroupId);
        Assert.Equal(TestWorld.Sg2, c.LineOf(TestWorld.Af).GroupId);
        Assert.Equal(2, c.Case.Grants.Count);
    }

    [Fact]
    public void Refer_WhenOneAddresseeAndBothGroups_StandsBeforeBoth()
    {
        var c = _world.InReview(TestWorld.Kommun);

        c.Do(new Refer(["sg1", "sg2"]), meeting: _world.Meeting(TestWorld.Team));

        Assert.Equal([TestWorld.Sg1, TestWorld.Sg2], c.Case.Bookmarks.Select(b => b.GroupId!.Value).Order());
    }

    [Fact]
    public void Refer_WhenTwoAddresseesButOneGroupChosen_PutsBothThereAndSaysThatItDeviates()
    {
        var c = _world.InReview(TestWorld.Kommun, TestWorld.Fk);

        c.Do(new Refer(["sg1"]), meeting: _world.Meeting(TestWorld.Team));

        Assert.All(c.Case.Bookmarks, b => Assert.Equal(TestWorld.Sg1, b.GroupId));
    }

    [Fact]
    public void Refer_WhenTheGroupIsNotTheProposedOne_RecordsTheDeviation()
    {
        var c = _world.InReview(TestWorld.Kommun);

        c.Do(new Refer(["sg2"]), meeting: _world.Meeting(TestWorld.Team));

        Assert.Contains("\"deviates\":\"ja\"", c.Case.Events.MaxBy(e => e.Seq)!.Data);
    }

    [Fact]
    public void Refer_WhenALineComesBackFromAGroup_KeepsItsAddressee()
    {
        var c = _world.InGroup(TestWorld.Kommun, TestWorld.Fk);
        var fk = c.LineOf(TestWorld.Fk);
        c.Do(new ReturnToReview("Fråga fler."), meeting: _world.Meeting(TestWorld.Sg2), targets: [fk]);

        c.Do(new Refer(["sg1"]), meeting: _world.Meeting(TestWorld.Team), targets: [fk]);

        Assert.Equal(2, c.Case.Bookmarks.Count);
        Assert.Equal(TestWorld.Fk, fk.Addressee?.AuthorityId);
        Assert.Equal(TestWorld.Sg1, fk.GroupId);
    }

    [Fact]
    public void Decision_WhenTwoLinesAreOneItem_MovesBoth()
    {
        var c = _world.InGroup(TestWorld.Fk, TestWorld.Af);

        c.Do(new TakeHome(TestWorld.FkParty), TestWorld.MemberOfSg2, _world.Meeting(TestWorld.Sg2));

        Assert.All(c.Case.Bookmarks, b => Assert.Equal(Stages.AwaitingAnswer, b.Stage));
    }

    [Fact]
    public void Decision_WhenMemberOfAnotherGroup_IsRefused()
    {
        var c = _world.InGroup(TestWorld.Kommun);

        c.Refuses(new TakeHome(TestWorld.KommunParty), TestWorld.MemberOfSg2, _world.Meeting(TestWorld.Sg1));
    }
}
