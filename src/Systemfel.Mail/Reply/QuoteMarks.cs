using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Finds lines quoted with <c>&gt;</c>, and the tails that a mailer broke off them.</summary>
internal static partial class QuoteMarks
{
    private const int WrappedAt = 60;

    public static void Mark(ReplyLines lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (IsQuoted(lines.Text[i]))
                lines.Kinds[i] = ReplyPartKind.Quoted;
        }

        for (var i = 1; i + 1 < lines.Count; i++)
        {
            if (IsBrokenTail(lines, i))
                lines.Kinds[i] = ReplyPartKind.Quoted;
        }
    }

    public static bool IsQuoted(string line)
    {
        var trimmed = line.AsSpan().TrimStart(" \t");
        return line.Length - trimmed.Length <= 4 && trimmed.StartsWith('>');
    }

    /// <summary>A line without its quote marks.</summary>
    public static string Strip(string line) => line.Contains('>', StringComparison.Ordinal) ? Marks().Replace(line, "", 1) : line;

    // '> a very long quoted line that' / 'was wrapped' / '> goes on': the middle line is the sender's mailer, not the sender.
    private static bool IsBrokenTail(ReplyLines lines, int i) =>
        lines.IsNew(i) && !lines.IsBlank(i)
        && !lines.IsNew(i - 1) && !lines.IsNew(i + 1)
        && lines.Text[i - 1].Length >= WrappedAt
        && lines.Text[i].Length < 45 && char.IsLower(lines.Text[i][0]);

    [GeneratedRegex(@"^[ \t]{0,4}(>[ \t]?)+", RegexOptions.NonBacktracking)]
    private static partial Regex Marks();
}
