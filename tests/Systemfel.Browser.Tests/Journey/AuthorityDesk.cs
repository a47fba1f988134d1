using System.Globalization;
using System.Text;
using Systemfel.Mail;
using Systemfel.Tests.Shared;

namespace Systemfel.Browser.Tests.Journey;

/// <summary>The authority's registrar at their mail program: reads their mailbox over IMAP and sends through the same Postfix as everyone.</summary>
internal sealed class AuthorityDesk(MailServers servers)
{
    public const string Address = MailServers.OtherUser;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Waits for the mail whose subject holds a text.</summary>
    public async Task<MimeMessage> ReceiveAsync(string subject)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (true)
        {
            await foreach (var message in ReadAsync(limit.Token))
                if (message.Subject.Contains(subject, StringComparison.Ordinal)) return message;
            await pulse.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>Answers as Outlook does: the answer on top, the letter's head and text below, and no quotation marks.</summary>
    public Task ReplyAsync(MimeMessage letter, string answer)
    {
        var quoted = $"""
            ________________________________
            Från: {letter.From[0].Name} <{letter.From[0].Address}>
            Skickat: den {letter.Date!.Value.ToString("d MMMM yyyy HH:mm", CultureInfo.GetCultureInfo("sv-SE"))}
            Till: Registrator <{Address}>
            Ämne: {letter.Subject}

            {letter.Text}
            """;
        var reply = Mail($"SV: {letter.Subject}", $"{answer}\n\nMed vänlig hälsning\nAlice Ström\nenhetschef, socialförvaltningen\n\n{quoted}") with
        {
            InReplyTo = letter.MessageId,
            References = [.. letter.References, letter.MessageId!],
        };
        return SendAsync(reply, letter.ReplyTo[0].Address);
    }

    /// <summary>A new mail to the plain address, without the letter's token: as from the authority's own case system.</summary>
    public Task WriteAsync(string subject, string text) => SendAsync(Mail(subject, text), MailServers.User);

    private static OutgoingMessage Mail(string subject, string text) => new()
    {
        From = new MailboxAddress("Alice Ström", Address),
        To = [new MailboxAddress(null, MailServers.User)],
        Subject = subject,
        MessageId = $"{Guid.NewGuid():N}@test.example",
        Date = TimeProvider.System.GetUtcNow(),
        Text = text,
        Headers = [new("X-Mailer", "Microsoft Outlook 16.0")],
    };

    private async Task SendAsync(OutgoingMessage mail, string recipient)
    {
        var server = Server(servers.Smtp) with { User = null, Password = null };
        await using var smtp = await SmtpClient.ConnectAsync(server);
        var result = await smtp.SendAsync(new SmtpSend { Sender = Address, Recipients = [recipient], Message = MimeMessageWriter.Write(mail) });
        Assert.True(result.IsAccepted, result.Response);
        await ArriveAsync(mail.MessageId);
    }

    /// <summary>Postfix has taken it; it is in the mailbox a moment later.</summary>
    private async Task ArriveAsync(string messageId)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        var id = Encoding.ASCII.GetBytes(messageId);
        while (!await ReadRawAsync(Server(servers.Imap) with { User = MailServers.User }, limit.Token).AnyAsync(raw => raw.AsSpan().IndexOf(id) >= 0, limit.Token))
            await pulse.WaitForNextTickAsync(limit.Token);
    }

    private IAsyncEnumerable<MimeMessage> ReadAsync(CancellationToken ct) =>
        ReadRawAsync(Server(servers.Imap) with { User = Address }, ct).Select(raw => MimeMessage.Parse(raw));

    private static async IAsyncEnumerable<byte[]> ReadRawAsync(MailServerOptions server, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var imap = await ImapClient.ConnectAsync(server, ct);
        await imap.SelectAsync("INBOX", ct);
        await foreach (var mail in imap.FetchAsync(await imap.SearchAsync(ct: ct), ct))
            yield return mail.Raw!;
    }

    private MailServerOptions Server(int port) => new()
    {
        Host = servers.Host,
        Port = port,
        Security = MailSecurity.StartTls,
        User = Address,
        Password = MailServers.Password,
        TrustedRootFile = servers.CertificateFile,
    };
}
