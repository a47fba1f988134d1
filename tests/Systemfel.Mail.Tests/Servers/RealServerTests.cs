using System.Text;
using Systemfel.Tests.Shared;

namespace Systemfel.Mail.Tests;

/// <summary>The clients against Postfix and Dovecot as Debian ships them.</summary>
public sealed class RealServerTests(MailServers servers) : IClassFixture<MailServers>
{
    private const string Token = "01J5ZK3Q8R7T9V2W4X6Y8Z0A1B";

    private MailServerOptions Imap(MailSecurity security = MailSecurity.StartTls) => new()
    {
        Host = servers.Host,
        Port = security == MailSecurity.Tls ? servers.Imaps : servers.Imap,
        Security = security,
        User = MailServers.User,
        Password = MailServers.Password,
        TrustedRootFile = servers.CertificateFile,
    };

    private MailServerOptions Submission() => Imap() with { Port = servers.Submission };

    private static OutgoingMessage Letter(string id, string to) => new()
    {
        From = new MailboxAddress("PO Dalarna", "svar@test.example"),
        To = [new MailboxAddress("Åsa Öst", to)],
        ReplyTo = new MailboxAddress(null, $"svar+{Token}@test.example"),
        Subject = "Systemfel att besvara – påminnelse [#K7Q2M9]",
        MessageId = id,
        Date = new DateTimeOffset(2026, 10, 3, 14, 2, 0, TimeSpan.FromHours(2)),
        Text = "Hej!\n\n.En rad med punkt\nFrom början\nÅÄÖ åäö",
    };

    [Fact]
    public async Task Imap_WhenCertificateIsNotTrusted_GivesUp() =>
        await Assert.ThrowsAsync<MailSecurityException>(() => ImapClient.ConnectAsync(Imap() with { TrustedRootFile = null }));

    [Fact]
    public async Task Imap_WhenPasswordIsWrong_IsNotLetIn() =>
        await Assert.ThrowsAsync<MailAuthenticationException>(() => ImapClient.ConnectAsync(Imap() with { Password = "fel" }));

    [Fact]
    public async Task Submission_WhenPasswordIsWrong_IsNotLetIn() =>
        await Assert.ThrowsAsync<MailAuthenticationException>(() => SmtpClient.ConnectAsync(Submission() with { Password = "fel" }));

    [Fact]
    public async Task Smtp_WhenRelayIsNotAllowed_TellsPerRecipient()
    {
        await using var client = await SmtpClient.ConnectAsync(Submission() with { Port = servers.Smtp, User = null });
        var result = await client.SendAsync(new SmtpSend
        {
            Sender = "x@example.org",
            Recipients = ["ingen@test.example", "svar@test.example", "b@utanfor.example"],
            Message = MimeMessageWriter.Write(Letter("relay@test.example", "svar@test.example")),
        });
        Assert.Equal([550, 250, 554], result.Recipients.Select(r => r.Code));
        Assert.Equal("5.1.1", result.Recipients[0].EnhancedCode);
    }

    [Fact]
    public async Task Letter_WhenSentThroughSubmission_ArrivesWholeWithItsTokenInDeliveredTo()
    {
        var sent = MimeMessageWriter.Write(Letter("genom@test.example", "svar@test.example"));
        await using (var smtp = await SmtpClient.ConnectAsync(Submission()))
        {
            var result = await smtp.SendAsync(new SmtpSend { Sender = "svar@test.example", Recipients = [$"svar+{Token}@test.example"], Message = sent, EnvelopeId = "genom" });
            Assert.True(result.IsAccepted, result.Response);
        }

        var message = await WaitForAsync(m => m.MessageId == "genom@test.example");
        Assert.Equal("Systemfel att besvara – påminnelse [#K7Q2M9]", message.Subject);
        Assert.Equal("Hej!\n\n.En rad med punkt\nFrom början\nÅÄÖ åäö", message.Text.TrimEnd('\n'));
        Assert.Equal([Token], TokenFinder.Find(message));
    }

    [Fact]
    public async Task Bounce_WhenPostfixCannotDeliver_NamesRecipientTokenAndLetter()
    {
        await using (var smtp = await SmtpClient.ConnectAsync(Submission()))
        {
            var result = await smtp.SendAsync(new SmtpSend
            {
                Sender = "svar@test.example",
                Recipients = ["asa.ost@studsar.example"],
                Message = MimeMessageWriter.Write(Letter("studs@test.example", "asa.ost@studsar.example")),
                EnvelopeId = "r-17",
            });
            Assert.True(result.IsAccepted, result.Response);
        }

        var bounce = await WaitForAsync(m => RelatedMessages.Find(m).Contains("studs@test.example"));
        var classified = MailClassifier.Classify(bounce);
        Assert.Equal(MailKind.Bounce, classified.Kind);
        Assert.Equal(("asa.ost@studsar.example", "5.1.1"), classified.FailedRecipients.Select(r => (r.Address, r.Status!)).Single());
        Assert.Equal([Token], TokenFinder.Find(bounce));
        Assert.Equal("r-17", RelatedMessages.FindEnvelopeId(bounce));
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.None)]
    public async Task Imap_WhenConnectedEitherWay_SelectsTheInbox(MailSecurity security)
    {
        await using var client = await ImapClient.ConnectAsync(Imap(security));
        var folder = await client.SelectAsync("INBOX");
        Assert.NotEqual(0u, folder.UidValidity);
        Assert.Equal(security != MailSecurity.None, client.IsEncrypted);
    }

    [Fact]
    public async Task Mails_WhenFetchedFlaggedAndMoved_AreTheSameBytesAndLeaveTheInbox()
    {
        var options = Imap() with { User = MailServers.OtherUser };
        var mail = Encoding.Latin1.GetBytes("From: a@x.example\r\nTo: registrator@test.example\r\nSubject: r\u00e5a \u00e5tta\r\nMessage-ID: <ra@x.example>\r\n\r\n.punkt\r\n\u00e5\u00e4\u00f6\r\n");
        await servers.DeliverAsync(MailServers.OtherUser, mail);
        await servers.DeliverAsync(MailServers.OtherUser, mail);
        await using var client = await ImapClient.ConnectAsync(options);
        await client.SelectAsync("INBOX");
        var uids = await client.SearchAsync();
        var fetched = new List<FetchedMessage>();
        await foreach (var message in client.FetchAsync(uids))
            fetched.Add(message);
        Assert.Equal(2, fetched.Count);
        Assert.All(fetched, f => Assert.EndsWith(Encoding.Latin1.GetString(mail), Encoding.Latin1.GetString(f.Raw!), StringComparison.Ordinal));
        Assert.All(fetched, f => Assert.Equal(f.Size, f.Raw!.Length));

        await client.CreateAsync("Hämtade brev");
        await client.CreateAsync("Hämtade brev");
        await client.AddFlagAsync(uids, "$Systemfel");
        await client.MoveAsync(uids, "Hämtade brev");
        Assert.Empty(await client.SearchAsync());
        Assert.Equal(2, (await client.SelectAsync("Hämtade brev")).Count);
    }

    [Fact]
    public async Task SignIn_WithATokenThatIsNotGood_IsNotLetIn()
    {
        using var tokens = new FakeTokenServer(servers.Tokens);
        await Assert.ThrowsAsync<MailAuthenticationException>(() => ImapClient.ConnectAsync(Imap() with { Tokens = tokens.Tokens() }));
        Assert.Equal(2, tokens.Asked.Count);
        await Assert.ThrowsAsync<MailAuthenticationException>(() => SmtpClient.ConnectAsync(Submission() with { Tokens = tokens.Tokens() }));
    }

    [Fact]
    public async Task SignIn_WithAToken_ComesInWithoutAPassword()
    {
        using var tokens = new FakeTokenServer(servers.Tokens)
        {
            Introspection = token => token.StartsWith("token-", StringComparison.Ordinal) ? $$"""{"active":true,"username":"{{MailServers.User}}"}""" : """{"active":false}""",
        };
        await using var imap = await ImapClient.ConnectAsync(Imap() with { Password = null, Tokens = tokens.Tokens() });
        await imap.SelectAsync("INBOX");
        await using var smtp = await SmtpClient.ConnectAsync(Submission() with { Password = null, Tokens = tokens.Tokens() });
        Assert.True(imap.IsEncrypted && smtp.IsEncrypted);
    }

    [Fact]
    public async Task Idle_WhenAMailIsDelivered_Ends()
    {
        await using var client = await ImapClient.ConnectAsync(Imap() with { User = MailServers.OtherUser });
        await client.SelectAsync("INBOX");
        await client.SearchAsync();
        Assert.True(client.CanIdle);
        var idle = client.IdleAsync(TimeSpan.FromSeconds(20));
        await servers.DeliverAsync(MailServers.OtherUser, "From: a@x.example\r\nSubject: idle\r\n\r\nHej\r\n"u8.ToArray());
        Assert.True(await idle);
        await client.PingAsync();
    }

    [Fact]
    public async Task Select_WhenFolderIsUnknown_RefusesAndGoesOn()
    {
        await using var client = await ImapClient.ConnectAsync(Imap());
        await Assert.ThrowsAnyAsync<MailProtocolException>(() => client.SelectAsync("Finns inte"));
        await client.PingAsync();
    }

    [Fact]
    public void Options_WhenWrittenToALog_ShowNoPassword()
    {
        var text = Imap().ToString();
        Assert.DoesNotContain(MailServers.Password, text, StringComparison.Ordinal);
        Assert.DoesNotContain(MailServers.User, text, StringComparison.Ordinal);
    }

    private async Task<MimeMessage> WaitForAsync(Func<MimeMessage, bool> wanted)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var client = await ImapClient.ConnectAsync(Imap(), limit.Token);
        while (true)
        {
            await client.SelectAsync("INBOX", limit.Token);
            await foreach (var fetched in client.FetchAsync(await client.SearchAsync(1, limit.Token), limit.Token))
            {
                var message = MimeMessage.Parse(fetched.Raw!);
                if (wanted(message))
                    return message;
            }
        }
    }
}
