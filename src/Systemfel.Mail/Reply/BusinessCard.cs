using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>A signature without a closing phrase: short lines at the end, from a name on, with a telephone number or address among them.</summary>
internal static partial class BusinessCard
{
    private const int LongestLine = 60;
    private const int MostLines = 20;

    public static void Mark(ReplyLines lines, int start, int end)
    {
        var last = end - 1;
        while (last >= start && (lines.IsBlank(last) || !lines.IsNew(last)))
            last--;
        var first = -1;
        var details = false;
        for (var i = last; i >= start && last - i < MostLines; i--)
        {
            if (lines.IsBlank(i))
                continue;
            if (!lines.IsNew(i) || !IsCardLine(lines.Text[i]))
                break;
            details |= Signatures.ContactDetails().IsMatch(lines.Text[i]);
            if (details && Name().IsMatch(lines.Text[i].Trim()))
                first = i;
        }

        // A card is a paragraph of its own, below something.
        if (first > start && lines.IsBlank(first - 1) && Signatures.HasText(lines, start, first))
            lines.Mark(first, last + 1, ReplyPartKind.Signature);
    }

    private static bool IsCardLine(string line)
    {
        var text = line.Trim();
        return text.Length <= LongestLine && text[^1] is not ('.' or '!' or '?' or ':' or ',') && !ItemLabel.IsCertain(text)
            && (char.IsUpper(text[0]) || char.IsDigit(text[0]) || text[0] is '+' or '(' || text.Contains('@', StringComparison.Ordinal)
                || text.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http", StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"^\p{Lu}[\p{Ll}\-]+( \p{Lu}[\p{L}\-]+){1,3}(, [\p{L} ]{3,40})?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
