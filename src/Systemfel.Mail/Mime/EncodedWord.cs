using System.Text;

namespace Systemfel.Mail;

/// <summary>Encoded words (RFC 2047, RFC 2231 language tags), read as mailers write them: mid-word, cut inside a character,
/// with an empty charset, with blanks inside.</summary>
internal static class EncodedWord
{
    private const int LongestWord = 10_000;

    private readonly record struct Word(string Charset, char Encoding, string Text, int End);

    /// <summary>Decodes every encoded word in a header value; the rest stays as it is.</summary>
    public static string Decode(string value)
    {
        if (!value.Contains("=?", StringComparison.Ordinal))
            return value;
        var output = new StringBuilder(value.Length);
        var position = 0;
        while (position < value.Length)
        {
            var start = value.IndexOf("=?", position, StringComparison.Ordinal);
            if (start < 0)
                break;
            output.Append(value, position, start - position);
            var run = ReadRun(value, start, out var end);
            if (run.Count == 0)
            {
                output.Append("=?");
                position = start + 2;
                continue;
            }

            AppendRun(run, output);
            position = end;
        }

        return output.Append(value, position, value.Length - position).ToString();
    }

    // Words with nothing but blanks between them belong together (RFC 2047 6.2).
    private static List<Word> ReadRun(string value, int start, out int end)
    {
        var run = new List<Word>();
        end = start;
        var next = start;
        while (Read(value, next) is { } word)
        {
            run.Add(word);
            next = end = word.End;
            while (next < value.Length && value[next] is ' ' or '\t' or '\r' or '\n')
                next++;
        }

        return run;
    }

    private static Word? Read(string value, int start)
    {
        if (start + 2 > value.Length || value[start] != '=' || value[start + 1] != '?')
            return null;
        var charsetEnd = value.IndexOf('?', start + 2, Math.Min(100, value.Length - start - 2));
        if (charsetEnd < 0 || charsetEnd + 2 >= value.Length || value[charsetEnd + 2] != '?')
            return null;
        var encoding = char.ToUpperInvariant(value[charsetEnd + 1]);
        if (encoding is not ('Q' or 'B'))
            return null;
        var textStart = charsetEnd + 3;
        // Nothing is looked for further away than a word can be long, so that a header of openings stays cheap.
        var limit = Math.Min(value.Length, textStart + LongestWord);
        var textEnd = IndexOf(value, "?=", textStart, limit);
        var tries = 0;
        // '?Q??=' style: an '=' after an encoded '?' can be the start of '=3D', not the end.
        while (tries++ < 20 && encoding == 'Q' && textEnd >= 0 && textEnd + 3 < value.Length
               && TransferDecoding.Hex((byte)Math.Min(value[textEnd + 2], '\u007f')) >= 0
               && TransferDecoding.Hex((byte)Math.Min(value[textEnd + 3], '\u007f')) >= 0
               && IndexOf(value, "?=", textEnd + 2, limit) is > 0 and var later
               && IndexOf(value, "=?", textEnd + 2, limit) is var reopened && (reopened < 0 || reopened > later))
            textEnd = later;
        if (textEnd < 0)
            return null;
        var charset = value[(start + 2)..charsetEnd];
        var star = charset.IndexOf('*', StringComparison.Ordinal);
        return new Word(star < 0 ? charset : charset[..star], encoding, value[textStart..textEnd], textEnd + 2);
    }

    private static int IndexOf(string value, string wanted, int from, int limit) =>
        from < limit ? value.IndexOf(wanted, from, limit - from, StringComparison.Ordinal) : -1;

    // Neighbours in one charset are joined as bytes, since mailers cut inside characters and inside base64 groups.
    private static void AppendRun(List<Word> run, StringBuilder output)
    {
        var bytes = new List<byte>();
        var base64 = new StringBuilder();
        for (var i = 0; i < run.Count; i++)
        {
            var word = run[i];
            if (word.Encoding == 'B')
            {
                base64.Append(word.Text);
                if (!OpenBase64(base64) || i + 1 >= run.Count || run[i + 1].Encoding != 'B')
                    FlushBase64(base64, bytes);
            }
            else
            {
                Q(word.Text, bytes);
            }

            if (i + 1 < run.Count && run[i + 1].Charset.Equals(word.Charset, StringComparison.OrdinalIgnoreCase))
                continue;
            FlushBase64(base64, bytes);
            output.Append(Charsets.Decode(bytes.ToArray(), word.Charset));
            bytes.Clear();
        }
    }

    private static bool OpenBase64(StringBuilder text) => text.Length > 0 && text[^1] != '=' && text.Length % 4 != 0;

    private static void FlushBase64(StringBuilder text, List<byte> bytes)
    {
        bytes.AddRange(TransferDecoding.Base64(Encoding.ASCII.GetBytes(text.ToString())));
        text.Clear();
    }

    private static void Q(string text, List<byte> bytes)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && text[i + 1] < 128 && text[i + 2] < 128
                && TransferDecoding.Hex((byte)text[i + 1]) is >= 0 and var high
                && TransferDecoding.Hex((byte)text[i + 2]) is >= 0 and var low)
            {
                bytes.Add((byte)((high << 4) | low));
                i += 2;
            }
            else if (text[i] == '_')
            {
                bytes.Add((byte)' ');
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text, i, 1));
            }
        }
    }
}
