namespace Systemfel.Mail;

/// <summary>Reads CSS declarations (<c>display:none; height:0</c>) as far as to know whether they make an element invisible. By hand: every element of every mail asks.</summary>
internal static class StyleDeclarations
{
    public static bool Hide(ReadOnlySpan<char> declarations)
    {
        bool flat = false, clipped = false;
        foreach (var range in declarations.Split(';'))
        {
            var declaration = declarations[range];
            var colon = declaration.IndexOf(':');
            if (colon <= 0)
                continue;
            var name = declaration[..colon].Trim();
            var value = declaration[(colon + 1)..];
            var important = value.IndexOf('!');
            value = (important < 0 ? value : value[..important]).Trim();
            if (Hides(name, value))
                return true;
            flat |= Is(name, "height") && IsZero(value);
            clipped |= Is(name, "overflow") && Is(value, "hidden");
        }

        return flat && clipped;
    }

    private static bool Hides(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (Is(name, "display"))
            return Is(value, "none");
        if (Is(name, "visibility"))
            return Is(value, "hidden") || Is(value, "collapse");
        if (Is(name, "mso-hide"))
            return Is(value, "all");
        if (Is(name, "font-size"))
            return IsZero(value) || Is(value, "1px") || Is(value, "1pt");
        if (Is(name, "max-height") || Is(name, "max-width") || Is(name, "opacity") || Is(name, "line-height"))
            return IsZero(value);
        return (Ends(name, "left") || Ends(name, "top") || Is(name, "text-indent")) && IsFarOutside(value);
    }

    // '0', '0px', '0.00em', '.0'; not '0.5'.
    private static bool IsZero(ReadOnlySpan<char> value)
    {
        var number = value.TrimEnd("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ% ");
        return number.Contains('0') && number.IndexOfAnyExcept('0', '.') < 0;
    }

    private static bool IsFarOutside(ReadOnlySpan<char> value) =>
        value.Length > 3 && value[0] == '-' && char.IsAsciiDigit(value[1]) && char.IsAsciiDigit(value[2]) && char.IsAsciiDigit(value[3]);

    private static bool Is(ReadOnlySpan<char> text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool Ends(ReadOnlySpan<char> text, string word) => text.EndsWith(word, StringComparison.OrdinalIgnoreCase);
}
