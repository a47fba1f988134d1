using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Starting;
using Systemfel.Workflows.Time;

namespace Systemfel.Data.Tests.Starting;

/// <summary>Parties that are there already get and leave seats in groups.</summary>
[Collection(Databases.Databases.Name)]
public class SeatTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Fact]
    public async Task Seat_ByWhoIsNoAdministrator_IsNotFound()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);

        await Assert.ThrowsAsync<CaseNotFoundException>(() => SeatAsync(world, world.Coordinator, new SeatInput(world.Groups["sg1"], world.Party, true)));
    }

    [Theory]
    [InlineData("team", 0, false)]
    [InlineData("sg1", 4711, false)]
    [InlineData("sg1", 0, true)]
    public async Task Seat_WhenTheGroupOrThePartyIsNotThere_IsNotFound(string group, long off, bool hasEnded)
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);
        await world.Database.WriteAsync(db => db.Groups.Where(g => hasEnded && g.Code == "sg1").ExecuteUpdateAsync(s => s.SetProperty(g => g.EndedAt, DateTimeOffset.UnixEpoch)));

        await Assert.ThrowsAsync<CaseNotFoundException>(() => SeatAsync(world, admin, new SeatInput(world.Groups[group], world.Party + off, true)));
    }

    [Fact]
    public async Task Seat_WhenItIsAnotherOrganisations_IsNotFound()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);
        var other = new Organisation { Name = "PO Annan" };
        await AddAsync(world, other);
        var (group, party) = (new Group { OrganisationId = other.Id, Code = "sg1", Kind = GroupKind.Steering }, new Party { OrganisationId = other.Id, Code = "X", Name = "X kommun" });
        await AddAsync(world, group, party);

        await Assert.ThrowsAsync<CaseNotFoundException>(() => SeatAsync(world, admin, new SeatInput(group.Id, world.Party, true)));
        await Assert.ThrowsAsync<CaseNotFoundException>(() => SeatAsync(world, admin, new SeatInput(world.Groups["sg1"], party.Id, true)));
    }

    [Fact]
    public async Task Seat_WhenSomeoneSitsThereForTheParty_IsNotTakenAway()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);
        await SeatAsync(world, admin, new SeatInput(world.Groups["sg1"], world.Party, true));
        await world.Database.WriteAsync(db => db.Memberships.Where(m => m.Role == Role.Member).ExecuteUpdateAsync(s => s.SetProperty(m => m.PartyId, world.Party)));

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => SeatAsync(world, admin, new SeatInput(world.Groups["sg1"], world.Party, false)));

        Assert.Contains("Eva Ledamot", refused.Message);
        Assert.Equal([world.Party], await SeatsAsync(world, "sg1"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Seat_WhenGivenTwice_IsThereOnce(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var admin = await ExampleTests.AdminAsync(world);

        Assert.Equal(1, await SeatAsync(world, admin, new SeatInput(world.Groups["sg1"], world.Party, true)));
        Assert.Equal(0, await SeatAsync(world, admin, new SeatInput(world.Groups["sg1"], world.Party, true)));

        Assert.Equal([world.Party], await SeatsAsync(world, "sg1"));
        Assert.Empty(await SeatsAsync(world, "sg2"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Seat_WhenTakenAway_IsGone(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var admin = await ExampleTests.AdminAsync(world);
        await SeatAsync(world, admin, new SeatInput(world.Groups["sg1"], world.Party, true));

        await SeatAsync(world, admin, new SeatInput(world.Groups["sg1"], world.Party, false));

        Assert.Empty(await SeatsAsync(world, "sg1"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Seat_ByTwoAtOnce_IsGivenOnce(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var admin = await ExampleTests.AdminAsync(world);

        var changed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SeatAsync(world, admin, new SeatInput(world.Groups["sg1"], world.Party, true)))));

        Assert.Equal(1, changed.Sum());
    }

    private static Task<List<long>> SeatsAsync(StoredWorld world, string code) =>
        world.Database.ReadAsync(db => db.Groups.Where(g => g.Code == code).SelectMany(g => g.Parties).Select(p => p.PartyId).ToListAsync());

    private static Task AddAsync(StoredWorld world, params object[] rows) => world.Database.WriteAsync(db =>
    {
        db.AddRange(rows);
        return Task.CompletedTask;
    });

    private static async Task<int> SeatAsync(StoredWorld world, Actor actor, params SeatInput[] seats)
    {
        await using var db = world.Database.OpenWriter();
        return await new StartGuide(db, new SwedishCalendar(world.Time), new WorkflowOptions()).SeatAsync(world.Org, seats, actor);
    }
}
