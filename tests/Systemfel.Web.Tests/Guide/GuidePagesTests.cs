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

        Assert.True(await _host.WithAsync<SystemfelReader, bool>(r => r.Groups.AnyAsync(g => g.Id == group && g.Parties.Any(p => p.Party.Name == "Brukarrådet"))));
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
    }

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
public sealed class GuideHost : WebHost
{
    public async Task<Browser> AdminAsync()
    {
        await OrganisationAsync();
        return await SignedInAsync("forsta@demo.example");
    }
}
