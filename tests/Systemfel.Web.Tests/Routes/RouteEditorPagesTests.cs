using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Web.Tests.Reports;

namespace Systemfel.Web.Tests.Routes;

/// <summary>The route's editor without scripts.</summary>
public sealed class RouteEditorPagesTests : IClassFixture<RouteHost>
{
    private const string Path = "/admin/vagen";

    private readonly RouteHost _host;

    public RouteEditorPagesTests(RouteHost host) => _host = host;

    [Fact]
    public async Task Change_WhenFieldsAreFaulty_SaysSoAtEachAndKeepsWhatWasTyped()
    {
        using var admin = await _host.AdminAsync();

        var page = await admin.PostAsync(Path, await FormAsync(admin, ("action", "utkast"), ("stage.review", ""), ("days.answerDays", "snart"), ("move.hold", "Vänta lite")));

        Assert.Equal(422, (int)page.Status);
        Assert.Equal(["#stage_review", "#days_answerDays"], page.Html.QuerySelectorAll(".felsumma a").Select(a => a.GetAttribute("href")));
        Assert.Equal(("snart", "true"), (Value(page, "days.answerDays"), page.Html.QuerySelector("#days_answerDays")!.GetAttribute("aria-invalid")));
        Assert.Equal("Vänta lite", Value(page, "move.hold"));
    }

    [Fact]
    public async Task Change_WhenShown_DrawsWhatIsTypedAndStoresNothing()
    {
        using var admin = await _host.AdminAsync();

        var page = await admin.PostAsync(Path, await FormAsync(admin, ("action", "visa"), ("stage.review", "Torsdagsmötet"), ("new.label", "Nämnden")));

        Assert.Contains("Torsdagsmötet", page.Html.QuerySelector(".vagbild svg")!.TextContent);
        Assert.Equal("Nämnden", Value(page, "group.namnden.label"));
        Assert.DoesNotContain("Torsdagsmötet", (await admin.GetAsync(Path)).Text);
    }

    [Fact]
    public async Task Change_WhenAButtonIsMovedUp_StandsBeforeTheOne()
    {
        using var admin = await _host.AdminAsync();

        var page = await admin.PostAsync(Path, await FormAsync(admin, ("action", "move:hold:upp"), ("stage.review", "Torsdagsmötet")));

        Assert.Equal(["knapp-hold", "knapp-refer"], page.Html.QuerySelectorAll("#steg-review .vagknapp").Select(f => f.Id).Take(2));
        Assert.Equal("Torsdagsmötet", Value(page, "stage.review"));
        Assert.Equal(["steg-review"], page.Html.QuerySelectorAll("details[id^='steg-'][open]").Select(d => d.Id));
    }

    [Fact]
    public async Task Change_WhenTwoTextsAreAskedAboutOneAfterTheOther_RemembersTheFirstAnswer()
    {
        await using var own = new RouteHost();
        using var admin = await own.AdminAsync();
        (string, string)[] typed = [("action", "borja"), ("stage.effect", "Efteråt"), ("note", "Efter samtal med Anna Svensson")];
        var first = await admin.PostAsync(Path, await FormAsync(admin, typed));
        var answer = first.Html.QuerySelector("[name=accepted]")!.GetAttribute("value")!;

        var second = await admin.PostAsync(Path, await FormAsync(admin, [.. typed, ("accepted", answer), ("stage.follow-up", "Ring Per Nilsson")]));
        var answers = second.Html.QuerySelectorAll("[name=accepted]").Select(a => ("accepted", a.GetAttribute("value")!));
        var done = await admin.PostAsync(Path, await FormAsync(admin, [.. typed, .. answers, ("stage.follow-up", "Ring Per Nilsson")]));

        Assert.Equal((422, Path), ((int)second.Status, done.Location));
    }

    [Fact]
    public async Task Draft_WithANote_KeepsIt()
    {
        await using var own = new RouteHost();
        using var admin = await own.AdminAsync();

        await admin.PostAsync(Path, await FormAsync(admin, ("action", "utkast"), ("stage.effect", "Efteråt"), ("note", "Vi säger så.")));

        Assert.Equal("Vi säger så.", (await admin.GetAsync(Path)).Html.QuerySelector("textarea[name=note]")!.TextContent);
    }

    [Fact]
    public async Task Change_WhenSomeoneElseAddedAGroup_NamesIt()
    {
        await using var own = new RouteHost();
        using var admin = await own.AdminAsync();
        var mine = await FormAsync(admin, ("action", "utkast"), ("stage.effect", "Märks det?"));
        await admin.PostAsync(Path, await FormAsync(admin, ("action", "borja"), ("new.label", "Nämnden"), ("note", "En till.")));

        var page = await admin.PostAsync(Path, mine);

        Assert.Contains("Samverkansgrupp 2, Nämnden", page.Html.QuerySelector("main .ruta.varna")!.TextContent);
        Assert.Contains("Gruppen ”Nämnden”, vad den får göra: Beslutar", page.Html.QuerySelector("main .ruta.varna")!.TextContent);
    }

    [Fact]
    public async Task Change_WhenGroupsAreMoved_StandInThatOrder()
    {
        using var admin = await _host.AdminAsync();

        var page = await admin.PostAsync(Path, await FormAsync(admin, ("action", "group:sg1:ner")));

        Assert.Equal("team,sg2,sg1", Value(page, "groups"));
    }

    [Fact]
    public async Task Change_WhenSomeoneElseWasFirst_KeepsWhatWasTypedAndShowsWhatDiffers()
    {
        await using var own = new RouteHost();
        using var admin = await own.AdminAsync();
        var mine = await FormAsync(admin, ("action", "utkast"), ("stage.effect", "Märks det?"));
        Assert.Equal(Path, (await admin.PostAsync(Path, await FormAsync(admin, ("action", "utkast"), ("stage.effect", "Efteråt")))).Location);

        var page = await admin.PostAsync(Path, mine);

        Assert.Equal(409, (int)page.Status);
        Assert.Equal("Märks det?", Value(page, "stage.effect"));
        Assert.Contains("Steget ”Efteråt”: ”Efteråt”", page.Html.QuerySelector("main .ruta.varna")!.TextContent);
        Assert.Equal(Path, (await admin.PostAsync(Path, [.. mine.Where(f => f.Name != "seen"), ("seen", Value(page, "seen")!)])).Location);
    }

    [Fact]
    public async Task Change_WhenTakenIntoUse_IsNamedSoAndTheEarlierVersionCanBeRead()
    {
        await using var own = new RouteHost();
        using var admin = await own.AdminAsync();
        var first = await own.WithAsync<SystemfelReader, long>(r => r.RouteVersions.Select(v => v.Id).SingleAsync());

        Assert.Equal(Path, (await admin.PostAsync(Path, await FormAsync(admin, ("action", "borja"), ("stage.effect", "Efteråt"), ("note", "Vi säger så.")))).Location);

        var page = await admin.GetAsync(Path);
        Assert.Contains("Version 2 används.", page.Text);
        Assert.Contains("Vi säger så.", page.Html.QuerySelector(".versioner")!.TextContent);
        Assert.Contains("Effekt", (await admin.GetAsync($"{Path}/version/{first}")).Html.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Show_WhenThereIsNoRoute_LeadsToTheStartGuide()
    {
        await using var own = new RouteHost();
        using var admin = await own.AdminAsync();
        await own.ForgetRouteAsync();

        Assert.NotNull((await admin.GetAsync(Path)).Html.QuerySelector("main a[href='/start/arbetssatt']"));
    }

    [Fact]
    public async Task Drop_WhenThereIsADraft_ShowsTheRouteInUseAgain()
    {
        await using var own = new RouteHost();
        using var admin = await own.AdminAsync();
        await admin.PostAsync(Path, await FormAsync(admin, ("action", "utkast"), ("stage.effect", "Efteråt")));

        Assert.Equal(Path, (await admin.PostFormAsync(Path, $"{Path}/kasta")).Location);

        Assert.Equal("Effekt", Value(await admin.GetAsync(Path), "stage.effect"));
    }

    [Fact]
    public async Task Move_WhenACaseIsOnAnOlderVersion_MovesItAndItsHistorySaysSo()
    {
        await using var own = new RouteHost();
        using var admin = await own.AdminAsync();
        await own.CreateAccountAsync("ombud@vagen.example", Systemfel.Data.Accounts.Role.Ombud);
        using var ombud = await own.SignedInAsync("ombud@vagen.example");
        await ombud.ReportAsync("Besked dröjer");
        await admin.PostAsync(Path, await FormAsync(admin, ("action", "borja"), ("stage.effect", "Efteråt"), ("note", "Vi säger så.")));
        Assert.Contains("1 öppet systemfel på äldre versioner", (await admin.GetAsync(Path)).Text);

        Assert.Equal($"{Path}/flytta", (await admin.PostFormAsync($"{Path}/flytta", $"{Path}/flytta")).Location);

        Assert.Contains("Alla öppna systemfel följer version 2.", (await admin.GetAsync($"{Path}/flytta")).Text);
        var id = (await own.FindAsync("Besked dröjer"))!.Id;
        Assert.Contains("Ny version av vägen: 1 blev 2.", (await ombud.GetAsync($"/systemfel/{id}")).Html.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Move_WhenThePageIsOfAnEarlierVersion_SaysSo()
    {
        using var admin = await _host.AdminAsync();

        var token = (await admin.GetAsync(Path)).Html.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var page = await admin.PostAsync($"{Path}/flytta", ("__RequestVerificationToken", token), ("version", "4711"));
        Assert.Equal(409, (int)page.Status);
        Assert.Contains("Inget är flyttat.", page.Text);
    }

    private static string? Value(Page page, string name) => page.Html.QuerySelector($"[name='{name}']")?.GetAttribute("value");

    /// <summary>What a browser would send of the page's form, with these typed.</summary>
    private static async Task<(string Name, string Value)[]> FormAsync(Browser admin, params (string Name, string Value)[] typed)
    {
        var form = (await admin.GetAsync(Path)).Html.QuerySelector("form#vag")!;
        var fields = form.QuerySelectorAll("input, textarea").Where(i => i.GetAttribute("type") != "checkbox" || i.HasAttribute("checked"))
            .Select(i => (Name: i.GetAttribute("name")!, Value: i.GetAttribute("value") ?? i.TextContent));
        return [.. fields.Where(f => !typed.Any(t => t.Name == f.Name)), .. typed];
    }
}

/// <summary>An organisation with the first preset, and its administrator.</summary>
public sealed class RouteHost : WebHost
{
    public async Task<Browser> AdminAsync()
    {
        await OrganisationAsync();
        return await SignedInAsync("forsta@demo.example");
    }

    public async Task ForgetRouteAsync()
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={System.IO.Path.Combine(Folder, "test.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE \"Organisations\" SET \"CurrentRouteId\" = NULL";
        await command.ExecuteNonQueryAsync();
    }
}
