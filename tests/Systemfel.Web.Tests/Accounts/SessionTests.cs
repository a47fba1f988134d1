using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Tests.Accounts;

public sealed class SessionTests(WebHost host) : IClassFixture<WebHost>
{
    /// <summary>Mail servers can be down for a day: what waits is not for whoever has left meanwhile.</summary>
    [Theory]
    [InlineData(true, "watch", OutboxState.Cancelled)]
    [InlineData(false, "watch", OutboxState.Cancelled)]
    [InlineData(true, "ombud", OutboxState.Cancelled)]
    [InlineData(true, "view", OutboxState.Cancelled)]
    [InlineData(false, "account", OutboxState.Queued)]
    public async Task Mail_ThatWaitsForWhoMayNoLongerReadIt_IsStopped(bool shut, string purpose, OutboxState state)
    {
        var (email, organisation) = ($"vantar.{shut}.{purpose}@demo.example".ToLowerInvariant(), await host.OrganisationAsync());
        var invited = await host.WithAsync<AccountService, AccountResult>(s => s.InviteAsync("Vera", email, [new MembershipOrder(organisation, Role.Ombud)]));
        await host.SetAsync($"""UPDATE "OutboxItems" SET "Purpose" = '{purpose}' WHERE "ToAddress" = '{email}'""");

        await host.WithAsync<AccountService, object>(async s => shut
            ? await s.DisableAsync(invited.AccountId)
            : await s.SetMembershipsAsync(invited.AccountId, organisation, [new MembershipOrder(organisation, Role.Registrar)]));

        Assert.Equal(state, await host.WithAsync<SystemfelReader, OutboxState>(r => r.OutboxItems.Where(o => o.ToAddress == email).Select(o => o.State).SingleAsync()));
    }

    [Fact]
    public async Task CopiedCookie_AfterSignOut_OpensNothing()
    {
        await host.CreateAccountAsync("kopia@demo.example", Role.Ombud);
        using var browser = host.Browse();
        var signedIn = await browser.PostFormAsync("/konto/logga-in", ("Email", "kopia@demo.example"), ("Password", WebHost.Password));
        var cookie = signedIn.Response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("systemfel=", StringComparison.Ordinal)).Split(';')[0];
        Assert.Equal(HttpStatusCode.OK, (await WithCookieAsync(cookie)).Status);

        await browser.PostFormAsync("/konto", "/konto/logga-ut");
        Assert.Equal(HttpStatusCode.Redirect, (await WithCookieAsync(cookie)).Status);
    }

    [Fact]
    public async Task Session_WhenAccountIsDisabled_EndsAtTheNextRequest()
    {
        var id = await host.CreateAccountAsync("slut@demo.example", Role.Ombud);
        using var browser = await host.SignedInAsync("slut@demo.example");
        await host.WithAsync<AccountService, object>(async s => await s.DisableAsync(id));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/konto")).Status);
    }

    [Fact]
    public async Task Session_WhenOnlyAMeetingIsFollowed_EndsAsIfItWereNotUsed()
    {
        await host.CreateAccountAsync("vilar@demo.example", Role.Ombud);
        using var browser = await host.SignedInAsync("vilar@demo.example");
        host.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/mote/1/handelser")).Status);
        host.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/konto")).Status);
    }

    [Fact]
    public async Task Session_WhenRoleIsTakenAway_LosesItAtTheNextRequest()
    {
        var organisation = await host.OrganisationAsync();
        var id = await host.CreateAccountAsync("byte@demo.example", Role.Administrator);
        using var browser = await host.SignedInAsync("byte@demo.example");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin/konton")).Status);
        await host.WithAsync<AccountService, object>(async s => await s.SetMembershipsAsync(id, organisation, [new(organisation, Role.Ombud)]));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/admin/konton")).Status);
    }

    [Fact]
    public async Task Session_AfterHalfAnHourUnused_HasEnded()
    {
        using var own = new WebHost();
        await own.CreateAccountAsync("vila@demo.example", Role.Ombud);
        using var browser = await own.SignedInAsync("vila@demo.example");
        own.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/konto")).Status);
    }

    [Fact]
    public async Task Session_UsedAllDay_EndsAfterTwelveHours()
    {
        using var own = new WebHost();
        await own.CreateAccountAsync("flit@demo.example", Role.Ombud);
        using var browser = await own.SignedInAsync("flit@demo.example");
        for (var used = 0; used < 35; used++)
        {
            own.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/konto")).Status);
        }
        own.Clock.Advance(TimeSpan.FromMinutes(21));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/konto")).Status);
    }

    [Fact]
    public async Task OtherSession_WhenEndedFromTheList_IsSignedOut()
    {
        await host.CreateAccountAsync("lista@demo.example", Role.Ombud);
        using var lost = await host.SignedInAsync("lista@demo.example");
        using var browser = await host.SignedInAsync("lista@demo.example");
        var list = await browser.GetAsync("/konto/sessioner");
        var session = list.Html.QuerySelector("button[name=session]")!.GetAttribute("value")!;
        await browser.PostFormAsync("/konto/sessioner", ("session", session));
        Assert.Equal(HttpStatusCode.Redirect, (await lost.GetAsync("/konto")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/konto")).Status);
    }

    [Fact]
    public async Task Password_WhenChanged_SignsOutElsewhereOnly()
    {
        await host.CreateAccountAsync("nytt@demo.example", Role.Ombud);
        using var lost = await host.SignedInAsync("nytt@demo.example");
        using var browser = await host.SignedInAsync("nytt@demo.example");
        var changed = await browser.PostFormAsync("/konto/losenord",
            ("Present", WebHost.Password), ("Password", "grön hink bakom huset"), ("Repeated", "grön hink bakom huset"));
        Assert.Equal("/konto", changed.Location);
        Assert.Equal(HttpStatusCode.Redirect, (await lost.GetAsync("/konto")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/konto")).Status);
    }

    [Theory]
    [InlineData("för kort")]
    [InlineData("lösenord1234567")]
    [InlineData("systemfel2026!!")]
    [InlineData("sommar-vinter-2026")]
    public async Task Password_WhenEasyToGuess_IsRefused(string weak)
    {
        var email = $"svag{weak.Length}{weak[0]}@demo.example";
        await host.CreateAccountAsync(email, Role.Ombud);
        using var browser = await host.SignedInAsync(email);
        var page = await browser.PostFormAsync("/konto/losenord", ("Present", WebHost.Password), ("Password", weak), ("Repeated", weak));
        Assert.NotNull(page.Html.QuerySelector("#Password[aria-invalid=true]"));
    }

    private async Task<Page> WithCookieAsync(string cookie)
    {
        using var browser = host.Browse();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/konto");
        request.Headers.Add("Cookie", cookie);
        return await browser.SendAsync(request);
    }
}
