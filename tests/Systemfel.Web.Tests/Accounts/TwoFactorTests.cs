using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Systemfel.Data.Accounts;

namespace Systemfel.Web.Tests.Accounts;

public sealed class TwoFactorTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task SecondStep_WithoutTheFirst_LeadsBack()
    {
        using var browser = host.Browse();
        Assert.Equal("/konto/logga-in", (await browser.GetAsync("/konto/steg-2")).Location);
    }

    [Fact]
    public async Task Enable_WithAWrongCode_ChangesNothing()
    {
        await host.CreateAccountAsync("felkod@demo.example", Role.Ombud);
        using var browser = await host.SignedInAsync("felkod@demo.example");
        await browser.PostFormAsync("/konto/tvafaktor", "/konto/tvafaktor/borja");
        var page = await browser.PostFormAsync("/konto/tvafaktor", "/konto/tvafaktor/pa", ("Code", "12"));
        Assert.NotNull(page.Html.QuerySelector("#Code[aria-invalid=true]"));
        (await host.SignedInAsync("felkod@demo.example")).Dispose();
    }

    [Fact]
    public async Task Password_WhenTwoStepsAreOn_IsNotEnough()
    {
        await EnableAsync("tva@demo.example");
        using var browser = host.Browse();
        var page = await browser.PostFormAsync("/konto/logga-in", ("Email", "tva@demo.example"), ("Password", WebHost.Password));
        Assert.Equal("/konto/steg-2", page.Location);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/konto")).Status);
    }

    [Fact]
    public async Task Code_FromTheApp_OpensTheAccountOnce()
    {
        var (key, _) = await EnableAsync("appen@demo.example");
        var code = Totp(key);
        using var first = await AtSecondStepAsync("appen@demo.example");
        Assert.Equal("/", (await first.PostFormAsync("/konto/steg-2", ("Code", code))).Location);
        using var second = await AtSecondStepAsync("appen@demo.example");
        Assert.Equal(HttpStatusCode.OK, (await second.PostFormAsync("/konto/steg-2", ("Code", code))).Status);
    }

    [Fact]
    public async Task RecoveryCode_OpensTheAccountOnce()
    {
        var (_, recovery) = await EnableAsync("reserv@demo.example");
        using var first = await AtSecondStepAsync("reserv@demo.example");
        Assert.Equal("/", (await first.PostFormAsync("/konto/steg-2", ("Code", recovery))).Location);
        using var second = await AtSecondStepAsync("reserv@demo.example");
        Assert.Equal(HttpStatusCode.OK, (await second.PostFormAsync("/konto/steg-2", ("Code", recovery))).Status);
    }

    private async Task<Browser> AtSecondStepAsync(string email)
    {
        var browser = host.Browse();
        await browser.PostFormAsync("/konto/logga-in", ("Email", email), ("Password", WebHost.Password));
        return browser;
    }

    private async Task<(string Key, string Recovery)> EnableAsync(string email)
    {
        await host.CreateAccountAsync(email, Role.Ombud);
        using var browser = await host.SignedInAsync(email);
        await browser.PostFormAsync("/konto/tvafaktor", "/konto/tvafaktor/borja");
        var key = (await browser.GetAsync("/konto/tvafaktor")).Html.QuerySelector("code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var done = await browser.PostFormAsync("/konto/tvafaktor", "/konto/tvafaktor/pa", ("Code", Totp(key)));
        return (key, done.Html.QuerySelector(".reservkoder code")!.TextContent);
    }

    /// <summary>RFC 6238 with SHA-1, 30 seconds and six digits, as authenticator apps compute it.</summary>
    private static string Totp(string base32)
    {
        var key = new List<byte>();
        int buffer = 0, bits = 0;
        foreach (var c in base32)
        {
            buffer = (buffer << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal);
            if ((bits += 5) < 8) continue;
            key.Add((byte)(buffer >> (bits -= 8)));
        }
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // The RFC's algorithm, not a choice.
        var hash = HMACSHA1.HashData(key.ToArray(), step);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xF;
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset)) & 0x7FFFFFFF) % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }
}
