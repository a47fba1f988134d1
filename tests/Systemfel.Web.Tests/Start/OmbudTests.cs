using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Web.Tests.Reports;
using Systemfel.Workflows.Accounts;
using Systemfel.Workflows.FollowingUp;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

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
    [InlineData("17-20261101-0123456789ABCDEFGHJKMNPQRS")]
    [InlineData("inte-en-nyckel")]
    [InlineData("utgangen")]
    public async Task EffectLink_ThatIsNone_SaysSoWhateverTheReason(string key)
    {
        using var browser = host.Browse();

        var page = await browser.GetAsync($"/effekt/{key}?svar=ja");

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("Länken går inte att använda", page.Text);
    }

    [Fact]
    public async Task EffectLink_ThatIsTooOld_IsNone()
    {
        await host.CreateAccountAsync("gammal@demo.example", Role.Ombud);
        using var browser = host.Browse();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(await LinkAsync("gammal@demo.example", -91))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(await LinkAsync("gammal@demo.example", 1))).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(await LinkAsync("gammal@demo.example", -90))).Status);
    }

    [Fact]
    public async Task EffectLink_WithTheWordOfAnothers_IsNone()
    {
        await host.CreateAccountAsync("egen@demo.example", Role.Ombud);
        await host.CreateAccountAsync("grannen@demo.example", Role.Ombud);
        var (own, others) = (await LinkAsync("egen@demo.example", 0), await LinkAsync("grannen@demo.example", 0));
        using var browser = host.Browse();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(others[..(others.LastIndexOf('-') + 1)] + own[(own.LastIndexOf('-') + 1)..])).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(others)).Status);
    }

    [Fact]
    public async Task EffectLink_OfAnAccountThatIsClosed_IsNone()
    {
        var account = await host.CreateAccountAsync("slutat@demo.example", Role.Ombud);
        var link = await LinkAsync("slutat@demo.example", 0);
        Assert.Empty((await host.WithAsync<AccountService, AccountResult>(a => a.DisableAsync(account))).Problems);
        using var browser = host.Browse();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(link)).Status);
    }

    [Fact]
    public async Task EffectLink_OfOneWhoIsNoOmbudAnyLonger_AsksAndTakesNothing()
    {
        using var ombud = await host.OmbudAsync("bytt@demo.example");
        var coordinator = await host.CoordinatorAsync("byttsam@demo.example");
        var question = await AskedAsync(ombud, coordinator, "Den som har bytt arbete");
        var link = await LinkAsync("bytt@demo.example", 0);
        using var browser = host.Browse();
        var form = await browser.GetAsync(link);
        var (token, key) = (Hidden(form, "__RequestVerificationToken"), Hidden(form, "form"));
        var account = await host.WithAsync<SystemfelReader, Account>(r => r.Accounts.Include(a => a.Memberships).SingleAsync(a => a.Email == "bytt@demo.example"));
        var organisation = account.Memberships[0].OrganisationId;
        await host.WithAsync<AccountService, AccountResult>(a => a.SetMembershipsAsync(account.Id, organisation, [new MembershipOrder(organisation, Role.Registrar)]));

        Assert.Contains("Inga frågor väntar", (await browser.GetAsync(link)).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync(link, ("__RequestVerificationToken", token), ("form", key), ("question", $"{question}"), ("effect", "Noticed"))).Status);
        Assert.Equal(Stages.Effect, (await host.FindAsync("Den som har bytt arbete"))!.Bookmarks.Single().Stage);
    }

    [Fact]
    public async Task EffectLink_WhoseButtonIsPressedTwice_AnswersOnce()
    {
        using var ombud = await host.OmbudAsync("dubbel@demo.example");
        var coordinator = await host.CoordinatorAsync("dubbelsam@demo.example");
        var question = await AskedAsync(ombud, coordinator, "Knappen trycktes två gånger");
        var link = await LinkAsync("dubbel@demo.example", 0);
        using var browser = host.Browse();
        var form = await browser.GetAsync(link);
        (string, string)[] fields = [("__RequestVerificationToken", Hidden(form, "__RequestVerificationToken")), ("form", Hidden(form, "form")), ("question", $"{question}"), ("effect", "Noticed")];

        Assert.Equal(link, (await browser.PostAsync(link, fields)).Location);
        Assert.Equal(link, (await browser.PostAsync(link, fields)).Location);

        var kinds = await host.WithAsync<SystemfelReader, List<string>>(r => r.CaseEvents
            .Where(e => e.Deficiency.Title == "Knappen trycktes två gånger" && e.MoveKey != null && e.MoveKey.StartsWith("effect-link:")).Select(e => e.Kind).ToListAsync());
        Assert.NotEmpty(kinds);
        Assert.Equal(kinds.Distinct(), kinds);
    }

    [Fact]
    public async Task EffectLink_ThatIsOnlyOpened_AnswersNothing_AndAnswersByItsButton()
    {
        using var ombud = await host.OmbudAsync("lank@demo.example");
        var coordinator = await host.CoordinatorAsync("lanksam@demo.example");
        var question = await AskedAsync(ombud, coordinator, "Länken i brevet");
        using var other = await host.OmbudAsync("annan@demo.example");
        var elsewhere = await AskedAsync(other, coordinator, "Länken till en annan");
        using var browser = host.Browse();
        var link = await LinkAsync("lank@demo.example", 0);

        var opened = await browser.GetAsync($"{link}?fraga={question}&svar=ja");

        Assert.Equal("Noticed", opened.Html.QuerySelector($"#fraga-{question} button.primar")!.GetAttribute("value"));
        Assert.Null(opened.Html.GetElementById($"fraga-{elsewhere}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.PostFormAsync(link, link, ("question", $"{question}"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostFormAsync(link, link, ("question", $"{elsewhere}"), ("effect", "Noticed"))).Status);
        Assert.Equal(Stages.Effect, (await host.FindAsync("Länken i brevet"))!.Bookmarks.Single().Stage);

        Assert.Equal(link, (await browser.PostFormAsync(link, link, ("question", $"{question}"), ("effect", "NotYet"))).Location);
        Assert.Contains("Du har svarat: vet inte än", (await browser.GetAsync(link)).Html.GetElementById($"fraga-{question}")!.TextContent);
        Assert.Equal(link, (await browser.PostFormAsync(link, link, ("question", $"{question}"), ("effect", "Noticed"))).Location);

        Assert.Equal(Stages.Closed, (await host.FindAsync("Länken i brevet"))!.Bookmarks.Single().Stage);
        Assert.Equal(Stages.Effect, (await host.FindAsync("Länken till en annan"))!.Bookmarks.Single().Stage);
        Assert.Contains("Inga frågor väntar", (await browser.GetAsync(link)).Text);
        var late = await other.GetAsync("/");
        Assert.NotNull(late.Html.QuerySelector("form[action='/markts']"));
    }

    [Fact]
    public async Task EffectLink_OfAPageThatWasOpenWhenTheCaseWasSettled_SaysSoAndChangesNothing()
    {
        using var ombud = await host.OmbudAsync("sen@demo.example");
        var question = await AskedAsync(ombud, await host.CoordinatorAsync("sensam@demo.example"), "Frågan som redan är avgjord");
        using var browser = host.Browse();
        var link = await LinkAsync("sen@demo.example", 0);
        var open = await browser.GetAsync(link);
        await browser.PostFormAsync(link, link, ("question", $"{question}"), ("effect", "Noticed"));
        var events = await EventsAsync();

        var late = await browser.PostAsync(link, ("__RequestVerificationToken", Hidden(open, "__RequestVerificationToken")), ("form", $"{Guid.NewGuid()}"), ("question", $"{question}"), ("effect", "NoDifference"));

        Assert.Contains("har redan bedömts, så svaret behövs inte längre. Tack ändå.", late.Text);
        Assert.Equal(events, await EventsAsync());

        Task<int> EventsAsync() => host.CountAsync(r => r.CaseEvents.Where(e => e.Deficiency.Title == "Frågan som redan är avgjord"));
    }

    [Theory]
    [InlineData("masked", "MaskedAt")]
    [InlineData("erased", "ErasedAt")]
    [InlineData("example", "IsExample")]
    public async Task EffectLink_OfACaseThatIsNotToBeTold_AsksNothing(string what, string column)
    {
        using var ombud = await host.OmbudAsync($"{what}@demo.example");
        var coordinator = await host.CoordinatorAsync($"{what}sam@demo.example");
        var question = await AskedAsync(ombud, coordinator, $"Ska inte visas, {what}");
        var link = await LinkAsync($"{what}@demo.example", 0);
        using var browser = host.Browse();
        Assert.NotNull((await browser.GetAsync(link)).Html.GetElementById($"fraga-{question}"));

        await host.SetAsync($"""UPDATE "Deficiencies" SET "{column}" = 1 WHERE "Title" = 'Ska inte visas, {what}'""");

        Assert.Contains("Inga frågor väntar", (await browser.GetAsync(link)).Text);
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

    /// <summary>A case of this ombud's that has come to the question whether it shows; the question.</summary>
    private async Task<long> AskedAsync(Browser ombud, Actor coordinator, string title)
    {
        await ombud.ReportAsync(title);
        await host.OpenReviewAsync(coordinator);
        await host.DecideAsync(title, new HandleLocally("Samordnaren", DateOnly.FromDateTime(host.Clock.GetUtcNow().DateTime).AddDays(20), ""), coordinator);
        await host.MakeAsync(title, new Done(""), coordinator);
        return await host.WithAsync<SystemfelReader, long>(r => r.EffectQuestions.Where(q => q.Deficiency.Title == title).Select(q => q.Id).SingleAsync());
    }

    private async Task<string> LinkAsync(string email, int days)
    {
        var account = await host.WithAsync<SystemfelReader, long>(r => r.Accounts.Where(a => a.Email == email).Select(a => a.Id).SingleAsync());
        var day = SwedishCalendar.DateOf(host.Clock.GetUtcNow()).AddDays(days);
        return $"/effekt/{await host.WithAsync<EffectLinks, string>(l => Task.FromResult(l.Of(account, day)))}";
    }

    private static string Hidden(Page page, string name) => page.Html.QuerySelector($"input[name={name}]")!.GetAttribute("value")!;

    private Task<int> SeenAsync(long id) =>
        host.WithAsync<SystemfelReader, int>(r => r.Occurrences.CountAsync(o => o.DeficiencyId == id && o.UndoneAt == null));
}
