using System.Net;
using Microsoft.AspNetCore.Hosting;

namespace Systemfel.Web.Tests.Hosting;

/// <summary>Doors that can be guessed at are shut for whoever knocks too often.</summary>
public sealed class RateLimitTests : IDisposable
{
    private const int Allowed = 3;

    private readonly LimitedHost _host = new();

    [Theory]
    [InlineData("/svara/00000000000000000000000000")]
    [InlineData("/konto/lank/1.00000000000000000000000000000000")]
    [InlineData("/konto/aterstall/1.00000000000000000000000000000000")]
    [InlineData("/konto/inbjudan/1.00000000000000000000000000000000")]
    public async Task Link_TriedTooOften_IsRefusedWithWhenToTryAgain(string path)
    {
        using var browser = _host.Browse();
        for (var i = 0; i < Allowed; i++) Assert.NotEqual(HttpStatusCode.TooManyRequests, (await browser.GetAsync(path)).Status);

        var refused = await browser.GetAsync(path);

        Assert.Equal((HttpStatusCode.TooManyRequests, "För många försök"), (refused.Status, refused.Heading));
        Assert.NotNull(refused.Header("Retry-After"));
    }

    [Theory]
    [InlineData("/konto/logga-in")]
    [InlineData("/konto/lank")]
    [InlineData("/konto/glomt")]
    public async Task Form_SentTooOften_IsRefused(string path)
    {
        using var browser = _host.Browse();
        for (var i = 0; i < Allowed; i++)
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await browser.PostFormAsync(path, ("Email", "ingen@demo.example"), ("Password", "något annat här"))).Status);

        var refused = await browser.PostFormAsync(path, ("Email", "ingen@demo.example"), ("Password", "något annat här"));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
    }

    public void Dispose() => _host.Dispose();

    private sealed class LimitedHost : WebHost
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Jobs:Enabled", "false");
            builder.UseSetting("RateLimits:SignInPerMinute", $"{Allowed}");
            builder.UseSetting("RateLimits:ReplyPerMinute", $"{Allowed}");
        }
    }
}
