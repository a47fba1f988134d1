using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Web.Tests.Reports;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Tests.Start;

public sealed class OmbudTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Count_ByARoleThatCannotCount_DoesNotExist()
    {
        await host.CreateAccountAsync("chef@demo.example", Role.UnitManager);
        using var manager = await host.SignedInAsync("chef@demo.example");
        var token = (await manager.GetAsync("/konto/losenord")).Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var page = await manager.PostAsync("/rakna", ("__RequestVerificationToken", token), ("id", "1"), ("month", "2026-10"), ("band", "One"));
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
    }

    [Fact]
    public async Task Count_WithoutMonth_SaysSoAndCountsNothing()
    {
        using var browser = await host.OmbudAsync("manad@demo.example");
        await browser.ReportAsync("Räknas utan månad");
        var id = (await host.FindAsync("Räknas utan månad"))!.Id;
        var page = await browser.PostFormAsync("/?q=utan+månad", "/rakna", ("id", $"{id}"), ("band", "One"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Välj en månad", page.Html.QuerySelector(".felsumma")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await SeenAsync(id));
    }

    [Fact]
    public async Task Count_InTwoTaps_IsShownAndCanBeUndone()
    {
        using var author = await host.OmbudAsync("rapportor@demo.example");
        using var browser = await host.OmbudAsync("raknare@demo.example");
        await author.ReportAsync("Remisser kommer bort på vägen");
        var id = (await host.FindAsync("Remisser kommer bort på vägen"))!.Id;
        var counted = await browser.PostFormAsync("/?q=remisser", "/rakna", ("id", $"{id}"), ("month", "2026-11"), ("municipality", "flera"), ("band", "TwoToFour"));
        Assert.Equal("/?q=remisser", counted.Location);
        var page = await browser.GetAsync(counted.Location!);
        Assert.Contains("Räknat: november, flera kommuner, 2–4 personer", page.Html.QuerySelector(".raknat")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await SeenAsync(id));
        var occurrence = page.Html.QuerySelector("button[name=occurrence]")!.GetAttribute("value")!;
        await browser.PostFormAsync("/?q=remisser", "/rakna/angra", ("occurrence", occurrence));
        Assert.Equal(0, await SeenAsync(id));
    }

    [Fact]
    public async Task Count_SameFormTwice_CountsOnce()
    {
        using var browser = await host.OmbudAsync("dubbelt@demo.example");
        await browser.ReportAsync("Skrivstugan är stängd på tisdagar");
        var id = (await host.FindAsync("Skrivstugan är stängd på tisdagar"))!.Id;
        var key = Guid.NewGuid().ToString();
        var token = (await browser.GetAsync("/?q=skrivstugan")).Html.QuerySelector(".samma input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        for (var i = 0; i < 2; i++)
        {
            await browser.PostAsync("/rakna",
                ("__RequestVerificationToken", token), ("id", $"{id}"), ("countKey", key), ("month", "2026-11"), ("municipality", "flera"), ("band", "One"));
        }
        Assert.Equal(1, await SeenAsync(id));
    }

    [Fact]
    public async Task Undo_OfAnothersCount_IsNotFound()
    {
        using var author = await host.OmbudAsync("a1@demo.example");
        using var other = await host.OmbudAsync("a2@demo.example");
        await author.ReportAsync("Någon annans räkning");
        var id = (await host.FindAsync("Någon annans räkning"))!.Id;
        await author.PostFormAsync("/?q=räkning", "/rakna", ("id", $"{id}"), ("month", "2026-11"), ("municipality", "flera"), ("band", "One"));
        var occurrence = await host.WithAsync<SystemfelReader, long>(r => r.Occurrences.Where(o => o.DeficiencyId == id).Select(o => o.Id).SingleAsync());
        var token = (await other.GetAsync("/rapportera")).Html.QuerySelector("#rapport input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var page = await other.PostAsync("/rakna/angra", ("__RequestVerificationToken", token), ("occurrence", $"{occurrence}"));
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal(1, await SeenAsync(id));
    }

    [Fact]
    public async Task Search_FindsNoDraftOfAnother()
    {
        using var author = await host.OmbudAsync("hemlig@demo.example");
        using var other = await host.OmbudAsync("nyfiken@demo.example");
        await author.ReportAsync("Kvarnstensmetoden tillämpas");
        var id = (await host.FindAsync("Kvarnstensmetoden tillämpas"))!.Id;
        Assert.Contains("Kvarnstensmetoden", (await other.GetAsync("/?q=kvarnstensmetoden")).Html.QuerySelector(".traffar")!.TextContent, StringComparison.Ordinal);
        await author.PostFormAsync("/", "/rapportera/dra-tillbaka", ("id", $"{id}"));
        Assert.DoesNotContain("Kvarnstensmetoden", (await other.GetAsync("/?q=kvarnstensmetoden")).Html.QuerySelector(".traffar")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_AnsweredWithPersonalData_IsKeptOnThePageOnly()
    {
        using var browser = await host.OmbudAsync("fraga1@demo.example");
        await AskAsync(browser, "Fråga om personnummer", "fragar1@demo.example");
        var page = await browser.PostFormAsync("/", "/komplettering", ("answer", "Det var 850412-0000 som ringde."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("Det var 850412-0000 som ringde.", ((IHtmlTextAreaElement)page.Html.QuerySelector("textarea[name=answer]")!).Value);
        Assert.Equal("850412-0000", page.Html.QuerySelector(".granskas mark")!.TextContent);
        Assert.False(await host.IsStoredAsync("850412-0000"));
    }

    [Fact]
    public async Task Question_Answered_GoesBackToTheReview()
    {
        using var browser = await host.OmbudAsync("fraga2@demo.example");
        await AskAsync(browser, "Fråga om mottagningar", "fragar2@demo.example");
        var page = await browser.PostFormAsync("/", "/komplettering", ("answer", "Ja, på tre mottagningar."));
        Assert.Equal("/", page.Location);
        Assert.Equal(BookmarkMark.None, (await host.FindAsync("Fråga om mottagningar"))!.Bookmarks.Single().Mark);
        Assert.Null((await browser.GetAsync("/")).Html.GetElementById("svar"));
    }

    [Fact]
    public async Task Effect_AskedOfTheAuthor_IsAnsweredInOnePress()
    {
        using var browser = await host.OmbudAsync("effekt@demo.example");
        var coordinator = await host.CoordinatorAsync("effektsam@demo.example");
        await browser.ReportAsync("Blir kanske bättre");
        await host.OpenReviewAsync(coordinator);
        await host.DecideAsync("Blir kanske bättre", new HandleLocally("Samordnaren", DateOnly.FromDateTime(host.Clock.GetUtcNow().DateTime).AddDays(20), ""), coordinator);
        await host.MakeAsync("Blir kanske bättre", new Done(""), coordinator);
        var page = await browser.PostFormAsync("/", "/markts", ("effect", nameof(EffectAnswer.Noticed)));
        Assert.Equal("/", page.Location);
        Assert.Equal(Stages.Closed, (await host.FindAsync("Blir kanske bättre"))!.Bookmarks.Single().Stage);
    }

    [Theory]
    [InlineData(Role.UnitManager, "/register")]
    [InlineData(Role.CountyBoard, "/lansstyrelsen")]
    [InlineData(Role.UserOrganisation, "/mote")]
    [InlineData(Role.Registrar, "/brev")]
    [InlineData(Role.Administrator, "/admin/konton")]
    public async Task FirstPage_OfAnotherRole_LeadsToItsPlace(Role role, string place)
    {
        var email = $"forst{(int)role}@demo.example";
        await host.CreateAccountAsync(email, role);
        using var browser = await host.SignedInAsync(email);
        Assert.Equal(place, (await browser.GetAsync("/")).Location);
    }

    [Fact]
    public async Task FirstPage_OfTheCoordinator_TellsWhatWaits()
    {
        await host.CoordinatorAsync("overblick@demo.example");
        using var browser = await host.SignedInAsync("overblick@demo.example");
        var page = await browser.GetAsync("/");
        Assert.Equal(["/svar", "/osorterat", "/register?forsenat=ja", "/brev"], page.Html.QuerySelectorAll(".attgora a").Select(a => a.GetAttribute("href")));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/mina")).Status);
    }

    private async Task AskAsync(Browser browser, string title, string coordinatorEmail)
    {
        var coordinator = await host.CoordinatorAsync(coordinatorEmail);
        await browser.ReportAsync(title);
        await host.OpenReviewAsync(coordinator);
        await host.DecideAsync(title, new AskAuthor("Gäller det fler?"), coordinator);
    }

    private Task<int> SeenAsync(long id) =>
        host.WithAsync<SystemfelReader, int>(r => r.Occurrences.CountAsync(o => o.DeficiencyId == id && o.UndoneAt == null));
}
