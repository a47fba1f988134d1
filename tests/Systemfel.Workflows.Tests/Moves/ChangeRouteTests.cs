using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Moves;

/// <summary>A case goes on with the next version of its route, where it stands.</summary>
public class ChangeRouteTests
{
    private static readonly RouteDefinition Route = new TestWorld().Route;

    [Fact]
    public void ChangeRoute_WhenTheStageIsGone_SaysWhichOne()
    {
        var world = new TestWorld { NextRoute = Route with { Stages = [.. Route.Stages.Where(s => s.Id != Stages.FollowUp)] } };

        Assert.Equal("Står i steget ”Uppföljning”, som inte finns i version 2.", world.Promised().Refuses(new ChangeRoute(), TestWorld.Administrator).Message);
    }

    [Fact]
    public void ChangeRoute_WhenTheGroupIsGone_SaysWhichOne()
    {
        var world = new TestWorld { NextRoute = Route with { Groups = [.. Route.Groups.Where(g => g.Id != "sg1")] } };

        Assert.Equal("Hör till gruppen ”Grupp ett”, som inte finns i version 2.", world.InGroup().Refuses(new ChangeRoute(), TestWorld.Administrator).Message);
    }

    [Fact]
    public void ChangeRoute_WhenTheGroupThatAnAnswerWouldGoBackToIsGone_IsRefused()
    {
        var world = new TestWorld { NextRoute = Route with { Groups = [.. Route.Groups.Where(g => g.Id != "sg1")] } };

        Assert.Contains("Grupp ett", world.TakenHome().Refuses(new ChangeRoute(), TestWorld.Administrator).Message);
    }

    [Fact]
    public void ChangeRoute_WhenTheCaseIsClosed_IsRefused() =>
        Assert.Contains("står i Avslutad", new TestWorld().Closed().Refuses(new ChangeRoute(), TestWorld.Administrator).Message);

    [Fact]
    public void ChangeRoute_WhenMadeTwice_IsRefused()
    {
        var c = new TestWorld().InReview();
        c.Do(new ChangeRoute(), TestWorld.Administrator);

        Assert.Contains("redan", c.Refuses(new ChangeRoute(), TestWorld.Administrator).Message);
    }

    [Fact]
    public void ChangeRoute_ByTheCoordinator_IsRefused() => new TestWorld().InReview().Refuses(new ChangeRoute(), TestWorld.Coordinator);

    [Fact]
    public void ChangeRoute_WhenItIsBackInTheReviewFromAGroupThatIsGone_GoesOn()
    {
        var world = new TestWorld { NextRoute = Route with { Groups = [.. Route.Groups.Where(g => g.Id != "sg1")] } };
        var c = world.InGroup();
        c.Do(new ReturnToReview("Fråga fler."), meeting: world.Meeting(TestWorld.Sg1));

        c.Do(new ChangeRoute(), TestWorld.Administrator);

        Assert.Equal(2, c.Case.Instance.RouteVersionId);
    }

    [Fact]
    public void ChangeRoute_LeavesEveryLineWhereItStandsWithItsDaysAndSaysSo()
    {
        var c = new TestWorld().TakenHome();
        var (stage, due, version) = (c.Line.Stage, c.Line.Due, c.Line.Version);

        c.Do(new ChangeRoute(), TestWorld.Administrator);

        Assert.Equal((stage, due, version + 1), (c.Line.Stage, c.Line.Due, c.Line.Version));
        Assert.Equal("route-changed", c.EventKinds[^1]);
    }
}
