using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Starting;
using Systemfel.Workflows.Time;

namespace Systemfel.Data.Tests.Starting;

/// <summary>How the organisation works: chosen before it is in use, and what a person has set outlives a change of mind.</summary>
[Collection(Databases.Databases.Name)]
public class PresetChoiceTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Choose_ByWhoIsNoAdministrator_IsNotFound(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);

        await Assert.ThrowsAsync<CaseNotFoundException>(() => ChooseAsync(world, "stockholm", world.Coordinator));
    }

    [Fact]
    public async Task Choose_WhenThereIsNoSuchPreset_IsRefused()
    {
        var (world, admin) = await EmptyWorldAsync(DatabaseProvider.Sqlite);

        Assert.Equal("preset", (await Assert.ThrowsAsync<MoveRefusedException>(() => ChooseAsync(world, "malmo", admin))).Input);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Choose_WhenThereAreMeetings_IsRefused(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var admin = await ExampleTests.AdminAsync(world);

        Assert.Contains("kan inte bytas", (await Assert.ThrowsAsync<MoveRefusedException>(() => ChooseAsync(world, "stockholm", admin))).Message);
    }

    [Fact]
    public async Task Choose_WhenThereAreCases_IsRefused()
    {
        var (world, admin) = await EmptyWorldAsync(DatabaseProvider.Sqlite);
        await world.SubmitAsync();

        Assert.Contains("kan inte bytas", (await Assert.ThrowsAsync<MoveRefusedException>(() => ChooseAsync(world, "stockholm", admin))).Message);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Choose_WhenSomeoneSitsInAGroupThatGoes_IsRefused(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        await world.Database.WriteAsync(db => db.Meetings.ExecuteDeleteAsync());
        var admin = await ExampleTests.AdminAsync(world);

        Assert.Contains("sitter i grupper", (await Assert.ThrowsAsync<MoveRefusedException>(() => ChooseAsync(world, "stockholm", admin))).Message);
    }

    [Fact]
    public async Task Choose_WhenAGroupThatGoesHasASeries_IsRefused()
    {
        var (world, admin) = await EmptyWorldAsync(DatabaseProvider.Sqlite);
        await AddAsync(world, new MeetingSeries { OrganisationId = world.Org, GroupId = world.Groups["sg1"] });

        Assert.Contains("mötesserier", (await Assert.ThrowsAsync<MoveRefusedException>(() => ChooseAsync(world, "stockholm", admin))).Message);
    }

    [Fact]
    public async Task Choose_WhenAGroupThatGoesHasARaisedPoint_IsRefused()
    {
        var (world, admin) = await EmptyWorldAsync(DatabaseProvider.Sqlite);
        await AddAsync(world, new RaisedPoint { OrganisationId = world.Org, GroupId = world.Groups["sg1"], PartyId = world.Party, ById = admin.AccountId!.Value, Text = "Väntetider" });

        Assert.Contains("väckta punkter", (await Assert.ThrowsAsync<MoveRefusedException>(() => ChooseAsync(world, "stockholm", admin))).Message);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Choose_BeforeItIsConfirmed_SaysWhatItReplacesAndStoresNothing(DatabaseProvider provider)
    {
        var (world, admin) = await EmptyWorldAsync(provider);

        var plan = await ChooseAsync(world, "stockholm", admin);

        Assert.Equal(["sg1", "sg2"], plan!.Ends.Select(g => g.Code));
        Assert.Equal(["styrgrupp", "socialnamnden"], plan.Comes.Select(g => g.Id));
        Assert.Equal("sodra-dalarna", await world.Database.ReadAsync(db => db.Organisations.Select(o => o.CurrentRoute!.RouteKey).SingleAsync()));
        Assert.False(await world.Database.ReadAsync(db => db.Groups.AnyAsync(g => g.EndedAt != null)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Choose_WhenAGroupHasChangedSinceItWasConfirmed_AsksAgain(DatabaseProvider provider)
    {
        var (world, admin) = await EmptyWorldAsync(provider);
        var plan = await ChooseAsync(world, "stockholm", admin);
        await world.Database.WriteAsync(db => db.Groups.Where(g => g.Code == "sg1").ExecuteUpdateAsync(s => s.SetProperty(g => g.Name, "Norra gruppen")));

        var again = await ChooseAsync(world, "stockholm", admin, plan!.Seen);

        Assert.Equal("Norra gruppen", again!.Ends[0].Name);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Choose_WhenConfirmed_TakesItsRouteAndGroupsIntoUseAndSaysWhoDid(DatabaseProvider provider)
    {
        var (world, admin) = await EmptyWorldAsync(provider);

        await ConfirmAsync(world, "hasselby-vallingby", admin);

        var organisation = await world.Database.ReadAsync(db => db.Organisations.Include(o => o.CurrentRoute).SingleAsync());
        Assert.Equal(("hasselby-vallingby", "hasselby-vallingby", admin.AccountId), (organisation.PresetKey, organisation.CurrentRoute!.RouteKey, organisation.CurrentRoute.CreatedById));
        Assert.Equal(["team", "referensgrupp"], await world.Database.ReadAsync(db => db.Groups.Where(g => g.EndedAt == null).OrderBy(g => g.SortOrder).Select(g => g.Code).ToListAsync()));
        Assert.Equal(GroupKind.Reference, await world.Database.ReadAsync(db => db.Groups.Where(g => g.Code == "referensgrupp").Select(g => g.Kind).SingleAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Choose_WhenGroupsCome_SeatsThoseWhoSatInTheGroupsThatEnd(DatabaseProvider provider)
    {
        var (world, admin) = await EmptyWorldAsync(provider);
        await AddAsync(world, new GroupParty { GroupId = world.Groups["sg1"], PartyId = world.Party });

        await ConfirmAsync(world, "hasselby-vallingby", admin);

        Assert.Equal([world.Party], await SeatsAsync(world, "referensgrupp"));
        Assert.Empty(await SeatsAsync(world, "team"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Choose_WhenTheSameIsChosenAgain_ChangesNothingThatAPersonHasSet(DatabaseProvider provider)
    {
        var (world, admin) = await EmptyWorldAsync(provider);
        await ConfirmAsync(world, "hasselby-vallingby", admin);
        await NameAsync(world, "referensgrupp", "Vår referensgrupp", 6);

        Assert.Null(await ChooseAsync(world, "hasselby-vallingby", admin));

        Assert.Equal(("Vår referensgrupp", 6), await NamedAsync(world, "referensgrupp"));
        Assert.Equal(1, await world.Database.ReadAsync(db => db.AccessLog.CountAsync(l => l.What == "start.preset")));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Choose_WhenChangedThereAndBack_FindsNamesNumbersSeatsAndWhoInvitesAgain(DatabaseProvider provider)
    {
        var (world, admin) = await EmptyWorldAsync(provider);
        await AddAsync(world, new GroupParty { GroupId = world.Groups["sg1"], PartyId = world.Party });
        await NameAsync(world, "sg1", "Norra gruppen", 4);
        await world.Database.WriteAsync(db => db.Groups.Where(g => g.Code == "sg1").ExecuteUpdateAsync(s => s.SetProperty(g => g.InviterPartyId, world.Party)));
        await ConfirmAsync(world, "stockholm", admin);

        await ConfirmAsync(world, "sodra-dalarna", admin);

        Assert.Equal(("Norra gruppen", 4), await NamedAsync(world, "sg1"));
        Assert.Equal([world.Party], await SeatsAsync(world, "sg1"));
        Assert.Empty(await SeatsAsync(world, "sg2"));
        Assert.Equal(world.Party, await world.Database.ReadAsync(db => db.Groups.Where(g => g.Code == "sg1").Select(g => g.InviterPartyId).SingleAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Choose_WhenAGroupThatStaysWasNamedByAPerson_KeepsItsNameAndNumber(DatabaseProvider provider)
    {
        var (world, admin) = await EmptyWorldAsync(provider);
        await NameAsync(world, "team", "Vårt team", 9);

        await ConfirmAsync(world, "stockholm", admin);

        Assert.Equal(("Vårt team", 9), await NamedAsync(world, "team"));
    }

    [Fact]
    public async Task Choose_WhenAGroupThatStaysHasTheProductsName_TakesThePresets()
    {
        var (world, admin) = await EmptyWorldAsync(DatabaseProvider.Sqlite);
        await NameAsync(world, "team", "PO-teamet", 11);

        await ConfirmAsync(world, "stockholm", admin);

        Assert.Equal("Områdeskontoren", (await NamedAsync(world, "team")).Name);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Choose_WhenChosenThereAndBack_IsOneVersionOfEach(DatabaseProvider provider)
    {
        var (world, admin) = await EmptyWorldAsync(provider);

        foreach (var preset in new[] { "stockholm", "sodra-dalarna", "stockholm" }) await ConfirmAsync(world, preset, admin);

        Assert.Equal(["sodra-dalarna", "stockholm"], await world.Database.ReadAsync(db => db.RouteVersions.OrderBy(r => r.RouteKey).Select(r => r.RouteKey).ToListAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Choose_ByTwoAtOnce_IsMadeOnce(DatabaseProvider provider)
    {
        var (world, admin) = await EmptyWorldAsync(provider);
        var seen = (await ChooseAsync(world, "stockholm", admin))!.Seen;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ChooseAsync(world, "stockholm", admin, seen))));

        Assert.Equal(1, await world.Database.ReadAsync(db => db.RouteVersions.CountAsync(r => r.RouteKey == "stockholm")));
        Assert.Equal(1, await world.Database.ReadAsync(db => db.AccessLog.CountAsync(l => l.What == "start.preset")));
        Assert.Equal(3, await world.Database.ReadAsync(db => db.Groups.CountAsync(g => g.EndedAt == null)));
    }

    private static Task NameAsync(StoredWorld world, string code, string name, int meetings) => world.Database.WriteAsync(db =>
        db.Groups.Where(g => g.Code == code).ExecuteUpdateAsync(s => s.SetProperty(g => g.Name, name).SetProperty(g => g.MeetingsPerYear, meetings)));

    private static async Task<(string Name, int Meetings)> NamedAsync(StoredWorld world, string code)
    {
        var group = await world.Database.ReadAsync(db => db.Groups.SingleAsync(g => g.Code == code));
        return (group.Name, group.MeetingsPerYear);
    }

    private static Task<List<long>> SeatsAsync(StoredWorld world, string code) =>
        world.Database.ReadAsync(db => db.Groups.Where(g => g.Code == code).SelectMany(g => g.Parties).Select(p => p.PartyId).ToListAsync());

    private static Task AddAsync(StoredWorld world, object row) => world.Database.WriteAsync(db =>
    {
        db.Add(row);
        return Task.CompletedTask;
    });

    private static async Task ConfirmAsync(StoredWorld world, string preset, Actor actor)
    {
        var plan = await ChooseAsync(world, preset, actor);
        Assert.Null(await ChooseAsync(world, preset, actor, plan!.Seen));
    }

    private async Task<(StoredWorld, Actor)> EmptyWorldAsync(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        await world.Database.WriteAsync(async db =>
        {
            await db.Meetings.ExecuteDeleteAsync();
            await db.Memberships.Where(m => m.GroupId != null).ExecuteDeleteAsync();
            await db.Organisations.ExecuteUpdateAsync(s => s.SetProperty(o => o.PresetKey, "sodra-dalarna"));
            await db.Set<GroupParty>().ExecuteDeleteAsync();
        });
        return (world, await ExampleTests.AdminAsync(world));
    }

    private static async Task<PresetPlan?> ChooseAsync(StoredWorld world, string preset, Actor actor, string seen = "")
    {
        await using var db = world.Database.OpenWriter();
        return await new PresetChoice(db, new SwedishCalendar(world.Time)).ChooseAsync(world.Org, preset, seen, actor);
    }
}
