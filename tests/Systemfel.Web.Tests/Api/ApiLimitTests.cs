using System.Net;
using Microsoft.AspNetCore.Hosting;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Tests.Api;

public sealed class ApiLimitTests : IDisposable
{
    private const int Allowed = 2;

    private readonly LimitedHost _host = new();

    [Fact]
    public async Task Key_UsedTooOften_WaitsAndAnotherDoesNot()
    {
        var account = await _host.CreateAccountAsync("eva@po.example", Role.Coordinator);
        var (one, other) = (await KeyAsync(account), await KeyAsync(account));
        using var program = _host.Browse();
        for (var i = 0; i < Allowed; i++) Assert.Equal(HttpStatusCode.OK, (await CallAsync(program, one)).Status);

        var refused = await CallAsync(program, one);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.NotNull(refused.Header("Retry-After"));
        Assert.Contains("\"Too many requests\"", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await CallAsync(program, other)).Status);
    }

    public void Dispose() => _host.Dispose();

    private async Task<string> KeyAsync(long account)
    {
        var organisation = await _host.WithAsync((SystemfelReader r) => Task.FromResult(r.Organisations.Select(o => o.Id).First()));
        return await _host.WithAsync<PersonalKeys, string>(k => k.MakeAsync(account, organisation, "Prov", _host.Clock.Today()));
    }

    private static async Task<Page> CallAsync(Browser program, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/authorities", UriKind.Relative));
        request.Headers.Authorization = new("Bearer", key);
        return await program.SendAsync(request);
    }

    private sealed class LimitedHost : WebHost
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("RateLimits:ApiPerMinute", $"{Allowed}");
        }
    }
}
