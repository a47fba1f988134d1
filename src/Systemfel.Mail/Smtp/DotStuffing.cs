namespace Systemfel.Mail;

/// <summary>A mail as DATA wants it: every line end CRLF, a leading dot doubled, a lone dot last (RFC 5321 4.5.2).</summary>
/// <remarks>Lone CR and LF are made CRLF: servers disagree on them, and that is how mails have been smuggled inside mails.</remarks>
internal static class DotStuffing
{
    public static byte[] Stuff(ReadOnlySpan<byte> mail)
    {
        var output = new MemoryStream(mail.Length + (mail.Length / 50) + 8);
        var atStart = true;
        for (var i = 0; i < mail.Length; i++)
        {
            var b = mail[i];
            if (b is (byte)'\r' or (byte)'\n')
            {
                if (b == '\r' && i + 1 < mail.Length && mail[i + 1] == '\n')
                    i++;
                output.Write("\r\n"u8);
                atStart = true;
                continue;
            }

            if (atStart && b == '.')
                output.WriteByte((byte)'.');
            output.WriteByte(b);
            atStart = false;
        }

        if (!atStart)
            output.Write("\r\n"u8);
        output.Write(".\r\n"u8);
        return output.ToArray();
    }
}
