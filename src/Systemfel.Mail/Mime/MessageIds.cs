using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Message-IDs in Message-ID, In-Reply-To and References (RFC 5322 3.6.4).</summary>
internal static partial class MessageIds
{
    private const int Most = 200;

    /// <summary>All ids in order, without angle brackets; bare words with an at sign count where no bracket is used.</summary>
    public static List<string> Parse(string? raw)
    {
        if (string.IsNullOrWhiteSpace(raw))
            return [];
        var ids = Bracketed().Matches(raw).Take(Most).Select(m => Compact(m.Groups[1].Value)).Where(id => id.Length > 0).ToList();
        if (ids.Count > 0)
            return ids;
        var words = raw.Split([' ', '\t', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
        return [.. words.Select(w => w.Trim('<', '>', '"')).Where(w => w.Contains('@', StringComparison.Ordinal) && w.Length < 500).Take(Most)];
    }

    /// <summary>The first id, or the bare value when it has no at sign (some senders write none).</summary>
    public static string? First(string? raw)
    {
        if (Parse(raw) is [var id, ..])
            return id;
        var bare = raw?.Trim().Trim('<', '>').Trim();
        return string.IsNullOrEmpty(bare) || bare.Contains(' ', StringComparison.Ordinal) ? null : bare;
    }

    // Folding inside an id leaves blanks that were never part of it.
    private static string Compact(string id) => string.Concat(id.Where(c => !char.IsWhiteSpace(c)));

    [GeneratedRegex(@"<([^<>]{1,998})>", RegexOptions.NonBacktracking)]
    private static partial Regex Bracketed();
}
