using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;

namespace Systemfel.Web.Tests.Guide;

/// <summary>The start guide without scripts: each step can be left, and what is wrong is said at its field with the typed text kept.</summary>
public sealed class GuidePagesTests : IClassFixture<GuideHost>
{
    private readonly GuideHost _host;

    public GuidePagesTests(GuideHost host) => _host = host;

    [Fact]
    public async Task Preset_WhenNoneIsChosen_SaysSoAtTheField()
    {
        using var admin = await _host.AdminAsync();

        var page = await admin.PostFormAsync("/start/arbetssatt", ("preset", ""));

        Assert.Contains("Välj ett av arbetssätten.", page.Text);
    }

    [Fact]
    public async Task Preset_WhenAnotherIsChosen_SaysWhatItReplacesBeforeAnythingIsChanged()
    {
        using var admin = await _host.AdminAsync();

        var page = await admin.PostFormAsync("/start/arbetssatt", ("preset", "stockholm"));

        Assert.Contains("Samverkansgrupp 1 används inte längre", page.Text);
        Assert.Contains("Socialnämnden är ny", page.Text);
        Assert.NotNull(page.Html.QuerySelector("form[action='/start/arbetssatt'] input[name=seen]:not([value=''])"));
        Assert.Equal("sodra-dalarna", await _host.WithAsync<SystemfelReader, string>(r => r.Organisations.Select(o => o.CurrentRoute!.RouteKey).FirstAsync()));
    }

    [Fact]
    public async Task Preset_WhenWhatWasConfirmedHasChanged_AsksToReadAgain()
    {
        using var admin = await _host.AdminAsync();

        var page = await admin.PostFormAsync("/start/arbetssatt", ("preset", "stockholm"), ("seen", "0123456789abcdef"));

        Assert.Contains("Läs igen.", page.Text);
    }

    [Fact]
    public async Task Place_WhenEnterIsPressedInAField_PressesTheButtonThatSaves()
    {
        using var admin = await _host.AdminAsync();

        var first = (await admin.GetAsync("/start/verksamhet")).Html.QuerySelectorAll("main form button").First();

        Assert.Null(first.GetAttribute("name"));
    }

    [Fact]
    public async Task Place_WhenANameIsMissing_KeepsTheRest()
    {
        using var admin = await _host.AdminAsync();

        var page = await admin.PostFormAsync("/start/verksamhet", ("name", ""), ("hostname", "Prov kommun"), ("county", "Skåne län"), ("phone", "040-1"), ("municipality", "1280"));

        Assert.Contains("Skriv vad verksamheten heter.", page.Text);
        Assert.Equal("Prov kommun", page.Html.QuerySelector("[name=hostname]")!.GetAttribute("value"));
        Assert.True(page.Html.QuerySelector("[name=municipality][value='1280']")!.HasAttribute("checked"));
    }

    [Fact]
    public async Task Place_WhenAnotherCountyIsAskedFor_ShowsItsMunicipalitiesAndStoresNothing()
    {
        using var admin = await _host.AdminAsync();

        var page = await admin.PostFormAsync("/start/verksamhet", ("name", "Ny"), ("county", "Gotlands län"), ("visa", "1"));

        Assert.NotNull(page.Html.QuerySelector("[name=municipality][value='0980']"));
        Assert.NotEqual("Ny", await _host.WithAsync<SystemfelReader, string>(r => r.Organisations.Select(o => o.Name).FirstAsync()));
    }

    [Fact]
    public async Task Groups_WhenANumberIsNone_KeepsWhatWasTyped()
    {
        using var admin = await _host.AdminAsync();
        var id = await _host.WithAsync<SystemfelReader, long>(r => r.Groups.OrderBy(g => g.Id).Select(g => g.Id).FirstAsync());

        var page = await admin.PostFormAsync("/start/grupper", ("id", $"{id}"), ("name", "Vårt team"), ("meetings", "ofta"));

        Assert.Contains("Skriv ett antal möten om året", page.Text);
        Assert.Equal("ofta", page.Html.QuerySelector("[name=meetings]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Groups_WhenTwoAreCalledTheSame_SaysSoAtTheLast()
    {
        using var admin = await _host.AdminAsync();
        var ids = await _host.WithAsync<SystemfelReader, List<long>>(r => r.Groups.OrderBy(g => g.Id).Select(g => g.Id).Take(2).ToListAsync());

        var page = await admin.PostFormAsync("/start/grupper", ("id", $"{ids[0]}"), ("id", $"{ids[1]}"), ("name", "Gruppen"), ("name", "gruppen"), ("meetings", "4"), ("meetings", "4"));

        Assert.Contains("Två grupper kan inte heta likadant", page.Html.QuerySelector($"#name-{ids[1]}-fel")!.TextContent);
    }

    [Fact]
    public async Task Groups_WhenHowOftenIsNotSaid_IsDone()
    {
        using var admin = await _host.AdminAsync();
        var group = await _host.WithAsync<SystemfelReader, (long Id, string Name)>(async r => await r.Groups.Where(g => g.Code == "sg2").Select(g => ValueTuple.Create(g.Id, g.Name)).SingleAsync());

        await admin.PostFormAsync("/start/grupper", ("id", $"{group.Id}"), ("name", group.Name), ("meetings", "0"));

        var step = (await admin.GetAsync("/start")).Html.QuerySelectorAll(".guidesteg > li")[2].TextContent;
        Assert.Contains("Klart.", step);
        Assert.Contains($"{group.Name} (antal möten inte angivet)", step);
    }

    [Fact]
    public async Task Contacts_WhenTheAddressIsNone_SaysSo()
    {
        using var admin = await _host.AdminAsync();
        var party = await _host.WithAsync<SystemfelReader, long>(r => r.Parties.Select(p => p.Id).FirstAsync());

        var page = await admin.PostFormAsync("/start/kontakter", ("party", $"{party}"), ("name", "Registrator"), ("address", "inte en adress"));

        Assert.Contains("Skriv en e-postadress", page.Text);
        Assert.Equal("Registrator", page.Html.QuerySelector("[name=name]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Mail_WhenATestIsSent_LiesInTheOutbox()
    {
        using var admin = await _host.AdminAsync();

        Assert.Equal("/start/e-post", (await admin.PostFormAsync("/start/e-post", ("address", "prov@kommunen.example"))).Location);

        Assert.Equal(1, await _host.WithAsync<SystemfelReader, int>(r => r.OutboxItems.CountAsync(o => o.Purpose == "test" && o.ToAddress == "prov@kommunen.example")));
        Assert.Contains("prov@kommunen.example", (await admin.GetAsync("/start/e-post")).Text);
    }

    [Fact]
    public async Task Mail_WhenItsButtonIsPressedTwice_IsSentOnce()
    {
        using var admin = await _host.AdminAsync();
        var key = Guid.NewGuid().ToString();

        await admin.PostFormAsync("/start/e-post", ("address", "dubbelt@kommunen.example"), ("key", key));
        await admin.PostFormAsync("/start/e-post", ("address", "dubbelt@kommunen.example"), ("key", key));

        Assert.Equal(1, await _host.WithAsync<SystemfelReader, int>(r => r.OutboxItems.CountAsync(o => o.ToAddress == "dubbelt@kommunen.example")));
    }

    [Fact]
    public async Task Mail_WhenTheAddressIsNone_SaysSoAndKeepsItsKey()
    {
        using var admin = await _host.AdminAsync();
        var key = Guid.NewGuid().ToString();

        var page = await admin.PostFormAsync("/start/e-post", ("address", "ingen adress"), ("key", key));

        Assert.Contains("Skriv en e-postadress", page.Text);
        Assert.Equal(key, page.Html.QuerySelector("[name=key]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Mail_OnThePage_KeepsTechnicalWordsForThoseWhoSetItUp()
    {
        using var admin = await _host.AdminAsync();

        var page = (await admin.GetAsync("/start/e-post")).Html;
        page.QuerySelector("main details")!.Remove();

        Assert.DoesNotMatch("SMTP|IMAP|Mail:|README|[Ss]erver", page.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Accounts_WhenSomeoneIsInvited_GetsALetter()
    {
        using var admin = await _host.AdminAsync();

        var page = await admin.PostFormAsync("/start/konton", ("Form.Name", "Ny Ombud"), ("Form.Email", "ny@kommunen.example"), ("Form.Roles", "Ombud"));

        Assert.Equal("/start/konton", page.Location);
        Assert.Contains("ny@kommunen.example", (await admin.GetAsync("/start/konton")).Text);
    }

    [Fact]
    public async Task Parties_WhenOneIsAdded_SitsInItsGroup()
    {
        using var admin = await _host.AdminAsync();
        var group = await _host.WithAsync<SystemfelReader, long>(r => r.Groups.Where(g => g.Code != "team").Select(g => g.Id).FirstAsync());

        await admin.PostFormAsync("/start/parter", ("name", "Brukarrådet"), ("authority", ""), ("group", $"{group}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.PostFormAsync("/start/parter", ("name", "Stiftelsen"), ("authority", "999999"))).Status);
        await admin.PostFormAsync("/start/parter", ("name", "Stiftelsen"), ("authority", "annan"));
        Assert.Contains("Stiftelsen Annan", Regex.Replace((await admin.GetAsync("/start/parter")).Html.QuerySelector("main > ul:last-of-type")!.TextContent, @"\s+", " "));

        Assert.True(await _host.WithAsync<SystemfelReader, bool>(r => r.Groups.AnyAsync(g => g.Id == group && g.Parties.Any(p => p.Party.Name == "Brukarrådet"))));
    }

    [Fact]
    public async Task Seats_WhenOneThatIsThereAlreadyIsTicked_SitsInTheGroupAndTheOthersStay()
    {
        using var admin = await _host.AdminAsync();
        var group = await _host.WithAsync<SystemfelReader, long>(r => r.Groups.Where(g => g.Code == "sg1").Select(g => g.Id).SingleAsync());
        var before = await SeatsAsync(group);
        var page = (await admin.GetAsync("/start/parter")).Html;
        var free = page.QuerySelectorAll("[name=sits]:not([checked])").Select(i => i.GetAttribute("value")!).First(v => v.StartsWith($"{group}-", StringComparison.Ordinal));
        var sits = page.QuerySelectorAll("[name=sits][checked]").Select(i => i.GetAttribute("value")!).Append(free);

        Assert.Equal("/start/parter", (await admin.PostFormAsync("/start/parter", "/start/parter/platser", [.. Seats("was", page), .. sits.Select(s => ("sits", s))])).Location);

        Assert.Equal(before.Append(long.Parse(free.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture)).Order(), (await SeatsAsync(group)).Order());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1-2-3")]
    [InlineData("999999-1")]
    [InlineData("1-999999")]
    public async Task Seats_WhenWhatIsSentIsNoSeat_IsNotFound(string seat)
    {
        using var admin = await _host.AdminAsync();

        Assert.Equal(404, (int)(await admin.PostFormAsync("/start/parter", "/start/parter/platser", ("was", seat))).Status);
    }

    [Fact]
    public async Task Examples_WhenFilled_AreMarkedAndEmptiedAfterTheNumberIsConfirmed()
    {
        using var admin = await _host.AdminAsync();
        Assert.Equal("/start/exempel", (await admin.PostFormAsync("/start/exempel", "/start/exempel/fyll")).Location);
        Assert.Contains("alla 5 exempel", (await admin.GetAsync("/start/exempel")).Text);
        var id = await _host.WithAsync<SystemfelReader, long>(r => r.Deficiencies.Where(d => d.IsExample).Select(d => d.Id).FirstAsync());
        await _host.CreateAccountAsync("samordnare@guide.example", Role.Coordinator);
        using var coordinator = await _host.SignedInAsync("samordnare@guide.example");
        Assert.Contains((await coordinator.GetAsync($"/systemfel/{id}")).Html.QuerySelectorAll(".taggar .tema"), t => t.TextContent == "Exempel");

        Assert.Contains("Antalet exempel har ändrats", (await admin.PostFormAsync("/start/exempel", "/start/exempel/tom", ("antal", "3"))).Text);
        Assert.Equal("/start/exempel", (await admin.PostFormAsync("/start/exempel", "/start/exempel/tom", ("antal", "5"))).Location);

        Assert.Equal(404, (int)(await coordinator.GetAsync($"/systemfel/{id}")).Status);
        var step = (await admin.GetAsync("/start")).Html.QuerySelectorAll(".guidesteg > li")[7].TextContent;
        Assert.Contains("Klart.", step);
        Assert.Contains("Prövade och tömda", step);
    }

    [Fact]
    public async Task Preset_WhenThereAreOnlyExamples_SaysToEmptyThemAndShowsNoForm()
    {
        using var admin = await _host.AdminAsync();
        await admin.PostFormAsync("/start/exempel", "/start/exempel/fyll");

        var page = (await admin.GetAsync("/start/arbetssatt")).Html;

        await admin.PostFormAsync("/start/exempel", "/start/exempel/tom", ("antal", "5"));
        Assert.Null(page.QuerySelector("main form"));
        Assert.Contains("Töm exemplen", page.QuerySelector("main")!.TextContent);
    }

    private static IEnumerable<(string, string)> Seats(string name, AngleSharp.Dom.IDocument page) =>
        page.QuerySelectorAll($"[name={name}]").Select(i => (name, i.GetAttribute("value")!));

    private Task<List<long>> SeatsAsync(long group) =>
        _host.WithAsync<SystemfelReader, List<long>>(r => r.Groups.Where(g => g.Id == group).SelectMany(g => g.Parties).Select(p => p.PartyId).ToListAsync());

    [Theory]
    [InlineData("/start")]
    [InlineData("/start/arbetssatt")]
    [InlineData("/start/verksamhet")]
    [InlineData("/start/grupper")]
    public async Task Page_WhenOpenedByTheAdministrator_SaysWhereOneIs(string path)
    {
        using var admin = await _host.AdminAsync();

        Assert.NotEmpty((await admin.GetAsync(path)).Html.QuerySelectorAll("main h1"));
    }
}

/// <summary>A server that has just been started for the first time.</summary>
public class GuideHost : WebHost
{
    public async Task<Browser> AdminAsync()
    {
        await OrganisationAsync();
        return await SignedInAsync("forsta@demo.example");
    }
}
