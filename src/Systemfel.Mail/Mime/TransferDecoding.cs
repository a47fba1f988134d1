using System.Buffers;

namespace Systemfel.Mail;

/// <summary>Content-Transfer-Encodings read as the tolerant clients do: whatever can be decoded is, the rest is passed over.</summary>
internal static class TransferDecoding
{
    /// <summary>Value 0-63 of a base64 character, or -1.</summary>
    public static int Base64Value(byte b) => b switch
    {
        >= (byte)'A' and <= (byte)'Z' => b - 'A',
        >= (byte)'a' and <= (byte)'z' => b - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => b - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };

    /// <summary>Base64 with junk, missing padding, or several padded runs after one another (RFC 2045 6.8).</summary>
    public static byte[] Base64(ReadOnlySpan<byte> source)
    {
        // Most files are without fault, and those the platform decodes many times faster.
        if (System.Buffers.Text.Base64.IsValid(source, out var whole))
        {
            var decoded = new byte[whole];
            if (System.Buffers.Text.Base64.DecodeFromUtf8(source, decoded, out _, out var written) == OperationStatus.Done && written == whole)
                return decoded;
        }

        // Counted first: of a large file one copy is made, not two.
        var output = new byte[Base64Length(source)];
        int length = 0, bits = 0, count = 0;
        foreach (var b in source)
        {
            if (b == '=')
            {
                bits = count = 0;
                continue;
            }

            var value = Base64Value(b);
            if (value < 0)
                continue;
            bits = ((bits << 6) | value) & 0xffffff;
            count += 6;
            if (count >= 8)
            {
                count -= 8;
                output[length++] = (byte)(bits >> count);
            }
        }

        return output;
    }

    private static int Base64Length(ReadOnlySpan<byte> source)
    {
        int length = 0, run = 0;
        foreach (var b in source)
        {
            if (b == '=')
            {
                length += (int)(run * 6L / 8);
                run = 0;
            }
            else if (Base64Value(b) >= 0)
            {
                run++;
            }
        }

        return length + (int)(run * 6L / 8);
    }

    /// <summary>Quoted-printable (RFC 2045 6.7): soft breaks with trailing blanks, lower-case hex and stray '=' are tolerated.</summary>
    public static byte[] QuotedPrintable(ReadOnlySpan<byte> source)
    {
        var output = new byte[source.Length];
        var length = 0;
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] != '=')
            {
                output[length++] = source[i];
                continue;
            }

            if (i + 2 < source.Length && Hex(source[i + 1]) is >= 0 and var high && Hex(source[i + 2]) is >= 0 and var low)
            {
                output[length++] = (byte)((high << 4) | low);
                i += 2;
                continue;
            }

            var end = SoftBreakEnd(source, i + 1);
            if (end < 0)
                output[length++] = source[i];
            else
                i = end - 1;
        }

        return output.AsSpan(0, length).ToArray();
    }

    /// <summary>Value 0-15 of a hexadecimal digit in either case, or -1.</summary>
    public static int Hex(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        _ => -1,
    };

    private static int SoftBreakEnd(ReadOnlySpan<byte> source, int i)
    {
        while (i < source.Length && source[i] is (byte)' ' or (byte)'\t')
            i++;
        if (i >= source.Length)
            return source.Length;
        if (source[i] == '\r')
            return i + 1 < source.Length && source[i + 1] == '\n' ? i + 2 : i + 1;
        return source[i] == '\n' ? i + 1 : -1;
    }
}
