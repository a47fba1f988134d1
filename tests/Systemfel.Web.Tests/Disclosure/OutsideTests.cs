using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Tests.Lists;
using Systemfel.Workflows.Demo;

namespace Systemfel.Web.Tests.Disclosure;

/// <summary>What the pages show outside the team: every municipality and sub-area of the demo is marked as small.</summary>
public sealed class OutsideTests(OutsideHost host) : IClassFixture<OutsideHost>
{
    public static TheoryData<string> Outsiders => ["ledamot.finsam", "rsmh", "lansstyrelsen"];

    [Theory, MemberData(nameof(Outsiders))]
    public async Task Register_OutsideTheTeam_NamesNoSmallUnitAndOffersNone(string who)
    {
        using var browser = await host.AsAsync(who);

        var page = await browser.GetAsync("/register?lage=alla");

        Assert.NotEmpty(page.Html.QuerySelectorAll(".r-kommun"));
        Assert.All(page.Html.QuerySelectorAll(".r-kommun"), c => Assert.Contains(c.TextContent, new[] { "en mindre enhet", "Flera" }));
        Assert.Equal(["Alla", "Flera kommuner"], page.Html.QuerySelectorAll("#f-kommun option").Select(o => o.TextContent.Split(" (")[0]));
        Assert.All(Tags(page), t => Assert.EndsWith("en mindre enhet", t));
    }

    [Theory, MemberData(nameof(Outsiders))]
    public async Task Register_AskedForASmallUnitByItsWord_AnswersAsIfNothingWasAsked(string who)
    {
        using var browser = await host.AsAsync(who);

        var all = await browser.GetAsync("/register?lage=alla");
        var asked = await browser.GetAsync($"/register?lage=alla&kommun={host.MunicipalityWord}");

        Assert.Equal(all.Html.QuerySelector(".traff strong")!.TextContent, asked.Html.QuerySelector(".traff strong")!.TextContent);
    }

    [Theory, MemberData(nameof(Outsiders))]
    public async Task Csv_OutsideTheTeam_NamesNoSmallUnitAndNoFewPersons(string who)
    {
        using var browser = await host.AsAsync(who);

        var rows = CsvText.Read(await (await browser.GetAsync("/register.csv?lage=alla")).Response.Content.ReadAsByteArrayAsync());

        var (municipality, area, persons) = (rows[0].IndexOf("Kommun"), rows[0].IndexOf("Delområden"), rows[0].IndexOf("Antal personer"));
        Assert.True(rows.Count > 1);
        Assert.All(rows.Skip(1), r => Assert.Contains(r[municipality], new[] { "en mindre enhet", "Flera kommuner" }));
        Assert.All(rows.Skip(1).SelectMany(r => r[area].Split(", ", StringSplitOptions.RemoveEmptyEntries)), a => Assert.Equal("en mindre enhet", a));
        Assert.All(rows.Skip(1), r => Assert.Contains(r[persons], new[] { "färre än 5", "5–9", "10+", "" }));
        Assert.Contains(rows.Skip(1), r => r[persons] == "färre än 5");
    }

    [Fact]
    public async Task Csv_OfAnAuthorityAsAWhole_NamesItsOwnSubAreasAndNoOthers()
    {
        using var browser = await host.AsAsync("ledamot.fk");

        var rows = CsvText.Read(await (await browser.GetAsync("/register.csv?lage=alla")).Response.Content.ReadAsByteArrayAsync());

        var (authorities, areas) = (rows[0].IndexOf("Myndigheter"), rows[0].IndexOf("Delområden"));
        Assert.Contains(rows.Skip(1), r => r[authorities] == "Försäkringskassan" && r[areas] is not ("" or "en mindre enhet"));
        Assert.All(rows.Skip(1).Where(r => !r[authorities].Contains("Försäkringskassan", StringComparison.Ordinal)), r => Assert.True(r[areas].Split(", ").All(a => a is "" or "en mindre enhet"), r[areas]));
    }

    [Fact]
    public async Task Csv_OfTheTeam_NamesEverything()
    {
        using var browser = await host.AsAsync("malin");

        var rows = CsvText.Read(await (await browser.GetAsync("/register.csv?lage=alla")).Response.Content.ReadAsByteArrayAsync());

        Assert.DoesNotContain(rows, r => r.Contains("en mindre enhet") || r.Contains("färre än 5"));
        Assert.Contains(rows.Skip(1), r => r[rows[0].IndexOf("Antal personer")] == "1");
    }

    [Fact]
    public async Task Case_BeforeAMemberOfAnother_SaysASmallerUnit()
    {
        var (id, name, _, other) = await host.CaseOfOneAsync();
        using var browser = await host.AsAsync(other);

        var page = await browser.GetAsync($"/systemfel/{id}");

        Assert.Contains("en mindre enhet", page.Html.QuerySelector(".taggar")!.TextContent);
        Assert.DoesNotContain(name, page.Html.QuerySelector(".taggar")!.TextContent);
        Assert.DoesNotContain($"ombud, {name}", page.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Case_BeforeTheUnitItself_NamesIt()
    {
        var (id, name, own, _) = await host.CaseOfOneAsync();
        using var browser = await host.AsAsync(own);

        Assert.Contains(name, (await browser.GetAsync($"/systemfel/{id}")).Html.QuerySelector(".taggar")!.TextContent);
    }

    [Fact]
    public async Task Case_BeforeTheTeam_NamesIt()
    {
        var (id, name, _, _) = await host.CaseOfOneAsync();
        using var browser = await host.AsAsync("sara");

        Assert.Contains(name, (await browser.GetAsync($"/systemfel/{id}")).Html.QuerySelector(".taggar")!.TextContent);
    }

    [Fact]
    public async Task Case_SeenByFew_SaysSoOutsideAndTellsTheTeam()
    {
        var id = await host.WithAsync((SystemfelReader r) => r.Deficiencies
            .Where(d => d.Grants.Any(g => g.GroupId != null) && d.Band <= AffectedBand.TwoToFour && d.Occurrences.Count == 1 && d.Occurrences.All(o => o.Band == AffectedBand.One && o.UndoneAt == null))
            .OrderBy(d => d.Id).Select(d => d.Id).FirstAsync());
        using var member = await host.AsAsync("rsmh");
        using var team = await host.AsAsync("sara");

        Assert.Contains("färre än 5 personer", (await member.GetAsync($"/systemfel/{id}")).Html.QuerySelector(".settrad")!.TextContent);
        Assert.Contains("2–4 personer", (await team.GetAsync($"/systemfel/{id}")).Html.QuerySelector(".settrad")!.TextContent);
    }

    [Fact]
    public async Task County_InItsList_ReadsNoSmallName()
    {
        using var browser = await host.AsAsync("lansstyrelsen");

        var page = await browser.GetAsync("/lansstyrelsen");

        Assert.NotEmpty(page.Html.QuerySelectorAll(".radrubrik"));
        Assert.All(Tags(page), t => Assert.EndsWith("en mindre enhet", t));
    }

    [Fact]
    public async Task County_InItsList_ReadsNoSmallNameInANote()
    {
        using var browser = await host.AsAsync("lansstyrelsen");

        var notes = (await browser.GetAsync("/lansstyrelsen")).Html.QuerySelectorAll(".meta span[dir=auto]").Select(n => n.TextContent).ToList();

        Assert.NotEmpty(notes);
        Assert.All(notes, n => Assert.Equal("Gäller en mindre enhet", n));
    }

    [Fact]
    public async Task Case_WhenASmallUnitWasTold_SaysItsNameToTheTeamAlone()
    {
        using var outside = await host.AsAsync("lansstyrelsen");
        using var team = await host.AsAsync("sara");

        Assert.Contains("en mindre enhet, för kännedom", (await outside.GetAsync($"/systemfel/{host.Told}")).Html.QuerySelector(".sido")!.TextContent);
        Assert.Contains($"{host.ToldName}, för kännedom", (await team.GetAsync($"/systemfel/{host.Told}")).Html.QuerySelector(".sido")!.TextContent);
    }

    [Fact]
    public async Task GroupMeeting_OnTheScreenOfTheCoordinator_ReadsAsTheRoomMay()
    {
        using var browser = await host.AsAsync("malin");

        var page = await browser.GetAsync($"/mote/{host.GroupMeeting}");

        Assert.Contains(page.Html.QuerySelector(".fall .taggar > .dampad")!.TextContent, new[] { "en mindre enhet", "Flera kommuner" });
        Assert.All(page.Html.QuerySelectorAll(".fall .taggar > span").Select(s => s.TextContent).Where(t => t.Contains(" · ")), t => Assert.EndsWith("en mindre enhet", t));
    }

    /// <summary>'Kommun · boendestöd': what stands behind the point is the sub-area.</summary>
    private static List<string> Tags(Page page) =>
        [.. page.Html.QuerySelectorAll(".meta > span").Select(s => s.TextContent.Trim()).Where(t => t.Contains(" · ", StringComparison.Ordinal))];
}

public sealed class OutsideHost : WebHost, IAsyncLifetime
{
    protected override bool SeedsDemo => true;

    public string MunicipalityWord { get; private set; } = "";

    public long GroupMeeting { get; private set; }

    /// <summary>A case that the county has, of which a small municipality was told, and that municipality's party.</summary>
    public long Told { get; private set; }

    public string ToldName { get; private set; } = "";

    public Task<Browser> AsAsync(string who) => SignedInAsync($"{who}@demo.example", DemoSeeder.Password);

    public async Task InitializeAsync()
    {
        using var coordinator = await AsAsync("malin");
        var municipalities = await WithAsync((SystemfelReader r) => r.Municipalities.ToListAsync());
        var areas = await WithAsync((SystemfelReader r) => r.SubAreas.Select(a => a.Id).ToListAsync());
        MunicipalityWord = municipalities[0].Code.ToLowerInvariant();
        var marked = await coordinator.PostFormAsync("/installningar", "/installningar/sma-enheter",
            [.. municipalities.Select(m => ("municipality", $"{m.Id}")), .. areas.Select(a => ("area", $"{a}"))]);
        Assert.Equal("/installningar", marked.Location);
        Told = await WithAsync((SystemfelReader r) => r.Deficiencies.Where(d => d.SideNotes.Any(n => n.Kind == SideNoteKind.CountyInformed)).Select(d => d.Id).FirstAsync());
        ToldName = await WithAsync((SystemfelReader r) => r.Parties.Where(p => p.MunicipalityId == municipalities[0].Id).Select(p => p.Name).SingleAsync());
        await NoteAsync($"Gäller {municipalities[0].Name}");
        GroupMeeting = await WithAsync((SystemfelReader r) => r.Meetings
            .Where(m => m.Group.Code == "sg1" && m.State == MeetingState.Planned).OrderBy(m => m.Date).Select(m => m.Id).FirstAsync());
        Assert.Equal($"/mote/{GroupMeeting}", (await coordinator.PostFormAsync($"/mote/{GroupMeeting}", $"/mote/{GroupMeeting}/oppna")).Location);
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    /// <summary>Names a small unit in the notes for the county, past the pages, and tells it of a case as another way of working does.</summary>
    private async Task NoteAsync(string note)
    {
        await using var connection = new SqliteConnection(Services.GetRequiredService<DatabaseOptions>().ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            UPDATE "SideNotes" SET "Note" = @note;
            INSERT INTO "SideNotes" ("DeficiencyId", "Kind", "At", "Note") SELECT "DeficiencyId", 2, "At", @party FROM "SideNotes" WHERE "DeficiencyId" = @told LIMIT 1;
            """;
        command.Parameters.AddWithValue("@note", note);
        command.Parameters.AddWithValue("@party", ToldName);
        command.Parameters.AddWithValue("@told", Told);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A case of one municipality that the first group has got: its name, its member and another's.</summary>
    public async Task<(long Id, string Name, string Own, string Other)> CaseOfOneAsync()
    {
        var found = await WithAsync((SystemfelReader r) => r.Deficiencies.Where(d => d.MunicipalityId != null && d.Grants.Any(g => r.Groups.Any(x => x.Id == g.GroupId && x.Code == "sg1")))
            .OrderBy(d => d.Id).Select(d => new { d.Id, d.Municipality!.Name, d.MunicipalityId }).FirstAsync());
        var parties = await WithAsync((SystemfelReader r) => r.Parties.Where(p => p.MunicipalityId != null).OrderBy(p => p.Id).ToListAsync());
        static string Member(Party p) => p.Code.Replace("kommun-", "ledamot.", StringComparison.Ordinal);
        return (found.Id, found.Name, Member(parties.Single(p => p.MunicipalityId == found.MunicipalityId)), Member(parties.First(p => p.MunicipalityId != found.MunicipalityId)));
    }
}
