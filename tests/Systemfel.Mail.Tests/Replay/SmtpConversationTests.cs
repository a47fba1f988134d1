namespace Systemfel.Mail.Tests;

public class SmtpConversationTests
{
    private static readonly byte[] Mail = "From: a@x.example\r\nSubject: prov\r\n\r\nHej\r\n.punkt\nslut\r\n"u8.ToArray();

    private static MailServerOptions Options(ScriptedServer server, MailSecurity security = MailSecurity.None) => new()
    {
        Host = "localhost",
        Port = server.Port,
        Security = security,
        LocalName = "app.test.example",
        CommandTimeout = TimeSpan.FromSeconds(5),
        TotalTimeout = TimeSpan.FromSeconds(10),
    };

    private static SmtpSend Send(params string[] recipients) => new() { Sender = "brev@x.example", Recipients = recipients, Message = Mail };

    [Fact]
    public async Task Connect_WhenStartTlsIsStripped_GivesUpBeforeAnythingIsSent()
    {
        await using var server = new ScriptedServer("""
            S: 220 mx.test.example ESMTP
            C: EHLO app.test.example
            S: 250-mx.test.example
            S: 250 AUTH PLAIN
            """);
        await Assert.ThrowsAsync<MailSecurityException>(() => SmtpClient.ConnectAsync(Options(server, MailSecurity.StartTls) with { User = "u", Password = "hemlis" }));
        await server.PlayedAsync();
        Assert.Equal(["EHLO app.test.example"], server.Received);
    }

    [Fact]
    public async Task Connect_WhenStartTlsIsRefused_GivesUp()
    {
        await using var server = new ScriptedServer("""
            S: 220 mx
            C: EHLO app.test.example
            S: 250-mx
            S: 250 STARTTLS
            C: STARTTLS
            S: 454 TLS not available
            """);
        await Assert.ThrowsAsync<MailSecurityException>(() => SmtpClient.ConnectAsync(Options(server, MailSecurity.StartTls)));
    }

    [Fact]
    public async Task Connect_WhenPlaintextFollowsStartTls_GivesUp()
    {
        await using var server = new ScriptedServer("""
            S: 220 mx
            C: EHLO app.test.example
            S: 250-mx
            S: 250 STARTTLS
            C: STARTTLS
            S-RAW: 220 go ahead\r\n250 injected\r\n
            SILENCE
            """);
        await Assert.ThrowsAsync<MailSecurityException>(() => SmtpClient.ConnectAsync(Options(server, MailSecurity.StartTls)));
    }

    [Fact]
    public async Task Connect_WhenCertificateIsUnknown_GivesUp()
    {
        await using var server = new ScriptedServer("""
            S: 220 mx
            C: EHLO app.test.example
            S: 250-mx
            S: 250 STARTTLS
            C: STARTTLS
            S: 220 go ahead
            TLS
            """);
        await Assert.ThrowsAsync<MailSecurityException>(() => SmtpClient.ConnectAsync(Options(server, MailSecurity.StartTls)));
    }

    [Fact]
    public async Task Connect_WhenTrustedCertificateIsForAnotherName_GivesUp()
    {
        await using var server = new ScriptedServer("TLS", certificateName: "annan.example");
        await Assert.ThrowsAsync<MailSecurityException>(() => SmtpClient.ConnectAsync(Options(server, MailSecurity.Tls) with { TrustedRootFile = server.WriteCertificate() }));
    }

    [Fact]
    public async Task Connect_WhenPasswordIsWrong_SaysSoWithoutIt()
    {
        await using var server = new ScriptedServer("""
            S: 220 mx
            C: EHLO app.test.example
            S: 250-mx
            S: 250 AUTH LOGIN
            C: AUTH LOGIN
            S: 334 VXNlcm5hbWU6
            C: dQ==
            S: 334 UGFzc3dvcmQ6
            C: aGVtbGlz
            S: 535 5.7.8 no
            """);
        var e = await Assert.ThrowsAsync<MailAuthenticationException>(() => SmtpClient.ConnectAsync(Options(server) with { User = "u", Password = "hemlis" }));
        Assert.Equal(535, e.Code);
        Assert.DoesNotContain("hemlis", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_WhenServerIsSilent_GivesUpInTime()
    {
        await using var server = new ScriptedServer("SILENCE");
        var e = await Assert.ThrowsAsync<MailProtocolException>(() => SmtpClient.ConnectAsync(Options(server) with { CommandTimeout = TimeSpan.FromMilliseconds(300) }));
        Assert.True(e.IsTransient);
    }

    [Fact]
    public async Task Connect_WhenAnotherCertificateOfTheSameNameIsTrusted_GivesUp()
    {
        await using var server = new ScriptedServer("TLS");
        await using var other = new ScriptedServer("CLOSE");
        await Assert.ThrowsAsync<MailSecurityException>(() => SmtpClient.ConnectAsync(Options(server, MailSecurity.Tls) with { TrustedRootFile = other.WriteCertificate() }));
        using var hangUp = new System.Net.Sockets.TcpClient("127.0.0.1", other.Port);
    }

    [Fact]
    public async Task Connect_WhenALineNeverEnds_GivesUpWithoutReadingItAll()
    {
        var drip = string.Join('\n', Enumerable.Repeat("S-RAW: " + new string('2', 10_000), 400));
        await using var server = new ScriptedServer(drip);
        var e = await Assert.ThrowsAsync<MailProtocolException>(() => SmtpClient.ConnectAsync(Options(server)));
        Assert.False(e.IsTransient);
    }

    [Fact]
    public async Task Connect_WhenReplyNeverEnds_GivesUp()
    {
        var drip = string.Join('\n', Enumerable.Repeat("S: 220-vänta", 100_000));
        await using var server = new ScriptedServer(drip);
        var e = await Assert.ThrowsAsync<MailProtocolException>(() => SmtpClient.ConnectAsync(Options(server)));
        Assert.NotNull(e);
    }

    [Fact]
    public async Task Connect_WhenNobodyListens_IsTransient()
    {
        var options = new MailServerOptions { Host = "127.0.0.1", Port = 1, Security = MailSecurity.None };
        var e = await Assert.ThrowsAsync<MailProtocolException>(() => SmtpClient.ConnectAsync(options));
        Assert.True(e.IsTransient);
    }

    [Fact]
    public async Task Send_WhenSenderIsRefused_EveryRecipientGetsTheAnswer()
    {
        await using var server = new ScriptedServer("""
            S: 220 mx
            C: EHLO app.test.example
            S: 250 mx
            C: MAIL FROM:<brev@x.example>
            S: 451 4.7.1 greylisted
            C: RSET
            S: 250 ok
            C: QUIT
            S: 221 bye
            """);
        await using (var client = await SmtpClient.ConnectAsync(Options(server)))
        {
            var result = await client.SendAsync(Send("a@y.example", "b@y.example"));
            Assert.All(result.Recipients, r => Assert.True(r is { Code: 451, EnhancedCode: "4.7.1", IsTransient: true, IsAccepted: false }));
        }

        await server.PlayedAsync();
    }

    [Fact]
    public async Task Send_WhenOneOfThreeIsAccepted_SendsToThatOneAndTellsEach()
    {
        await using var server = new ScriptedServer("""
            S: 220 mx
            C: EHLO app.test.example
            S: 250-mx
            S: 250-8BITMIME
            S: 250-SIZE 1000000
            S: 250 DSN
            C: MAIL FROM:<brev@x.example> SIZE=54 RET=HDRS
            S: 250 2.1.0 ok
            C: RCPT TO:<a@y.example> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;a@y.example
            S: 550 5.1.1 unknown
            C: RCPT TO:<b+c@y.example> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;b+2Bc@y.example
            S: 250 2.1.5 ok
            C: RCPT TO:<c@y.example> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;c@y.example
            S: 452 4.2.2 full
            C: DATA
            S: 354 go
            BODY
            S: 250 2.0.0 queued as ABC
            """);
        await using var client = await SmtpClient.ConnectAsync(Options(server));
        var result = await client.SendAsync(Send("a@y.example", "b+c@y.example", "c@y.example"));
        Assert.Equal([550, 250, 452], result.Recipients.Select(r => r.Code));
        Assert.Equal(["5.1.1", "2.0.0", "4.2.2"], result.Recipients.Select(r => r.EnhancedCode));
        Assert.False(result.IsAccepted);
        Assert.Equal("From: a@x.example\r\nSubject: prov\r\n\r\nHej\r\n..punkt\r\nslut\r\n", server.Body);
    }

    [Fact]
    public async Task Send_WhenAllRecipientsAreRefused_NeverSendsTheMail()
    {
        await using var server = new ScriptedServer("""
            S: 220 mx
            C: EHLO app.test.example
            S: 250 mx
            C: MAIL FROM:<>
            S: 250 ok
            C: RCPT TO:<a@y.example>
            S: 553 5.1.3 bad
            C: RSET
            S: 250 ok
            C: QUIT
            S: 221 bye
            """);
        await using (var client = await SmtpClient.ConnectAsync(Options(server)))
        {
            var result = await client.SendAsync(Send("a@y.example") with { Sender = null });
            Assert.Equal("5.1.3", result.Recipients[0].EnhancedCode);
        }

        await server.PlayedAsync();
    }

    [Fact]
    public async Task Send_WhenConnectionBreaksAfterTheMail_SaysThatItMayHaveBeenSent()
    {
        await using var server = new ScriptedServer("""
            S: 220 mx
            C: EHLO app.test.example
            S: 250 mx
            C: MAIL FROM:<brev@x.example>
            S: 250 ok
            C: RCPT TO:<a@y.example>
            S: 250 ok
            C: DATA
            S: 354 go
            BODY
            CLOSE
            """);
        await using var client = await SmtpClient.ConnectAsync(Options(server));
        var e = await Assert.ThrowsAsync<MailProtocolException>(() => client.SendAsync(Send("a@y.example")));
        Assert.True(e.MayHaveBeenSent);
        Assert.True(e.IsTransient);
    }

    [Fact]
    public async Task Send_WhenMailIsLargerThanOffered_RefusesWithoutSending()
    {
        await using var server = new ScriptedServer("""
            S: 220 mx
            C: EHLO app.test.example
            S: 250-mx
            S: 250 SIZE 20
            """);
        await using var client = await SmtpClient.ConnectAsync(Options(server));
        var result = await client.SendAsync(Send("a@y.example"));
        Assert.Equal(552, result.Recipients[0].Code);
    }

    [Fact]
    public async Task Send_WhenAddressNeedsUtf8AndServerLacksIt_RefusesThatRecipientOnly()
    {
        await using var server = new ScriptedServer("""
            S: 220 mx
            C: EHLO app.test.example
            S: 250 mx
            C: MAIL FROM:<brev@x.example>
            S: 250 ok
            C: RCPT TO:<a@xn--rebro-iua.example>
            S: 250 ok
            C: DATA
            S: 354 go
            BODY
            S: 250 ok
            """);
        await using var client = await SmtpClient.ConnectAsync(Options(server));
        var result = await client.SendAsync(Send("åsa@y.example", "a@örebro.example"));
        Assert.Equal([553, 250], result.Recipients.Select(r => r.Code));
    }

    [Theory]
    [InlineData("a@y.example>\r\nRCPT TO:<b@y.example")]
    [InlineData("a b@y.example")]
    [InlineData("a@y.example\0")]
    [InlineData("<a@y.example>")]
    [InlineData("a@y.example\n")]
    [InlineData("")]
    public async Task Send_WhenAddressIsMalformed_Throws(string address)
    {
        await using var server = new ScriptedServer("""
            S: 220 mx
            C: EHLO app.test.example
            S: 250 mx
            """);
        await using var client = await SmtpClient.ConnectAsync(Options(server));
        await Assert.ThrowsAsync<ArgumentException>(() => client.SendAsync(Send(address)));
    }

    [Fact]
    public async Task Connect_WhenTlsAndPlainAreOffered_SignsInEncrypted()
    {
        await using var server = new ScriptedServer("""
            S: 220 mx
            C: EHLO app.test.example
            S: 250-mx
            S: 250 STARTTLS
            C: STARTTLS
            S: 220 go ahead
            TLS
            C: EHLO app.test.example
            S: 250-mx
            S: 250 AUTH PLAIN LOGIN
            C: AUTH PLAIN AHUAaGVtbGlz
            S: 235 ok
            C: QUIT
            S: 221 bye
            """);
        var options = Options(server, MailSecurity.StartTls) with { User = "u", Password = "hemlis", TrustedRootFile = server.WriteCertificate() };
        await using (var client = await SmtpClient.ConnectAsync(options))
            Assert.True(client.IsEncrypted);
        await server.PlayedAsync();
    }
}
