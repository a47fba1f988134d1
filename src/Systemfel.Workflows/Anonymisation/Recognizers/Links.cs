using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Anonymisation.Recognizers;

/// <summary>Links to pages that may be someone's own, and the names that people bear in social media. Domains of authorities are left alone.</summary>
internal static class Links
{
    private static readonly Regex Address = Pattern.Of(
        @"(?i:(?:^|[^\p{L}\p{N}@._/-])(?<v>(?:https?://|www\.)[^\s<>""'»”)\]]+|(?:[a-zåäö0-9-]{1,63}\.){1,4}(?:se|nu|com|org|net|io|eu|info|app|me|tv|gg|dk|no|fi|de|uk|co|be|ly|blog|page|site|example|test|invalid)(?:/[^\s<>""'»”)\]]*)?))");

    private static readonly Regex Handle = Pattern.Of(@"(?:^|[^\p{L}\p{N}@._-])(?<v>@[\p{L}\p{N}_][\p{L}\p{N}._-]{1,39}|[\p{L}\p{N}_.]{2,30}#\d{4})");

    private static readonly Regex Nick = Pattern.Of(@"(?:^|[^\p{L}\p{N}@._-])(?<v>[\p{L}\p{N}][\p{L}\p{N}.-]{0,20}[_\d][\p{L}\p{N}._-]{0,20})");

    public static void Look(TextReading reading, FindCollector finds)
    {
        var text = reading.Text;
        Pattern.Each(Address, text, (_, value) =>
        {
            var end = value.Index + value.ValueSpan.TrimEnd(".,;:!?").Length;
            // Refused or not, what the pattern took is one piece: to look inside it again would take a long text long.
            if (end <= value.Index || Pattern.IsLetterAt(text, end) || IsPublic(reading, text[value.Index..end])) return true;
            finds.Add(value.Index, end, "LANK", Certainty.Likely, "är en länk");
            return true;
        });
        Pattern.Each(Handle, text, (_, value) =>
        {
            var end = value.Index + value.ValueSpan.TrimEnd(".-").Length;
            if (end - value.Index < 3 || (text[value.Index] == '@' && !text.AsSpan(value.Index, end - value.Index).ContainsAnyInRange('a', 'z'))) return false;
            finds.Add(value.Index, end, "LANK", Certainty.Likely, "ser ut som ett användarnamn");
            return true;
        });
        if ((reading.All & Cue.Handle) != 0) Pattern.Each(Nick, text, (_, value) =>
        {
            var end = value.Index + value.ValueSpan.TrimEnd(".-").Length;
            var word = text.AsSpan(value.Index, end - value.Index);
            if (!word.ContainsAnyInRange('a', 'z') || word.Length < 4 || Pattern.IsLetterAt(text, end)) return false;
            if (!reading.Before(value.Index, Cue.Handle, 4) && !reading.After(end, Cue.Handle, 3)) return false;
            if (word.IndexOf('_') < 0 && !(char.IsLetter(word[0]) && char.IsDigit(word[^1]) && word.Length >= 6)) return false;
            finds.Add(value.Index, end, "LANK", Certainty.Likely, "ser ut som ett användarnamn");
            return true;
        });
    }

    private static bool IsPublic(TextReading reading, string link)
    {
        var rest = link.ToLowerInvariant();
        foreach (var beginning in (ReadOnlySpan<string>)["https://", "http://", "www."])
            if (rest.StartsWith(beginning, StringComparison.Ordinal)) rest = rest[beginning.Length..];
        var slash = rest.IndexOfAny(['/', '?', '#', ':']);
        var host = slash < 0 ? rest : rest[..slash];
        var path = slash < 0 ? "" : rest[slash..].Trim('/');
        var parts = host.Split('.', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2) return true;
        var domain = parts[^2] + "." + parts[^1];
        var known = reading.Lexicon.Domains.Contains(domain) || reading.Lexicon.Places.ContainsKey(parts[^2]) || parts[^2].StartsWith("region", StringComparison.Ordinal)
            || parts[^2].EndsWith("kommun", StringComparison.Ordinal) || parts[^2].EndsWith("kassan", StringComparison.Ordinal) || parts[^2].EndsWith("verket", StringComparison.Ordinal) || parts[^2].EndsWith("myndigheten", StringComparison.Ordinal);
        // A page of an authority tells of no one, unless its address carries a number or someone's address.
        if (known) return path.Count(char.IsDigit) < 5 && !path.Contains("user", StringComparison.Ordinal) && !path.Contains("id=", StringComparison.Ordinal);
        if (path.Length > 0 || parts.Length > 2) return false;
        // Bare: someone's own only when it holds a name.
        return link.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? false : !HoldsName(reading, parts[^2]);
    }

    private static bool HoldsName(TextReading reading, string label)
    {
        if (label.Split('-').Any(p => p.Length >= 4 && (reading.Lexicon.Names.Of(p, out _) & (NameKind.Given | NameKind.Surname | NameKind.Composed)) != 0)) return true;
        for (var at = 3; at <= Math.Min(label.Length - 3, 20); at++)
            if ((reading.Lexicon.Names.Of(label[..at], out _) & NameKind.Given) != 0 && (reading.Lexicon.Names.Of(label[at..], out _) & (NameKind.Surname | NameKind.Composed)) != 0) return true;
        return false;
    }
}
