namespace Systemfel.Mail;

/// <summary>Files that old mailers wrote straight into the text: <c>begin 644 name</c> ... <c>end</c> (POSIX uuencode).</summary>
internal static class Uuencode
{
    /// <summary>Decodes the first file in the lines; a missing <c>end</c> is tolerated.</summary>
    /// <param name="source">Text with a begin line somewhere.</param>
    /// <param name="name">The name on the begin line, empty when there is none.</param>
    /// <returns>The bytes, or null without a begin line.</returns>
    public static byte[]? Decode(ReadOnlySpan<byte> source, out string name)
    {
        name = "";
        using var output = new MemoryStream();
        var begun = false;
        foreach (var line in new LineReader(source))
        {
            var text = line.TrimEnd("\r\n"u8);
            if (!begun)
            {
                begun = IsBegin(text, out name);
                continue;
            }

            if (text.SequenceEqual("end"u8))
                break;
            DecodeLine(text, output);
        }

        return begun ? output.ToArray() : null;
    }

    /// <summary>Whether a line opens a uuencoded file: <c>begin</c>, an octal mode, a name.</summary>
    public static bool IsBegin(ReadOnlySpan<byte> line, out string name)
    {
        name = "";
        if (!line.StartsWith("begin "u8) || line.Length < 10)
            return false;
        var rest = line[6..];
        var digits = 0;
        while (digits < rest.Length && rest[digits] is >= (byte)'0' and <= (byte)'7')
            digits++;
        if (digits is < 3 or > 4 || digits >= rest.Length || rest[digits] != ' ')
            return false;
        name = Charsets.Guess(rest[(digits + 1)..], out _).Trim();
        return true;
    }

    private static void DecodeLine(ReadOnlySpan<byte> line, MemoryStream output)
    {
        if (line.IsEmpty)
            return;
        var want = (line[0] - 32) & 63;
        for (var i = 1; want > 0 && i < line.Length; i += 4)
        {
            var bits = 0;
            for (var j = 0; j < 4; j++)
                bits = (bits << 6) | ((i + j < line.Length ? line[i + j] - 32 : 0) & 63);
            for (var shift = 16; shift >= 0 && want > 0; shift -= 8, want--)
                output.WriteByte((byte)(bits >> shift));
        }
    }
}
