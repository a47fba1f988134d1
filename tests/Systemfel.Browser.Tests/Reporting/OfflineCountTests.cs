using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Systemfel.Browser.Tests.Hosting;

namespace Systemfel.Browser.Tests.Reporting;

/// <summary>'Jag har sett samma sak' where there is no network: it waits on the phone and is counted once.</summary>
public sealed class OfflineCountTests(DemoServer demo, Chromium chromium) : IClassFixture<DemoServer>, IClassFixture<Chromium>
{
    private const string Search = "/?q=handläggare";
    private const string Waits = "1 räkning väntar på nät.";
    private const string Sent = "1 räkning är skickad.";

    [Fact]
    public async Task Count_WithoutNetwork_WaitsAndIsCountedOnceWhenItIsBack()
    {
        await using var sara = await SaraAsync();
        var (title, before) = await CountOfflineAsync(sara);

        await sara.Page.Context.SetOfflineAsync(false);

        await sara.SeesAsync(Sent);
        Assert.Equal(before + 1, await SeenAsync(sara, title));
        Assert.Equal(before + 1, await SeenAsync(sara, title));
    }

    [Fact]
    public async Task Count_WithoutNetworkAndThePageLoadedAgain_IsCountedOnce()
    {
        await using var sara = await SaraAsync();
        var (title, before) = await CountOfflineAsync(sara);

        await Assert.ThrowsAsync<PlaywrightException>(() => sara.Page.ReloadAsync());
        // The browser's own page about the network has to stand there before another is opened.
        await sara.Page.WaitForFunctionAsync("location.protocol === 'chrome-error:' && document.readyState === 'complete'");
        await sara.Page.GotoAsync("about:blank");
        await sara.Page.Context.SetOfflineAsync(false);
        await sara.OpenAsync("/");

        await sara.SeesAsync(Sent);
        Assert.Equal(before + 1, await SeenAsync(sara, title));
    }

    [Fact]
    public async Task Count_WhoseAnswerWasLost_IsSentAgainAndCountedOnce()
    {
        await using var sara = await SaraAsync();
        await sara.Page.RouteAsync("**/rakna/ko", async route =>
        {
            await route.FetchAsync();
            await route.AbortAsync();
        });
        var (title, before) = await CountAsync(sara);
        await sara.SeesAsync(Waits);

        await sara.Page.UnrouteAllAsync();
        await sara.OpenAsync("/");

        await sara.SeesAsync(Sent);
        Assert.Equal(before + 1, await SeenAsync(sara, title));
    }

    [Fact]
    public async Task Count_RefusedByTheServer_IsShownUntilItIsDismissed()
    {
        await using var sara = await SaraAsync();
        var (title, before) = await CountOfflineAsync(sara);
        await sara.Page.EvaluateAsync("""
            localStorage.setItem('systemfel.rakningar', localStorage.getItem('systemfel.rakningar').replace(/"month":"[^"]*"/, '"month":"2999-01"'))
            """);
        await sara.Page.Context.SetOfflineAsync(false);
        await sara.SeesAsync("räknades inte. Månaden har inte varit än.");
        await sara.OpenAsync("/");
        await sara.SeesAsync("räknades inte. Månaden har inte varit än.");
        await sara.LookAsync();

        await sara.Button("Ta bort", sara.Page.Locator("#rakningsko")).ClickAsync();

        await sara.OpenAsync("/");
        Assert.Equal("", await sara.TextAsync("#rakningsko"));
        Assert.Equal(before, await SeenAsync(sara, title));
    }

    [Fact]
    public async Task SignOut_WithACountThatWaits_TellsFirstAndThenLeavesNothing()
    {
        await using var sara = await SaraAsync();
        await sara.Page.RouteAsync("**/rakna/ko", route => route.AbortAsync());
        await CountAsync(sara);
        await sara.SeesAsync(Waits);

        await sara.Page.GetByRole(AriaRole.Button, new() { Name = "Logga ut", Exact = true }).ClickAsync();

        await sara.SeesAsync("1 räkning är inte skickad. Loggar du ut tas den bort från den här enheten.");
        // One more try that fails leaves the question where it is.
        var failed = new TaskCompletionSource();
        sara.Page.RequestFailed += (_, _) => failed.TrySetResult();
        await sara.Page.EvaluateAsync("dispatchEvent(new Event('online'))");
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await sara.LookAsync();
        // The server's answer clears the storage too; the page must have done so before.
        await sara.Page.RouteAsync("**/konto/logga-ut", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><title>Ute</title>" }));
        await sara.PressAsync("Logga ut och ta bort");
        Assert.Equal("0", await sara.Page.EvaluateAsync<string>("String(localStorage.length)"));
    }

    [Fact]
    public async Task SignOut_WithACountOfAnotherAccount_TellsOfItToo()
    {
        await using var malin = await SaraAsync();
        await malin.Page.RouteAsync("**/rakna/ko", route => route.AbortAsync());
        await CountAsync(malin);
        await malin.SeesAsync(Waits);
        await malin.Page.Context.ClearCookiesAsync();
        await malin.SignInAsync("malin@demo.example");

        await malin.Page.GetByRole(AriaRole.Button, new() { Name = "Logga ut", Exact = true }).ClickAsync();

        await malin.SeesAsync("1 räkning från ett annat konto på den här enheten tas bort om du loggar ut.");
        await malin.Button("Stanna kvar").ClickAsync();
        Assert.Contains("\"account\"", await malin.Page.EvaluateAsync<string>("localStorage.getItem('systemfel.rakningar')"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Count_OfSomeoneWhoIsSignedOut_WaitsForTheSameAccount()
    {
        await using var sara = await SaraAsync();
        await sara.Page.RouteAsync("**/rakna/ko", route => route.AbortAsync());
        var (title, before) = await CountAsync(sara);
        await sara.SeesAsync(Waits);
        await sara.Page.Context.ClearCookiesAsync();
        await sara.Page.UnrouteAllAsync();

        await sara.SignInAsync("malin@demo.example");
        Assert.Equal("", await sara.TextAsync("#rakningsko"));
        Assert.Contains("\"account\"", await sara.Page.EvaluateAsync<string>("localStorage.getItem('systemfel.rakningar')"), StringComparison.Ordinal);
        await sara.Page.Context.ClearCookiesAsync();
        await sara.SignInAsync("sara@demo.example");

        await sara.SeesAsync(Sent);
        Assert.Equal(before + 1, await SeenAsync(sara, title));
    }

    [Fact]
    public async Task Count_WithoutNetworkInTheReport_KeepsTheReportAndNoWordOfIt()
    {
        await using var sara = await SaraAsync();
        await sara.OpenAsync("/rapportera");
        await sara.Field("Rubrik").FillAsync("Handläggare byts ofta utan besked");
        await sara.Field("Beskrivning").FillAsync("Det här stannar på sidan.");
        var hit = sara.Page.Locator("#liknande li:has(details.samma)").First;
        await hit.Locator("summary").ClickAsync();
        await sara.Page.Context.SetOfflineAsync(true);

        await sara.Button("Räkna in", hit).ClickAsync();

        await sara.SeesAsync(Waits);
        Assert.Equal("Det här stannar på sidan.", await sara.Field("Beskrivning").InputValueAsync());
        var kept = await sara.Page.EvaluateAsync<string>("JSON.stringify(localStorage)");
        Assert.DoesNotContain("stannar", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Handläggare", kept, StringComparison.Ordinal);
        await sara.Page.Context.SetOfflineAsync(false);
        await sara.SeesAsync(Sent);
        await sara.SeesAsync("Räknat: ", sara.Page.Locator("#liknande"));
    }

    private async Task<Visitor> SaraAsync()
    {
        var sara = await Visitor.ArriveAsync("sara", chromium, demo.Server.Address, Look.Phone);
        sara.LooksAtEach = false;
        await sara.SignInAsync("sara@demo.example");
        return sara;
    }

    private static async Task<(string Title, int Before)> CountOfflineAsync(Visitor sara)
    {
        var counted = await CountAsync(sara, offline: true);
        await sara.SeesAsync(Waits);
        return counted;
    }

    private static async Task<(string Title, int Before)> CountAsync(Visitor sara, bool offline = false)
    {
        await sara.OpenAsync(Search);
        var hit = sara.Page.Locator(".traffar li:has(details.samma)").First;
        var title = (await hit.Locator("h3").InnerTextAsync()).Trim();
        var before = await SeenAsync(sara, title);
        hit = sara.Page.Locator(".traffar li:has(details.samma)", new() { HasText = title });
        await hit.Locator("summary").ClickAsync();
        await sara.Page.Context.SetOfflineAsync(offline);
        await sara.Button("Räkna in", hit).ClickAsync();
        return (title, before);
    }

    /// <summary>'Sett 8 gånger i två kommuner' of the hit with this title, on a page that is loaded anew.</summary>
    private static async Task<int> SeenAsync(Visitor sara, string title)
    {
        await sara.OpenAsync(Search);
        var meta = await sara.Page.Locator(".traffar li", new() { HasText = title }).First.Locator(".meta").InnerTextAsync();
        var seen = Regex.Match(meta, @"Sett (en|\d+) gång");
        return seen.Groups[1].Value == "en" ? 1 : int.Parse(seen.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }
}
