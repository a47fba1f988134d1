using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Systemfel.Data.Accounts;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Tests.Hosting;

public sealed class ProductionTests(ProductionHost host) : IClassFixture<ProductionHost>
{
    [Fact]
    public async Task Demo_DoesNotExist()
    {
        await host.CreateAccountAsync("prod@demo.example", Role.Administrator);
        using var browser = await host.SignedInAsync("prod@demo.example");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/demo/logga-in")).Status);
        Assert.DoesNotContain(host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>(),
            e => e.RoutePattern.RawText?.StartsWith("demo", StringComparison.OrdinalIgnoreCase) == true);
    }

    [Fact]
    public void Passwords_AreHashedSlowly()
    {
        using var services = new ServiceCollection().AddSystemfelAccounts(new Uri("https://localhost")).Services.BuildServiceProvider();
        Assert.InRange(services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount, 210_000, int.MaxValue);
    }

    [Fact]
    public async Task Cookies_AreBoundToHostAndHttps()
    {
        await host.CreateAccountAsync("kaka@demo.example", Role.Ombud);
        using var browser = host.Browse();
        var page = await browser.PostFormAsync("/konto/logga-in", ("Email", "kaka@demo.example"), ("Password", WebHost.Password));
        var cookie = page.Response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-systemfel=", StringComparison.Ordinal));
        Assert.Contains("; secure; samesite=lax; httponly", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WithAnotherHostName_IsRefused()
    {
        using var browser = host.Browse();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/konto/glomt") { Headers = { Host = "evil.example" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(request)).Status);
    }

    [Fact]
    public async Task FirstStart_WithAWrongCode_CreatesNothing()
    {
        using var own = new ProductionHost();
        using var browser = own.Browse();
        var page = await browser.PostFormAsync("/forsta-start", ("Form.Code", "0000-0000-0000"), ("Form.Name", "A"),
            ("Form.Email", "a@demo.example"), ("Form.Password", WebHost.Password), ("Form.Organisation", "PO"));
        Assert.NotNull(page.Html.QuerySelector("#Form_Code[aria-invalid=true]"));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/forsta-start")).Status);
    }

    [Fact]
    public async Task FirstStart_WithTheCode_WorksOnce()
    {
        using var own = new ProductionHost();
        using var browser = own.Browse();
        var page = await browser.PostFormAsync("/forsta-start", ("Form.Code", own.Services.GetRequiredService<FirstStartCode>().Shown),
            ("Form.Name", "Asta"), ("Form.Email", "asta@kommun.example"), ("Form.Password", WebHost.Password), ("Form.Organisation", "PO"));
        Assert.Equal("/konto/logga-in", page.Location);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/forsta-start")).Status);
        using var asta = await own.SignedInAsync("asta@kommun.example");
        Assert.Equal(HttpStatusCode.OK, (await asta.GetAsync("/admin/konton")).Status);
    }
}
