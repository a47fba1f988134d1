using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Starting;
using Systemfel.Workflows.Time;

namespace Systemfel.Data.Tests.Starting;

/// <summary>The steps that name the organisation, its groups and its parties.</summary>
[Collection(Databases.Databases.Name)]
public class StartGuideTests(DatabaseFixture databases)
{
    private static readonly PlaceInput Place = new("PO Öst", "Öst kommun", "Stockholms län", "08-1", ["0180", "0126"]);

    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

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

    /// <summary>What names a municipality's party, one row each.</summary>
    public static TheoryData<string> Uses => new("contact", "invites", "raised", "remark", "support", "attendance", "invitation", "adjustment", "turn", "letter", "addressee");

    [Theory, MemberData(nameof(Uses))]
    public async Task Name_WhenSomethingNamesTheParty_KeepsTheMunicipality(string use)
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);
        var subject = await world.SubmitAsync();
        await WithAsync(world, g => g.NameAsync(world.Org, Place, admin));
        await PartyUses.AddAsync(world, use, subject, await world.Database.ReadAsync(db => db.Parties.Where(p => p.Name == "Huddinge kommun").Select(p => p.Id).SingleAsync()));

        await WithAsync(world, g => g.NameAsync(world.Org, Place with { Municipalities = ["0180"] }, admin));

        Assert.True(await world.Database.ReadAsync(db => db.Parties.AnyAsync(p => p.Name == "Huddinge kommun")));
        Assert.True(await world.Database.ReadAsync(db => db.Municipalities.AnyAsync(m => m.Name == "Huddinge")));
    }

    [Theory]
    [InlineData("2082", "Säters kommun")]
    [InlineData("2180", "Gävle kommun")]
    [InlineData("2080", "Falu kommun")]
    [InlineData("1280", "Malmö stad")]
    [InlineData("0980", "Region Gotland")]
    [InlineData("0880", "Kalmar kommun")]
    public void Counties_KnowWhatAMunicipalityCallsItself(string code, string name) =>
        Assert.Equal(name, Counties.Municipalities.Single(m => m.Code == code).OfficialName);

    [Fact]
    public void Counties_HoldEveryMunicipalityOfTheTable() =>
        Assert.Equal(290, Counties.Known.Sum(c => Counties.Of(c.Name).Count));

    private static async Task WithAsync(StoredWorld world, Func<StartGuide, Task> step)
    {
        await using var db = world.Database.OpenWriter();
        await step(new StartGuide(db, new SwedishCalendar(world.Time), new WorkflowOptions()));
    }
}
