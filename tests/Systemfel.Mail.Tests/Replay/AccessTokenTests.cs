namespace Systemfel.Mail.Tests;

/// <summary>Access tokens by client credentials (RFC 6749 4.4).</summary>
public sealed class AccessTokenTests : IDisposable
{
    private readonly FakeTokenServer _server = new();

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("http://login.example/token")]
    [InlineData("ftp://127.0.0.1/token")]
    [InlineData("/token")]
    public void TokenUrl_WhenNotProtected_IsRefused(string url) =>
        Assert.Throws<ArgumentException>(() => new OAuthOptions { TokenUrl = new Uri(url, UriKind.RelativeOrAbsolute), ClientId = "k", ClientSecret = "h" });

    [Theory]
    [InlineData(400, """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided: mycket+hemlig"}""", "400 invalid_client AADSTS7000215", false)]
    [InlineData(401, "<html>mycket+hemlig</html>", "401.", false)]
    [InlineData(400, """{"error":"mycket+hemlig"}""", "400.", false)]
    [InlineData(429, "{}", "429.", true)]
    [InlineData(503, "", "503.", true)]
    [InlineData(302, "", "302.", false)]
    public async Task Get_WhenRefused_NamesTheErrorWithoutTheSecret(int status, string body, string said, bool transient)
    {
        _server.Answer = _ => (status, body);
        var e = await Assert.ThrowsAsync<MailAuthenticationException>(() => _server.Tokens().GetAsync());
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hemlig", e.ToString(), StringComparison.Ordinal);
        Assert.Equal(transient, e.IsTransient);
        Assert.Single(_server.Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"access_token\":\"\"}")]
    [InlineData("{\"access_token\":\"a\\r\\nb\"}")]
    [InlineData("{\"access_token\":{\"a\":1}}")]
    public async Task Get_WhenTheAnswerHoldsNoToken_SaysSo(string body)
    {
        _server.Answer = _ => (200, body);
        await Assert.ThrowsAsync<MailAuthenticationException>(() => _server.Tokens().GetAsync());
    }

    [Fact]
    public async Task Get_WhenNobodyAnswers_IsTransient()
    {
        var tokens = new AccessTokens(new OAuthOptions { TokenUrl = new Uri("http://127.0.0.1:1/token"), ClientId = "k", ClientSecret = "hemlig" });
        Assert.True((await Assert.ThrowsAsync<MailAuthenticationException>(() => tokens.GetAsync())).IsTransient);
    }

    [Fact]
    public async Task Get_WhenTheAnswerIsEndless_GivesUp()
    {
        _server.Answer = _ => (200, "{\"access_token\":\"" + new string('a', 200_000) + "\"}");
        await Assert.ThrowsAsync<MailAuthenticationException>(() => _server.Tokens().GetAsync());
    }

    [Fact]
    public async Task Get_AsksWithClientCredentialsAndScope()
    {
        await _server.Tokens().GetAsync();
        Assert.Equal(["grant_type=client_credentials&client_id=klient&client_secret=mycket%2Bhemlig&scope=https%3A%2F%2Foutlook.office365.com%2F.default"], _server.Asked);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3299, 1)]
    [InlineData(3301, 2)]
    public async Task Get_Later_KeepsTheTokenUntilFiveMinutesBeforeItsEnd(int secondsLater, int asked)
    {
        var clock = new Clock();
        var tokens = _server.Tokens(clock);
        await tokens.GetAsync();
        clock.Now += TimeSpan.FromSeconds(secondsLater);
        Assert.Equal("token-" + asked, await tokens.GetAsync());
        Assert.Equal(asked, _server.Asked.Count);
    }

    [Fact]
    public async Task Get_WhenTheTokenWasRefused_AsksForANewOne()
    {
        var tokens = _server.Tokens();
        var first = await tokens.GetAsync();
        Assert.Equal("token-2", await tokens.GetAsync(first));
        Assert.Equal("token-2", await tokens.GetAsync(first));
    }

    [Fact]
    public async Task Get_ByManyAtOnce_AsksOnce()
    {
        var tokens = _server.Tokens();
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => tokens.GetAsync())), t => Assert.Equal("token-1", t));
        Assert.Single(_server.Asked);
    }

    [Fact]
    public void Options_WhenWrittenToALog_ShowNoSecret()
    {
        var options = new MailServerOptions { Host = "mail.example", Port = 993, Tokens = _server.Tokens() };
        Assert.DoesNotContain("hemlig", $"{options} {options.Tokens} {new OAuthOptions { TokenUrl = _server.Url, ClientId = "k", ClientSecret = "mycket hemlig" }}", StringComparison.Ordinal);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 10, 3, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
