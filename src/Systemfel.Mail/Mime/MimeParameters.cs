using System.Text;

namespace Systemfel.Mail;

/// <summary>Parameters of Content-Type and Content-Disposition: plain, quoted, RFC 2231 (continued, with charset, mixed), encoded words, unquoted blanks.</summary>
internal static class MimeParameters
{
    private const int MostParameters = 200;

    private sealed record Piece(string Name, int Index, bool Encoded, string Value);

    /// <summary>Splits <c>value; a=b; c*0*=...</c>. Never throws.</summary>
    /// <returns>The leading value and the parameters by lower-case name, decoded.</returns>
    public static (string Value, Dictionary<string, string> Parameters) Parse(string raw, Action<string>? problem = null)
    {
        var parts = Split(raw);
        var value = parts.Count > 0 ? parts[0].Trim() : "";
        var pieces = new List<Piece>();
        for (var i = 1; i < parts.Count && pieces.Count < MostParameters; i++)
        {
            if (ReadPiece(parts[i]) is { } piece)
                pieces.Add(piece);
        }

        // 'text/plain charset=utf-8' without a semicolon.
        var blank = value.IndexOfAny([' ', '\t']);
        if (blank > 0 && value.IndexOf('=', blank) > 0)
        {
            if (ReadPiece(value[(blank + 1)..]) is { } piece)
                pieces.Add(piece);
            value = value[..blank];
        }

        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var group in pieces.GroupBy(p => p.Name))
            found[group.Key] = Combine([.. group], problem);
        return (value, found);
    }

    private static List<string> Split(string raw)
    {
        var parts = new List<string>();
        var current = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < raw.Length; i++)
        {
            var c = raw[i];
            if (quoted && c == '\\' && i + 1 < raw.Length)
            {
                current.Append(c).Append(raw[++i]);
                continue;
            }

            // A quote that is never closed is only a character.
            if (c == '"' && (quoted || raw.IndexOf('"', i + 1) > 0))
                quoted = !quoted;
            if (c == ';' && !quoted)
            {
                parts.Add(current.ToString());
                current.Clear();
                continue;
            }

            current.Append(c);
        }

        parts.Add(current.ToString());
        return parts;
    }

    private static Piece? ReadPiece(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            return null;
        var name = text[..equals].Trim().ToLowerInvariant();
        var value = Unquote(text[(equals + 1)..].Trim());
        var encoded = name.EndsWith('*');
        if (encoded)
            name = name[..^1];
        var star = name.LastIndexOf('*');
        if (star > 0 && int.TryParse(name.AsSpan(star + 1), System.Globalization.NumberStyles.None, null, out var index) && index < 1000)
            return new Piece(name[..star], index, encoded, value);
        return name.Length == 0 ? null : new Piece(name, -1, encoded, value);
    }

    private static string Unquote(string value)
    {
        if (value.Length == 0 || value[0] != '"')
            return value;
        var output = new StringBuilder(value.Length);
        for (var i = 1; i < value.Length; i++)
        {
            if (value[i] == '"')
                break;
            // 'C:\mapp\fil.doc' from old clients: a backslash before a letter is part of the name.
            if (value[i] == '\\' && i + 1 < value.Length && value[i + 1] is '"' or '\\')
            {
                if (i + 1 < value.Length)
                    i++;
            }

            output.Append(value[i]);
        }

        return output.ToString();
    }

    // RFC 2231 forms win over plain ones: senders that write both put a worn-down name in the plain one.
    private static string Combine(List<Piece> pieces, Action<string>? problem)
    {
        var continued = pieces.Where(p => p.Index >= 0).OrderBy(p => p.Index).ToList();
        var whole = pieces.Find(p => p.Index < 0 && p.Encoded);
        if (whole is not null)
            continued = [whole];
        if (continued.Count == 0 || (whole is null && continued[0].Index != 0 && pieces.Exists(p => p.Index < 0)))
            return EncodedWord.Decode(pieces.First(p => p.Index < 0).Value);
        if (!continued.Exists(p => p.Encoded))
            return EncodedWord.Decode(string.Concat(continued.Select(p => p.Value)));

        var charset = "";
        var bytes = new List<byte>();
        for (var i = 0; i < continued.Count; i++)
        {
            var text = continued[i].Value;
            if (i == 0 && continued[i].Encoded && text.Split('\'', 3) is [var label, _, var rest])
            {
                charset = label;
                text = rest;
            }

            if (continued[i].Encoded)
                Percent(text, bytes);
            else
                bytes.AddRange(Encoding.UTF8.GetBytes(text));
        }

        return Charsets.Decode(bytes.ToArray(), charset, problem);
    }

    private static void Percent(string text, List<byte> bytes)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && text[i + 1] < 128 && text[i + 2] < 128
                && TransferDecoding.Hex((byte)text[i + 1]) is >= 0 and var high
                && TransferDecoding.Hex((byte)text[i + 2]) is >= 0 and var low)
            {
                bytes.Add((byte)((high << 4) | low));
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text, i, 1));
            }
        }
    }
}
