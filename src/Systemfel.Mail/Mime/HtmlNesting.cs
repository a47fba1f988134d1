using System.Collections.Frozen;

namespace Systemfel.Mail;

/// <summary>Tells HTML that would make a tree builder work in squares (thousands of open elements) from what mail clients write.</summary>
internal static class HtmlNesting
{
    private const int Deepest = 500;
    private const long MostRebuilt = 3_000_000;

    // Elements whose end tag people leave out, or that have none: they do not pile up in a tree.
    private static readonly FrozenSet<string> Loose = new[]
    {
        "p", "br", "hr", "img", "li", "td", "tr", "th", "dt", "dd", "tbody", "thead", "tfoot", "col", "colgroup", "option", "meta",
        "link", "input", "base", "area", "wbr", "source", "track", "embed", "html", "head", "body",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Formatting = new[]
    {
        "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsBomb(ReadOnlySpan<char> html)
    {
        var loose = Loose.GetAlternateLookup<ReadOnlySpan<char>>();
        var formatting = Formatting.GetAlternateLookup<ReadOnlySpan<char>>();
        int depth = 0, deepest = 0, open = 0, mostOpen = 0;
        long tags = 0;
        var rest = html;
        while (rest.IndexOf('<') is >= 0 and var at)
        {
            rest = rest[(at + 1)..];
            var closing = rest.Length > 0 && rest[0] == '/';
            var name = Name(closing ? rest[1..] : rest);
            if (name.IsEmpty)
                continue;
            tags++;
            if (loose.Contains(name))
                continue;
            var step = closing ? -1 : 1;
            depth = Math.Max(0, depth + step);
            deepest = Math.Max(deepest, depth);
            if (!formatting.Contains(name))
                continue;
            open = Math.Max(0, open + step);
            mostOpen = Math.Max(mostOpen, open);
        }

        return deepest > Deepest || mostOpen * tags > MostRebuilt;
    }

    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && length < 20 && char.IsAsciiLetterOrDigit(text[length]))
            length++;
        return length > 0 && char.IsAsciiLetter(text[0]) ? text[..length] : default;
    }
}
