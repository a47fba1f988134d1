using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Moves;

/// <summary>What holds for every move of the presets and for the product's own, fed by the table that the runner reads.</summary>
public class EveryMoveTests
{
    private static readonly RouteDefinition Route = TestWorld.EveryMove;

    public static TheoryData<string> Ids() => [.. Route.AllMoves.Select(m => m.Id)];

    public static TheoryData<string, string> WrongStages()
    {
        var data = new TheoryData<string, string>();
        foreach (var move in Route.AllMoves)
            foreach (var stage in Route.Stages.Where(s => !move.From.Contains(s.Id))) data.Add(move.Id, stage.Id);
        return data;
    }

    public static TheoryData<string, Role> WrongRoles()
    {
        var data = new TheoryData<string, Role>();
        foreach (var move in Route.AllMoves)
            foreach (var role in Enum.GetValues<Role>())
                if (move.Roles.All(r => RoleNames.Find(r) != role)) data.Add(move.Id, role);
        return data;
    }

    public static TheoryData<string, string> Required()
    {
        var data = new TheoryData<string, string>();
        foreach (var move in Route.AllMoves)
            foreach (var input in (move.Requires ?? []).Where(i => i != "open-meeting")) data.Add(move.Id, input);
        return data;
    }

    public static TheoryData<string> NeedMeeting() => [.. Route.AllMoves.Where(m => m.Requires?.Contains("open-meeting") == true).Select(m => m.Id)];

    [Fact]
    public void Samples_CoverExactlyTheMovesOfThePresetsAndTheProductsOwn() =>
        Assert.Equal(Route.AllMoves.Select(m => m.Id).Order(), MoveSamples.All.Keys.Order());

    [Theory]
    [MemberData(nameof(WrongStages))]
    public void Move_WhenCaseStandsInAnotherStage_IsRefusedWithItsName(string id, string stage)
    {
        var world = new TestWorld { Route = Route };
        var c = world.In(stage);
        var sample = MoveSamples.All[id];

        var refusal = c.Refuses(sample.Good(MoveSamples.All[id].Start(world)), sample.Actor, MeetingOf(world, sample), other: sample.Other?.Invoke(world));

        Assert.Contains(Route.Move(id)!.Label, refusal.Message);
    }

    [Theory]
    [MemberData(nameof(WrongRoles))]
    public void Move_WhenRoleIsNotInTheTable_IsRefused(string id, Role role)
    {
        var world = new TestWorld { Route = Route };
        var sample = MoveSamples.All[id];
        var c = sample.Start(world);
        var actor = People.With(77, "Obehörig", new Membership { OrganisationId = TestWorld.Org, Role = role, GroupId = TestWorld.Sg1 });

        var refusal = c.Refuses(sample.Good(c), actor, MeetingOf(world, sample), other: sample.Other?.Invoke(world));

        Assert.StartsWith("Du får inte göra", refusal.Message);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Move_WhenPersonBelongsToAnotherOrganisation_IsRefused(string id)
    {
        var world = new TestWorld { Route = Route };
        var sample = MoveSamples.All[id];
        var c = sample.Start(world);

        c.Refuses(sample.Good(c), TestWorld.Stranger, MeetingOf(world, sample), other: sample.Other?.Invoke(world));
    }

    [Theory]
    [MemberData(nameof(Required))]
    public void Move_WhenARequiredInputIsMissing_IsRefusedAtThatInput(string id, string input)
    {
        var world = new TestWorld { Route = Route };
        var sample = MoveSamples.All[id];
        var c = sample.Start(world);

        var refusal = c.Refuses(sample.Missing![input](c), sample.Actor, MeetingOf(world, sample), other: sample.Other?.Invoke(world));

        Assert.Equal(input, refusal.Input);
    }

    [Theory]
    [MemberData(nameof(NeedMeeting))]
    public void Move_WhenNoMeetingIsOpen_IsRefused(string id)
    {
        var world = new TestWorld { Route = Route };
        var sample = MoveSamples.All[id];
        var c = sample.Start(world);
        var other = sample.Other?.Invoke(world);

        Assert.Equal("open-meeting", c.Refuses(sample.Good(c), sample.Actor, meeting: null, other: other).Input);
        Assert.Equal("open-meeting", c.Refuses(sample.Good(c), sample.Actor, world.Meeting(sample.MeetingOf!.Value, MeetingState.Planned), other: other).Input);
        Assert.Equal("open-meeting", c.Refuses(sample.Good(c), sample.Actor, world.Meeting(sample.MeetingOf!.Value, MeetingState.Approved), other: other).Input);
    }

    [Theory]
    [MemberData(nameof(NeedMeeting))]
    public void Move_WhenAnotherGroupsMeetingIsOpen_IsRefused(string id)
    {
        var world = new TestWorld { Route = Route };
        var sample = MoveSamples.All[id];
        var c = sample.Start(world);

        var refusal = c.Refuses(sample.Good(c), sample.Actor, world.Meeting(TestWorld.Sg2), other: sample.Other?.Invoke(world));

        Assert.Equal("open-meeting", refusal.Input);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Move_WhenAllIsInOrder_LeadsWhereTheTableSays(string id)
    {
        var world = new TestWorld { Route = Route };
        var sample = MoveSamples.All[id];
        var c = sample.Start(world);
        var line = c.Line;
        var from = line.Stage;
        var events = c.Case.Events.Count;

        sample.Make(c);

        Assert.Equal(sample.LeadsTo, line.Stage);
        Assert.Contains(line.Stage, Route.Move(id)!.TargetsFrom(from));
        Assert.True(c.Case.Events.Count > events);
        Assert.Null(EventChain.FirstBreak(c.Case));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Move_WhenItIsAllowed_IsOfferedAndOtherwiseNot(string id)
    {
        var world = new TestWorld { Route = Route };
        var sample = MoveSamples.All[id];
        var c = sample.Start(world);
        var meeting = MeetingOf(world, sample);

        Assert.True(Runner.IsOffered(c.Scope(sample.Actor, meeting, [c.Line]), Route.Move(id)!));
        Assert.False(Runner.IsOffered(c.Scope(TestWorld.Stranger, meeting, [c.Line]), Route.Move(id)!));
    }

    [Theory]
    [MemberData(nameof(Required))]
    public void Move_WhenTheRouteRequiresNothingAndAnInputIsMissing_IsRefusedOrMadeButNeverBreaks(string id, string input)
    {
        var world = new TestWorld { Route = Route with { Moves = [.. Route.Moves.Select(m => m with { Requires = [] })] } };
        var sample = MoveSamples.All[id];
        var c = sample.Start(world);
        var other = sample.Other?.Invoke(world);

        var thrown = Xunit.Record.Exception(() => c.Do(sample.Missing![input](c), sample.Actor, MeetingOf(world, sample), other: other));

        Assert.True(thrown is null or MoveRefusedException, $"{id} without {input}: {thrown}");
        if (NeededInputs.Of(id).Contains(input)) Assert.Equal(input, Assert.IsType<MoveRefusedException>(thrown).Input);
    }

    [Fact]
    public void Move_WhenTheRouteLacksIt_IsRefused()
    {
        var world = new TestWorld { Route = Route with { Moves = [.. Route.Moves.Where(m => m.Id != "hold")] } };
        var c = world.InReview();

        c.Refuses(MoveSamples.All["hold"].Good(c), meeting: world.Meeting(TestWorld.Team));
    }

    [Fact]
    public void Move_WhenNoLineIsNamed_IsRefused()
    {
        var world = new TestWorld { Route = Route };

        world.InReview().Refuses(MoveSamples.All["hold"].Good(world.InReview()), meeting: world.Meeting(TestWorld.Team), targets: []);
    }

    private static Meeting? MeetingOf(TestWorld world, MoveSample sample) => sample.MeetingOf is { } group ? world.Meeting(group) : null;
}
