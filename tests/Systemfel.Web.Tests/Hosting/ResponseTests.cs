using System.Net;
using Systemfel.Data.Accounts;

namespace Systemfel.Web.Tests.Hosting;

public sealed class ResponseTests(WebHost host) : IClassFixture<WebHost>
{
    [Theory]
    [InlineData("/konto/logga-in", HttpStatusCode.OK)]
    [InlineData("/css/systemfel.css", HttpStatusCode.OK)]
    [InlineData("/marke.svg", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    [InlineData("/konto", HttpStatusCode.Redirect)]
    [InlineData("/forsta-start", HttpStatusCode.NotFound)]
    public async Task Response_OfAnyKind_CarriesTheSecurityHeaders(string path, HttpStatusCode expected)
    {
        await host.OrganisationAsync();
        using var browser = host.Browse();
        var page = await browser.GetAsync(path);
        Assert.Equal(expected, page.Status);
        AssertHeaders(page);
    }

    [Fact]
    public async Task Response_ToAForgedPost_CarriesTheSecurityHeadersAndShowsNothingOfIt()
    {
        using var browser = host.Browse();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/konto/lank") { Content = new FormUrlEncodedContent([new("text", "Ring 08-123")]) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        var page = await browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        AssertHeaders(page);
        Assert.DoesNotContain("Ring 08-123", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_FromAnotherSite_IsRefusedEvenWithAWholeForm()
    {
        using var browser = host.Browse();
        var token = (await browser.GetAsync("/konto/lank")).Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var (site, expected) in new[] { ("cross-site", HttpStatusCode.BadRequest), ("same-site", HttpStatusCode.BadRequest), ("same-origin", HttpStatusCode.Redirect) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/konto/lank")
            {
                Content = new FormUrlEncodedContent([new("Email", "ingen@demo.example"), new("__RequestVerificationToken", token)]),
            };
            request.Headers.Add("Sec-Fetch-Site", site);
            Assert.Equal(expected, (await browser.SendAsync(request)).Status);
        }
    }

    [Fact]
    public async Task Health_WhenMigrated_IsReady()
    {
        using var browser = host.Browse();
        Assert.Equal("Healthy", (await browser.GetAsync("/health/ready")).Text);
    }

    [Theory]
    [InlineData("/konto")]
    [InlineData("/konto/losenord")]
    [InlineData("/konto/sessioner")]
    [InlineData("/konto/tvafaktor")]
    [InlineData("/admin/konton")]
    [InlineData("/admin/konton/ny")]
    [InlineData("/admin/konton/1")]
    [InlineData("/demo/logga-in")]
    [InlineData("/om/tillganglighet")]
    [InlineData("/om/uppgifter")]
    [InlineData("/finns-inte")]
    public async Task Page_HasNoInlineScriptOrStyle_AndOneHeading(string path)
    {
        await host.OrganisationAsync();
        using var browser = await host.SignedInAsync("forsta@demo.example");
        var page = await browser.GetAsync(path);
        Assert.Empty(page.Html.QuerySelectorAll("style, [style], script:not([src])"));
        Assert.DoesNotContain(page.Html.All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
        Assert.Single(page.Html.QuerySelectorAll("h1"));
        Assert.Equal("sv", page.Html.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Menu_MarksThePageThatIsShown()
    {
        await host.CreateAccountAsync("meny@demo.example", Role.Administrator);
        using var browser = await host.SignedInAsync("meny@demo.example");
        var page = await browser.GetAsync("/admin/konton/ny");
        Assert.Equal("/admin/konton", page.Html.QuerySelector("nav [aria-current=page]")?.GetAttribute("href"));
    }

    private static void AssertHeaders(Page page)
    {
        Assert.StartsWith("default-src 'none'; script-src 'self';", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", page.Header("Referrer-Policy"));
        Assert.Equal("same-origin", page.Header("Cross-Origin-Opener-Policy"));
        Assert.NotNull(page.Header("Cache-Control"));
    }
}
