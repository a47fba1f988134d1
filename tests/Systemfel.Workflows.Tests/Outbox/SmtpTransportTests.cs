using Systemfel.Mail;
using Systemfel.Mail.Tests;
using Systemfel.Workflows.Outbox;

namespace Systemfel.Workflows.Tests.Outbox;

/// <summary>The envelope of what leaves, against a replayed server.</summary>
public class SmtpTransportTests
{
    private const string Hello = """
        S: 220 mx
        C: EHLO *
        S: 250-mx
        S: 250-8BITMIME
        S: 250 DSN

        """;

    private static readonly OutboundMail Letter = new()
    {
        From = new MailboxAddress("PO", "svar@po.example"),
        To = new MailboxAddress("Registrator", "registrator@sater.example"),
        ReplyTo = "svar+01j5zk@po.example",
        Subject = "Systemfel att besvara",
        Text = "Hej",
        Html = "",
        MessageId = "a@po.example",
        Date = new DateTimeOffset(2026, 10, 3, 14, 2, 0, TimeSpan.Zero),
        EnvelopeId = "118",
    };

    [Fact]
    public async Task Send_WhenTheRecipientIsRefused_SaysTheCodeAndNoAddress()
    {
        await using var server = new ScriptedServer(Hello + """
            C: MAIL FROM:*
            S: 250 ok
            C: RCPT TO:*
            S: 550 5.1.1 registrator@sater.example unknown
            C: RSET
            S: 250 ok
            """);

        Assert.Equal(new SendResult(SendOutcome.Refused, "550 5.1.1"), await SendAsync(server, Letter));
    }

    [Fact]
    public async Task Send_OfALetter_AsksForReportsAndBouncesToItsOwnAddress()
    {
        await using var server = new ScriptedServer(Hello + """
            C: MAIL FROM:<svar+01j5zk@po.example> RET=HDRS ENVID=118
            S: 250 ok
            C: RCPT TO:<registrator@sater.example> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;registrator@sater.example
            S: 250 ok
            C: DATA
            S: 354 go
            BODY
            S: 250 2.0.0 ok
            """);

        Assert.Equal(SendOutcome.Accepted, (await SendAsync(server, Letter)).Outcome);
        Assert.DoesNotContain("Auto-Submitted", server.Body, StringComparison.Ordinal);
        await server.PlayedAsync();
    }

    [Fact]
    public async Task Send_OfAnAutomaticReminder_StillHearsOfItsBounce()
    {
        await using var server = new ScriptedServer(Hello + """
            C: MAIL FROM:<svar+01j5zk@po.example> RET=HDRS ENVID=118
            S: 250 ok
            C: RCPT TO:*
            S: 250 ok
            C: DATA
            S: 354 go
            BODY
            S: 250 2.0.0 ok
            """);

        Assert.Equal(SendOutcome.Accepted, (await SendAsync(server, Letter with { IsAutomatic = true })).Outcome);
        Assert.Contains("Auto-Submitted: auto-generated\r\n", server.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_OfThanks_HasNoSenderAndWantsNoReport()
    {
        await using var server = new ScriptedServer(Hello + """
            C: MAIL FROM:<>
            S: 250 ok
            C: RCPT TO:<registrator@sater.example> NOTIFY=NEVER
            S: 250 ok
            C: DATA
            S: 354 go
            BODY
            S: 250 2.0.0 ok
            """);

        Assert.Equal(SendOutcome.Accepted, (await SendAsync(server, Letter with { IsAutomatic = true, UsesNullSender = true })).Outcome);
        Assert.Contains("Auto-Submitted: auto-replied\r\n", server.Body, StringComparison.Ordinal);
    }

    private static Task<SendResult> SendAsync(ScriptedServer server, OutboundMail mail) =>
        new SmtpTransport(new MailServerOptions { Host = "localhost", Port = server.Port, Security = MailSecurity.None }).SendAsync(mail, default);
}
