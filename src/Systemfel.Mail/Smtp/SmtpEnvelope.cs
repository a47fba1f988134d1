using System.Globalization;
using System.Text;

namespace Systemfel.Mail;

/// <summary>MAIL FROM and RCPT TO with the parameters that the server offers and the mail needs.</summary>
internal sealed class SmtpEnvelope
{
    private readonly SmtpSend _send;
    private readonly SmtpCapabilities _offered;
    private readonly bool _eightBit;
    private readonly bool _utf8;

    public SmtpEnvelope(SmtpSend send, SmtpCapabilities offered)
    {
        _send = send;
        _offered = offered;
        foreach (var address in send.Recipients.Append(send.Sender).OfType<string>())
            MailAddressCheck.Valid(address);
        if (send.EnvelopeId is { } id && (id.Length is 0 or > 100 || id.Any(c => c is <= ' ' or >= (char)127)))
            throw new ArgumentException("The envelope id is malformed.", nameof(send));
        _eightBit = send.Message.Span.IndexOfAnyInRange((byte)0x80, (byte)0xff) >= 0;
        _utf8 = send.Recipients.Append(send.Sender).OfType<string>().Any(NeedsUtf8) || HeadersHold8Bit(send.Message.Span);
    }

    /// <summary>What the server could not take whatever it answered, as the reply it would give; null when nothing stands against sending.</summary>
    public SmtpReply? Refusal()
    {
        if (_offered.Size > 0 && _send.Message.Length > _offered.Size)
            return new SmtpReply(552, ["5.3.4 larger than the server takes"]);
        if (_eightBit && !_offered.EightBit)
            return new SmtpReply(554, ["5.6.3 the server does not take 8-bit mail"]);
        if (_send.Sender is { } sender && NeedsUtf8(sender) && !_offered.Utf8)
            return new SmtpReply(553, ["5.6.7 the server does not take this sender address (SMTPUTF8)"]);
        return null;
    }

    /// <summary>The same for one recipient.</summary>
    public SmtpReply? Refusal(string recipient) =>
        NeedsUtf8(recipient) && !_offered.Utf8 ? new SmtpReply(553, ["5.6.7 the server does not take this address (SMTPUTF8)"]) : null;

    public string MailFrom()
    {
        var command = new StringBuilder("MAIL FROM:<").Append(_send.Sender is null ? "" : MailAddressCheck.Valid(_send.Sender)).Append('>');
        if (_offered.HasSize)
            command.Append(CultureInfo.InvariantCulture, $" SIZE={_send.Message.Length}");
        if (_eightBit && _offered.EightBit)
            command.Append(" BODY=8BITMIME");
        if (_utf8 && _offered.Utf8)
            command.Append(" SMTPUTF8");
        if (_offered.Dsn && _send.AskForReports && _send.Sender is not null)
        {
            command.Append(" RET=HDRS");
            if (_send.EnvelopeId is not null)
                command.Append(" ENVID=").Append(Xtext(_send.EnvelopeId));
        }

        return command.ToString();
    }

    public string RcptTo(string recipient)
    {
        var address = MailAddressCheck.Valid(recipient);
        var command = $"RCPT TO:<{address}>";
        // Nobody can be told about a mail from nobody.
        if (!_offered.Dsn || !_send.AskForReports)
            return command;
        if (_send.Sender is null)
            return command + " NOTIFY=NEVER";
        return command + " NOTIFY=SUCCESS,FAILURE,DELAY" + (Ascii.IsValid(address) ? " ORCPT=rfc822;" + Xtext(address) : "");
    }

    // An international domain has an ASCII form; an international local part has none.
    private static bool NeedsUtf8(string address) => !Ascii.IsValid(address.AsSpan(0, Math.Max(0, address.LastIndexOf('@'))));

    private static bool HeadersHold8Bit(ReadOnlySpan<byte> message)
    {
        var end = message.IndexOf("\r\n\r\n"u8);
        return (end < 0 ? message : message[..end]).IndexOfAnyInRange((byte)0x80, (byte)0xff) >= 0;
    }

    // RFC 3461 4: plus and equals sign are written in hexadecimal.
    private static string Xtext(string text)
    {
        var output = new StringBuilder();
        foreach (var c in text)
        {
            if (c is '+' or '=' or < '!' or > '~')
                output.Append('+').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
            else
                output.Append(c);
        }

        return output.ToString();
    }
}
