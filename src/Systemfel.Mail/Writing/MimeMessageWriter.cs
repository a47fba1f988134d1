using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Writes mails as bytes: 7-bit, CRLF, lines of at most 76 characters in bodies and never over 998 (RFC 5322, RFC 2045-2047, RFC 2231).</summary>
public static partial class MimeMessageWriter
{
    private static readonly string[] OwnHeaders =
    [
        "From", "To", "Cc", "Reply-To", "Subject", "Message-ID", "In-Reply-To", "References", "Date", "Auto-Submitted", "MIME-Version",
    ];

    /// <summary>Writes a mail. The same message gives the same bytes.</summary>
    /// <param name="message">What to write.</param>
    /// <returns>The mail, ready for <see cref="SmtpClient"/>.</returns>
    /// <exception cref="ArgumentException">A header value, address, name or type holds control characters or is malformed; or there is no recipient.</exception>
    public static byte[] Write(OutgoingMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.To.Count + message.Cc.Count == 0)
            throw new ArgumentException("A mail needs a recipient.", nameof(message));
        var output = new StringBuilder(message.Text.Length * 2);
        WriteHeaders(message, new HeaderWriter(output));
        var boundary = $"=_sf_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.MessageId)))[..24]}";
        WriteBody(message, boundary, output);
        // An address with other than ASCII before the at sign stays as UTF-8 (SMTPUTF8, RFC 6532); everything else is ASCII.
        return Encoding.UTF8.GetBytes(output.ToString());
    }

    private static void WriteHeaders(OutgoingMessage message, HeaderWriter headers)
    {
        headers.Structured("Date", message.Date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + Offset(message.Date.Offset));
        headers.Addresses("From", [message.From]);
        if (message.ReplyTo is not null)
            headers.Addresses("Reply-To", [message.ReplyTo]);
        if (message.To.Count > 0)
            headers.Addresses("To", message.To);
        if (message.Cc.Count > 0)
            headers.Addresses("Cc", message.Cc);
        headers.Text("Subject", message.Subject);
        headers.Structured("Message-ID", Id(message.MessageId));
        if (message.InReplyTo is not null)
            headers.Structured("In-Reply-To", Id(message.InReplyTo));
        if (message.References.Count > 0)
            headers.Structured("References", string.Join(' ', message.References.Select(Id)));
        if (message.AutoSubmitted is not null)
            headers.Structured("Auto-Submitted", message.AutoSubmitted);
        foreach (var (name, value) in message.Headers)
        {
            if (!HeaderName().IsMatch(name) || OwnHeaders.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
                throw new ArgumentException("This header may not be added.", nameof(message));
            headers.Text(name, value);
        }

        headers.Structured("MIME-Version", "1.0");
    }

    private static void WriteBody(OutgoingMessage message, string boundary, StringBuilder output)
    {
        if (message.Attachments.Count == 0)
        {
            WriteText(message, boundary + "a", output);
            return;
        }

        output.Append("Content-Type: multipart/mixed; boundary=\"").Append(boundary).Append("m\"\r\n\r\n");
        output.Append("--").Append(boundary).Append("m\r\n");
        WriteText(message, boundary + "a", output);
        foreach (var attachment in message.Attachments)
        {
            output.Append("--").Append(boundary).Append("m\r\n");
            WriteAttachment(attachment, output);
        }

        output.Append("--").Append(boundary).Append("m--\r\n");
    }

    private static void WriteText(OutgoingMessage message, string boundary, StringBuilder output)
    {
        if (message.Html is null && message.Calendar is null)
        {
            WriteTextPart("text/plain; charset=utf-8", message.Text, output);
            return;
        }

        output.Append("Content-Type: multipart/alternative; boundary=\"").Append(boundary).Append("\"\r\n\r\n");
        output.Append("--").Append(boundary).Append("\r\n");
        WriteTextPart("text/plain; charset=utf-8", message.Text, output);
        if (message.Html is not null)
        {
            output.Append("--").Append(boundary).Append("\r\n");
            WriteTextPart("text/html; charset=utf-8", message.Html, output);
        }

        if (message.Calendar is not null)
        {
            if (!Method().IsMatch(message.CalendarMethod))
                throw new ArgumentException("The calendar method is malformed.", nameof(message));
            output.Append("--").Append(boundary).Append("\r\n");
            WriteTextPart($"text/calendar; charset=utf-8; method={message.CalendarMethod}", message.Calendar, output);
        }

        output.Append("--").Append(boundary).Append("--\r\n");
    }

    private static void WriteTextPart(string type, string text, StringBuilder output)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A text holds NUL.", nameof(text));
        output.Append("Content-Type: ").Append(type).Append("\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
        BodyEncoding.QuotedPrintable(text, output);
    }

    private static void WriteAttachment(OutgoingAttachment attachment, StringBuilder output)
    {
        HeaderWriter.Refuse(attachment.Name, "A file name");
        if (attachment.Name.Length is 0 or > 200 || attachment.Name.AsSpan().ContainsAny('/', '\\'))
            throw new ArgumentException("A file name is empty, too long or holds a slash.", nameof(attachment));
        if (!MediaType().IsMatch(attachment.ContentType))
            throw new ArgumentException("A content type is malformed.", nameof(attachment));
        // message/* may not be base64 (RFC 2046 5.2); a mail sent along is a file like any other.
        var type = attachment.ContentType.StartsWith("message/", StringComparison.OrdinalIgnoreCase)
            || attachment.ContentType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) ? "application/octet-stream" : attachment.ContentType;
        output.Append("Content-Type: ").Append(type).Append("\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment");
        FileNameParameter.Write(attachment.Name, output);
        output.Append("\r\n\r\n");
        BodyEncoding.Base64(attachment.Content.Span, output);
    }

    private static string Id(string id) => MessageIdForm().IsMatch(id) ? $"<{id}>" : throw new ArgumentException("A Message-ID is malformed.", nameof(id));

    private static string Offset(TimeSpan offset) =>
        (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hhmm", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9-]{0,75}\z", RegexOptions.NonBacktracking)]
    private static partial Regex HeaderName();

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\-]{1,250}@[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\-\[\]:]{1,250}\z", RegexOptions.NonBacktracking)]
    private static partial Regex MessageIdForm();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,60}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,100}\z", RegexOptions.NonBacktracking)]
    private static partial Regex MediaType();

    [GeneratedRegex(@"^[A-Z]{3,20}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Method();
}
