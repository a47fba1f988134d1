using System.Text;

namespace Systemfel.Mail.Tests;

/// <summary>Signing in with a token, as Exchange Online does it.</summary>
public sealed class Xoauth2Tests : IDisposable
{
    private const string Error = "eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIiwic2NvcGUiOiJodHRwczovL21haWwuZXhhbXBsZS8ifQ==";

    private const string SmtpHello = """
        S: 220 mx
        C: EHLO app.test.example
        S: 250-mx
        S: 250 AUTH LOGIN XOAUTH2
        C: AUTH XOAUTH2
        S: 334

        """;

    private readonly FakeTokenServer _tokens = new();

    public void Dispose() => _tokens.Dispose();

    private static string Sasl(string token) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"user={ImapScripts.User}\u0001auth=Bearer {token}\u0001\u0001"));

    private static string ImapTry(string token, string rest) => ImapScripts.Hello + $"""
        C: S0002 AUTHENTICATE XOAUTH2
        S: +
        C: {Sasl(token)}

        """ + rest;

    private MailServerOptions Options(ScriptedServer server) =>
        ImapScripts.Options(server) with { LocalName = "app.test.example", User = ImapScripts.User, Tokens = _tokens.Tokens() };

    [Fact]
    public async Task Imap_WhenServerDoesNotOfferIt_SaysSoAndSendsNoToken()
    {
        await using var server = new ScriptedServer(ImapScripts.Hello.Replace(" AUTH=XOAUTH2", "", StringComparison.Ordinal));
        await Assert.ThrowsAsync<MailAuthenticationException>(() => ImapClient.ConnectAsync(Options(server)));
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task Imap_WhenTheTokenIsRefusedTwice_AnswersTheErrorWithAnEmptyLineAndNamesItsStatus()
    {
        string Refusal(string token) => ImapTry(token, $"""
            S: + {Error}
            C: *
            S: S0002 NO AUTHENTICATE failed.
            """);
        await using var server = new ScriptedServer([Refusal("token-1"), Refusal("token-2")]);
        var e = await Assert.ThrowsAsync<MailAuthenticationException>(() => ImapClient.ConnectAsync(Options(server)));
        Assert.Contains("(status 400)", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("token-", e.ToString(), StringComparison.Ordinal);
        Assert.Equal(["", ""], server.Received.Where((_, i) => i % 4 == 3));
        Assert.Equal(2, _tokens.Asked.Count);
    }

    [Theory]
    [InlineData("+ %%%")]
    [InlineData("+ W10=")]
    [InlineData("+ eyJzdGF0dXMiOiJ0b2tlbi0xIGhlbWxpZyJ9")]
    public async Task Imap_WhenTheErrorIsNoError_IsStillARefusal(string challenge)
    {
        string Refusal(string token) => ImapTry(token, $"S: {challenge}\nC: *\nS: S0002 NO no");
        await using var server = new ScriptedServer([Refusal("token-1"), Refusal("token-2")]);
        var e = await Assert.ThrowsAsync<MailAuthenticationException>(() => ImapClient.ConnectAsync(Options(server)));
        Assert.Equal("The IMAP server did not accept the access token.", e.Message);
    }

    [Fact]
    public async Task Imap_WhenTheKeptTokenIsRefused_GetsANewOneAndComesIn()
    {
        await using var server = new ScriptedServer([
            ImapTry("token-1", "S: S0002 NO [AUTHENTICATIONFAILED] expired"),
            ImapTry("token-2", """
                S: S0002 OK in
                C: S0003 CAPABILITY
                S: * CAPABILITY IMAP4rev1
                S: S0003 OK
                """)]);
        await using var client = await ImapClient.ConnectAsync(Options(server));
        Assert.Equal(2, _tokens.Asked.Count);
    }

    [Fact]
    public async Task Imap_WhenTheTokenServerRefuses_NeverConnects()
    {
        _tokens.Answer = _ => (401, """{"error":"unauthorized_client"}""");
        await using var server = new ScriptedServer(ImapScripts.Hello);
        var e = await Assert.ThrowsAsync<MailAuthenticationException>(() => ImapClient.ConnectAsync(Options(server)));
        Assert.Contains("unauthorized_client", e.Message, StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task Smtp_WhenServerDoesNotOfferIt_SaysSoAndSendsNoToken()
    {
        await using var server = new ScriptedServer("""
            S: 220 mx
            C: EHLO app.test.example
            S: 250-mx
            S: 250 AUTH LOGIN
            """);
        await Assert.ThrowsAsync<MailAuthenticationException>(() => SmtpClient.ConnectAsync(Options(server)));
        Assert.Single(server.Received);
    }

    [Fact]
    public async Task Smtp_WhenTheTokenIsRefusedTwice_AnswersTheErrorWithAnEmptyLineAndNamesItsStatus()
    {
        string Refusal(string token) => SmtpHello + $"""
            C: {Sasl(token)}
            S: 334 {Error}
            C: *
            S: 535 5.7.3 Authentication unsuccessful
            """;
        await using var server = new ScriptedServer([Refusal("token-1"), Refusal("token-2")]);
        var e = await Assert.ThrowsAsync<MailAuthenticationException>(() => SmtpClient.ConnectAsync(Options(server)));
        Assert.Contains("(status 400)", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("token-", e.ToString(), StringComparison.Ordinal);
        Assert.Equal(["", ""], server.Received.Where((_, i) => i % 4 == 3));
    }

    [Fact]
    public async Task Smtp_WhenServerGoesOnAsking_GivesUp()
    {
        var script = SmtpHello + string.Concat(Enumerable.Repeat("C: *\nS: 334 \n", 3));
        await using var server = new ScriptedServer([script, script]);
        await Assert.ThrowsAsync<MailAuthenticationException>(() => SmtpClient.ConnectAsync(Options(server)));
    }

    [Fact]
    public async Task Smtp_WhenTheTokenIsTaken_NeedsNoPassword()
    {
        await using var server = new ScriptedServer(SmtpHello + $"""
            C: {Sasl("token-1")}
            S: 235 2.7.0 ok
            C: QUIT
            S: 221 bye
            """);
        await using (await SmtpClient.ConnectAsync(Options(server)))
        {
        }

        await server.PlayedAsync();
    }
}
