using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Organisations;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Text;
using Systemfel.Workflows.Time;

namespace Systemfel.Data.Tests.Disclosure;

/// <summary>Who reads the name of a small unit, role by role; and that it can not be searched out.</summary>
[Collection(Databases.Databases.Name)]
public class SmallUnitTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    public static TheoryData<DatabaseProvider, Role, string, bool> Readers()
    {
        var data = new TheoryData<DatabaseProvider, Role, string, bool>();
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            foreach (var team in Viewer.TeamRoles) data.Add(provider, team, "", true);
            data.Add(provider, Role.Member, "own", true);
            data.Add(provider, Role.Member, "other", false);
            data.Add(provider, Role.Member, "", false);
            // Whoever stands for users reads no names for the sake of a body that they also know.
            data.Add(provider, Role.UserOrganisation, "own", false);
            data.Add(provider, Role.CountyBoard, "", false);
            data.Add(provider, Role.Registrar, "", false);
            data.Add(provider, Role.Administrator, "", false);
        }
        return data;
    }

    [Theory, MemberData(nameof(Readers))]
    public async Task Audience_OfARole_ReadsTheNamesThatAreItsOwn(DatabaseProvider provider, Role role, string party, bool sees)
    {
        var unit = await UnitAsync(provider);
        var viewer = new Viewer(1, "Någon", [new Membership { OrganisationId = unit.World.Org, Role = role, PartyId = unit.Parties.TryGetValue(party, out var id) ? id : null }]);
        await using var reader = unit.World.Database.OpenReader();

        var audience = await Audience.OfAsync(reader, viewer, unit.World.Org);

        Assert.Equal(sees ? "Provköping" : Audience.SmallUnit, audience.Name(unit.Municipality));
        Assert.Equal(sees ? "Boendestöd" : Audience.SmallUnit, audience.Name(unit.Area, unit.Municipality.Id));
        Assert.Equal(sees ? "Provköpings kommun tog hem frågan i Provköping." : $"{Audience.SmallUnit} tog hem frågan i {Audience.SmallUnit}.",
            audience.Words("Provköpings kommun tog hem frågan i Provköping."));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Audience_ElsewhereInTheTeam_IsNoTeamHere(DatabaseProvider provider)
    {
        var unit = await UnitAsync(provider);
        await using var reader = unit.World.Database.OpenReader();

        var audience = await Audience.OfAsync(reader, new Viewer(1, "Någon", [new Membership { OrganisationId = unit.World.Org + 1, Role = Role.Coordinator }]), unit.World.Org);

        Assert.Equal(Audience.SmallUnit, audience.Name(unit.Municipality));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Audience_OfTheRoom_ReadsNoSmallName(DatabaseProvider provider)
    {
        var unit = await UnitAsync(provider);
        await using var reader = unit.World.Database.OpenReader();

        var audience = await Audience.OfRoomAsync(reader, unit.World.Org);

        Assert.Equal((Audience.SmallUnit, "färre än 5 personer"), (audience.Name(unit.Municipality), audience.Persons(AffectedBand.One)));
    }

    [Theory]
    [InlineData(AffectedBand.One, "1 person", "färre än 5 personer")]
    [InlineData(AffectedBand.TwoToFour, "2–4 personer", "färre än 5 personer")]
    [InlineData(AffectedBand.FiveToNine, "5–9 personer", "5–9 personer")]
    [InlineData(AffectedBand.TenOrMore, "10+ personer", "10+ personer")]
    public void Persons_OutsideTheTeam_AreNeverToldUnderFive(AffectedBand band, string team, string outside) =>
        Assert.Equal((team, outside), (Audience.Team.Persons(band), Audience.Anyone.Persons(band)));

    [Theory, MemberData(nameof(Both))]
    public async Task Mark_ByAnOmbud_IsNotFound(DatabaseProvider provider)
    {
        var unit = await UnitAsync(provider);

        await Assert.ThrowsAsync<CaseNotFoundException>(() => MarkAsync(unit.World, [], unit.World.Author));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Mark_OfOneSubArea_LeavesTheOthers(DatabaseProvider provider)
    {
        var unit = await UnitAsync(provider);
        var other = new SubArea { OrganisationId = unit.World.Org, AuthorityId = unit.World.Authorities["FK"], Code = "SJP", Name = "Sjukpenning" };
        await unit.World.Database.WriteAsync(db =>
        {
            db.Add(other);
            return Task.CompletedTask;
        });

        await MarkAsync(unit.World, [other.Id], unit.World.Coordinator);

        Assert.Equal([other.Id], await unit.World.Database.ReadAsync(db => db.SubAreas.Where(s => s.IsSmallUnit).Select(s => s.Id).ToListAsync()));
        Assert.False(await unit.World.Database.ReadAsync(db => db.Municipalities.AnyAsync(m => m.IsSmallUnit)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Mark_OfASubArea_TakesItsNameOutOfWhatCanBeSearched(DatabaseProvider provider)
    {
        var unit = await UnitAsync(provider);
        await MarkAsync(unit.World, [], unit.World.Coordinator);
        var report = new ReportText
        {
            Title = "Besked dröjer",
            Pattern = "Den som söker får vänta länge.",
            Addressees = [new ReportAddressee(unit.World.Authorities["KO"], unit.Area.Id)],
        };
        await using (var db = unit.World.Database.OpenWriter())
            await unit.World.Moves(db).SubmitAsync(unit.World.Org, new Submit(report, new TextCheck(new PersonalDataFinder()).Check(report.AllText())), unit.World.Author, "k");
        var before = await FoundAsync(unit.World, "boendestöd");

        await MarkAsync(unit.World, [unit.Area.Id], unit.World.Coordinator);
        var marked = await FoundAsync(unit.World, "boendestöd");
        await MarkAsync(unit.World, [], unit.World.Coordinator);

        Assert.Equal((1, 0, 1), (before, marked, await FoundAsync(unit.World, "boendestöd")));
    }

    private sealed record Unit(StoredWorld World, Municipality Municipality, SubArea Area, IReadOnlyDictionary<string, long> Parties);

    private async Task<Unit> UnitAsync(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var area = new SubArea { OrganisationId = world.Org, AuthorityId = world.Authorities["KO"], Code = "BOS", Name = "Boendestöd", IsSmallUnit = true };
        var other = new Municipality { OrganisationId = world.Org, Code = "ANN", Name = "Annanby" };
        await world.Database.WriteAsync(async db =>
        {
            db.AddRange(area, other);
            (await db.Municipalities.SingleAsync(m => m.Id == world.Municipality)).IsSmallUnit = true;
            (await db.Parties.SingleAsync(p => p.Id == world.Party)).MunicipalityId = world.Municipality;
        });
        var party = new Party { OrganisationId = world.Org, Code = "ANN", Name = "Annanby kommun", AuthorityId = world.Authorities["KO"], MunicipalityId = other.Id };
        await world.Database.WriteAsync(db =>
        {
            db.Add(party);
            return Task.CompletedTask;
        });
        return new Unit(world, new Municipality { Id = world.Municipality, Name = "Provköping", IsSmallUnit = true }, area,
            new Dictionary<string, long> { ["own"] = world.Party, ["other"] = party.Id });
    }

    private static async Task MarkAsync(StoredWorld world, IReadOnlyCollection<long> areas, Actor actor)
    {
        await using var db = world.Database.OpenWriter();
        await new OrganisationSettings(db, new SwedishCalendar(world.Time)).MarkSmallUnitsAsync(world.Org, [], areas, actor);
    }

    private static async Task<int> FoundAsync(StoredWorld world, string words)
    {
        await using var reader = world.Database.OpenReader();
        return (await reader.SearchAsync(SearchWords.Query(words)!, 10)).Count;
    }
}
