using System.Text;

namespace Systemfel.Mail;

/// <summary>Address lists (RFC 5322 3.4) as they come: groups, comments, unquoted commas in names, doubled or missing angle brackets, no domain.</summary>
internal static class AddressParser
{
    private const int MostAddresses = 1000;

    /// <summary>Parses an unfolded raw header value. Never throws; what holds no address is left out.</summary>
    public static List<MailboxAddress> Parse(string raw)
    {
        var found = new List<MailboxAddress>();
        var carried = "";
        foreach (var piece in Split(raw))
        {
            if (found.Count >= MostAddresses)
                break;
            var text = carried.Length == 0 ? piece : carried + ", " + piece;
            var address = One(text, out var certain);
            if (address is null)
                continue;
            // 'Andersson, Åsa <a@b>': the comma was part of an unquoted name.
            if (!certain && !address.Address.Contains('@', StringComparison.Ordinal) && carried.Length < 200)
            {
                carried = text;
                continue;
            }

            found.Add(address);
            carried = "";
        }

        foreach (var bare in carried.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (One(bare, out _) is { } address && found.Count < MostAddresses)
                found.Add(address);
        }

        return found;
    }

    private static List<string> Split(string raw)
    {
        var pieces = new List<string>();
        var current = new StringBuilder();
        bool quoted = false, angled = false;
        var comment = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            var c = raw[i];
            if (c == '\\' && i + 1 < raw.Length && (quoted || comment > 0))
            {
                current.Append(c).Append(raw[++i]);
                continue;
            }

            if (c == '"' && comment == 0 && (quoted || raw.IndexOf('"', i + 1) > 0))
                quoted = !quoted;
            else if (!quoted && c == '(' && raw.IndexOf(')', i + 1) > 0)
                comment++;
            else if (!quoted && c == ')' && comment > 0)
                comment--;
            else if (!quoted && comment == 0 && c == '<')
                angled = raw.IndexOf('>', i + 1) > 0;
            else if (!quoted && comment == 0 && c == '>')
                angled = false;
            else if (!quoted && comment == 0 && !angled && c is ',' or ';')
            {
                if (!quoted && comment == 0 && !angled)
                {
                    Take(current, pieces);
                    continue;
                }
            }
            else if (!quoted && comment == 0 && !angled && c == ':' && IsGroupName(current, raw, i))
            {
                current.Clear();
                continue;
            }

            current.Append(c);
        }

        Take(current, pieces);
        return pieces;
    }

    private static bool IsGroupName(StringBuilder name, string raw, int colon) =>
        raw.IndexOf(';', colon) >= 0 && !name.ToString().Contains('@', StringComparison.Ordinal);

    private static void Take(StringBuilder current, List<string> pieces)
    {
        var text = current.ToString().Trim();
        if (text.Length > 0)
            pieces.Add(text);
        current.Clear();
    }

    private static MailboxAddress? One(string text, out bool certain)
    {
        certain = false;
        var open = LastUnquoted(text, '<');
        if (open >= 0)
        {
            certain = true;
            var close = text.IndexOf('>', open);
            var inner = close < 0 ? text[(open + 1)..] : text[(open + 1)..close];
            var name = Name(text[..open].TrimEnd('<', ' '));
            var address = CleanAddress(inner);
            if (address.Length == 0 && close > 0 && close + 1 < text.Length)
                address = CleanAddress(text[(close + 1)..]);
            return address.Length == 0 ? null : new MailboxAddress(name, address);
        }

        var (bare, comment) = WithoutComments(text);
        var spec = CleanAddress(bare);
        if (spec.Length == 0)
            return null;
        if (bare.TrimStart().StartsWith('"') && bare.Contains("\"@", StringComparison.Ordinal))
            return new MailboxAddress(Name(comment), spec);
        if (spec.Contains(' ', StringComparison.Ordinal) && spec.Contains('@', StringComparison.Ordinal))
        {
            // 'Åsa Påhittad asa@x.example': the word with the at sign is the address.
            var words = spec.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var at = Array.FindIndex(words, w => w.Contains('@', StringComparison.Ordinal));
            return new MailboxAddress(Name(string.Join(' ', words.Where((_, i) => i != at))), CleanAddress(words[at]));
        }

        return new MailboxAddress(Name(comment), spec);
    }

    private static int LastUnquoted(string text, char wanted)
    {
        var quoted = false;
        var found = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '"')
                quoted = !quoted;
            else if (text[i] == wanted && (!quoted || text.IndexOf('"', i) < 0))
                found = i;
        }

        return found;
    }

    private static string? Name(string text)
    {
        var name = text.Trim();
        if (name.Length >= 2 && name[0] == '"' && name[^1] == '"')
            name = name[1..^1];
        if (name.Contains('\\', StringComparison.Ordinal))
            name = Unescape(name);
        name = EncodedWord.Decode(name.Replace("\"", ""));
        // Direction overrides make one name look like another.
        name = string.Concat(name.Where(AttachmentName.IsHarmless)).Trim().Trim('\'').Trim();
        return name.Length == 0 ? null : name;
    }

    private static string CleanAddress(string text)
    {
        var (address, _) = WithoutComments(text);
        address = EncodedWord.Decode(address).Trim().Trim('<', '>', ',', ';').Trim();
        if (address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            address = address[7..];
        // Source routes (RFC 5321 C) name relays before a colon.
        if (address.StartsWith('@') && address.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            address = address[(colon + 1)..];
        var at = address.LastIndexOf('@');
        if (at > 1 && address[0] == '"' && address[at - 1] == '"')
            address = Unescape(address[1..(at - 1)]) + address[at..];
        address = address.Replace(" @", "@").Replace("@ ", "@").Replace(" .", ".").Replace(". ", ".");
        return address.Trim('"', '\'', ' ');
    }

    private static (string Text, string Comment) WithoutComments(string text)
    {
        if (!text.Contains('(', StringComparison.Ordinal))
            return (text, "");
        var kept = new StringBuilder();
        var comment = new StringBuilder();
        var depth = 0;
        foreach (var c in text)
        {
            if (c == '(')
                depth++;
            else if (c == ')' && depth > 0)
                depth--;
            else
                (depth > 0 ? comment : kept).Append(c);
        }

        return (kept.ToString(), comment.ToString());
    }

    private static string Unescape(string text)
    {
        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            output.Append(text[i] == '\\' && i + 1 < text.Length ? text[++i] : text[i]);
        return output.ToString();
    }
}
