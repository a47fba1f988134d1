using System.Net;
using Systemfel.Data.Accounts;

namespace Systemfel.Web.Tests.Accounts;

public sealed class SignInTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Page_WhenAnonymous_LeadsToSignInAndBack()
    {
        using var browser = host.Browse();
        var page = await browser.GetAsync("/konto/sessioner");
        Assert.Equal("http://localhost/konto/logga-in?till=%2Fkonto%2Fsessioner", page.Location);
    }

    [Fact]
    public async Task Post_WhenAnonymous_GivesBackWhatWasTyped()
    {
        using var browser = host.Browse();
        var page = await browser.PostAsync("/konto/installningar", ("text", "två timmars arbete"));
        Assert.Equal(HttpStatusCode.Unauthorized, page.Status);
        Assert.Equal("två timmars arbete", page.Html.QuerySelector("textarea")?.TextContent);
    }

    [Fact]
    public async Task SignIn_WhenPasswordIsWrong_KeepsTheAddressAndMarksTheTitle()
    {
        await host.CreateAccountAsync("fel@demo.example", Role.Ombud);
        using var browser = host.Browse();
        var page = await browser.PostFormAsync("/konto/logga-in", ("Email", "fel@demo.example"), ("Password", "något annat här"));
        Assert.StartsWith("Fel: ", page.Html.Title, StringComparison.Ordinal);
        Assert.Equal("fel@demo.example", page.Html.QuerySelector("#Email")?.GetAttribute("value"));
        Assert.Null(page.Html.QuerySelector("#Password")?.GetAttribute("value"));
    }

    [Fact]
    public async Task SignIn_WhenAccountIsUnknown_AnswersAsForAKnownOne()
    {
        await host.CreateAccountAsync("kand@demo.example", Role.Ombud);
        var known = await FailAsync("kand@demo.example");
        var unknown = await FailAsync("okan@demo.example");
        Assert.Equal(known.Status, unknown.Status);
        Assert.Equal(Nameless(known, "kand@demo.example"), Nameless(unknown, "okan@demo.example"));
    }

    [Fact]
    public async Task SignIn_AfterFiveWrongPasswords_IsLockedForFifteenMinutes()
    {
        await host.CreateAccountAsync("las@demo.example", Role.Ombud);
        for (var i = 0; i < 5; i++) await FailAsync("las@demo.example");
        using var browser = host.Browse();
        var right = await browser.PostFormAsync("/konto/logga-in", ("Email", "las@demo.example"), ("Password", WebHost.Password));
        Assert.Equal(HttpStatusCode.OK, right.Status);
        Assert.Equal(Nameless(await FailAsync("ingen@demo.example"), "ingen@demo.example"), Nameless(right, "las@demo.example"));
    }

    [Fact]
    public async Task SignIn_WithReturnAddressElsewhere_StaysHere()
    {
        await host.CreateAccountAsync("bort@demo.example", Role.Ombud);
        using var browser = host.Browse();
        var page = await browser.PostFormAsync("/konto/logga-in?till=https%3A%2F%2Fevil.example", "/konto/logga-in?till=https%3A%2F%2Fevil.example",
            ("Email", "bort@demo.example"), ("Password", WebHost.Password));
        Assert.Equal("/", page.Location);
    }

    [Fact]
    public async Task SignIn_WithoutFormToken_IsRefused()
    {
        using var browser = host.Browse();
        var page = await browser.PostAsync("/konto/logga-in", ("Email", "a@demo.example"), ("Password", WebHost.Password));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.DoesNotContain(WebHost.Password, WebUtility.HtmlDecode(page.Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_WhenAccountIsDisabled_IsRefused()
    {
        var id = await host.CreateAccountAsync("stangd@demo.example", Role.Ombud);
        await host.WithAsync<Workflows.Accounts.AccountService, object>(async s => await s.DisableAsync(id));
        using var browser = host.Browse();
        var page = await browser.PostFormAsync("/konto/logga-in", ("Email", "stangd@demo.example"), ("Password", WebHost.Password));
        Assert.Equal(HttpStatusCode.OK, page.Status);
    }

    [Fact]
    public async Task SignIn_WithTheRightPassword_OpensTheAccount()
    {
        await host.CreateAccountAsync("ratt@demo.example", Role.Ombud);
        using var browser = await host.SignedInAsync("ratt@demo.example");
        Assert.Equal("Mitt konto", (await browser.GetAsync("/konto")).Heading);
    }

    private async Task<Page> FailAsync(string email)
    {
        using var browser = host.Browse();
        return await browser.PostFormAsync("/konto/logga-in", ("Email", email), ("Password", "fel lösenord alltid"));
    }

    private static string Nameless(Page page, string email)
    {
        foreach (var token in page.Html.QuerySelectorAll("input[name=__RequestVerificationToken]")) token.Remove();
        return page.Html.DocumentElement.OuterHtml.Replace(email, "", StringComparison.Ordinal);
    }
}
