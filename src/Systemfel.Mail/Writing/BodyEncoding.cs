using System.Text;

namespace Systemfel.Mail;

/// <summary>Bodies to 7-bit lines of at most 76 characters.</summary>
internal static class BodyEncoding
{
    private const int LineLength = 76;

    /// <summary>Text to quoted-printable (RFC 2045 6.7) in UTF-8 with CRLF line ends. A line starting with 'From ' or '.' is guarded against old mail software.</summary>
    public static void QuotedPrintable(string text, StringBuilder output)
    {
        foreach (var line in text.Replace("\r\n", "\n").Replace('\r', '\n').Split('\n'))
        {
            Line(Encoding.UTF8.GetBytes(line), output);
            output.Append("\r\n");
        }
    }

    /// <summary>Bytes to base64 lines.</summary>
    public static void Base64(ReadOnlySpan<byte> content, StringBuilder output)
    {
        const int bytesPerLine = LineLength / 4 * 3;
        for (var i = 0; i < content.Length; i += bytesPerLine)
            output.Append(Convert.ToBase64String(content.Slice(i, Math.Min(bytesPerLine, content.Length - i)))).Append("\r\n");
    }

    private static void Line(byte[] bytes, StringBuilder output)
    {
        var column = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var last = i == bytes.Length - 1;
            var b = bytes[i];
            var literal = (b is >= 33 and <= 126 && b != '=') || (b is (byte)' ' or (byte)'\t' && !last);
            if (column == 0 && (b == '.' || (b == 'F' && bytes.AsSpan(i).StartsWith("From "u8))))
                literal = false;
            var width = literal ? 1 : 3;
            // Room for the '=' of a soft break, unless this is the line's last character.
            if (column + width > LineLength - (last ? 0 : 1))
            {
                output.Append("=\r\n");
                column = 0;
            }

            if (literal)
                output.Append((char)b);
            else
                output.Append('=').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            column += width;
        }
    }
}
