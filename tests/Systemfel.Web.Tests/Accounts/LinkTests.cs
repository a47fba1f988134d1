using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Tests.Accounts;

public sealed partial class LinkTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task SignInLink_WhenMistyped_OpensNothing()
    {
        using var browser = host.Browse();
        Assert.Equal("Länken fungerar inte", (await browser.GetAsync("/konto/lank/1.00000000000000000000000000000000")).Heading);
    }

    [Fact]
    public async Task SignInLink_AskedForUnknownAddress_AnswersTheSame()
    {
        await host.CreateAccountAsync("finns@demo.example", Role.Ombud);
        using var browser = host.Browse();
        var known = await browser.PostFormAsync("/konto/lank", ("Email", "finns@demo.example"));
        var unknown = await browser.PostFormAsync("/konto/lank", ("Email", "finnsinte@demo.example"));
        Assert.Equal((known.Status, known.Location, known.Text), (unknown.Status, unknown.Location, unknown.Text));
    }

    [Fact]
    public async Task SignInLink_OpenedByAScanner_StillWorks()
    {
        var link = await AskAsync("skanner@demo.example", "/konto/lank");
        using var scanner = host.Browse();
        for (var i = 0; i < 3; i++) await scanner.GetAsync(link);
        using var browser = host.Browse();
        Assert.Equal("/", (await browser.PostFormAsync(link)).Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/konto")).Status);
    }

    [Fact]
    public async Task SignInLink_UsedTwice_OpensOnce()
    {
        var link = await AskAsync("engang@demo.example", "/konto/lank");
        using var first = host.Browse();
        await first.PostFormAsync(link);
        using var second = host.Browse();
        Assert.Equal("Länken fungerar inte", (await second.GetAsync(link)).Heading);
    }

    [Fact]
    public async Task SignInLink_AfterHalfAnHour_IsDead()
    {
        using var own = new WebHost();
        var link = await AskAsync("sen@demo.example", "/konto/lank", own);
        own.Clock.Advance(TimeSpan.FromMinutes(31));
        using var browser = own.Browse();
        Assert.Equal("Länken fungerar inte", (await browser.GetAsync(link)).Heading);
    }

    [Fact]
    public async Task ResetLink_WithHostHeaderOfAnother_LeadsToTheConfiguredAddress()
    {
        var text = await AskTextAsync("vard@demo.example", "/konto/glomt", host);
        Assert.Contains("http://localhost/konto/aterstall/", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResetLink_GivesANewPasswordOnce()
    {
        var link = await AskAsync("glomsk@demo.example", "/konto/glomt");
        using var browser = host.Browse();
        var set = await browser.PostFormAsync(link, ("Form.Password", "tre gula tulpaner"), ("Form.Repeated", "tre gula tulpaner"));
        Assert.Equal("/konto/logga-in", set.Location);
        (await host.SignedInAsync("glomsk@demo.example", "tre gula tulpaner")).Dispose();
        Assert.Equal("Länken fungerar inte", (await browser.GetAsync(link)).Heading);
    }

    [Fact]
    public async Task Invitation_LetsThePersonChooseAPassword()
    {
        var organisation = await host.OrganisationAsync();
        var invited = await host.WithAsync<AccountService, AccountResult>(s =>
            s.InviteAsync("Ny Kollega", "ny@demo.example", [new(organisation, Role.Ombud)]));
        Assert.True(invited.Succeeded);
        using var browser = host.Browse();
        var link = Link(await MailAsync("ny@demo.example", host));
        await browser.PostFormAsync(link, ("Form.Password", "tre gula tulpaner"), ("Form.Repeated", "tre gula tulpaner"));
        (await host.SignedInAsync("ny@demo.example", "tre gula tulpaner")).Dispose();
    }

    private Task<string> AskAsync(string email, string page) => AskAsync(email, page, host);

    private static async Task<string> AskAsync(string email, string page, WebHost on) => Link(await AskTextAsync(email, page, on));

    private static async Task<string> AskTextAsync(string email, string page, WebHost on)
    {
        await on.CreateAccountAsync(email, Role.Ombud);
        using var browser = on.Browse();
        await browser.PostFormAsync(page, ("Email", email));
        return await MailAsync(email, on);
    }

    /// <summary>The text of the newest mail to an address; waits until it has been queued.</summary>
    private static async Task<string> MailAsync(string email, WebHost on)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var text = await on.WithAsync<SystemfelReader, string?>(r =>
                r.OutboxItems.Where(o => o.ToAddress == email).OrderByDescending(o => o.Id).Select(o => o.Text).FirstOrDefaultAsync(patience.Token));
            if (text is not null) return text;
            await Task.Yield();
        }
    }

    private static string Link(string text) => Address().Match(text).Groups[1].Value;

    [GeneratedRegex("http://localhost(/konto/[a-z]+/[0-9]+[.][0-9a-f]{32})")]
    private static partial Regex Address();
}
