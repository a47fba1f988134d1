using System.Buffers.Binary;

namespace Systemfel.Mail;

/// <summary>RTF as Outlook packs it in winmail.dat (MS-OXRTFCP): LZ77 over a dictionary of 4,096 bytes that begins with common RTF.</summary>
internal static class CompressedRtf
{
    private const uint Compressed = 0x75465A4C;
    private const uint Plain = 0x414C454D;
    private const int HeaderLength = 16;
    private const int DictionaryLength = 4096;

    private static ReadOnlySpan<byte> Start =>
        "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"u8;

    /// <summary>The RTF, as far as the data goes and no longer than a length; null when it is neither of the two forms.</summary>
    public static byte[]? Unpack(ReadOnlySpan<byte> data, int most)
    {
        if (data.Length < HeaderLength)
            return null;
        var kind = BinaryPrimitives.ReadUInt32LittleEndian(data[8..]);
        var packed = data[HeaderLength..];
        if (kind == Plain)
            return packed[..Math.Min(packed.Length, most)].ToArray();
        return kind == Compressed ? Expand(packed, most) : null;
    }

    private static byte[] Expand(ReadOnlySpan<byte> packed, int most)
    {
        var output = new MemoryStream();
        var dictionary = new byte[DictionaryLength];
        Start.CopyTo(dictionary);
        var write = Start.Length;
        var position = 0;
        while (position < packed.Length && output.Length < most)
        {
            var control = packed[position++];
            for (var bit = 0; bit < 8 && position < packed.Length; bit++)
            {
                if ((control & (1 << bit)) == 0)
                {
                    Take(packed[position++], output, dictionary, ref write);
                    continue;
                }

                if (position + 2 > packed.Length)
                    return output.ToArray();
                var reference = (packed[position] << 8) | packed[position + 1];
                position += 2;
                var offset = reference >> 4;
                if (offset == write)
                    return output.ToArray(); // the mark of the end
                for (var length = (reference & 15) + 2; length > 0; length--)
                    Take(dictionary[offset++ % DictionaryLength], output, dictionary, ref write);
            }
        }

        return output.ToArray();
    }

    private static void Take(byte b, MemoryStream output, byte[] dictionary, ref int write)
    {
        output.WriteByte(b);
        dictionary[write] = b;
        write = (write + 1) % DictionaryLength;
    }
}
