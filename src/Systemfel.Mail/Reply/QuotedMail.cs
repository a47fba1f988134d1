using System.Text;
using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Finds mails quoted without <c>&gt;</c>: everything below an introduction, unless the answer stands below or inside it.</summary>
internal static partial class QuotedMail
{
    public static void Mark(ReplyLines lines, string? letter)
    {
        var cut = FindCut(lines);
        if (cut < 0)
            return;
        var start = cut;
        if (letter is not null)
        {
            MarkAgainst(lines, start, letter);
            return;
        }

        var answered = HasNewText(lines, 0, start);
        lines.Mark(start, lines.Count, ReplyPartKind.Quoted);
        FreeMarkedAnswers(lines, start);
        if (!answered)
            FreeAnswerBelow(lines, start);
    }

    // Marks attributions on the way; gives the first line from which all is quoted, or -1.
    private static int FindCut(ReplyLines lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (!lines.IsNew(i) || lines.IsBlank(i))
                continue;
            if (QuoteIntroductions.IsMarker(lines.Text[i]) || QuoteIntroductions.IsDelimiter(lines.Text[i]) || QuoteIntroductions.IsHeaderBlock(lines, i))
                return WithRuleAbove(lines, i);
            var attribution = QuoteIntroductions.Attribution(lines, i);
            if (attribution == 0)
                continue;
            var after = i + attribution;
            if (!AnyQuoteMark(lines, after))
                return i;
            lines.Mark(i, after, ReplyPartKind.Quoted);
            i = after - 1;
        }

        return -1;
    }

    private static int WithRuleAbove(ReplyLines lines, int i)
    {
        var above = i - 1;
        while (above >= 0 && lines.IsBlank(above))
            above--;
        return above >= 0 && lines.IsNew(above) && QuoteIntroductions.IsRule(lines.Text[above]) ? above : i;
    }

    private static bool AnyQuoteMark(ReplyLines lines, int from)
    {
        for (var i = from; i < lines.Count; i++)
        {
            if (QuoteMarks.IsQuoted(lines.Text[i]))
                return true;
        }

        return false;
    }

    private static bool HasNewText(ReplyLines lines, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (lines.IsNew(i) && !lines.IsBlank(i) && !Signatures.IsMobileLine(lines.Text[i]))
                return true;
        }

        return false;
    }

    // Nothing above: the answer may stand below the copy. A letter ends with its closing phrase and a block of sender lines.
    private static void FreeAnswerBelow(ReplyLines lines, int start)
    {
        for (var i = start; i < lines.Count; i++)
        {
            if (!Signatures.IsClosing(QuoteMarks.Strip(lines.Text[i])))
                continue;
            while (i < lines.Count && !lines.IsBlank(i))
                i++;
            for (i = lines.NextFilled(i); i < lines.Count; i++)
            {
                if (QuoteIntroductions.IsMarker(lines.Text[i]))
                    continue;
                if (QuoteIntroductions.IsDelimiter(lines.Text[i]) || QuoteIntroductions.IsHeaderBlock(lines, i))
                    return;
                if (!QuoteMarks.IsQuoted(lines.Text[i]))
                    lines.Kinds[i] = ReplyPartKind.New;
            }

            return;
        }
    }

    // 'Svar: ...' or Outlook's '[Åsa Öst] ...' right below a numbered item of the copy was written into it.
    private static void FreeMarkedAnswers(ReplyLines lines, int start)
    {
        var belowItem = false;
        for (var i = start; i < lines.Count; i++)
        {
            if (lines.IsBlank(i))
                continue;
            if (belowItem && AnswerMark().IsMatch(lines.Text[i]))
            {
                while (i < lines.Count && !lines.IsBlank(i) && !Item().IsMatch(lines.Text[i]))
                    lines.Kinds[i++] = ReplyPartKind.New;
                i--;
                belowItem = false;
            }
            else if (Item().IsMatch(lines.Text[i]))
            {
                belowItem = true;
            }
            else if (i > 0 && lines.IsBlank(i - 1))
            {
                belowItem = false;
            }
        }
    }

    // With the letter at hand, a line below the cut is quoted when the letter has it; anything else was written into the copy.
    private static void MarkAgainst(ReplyLines lines, int start, string letter)
    {
        var known = Fold(letter);
        var inHeaders = true;
        for (var i = start; i < lines.Count; i++)
        {
            var text = Fold(QuoteMarks.Strip(lines.Text[i]));
            var quoted = text.Length == 0 || known.Contains(text, StringComparison.Ordinal) || QuoteMarks.IsQuoted(lines.Text[i])
                || QuoteIntroductions.IsMarker(lines.Text[i]) || QuoteIntroductions.IsDelimiter(lines.Text[i]);
            if (inHeaders && !quoted)
            {
                // The introduction itself: until its first blank line or the letter's first line.
                if (lines.IsBlank(i))
                    inHeaders = false;
                quoted = true;
            }
            else if (i > start && (lines.IsBlank(i) || known.Contains(text, StringComparison.Ordinal)))
            {
                inHeaders = false;
            }

            if (quoted)
                lines.Kinds[i] = ReplyPartKind.Quoted;
        }
    }

    private static string Fold(string text)
    {
        var output = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
                output.Append(char.ToLowerInvariant(c));
        }

        return output.ToString();
    }

    [GeneratedRegex(@"^\s{0,4}[>*_ ]{0,4}((vårt |mitt )?svar|kommentar)\s?:|^\s{0,4}\[\p{Lu}[\p{L} .\-]{2,40}\]", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex AnswerMark();

    [GeneratedRegex(@"^\s{0,4}\d{1,2}[.)]\s+\S", RegexOptions.NonBacktracking)]
    private static partial Regex Item();
}
