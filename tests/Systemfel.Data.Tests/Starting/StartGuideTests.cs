using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Starting;
using Systemfel.Workflows.Time;

namespace Systemfel.Data.Tests.Starting;

/// <summary>The steps that name the organisation and choose how it works.</summary>
[Collection(Databases.Databases.Name)]
public class StartGuideTests(DatabaseFixture databases)
{
    private static readonly PlaceInput Place = new("PO Öst", "Öst kommun", "Stockholms län", "08-1", ["0180", "0126"]);

    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task ChoosePreset_ByWhoIsNoAdministrator_IsNotFound(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);

        await Assert.ThrowsAsync<CaseNotFoundException>(() => WithAsync(world, g => g.ChoosePresetAsync(world.Org, "stockholm", world.Coordinator)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task ChoosePreset_WhenThereAreMeetings_IsRefused(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var admin = await ExampleTests.AdminAsync(world);

        Assert.Contains("kan inte bytas", (await Assert.ThrowsAsync<MoveRefusedException>(() => WithAsync(world, g => g.ChoosePresetAsync(world.Org, "stockholm", admin)))).Message);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task ChoosePreset_WhenSomeoneSitsInAGroupThatGoes_IsRefused(DatabaseProvider provider)
    {
        var (world, admin) = await EmptyWorldAsync(provider);

        Assert.Contains("sitter i grupper", (await Assert.ThrowsAsync<MoveRefusedException>(() => WithAsync(world, g => g.ChoosePresetAsync(world.Org, "stockholm", admin)))).Message);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task ChoosePreset_WhenNothingIsInUse_TakesItsRouteAndGroupsIntoUse(DatabaseProvider provider)
    {
        var (world, admin) = await EmptyWorldAsync(provider);
        await world.Database.WriteAsync(db => db.Memberships.Where(m => m.GroupId != null).ExecuteDeleteAsync());

        await WithAsync(world, g => g.ChoosePresetAsync(world.Org, "hasselby-vallingby", admin));

        var organisation = await world.Database.ReadAsync(db => db.Organisations.Include(o => o.CurrentRoute).SingleAsync());
        Assert.Equal(("hasselby-vallingby", "hasselby-vallingby"), (organisation.PresetKey, organisation.CurrentRoute!.RouteKey));
        Assert.Equal(["team", "referensgrupp"], await world.Database.ReadAsync(db => db.Groups.OrderBy(g => g.SortOrder).Select(g => g.Code).ToListAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task ChoosePreset_WhenChosenThereAndBack_IsOneVersionOfEach(DatabaseProvider provider)
    {
        var (world, admin) = await EmptyWorldAsync(provider);
        await world.Database.WriteAsync(db => db.Memberships.Where(m => m.GroupId != null).ExecuteDeleteAsync());

        foreach (var preset in new[] { "stockholm", "sodra-dalarna", "stockholm" }) await WithAsync(world, g => g.ChoosePresetAsync(world.Org, preset, admin));

        Assert.Equal(["sodra-dalarna", "stockholm"], await world.Database.ReadAsync(db => db.RouteVersions.OrderBy(r => r.RouteKey).Select(r => r.RouteKey).ToListAsync()));
    }

    public static TheoryData<string, PlaceInput> Faulty => new()
    {
        { "name", Place with { Name = " " } },
        { "hostname", Place with { HostName = "" } },
        { "county", Place with { County = "Mellanlandets län" } },
        { "phone", Place with { Phone = "" } },
        { "municipality", Place with { Municipalities = [] } },
        { "municipality", Place with { Municipalities = ["9999"] } },
        { "name", Place with { Name = new string('a', 201) } },
    };

    [Theory, MemberData(nameof(Faulty))]
    public async Task Name_WhenAFieldIsFaulty_IsRefusedThere(string field, PlaceInput input)
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);

        Assert.Equal(field, (await Assert.ThrowsAsync<MoveRefusedException>(() => WithAsync(world, g => g.NameAsync(world.Org, input, admin)))).Input);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Name_WhenMunicipalitiesAreChosen_AddsThemWithTheirPartiesAndKeepsThoseInUse(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var admin = await ExampleTests.AdminAsync(world);
        await world.SubmitAsync();

        await WithAsync(world, g => g.NameAsync(world.Org, Place, admin));

        Assert.Equal(["Huddinge", "Provköping", "Stockholm"], await world.Database.ReadAsync(db => db.Municipalities.OrderBy(m => m.Name).Select(m => m.Name).ToListAsync()));
        Assert.True(await world.Database.ReadAsync(db => db.Parties.AnyAsync(p => p.Name == "Huddinge kommun" && p.AuthorityId == world.Authorities["KO"])));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Name_WhenAMunicipalityIsUsedByNothing_LetsItGo(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var admin = await ExampleTests.AdminAsync(world);
        await WithAsync(world, g => g.NameAsync(world.Org, Place, admin));

        await WithAsync(world, g => g.NameAsync(world.Org, Place with { Municipalities = ["0180"] }, admin));

        Assert.Equal(["Stockholm"], await world.Database.ReadAsync(db => db.Municipalities.Select(m => m.Name).ToListAsync()));
    }

    [Fact]
    public void Counties_HoldEveryMunicipalityOfTheTable() =>
        Assert.Equal(290, Counties.Known.Sum(c => Counties.Of(c.Name).Count));

    private async Task<(StoredWorld, Actor)> EmptyWorldAsync(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        await world.Database.WriteAsync(db => db.Meetings.ExecuteDeleteAsync());
        return (world, await ExampleTests.AdminAsync(world));
    }

    private static async Task WithAsync(StoredWorld world, Func<StartGuide, Task> step)
    {
        await using var db = world.Database.OpenWriter();
        await step(new StartGuide(db, new SwedishCalendar(world.Time), new WorkflowOptions()));
    }
}
