using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Data.Tests.Starting;
using Systemfel.Workflows;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Routes.Editing;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Data.Tests.Routes;

/// <summary>Open cases move to the version in use: those that can, a batch at a time, each once.</summary>
[Collection(Databases.Databases.Name)]
public class RouteChangeTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Fact]
    public async Task Move_ByTheCoordinator_IsNotFound()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);

        await Assert.ThrowsAsync<CaseNotFoundException>(() => MoveAsync(world, world.Coordinator, 1));
    }

    [Fact]
    public async Task Move_WhenAnotherVersionIsInUseByNow_IsTold()
    {
        var (world, admin, version) = await WithTwoVersionsAsync(DatabaseProvider.Sqlite, "KO");
        await RouteEditorTests.PublishAsync(world, admin, ("stage.effect", "Märks"));

        await Assert.ThrowsAsync<StaleRouteException>(() => MoveAsync(world, admin, version));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Move_WhenSomeStandInAGroupThatIsGone_MovesTheOthersAndLeavesThose(DatabaseProvider provider)
    {
        var (world, admin, version) = await WithTwoVersionsAsync(provider, "KO", "FK");

        Assert.Equal(new RouteChanged(1, 0, 1), await MoveAsync(world, admin, version));

        Assert.Equal([2, 1], await VersionsAsync(world));
        Assert.Contains("SG2", Assert.Single(Assert.Single(await OlderAsync(world)).WhyNot));
        Assert.False(await world.Database.ReadAsync(db => db.Groups.AnyAsync(g => g.EndedAt != null)));
    }

    [Fact]
    public async Task Move_WhenBrokenOff_GoesOnWithTheRestAndEachIsMovedOnce()
    {
        var (world, admin, version) = await WithTwoVersionsAsync(DatabaseProvider.Sqlite, "KO", "KO", "KO");

        Assert.Equal(new RouteChanged(2, 1, 0), await MoveAsync(world, admin, version, most: 2));
        Assert.Equal(new RouteChanged(1, 0, 0), await MoveAsync(world, admin, version, most: 2));
        Assert.Equal(new RouteChanged(0, 0, 0), await MoveAsync(world, admin, version, most: 2));

        Assert.Equal([2, 2, 2], await VersionsAsync(world));
        Assert.Equal(3, await world.Database.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Kind == "route-changed" && e.MoveKey != null)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Move_WhenTwoMoveAtOnce_EachCaseIsMovedOnce(DatabaseProvider provider)
    {
        var (world, admin, version) = await WithTwoVersionsAsync(provider, "KO", "KO");

        var both = await Task.WhenAll(MoveAsync(world, admin, version), MoveAsync(world, admin, version));

        Assert.Equal(2, both.Sum(b => b.Moved));
        Assert.Equal(2, await world.Database.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Kind == "route-changed")));
    }

    [Fact]
    public async Task Move_WhenTheLastCaseLeavesAGroupThatIsGone_TheGroupEnds()
    {
        var (world, admin, version) = await WithTwoVersionsAsync(DatabaseProvider.Sqlite, "FK");
        var id = await world.Database.ReadAsync(db => db.Deficiencies.Select(d => d.Id).SingleAsync());
        await world.MakeAsync(id, new ReturnToReview("Fråga fler."), inMeeting: await world.ItemAsync("sg2", id));

        await MoveAsync(world, admin, version);
        // The meeting that sent it back goes on.
        Assert.False(await world.Database.ReadAsync(db => db.Groups.AnyAsync(g => g.EndedAt != null)));
        await world.Database.WriteAsync(async db => (await db.Meetings.SingleAsync(m => m.Group.Code == "sg2" && m.State == MeetingState.Open)).State = MeetingState.Approved);
        await MoveAsync(world, admin, version);

        Assert.Equal("sg2", await world.Database.ReadAsync(db => db.Groups.Where(g => g.EndedAt != null).Select(g => g.Code).SingleAsync()));
    }

    [Fact]
    public async Task Move_WhenSomebodyHasAFormOpen_TheirMoveIsTooLateAndTheChainHolds()
    {
        var (world, admin, version) = await WithTwoVersionsAsync(DatabaseProvider.Sqlite, "KO");
        var id = await world.Database.ReadAsync(db => db.Deficiencies.Select(d => d.Id).SingleAsync());
        var seen = await world.TargetsAsync(id);
        await MoveAsync(world, admin, version);

        await Assert.ThrowsAsync<StaleMoveException>(() => world.MakeAsync(id, new Close("obsolete"), targets: seen));
        await world.MakeAsync(id, new Close("obsolete"));
        Assert.Null(EventChain.FirstBreak(await world.LoadAsync(id)));
    }

    /// <summary>A case in the group of each authority, and a second version in which the other group is gone.</summary>
    private async Task<(StoredWorld World, Actor Admin, long Version)> WithTwoVersionsAsync(DatabaseProvider provider, params string[] authorities)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var admin = await ExampleTests.AdminAsync(world);
        foreach (var authority in authorities) await world.InGroupAsync(authority);
        await RouteEditorTests.PublishAsync(world, admin, ("group.sg2.gone", "ja"), ("to.FK.0.sg1", "ja"), ("to.AF.0.sg1", "ja"));
        return (world, admin, await world.Database.ReadAsync(db => db.Organisations.Select(o => o.CurrentRouteId!.Value).SingleAsync()));
    }

    private static async Task<RouteChanged> MoveAsync(StoredWorld world, Actor actor, long version, int most = RouteChange.Batch)
    {
        await using var db = world.Database.OpenWriter();
        return await new RouteChange(db, new SwedishCalendar(world.Time), new RouteCache(), StoredWorld.Check, new WorkflowOptions()).MoveOpenAsync(world.Org, version, actor, most);
    }

    private static Task<List<int>> VersionsAsync(StoredWorld world) =>
        world.Database.ReadAsync(db => db.Deficiencies.OrderBy(d => d.Id).Select(d => d.Instance.RouteVersion.Version).ToListAsync());

    private static Task<List<OlderCase>> OlderAsync(StoredWorld world) => world.Database.ReadAsync(async db => await OlderCases.ReadAsync(
        db.Deficiencies, db.RouteVersions, await db.Groups.ToListAsync(), await db.Organisations.Select(o => o.CurrentRoute!).SingleAsync(), new RouteCache()));
}
