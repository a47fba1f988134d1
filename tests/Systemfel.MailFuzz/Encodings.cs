using System.Text;

namespace Systemfel.MailFuzz;

/// <summary>Transfer encodings as mailers write them, lines of 76 with LF.</summary>
internal static class Encodings
{
    public static string Base64(byte[] bytes)
    {
        var text = Convert.ToBase64String(bytes);
        return string.Join('\n', Enumerable.Range(0, (text.Length + 75) / 76).Select(i => text.Substring(i * 76, Math.Min(76, text.Length - (i * 76)))));
    }

    public static string QuotedPrintable(byte[] bytes)
    {
        var output = new StringBuilder();
        var column = 0;
        foreach (var b in bytes)
        {
            var piece = b is >= 33 and < 127 and not (byte)'=' or (byte)' ' or (byte)'\n' ? ((char)b).ToString() : $"={b:X2}";
            // A word to be found again is not cut by a soft break of ours: 60 is well inside the line.
            if (column > 60 && b == ' ')
            {
                output.Append("=20=\n");
                column = 0;
                continue;
            }

            output.Append(piece);
            column = b == '\n' ? 0 : column + piece.Length;
        }

        return output.ToString();
    }
}
