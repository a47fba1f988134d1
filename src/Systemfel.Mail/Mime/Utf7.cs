using System.Text;

namespace Systemfel.Mail;

/// <summary>UTF-7 (RFC 2152), which the framework no longer reads. Old mailers still send it.</summary>
internal static class Utf7
{
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        var i = 0;
        while (i < bytes.Length)
        {
            if (bytes[i] != '+')
            {
                text.Append((char)bytes[i++]);
                continue;
            }

            i++;
            if (i < bytes.Length && bytes[i] == '-')
            {
                text.Append('+');
                i++;
                continue;
            }

            i = Shifted(bytes, i, text);
        }

        return text.ToString();
    }

    private static int Shifted(ReadOnlySpan<byte> bytes, int i, StringBuilder text)
    {
        int bits = 0, count = 0;
        while (i < bytes.Length && TransferDecoding.Base64Value(bytes[i]) is >= 0 and var value)
        {
            bits = ((bits << 6) | value) & 0x3fffff;
            count += 6;
            if (count >= 16)
            {
                count -= 16;
                text.Append((char)((bits >> count) & 0xffff));
            }

            i++;
        }

        return i < bytes.Length && bytes[i] == '-' ? i + 1 : i;
    }
}
