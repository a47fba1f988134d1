using System.Globalization;
using Systemfel.Mail;

namespace Systemfel.Workflows.Outbox;

/// <summary>Hands mails to an SMTP server, one connection a mail: letters are few.</summary>
public sealed class SmtpTransport(MailServerOptions server) : IMailTransport
{
    /// <inheritdoc/>
    public string Description => $"SMTP till {server.Host}:{server.Port.ToString(CultureInfo.InvariantCulture)}, {Protection}.";

    private string Protection => server.Security switch
    {
        MailSecurity.Tls => "TLS",
        MailSecurity.StartTls => "STARTTLS",
        _ => "utan skydd",
    };

    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(OutboundMail mail, CancellationToken ct)
    {
        try
        {
            var bytes = MimeMessageWriter.Write(MessageOf(mail));
            await using var client = await SmtpClient.ConnectAsync(server, ct);
            return Read((await client.SendAsync(EnvelopeOf(mail, bytes), ct)).Recipients[0]);
        }
        catch (MailProtocolException e)
        {
            // A wrong password or certificate is for the administrator to mend; the mail itself is right and waits.
            return new SendResult(e.IsTransient || e is MailAuthenticationException or MailSecurityException || e.Code == 0 ? SendOutcome.Later : SendOutcome.Refused, e.Message);
        }
        catch (ArgumentException e)
        {
            return new SendResult(SendOutcome.Refused, "The mail cannot be written: " + e.GetType().Name);
        }
    }

    /// <summary>The envelope: bounces and reports go to where answers go, so that they find their letter.</summary>
    internal static SmtpSend EnvelopeOf(OutboundMail mail, byte[] bytes) => new()
    {
        Sender = mail.UsesNullSender ? null : mail.ReplyTo,
        Recipients = [mail.To.Address],
        Message = bytes,
        EnvelopeId = mail.EnvelopeId == "" ? null : mail.EnvelopeId,
    };

    /// <summary>The mail as it is written.</summary>
    internal static OutgoingMessage MessageOf(OutboundMail mail) => new()
    {
        From = mail.From,
        To = [mail.To],
        ReplyTo = new MailboxAddress(mail.From.Name, mail.ReplyTo),
        Subject = mail.Subject,
        MessageId = mail.MessageId,
        InReplyTo = mail.InReplyTo == "" ? null : mail.InReplyTo,
        References = mail.InReplyTo == "" ? [] : [mail.InReplyTo],
        Date = mail.Date,
        AutoSubmitted = mail switch { { UsesNullSender: true } => "auto-replied", { IsAutomatic: true } => "auto-generated", _ => null },
        Text = mail.Text,
        Html = mail.Html == "" ? null : mail.Html,
        Calendar = mail.Calendar == "" ? null : mail.Calendar,
        CalendarMethod = mail.CalendarMethod,
        Attachments = mail.Attachments,
        // Absence notices to a letter help nobody; Exchange heeds this header.
        Headers = [new("X-Auto-Response-Suppress", "OOF, AutoReply")],
    };

    private static SendResult Read(RecipientResult result)
    {
        // The server's words often quote the address; the codes say enough.
        var detail = $"{result.Code.ToString(CultureInfo.InvariantCulture)} {result.EnhancedCode}".Trim();
        return new SendResult(result.IsAccepted ? SendOutcome.Accepted : result.IsTransient ? SendOutcome.Later : SendOutcome.Refused, detail);
    }
}
