using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Recognises the lines with which mail programs introduce a quoted mail.</summary>
internal static partial class QuoteIntroductions
{
    /// <summary>The header names that Outlook and others write above an unmarked copy, in Swedish and English.</summary>
    private const int Window = 10;

    /// <summary>Number of lines, from one to three, that are a 'Den ... skrev ...:' line starting here; 0 when none.</summary>
    public static int Attribution(ReplyLines lines, int i)
    {
        var joined = "";
        for (var n = 0; n < 3 && i + n < lines.Count && lines.IsNew(i + n) && !lines.IsBlank(i + n); n++)
        {
            joined = (joined + " " + lines.Text[i + n].Trim()).Trim();
            if (joined.Length > 500)
                return 0;
            var quoteFollows = lines.NextFilled(i + n + 1) is var next && next < lines.Count && QuoteMarks.IsQuoted(lines.Text[next]);
            if (IsAttribution(joined, quoteFollows))
                return n + 1;
        }

        return 0;
    }

    /// <summary>A line that by itself says that a copied mail follows, as <c>-----Ursprungligt meddelande-----</c>.</summary>
    public static bool IsDelimiter(string line) => line.Length < 200 && (Delimiter().IsMatch(line) || Forwarded().IsMatch(line));

    /// <summary>Our own line 'Svara ovanför den här raden', with whatever a mailer made of its dashes.</summary>
    public static bool IsMarker(string line) => line.Length < 120 && MarkerLine().IsMatch(line);

    /// <summary>A block as Från/Skickat/Till/Ämne, also with bold stars, wrapped lines, or all on one line.</summary>
    public static bool IsHeaderBlock(ReplyLines lines, int i)
    {
        var line = lines.Text[i];
        if (!line.Contains(':', StringComparison.Ordinal) || !AnyLabel().IsMatch(line))
            return false;
        if (line.Length < 800 && OneLineBlock().IsMatch(line))
            return true;
        int sender = 0, other = 0, strange = 0;
        for (var j = i; j < lines.Count && j < i + Window && strange <= 2; j++)
        {
            var text = lines.Text[j];
            if (lines.IsBlank(j))
                continue;
            if (SenderLabel().IsMatch(text))
                sender++;
            else if (AnyLabel().IsMatch(text))
                other++;
            else
                strange++;
        }

        return sender == 1 && other >= 2;
    }

    /// <summary>A rule of underscores or dashes, as Outlook on the web puts above its header block.</summary>
    public static bool IsRule(string line) => line.Trim() is { Length: >= 5 } text && text.Trim('_', '-', '*', '=', '—').Length == 0;

    private static bool IsAttribution(string text, bool quoteFollows)
    {
        // As every pattern below ends; most lines are done with here.
        if (text is not [.., ':' or '*' or '>' or '-'])
            return false;
        if (GroupWise().IsMatch(text) || Dashed().IsMatch(text) || Citing().IsMatch(text) || OldGmail().IsMatch(text))
            return true;
        if (!Wrote().IsMatch(text))
            return false;
        // 'Den 3 maj skrev vi till er:' is a sentence; a year, a time or an address makes it a mail program's line.
        return quoteFollows || YearOrTime().IsMatch(text) || text.Contains('@', StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^.{0,300}\b(skrev|skriver|wrote|schrieb)\b.{0,250}:\s*\*?$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Wrote();

    [GeneratedRegex(@"\b(19|20)\d\d\b|\b\d{1,2}[:.]\d{2}\b", RegexOptions.NonBacktracking)]
    private static partial Regex YearOrTime();

    [GeneratedRegex(@"^>>>? ?.{3,200}\d{1,4}.{0,60}>>>$", RegexOptions.NonBacktracking)]
    private static partial Regex GroupWise();

    [GeneratedRegex(@"^-{2,} ?.{3,200}\b(skrev|wrote|skrevs?)\b.{0,60}-{2,}$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Dashed();

    [GeneratedRegex(@"^(citerar|citat från|quoting|zitat von)\b.{1,200}:$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Citing();

    [GeneratedRegex(@"^(den )?\d{4}-\d\d-\d\d,? (kl\.? )?\d\d?[:.]\d\d.{0,150}<[^<>]{3,100}@[^<>]{3,100}>:$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex OldGmail();

    [GeneratedRegex(@"^\s{0,4}[-_=*]{2,}\s{0,3}(ursprungligt (meddelande|brev|mejl|mail|e-postmeddelande)|original ?(message|meddelande|mail)|originalmeddelande|vidarebefordrat (meddelande|brev|mejl|mail)|vidarebefordrad e-post|forwarded (message|by).{0,80}|reply message|ursprüngliche nachricht)\s{0,3}[-_=*]{2,}\s*$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Delimiter();

    [GeneratedRegex(@"^\s{0,4}(vidarebefordrat (brev|meddelande|mejl)|start på vidarebefordrat (brev|meddelande)|begin forwarded message|ursprungligt meddelande|original message)\s?:?\s*$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Forwarded();

    [GeneratedRegex(@"^[\W_]{0,30}(svara ovanför (den här|denna) raden?|reply above this line)[\W_]{0,30}$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex MarkerLine();

    [GeneratedRegex(@"^\s{0,4}[*_]{0,2}(från|from|avsändare|av)\s{0,3}:[*_]{0,2}\s*\S", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex SenderLabel();

    [GeneratedRegex(@"^\s{0,4}[*_]{0,2}(från|from|avsändare|skickat|skickad|skickades|sent|datum|date|till|to|mottagare|kopia|kopia till|cc|bcc|hemlig kopia|ämne|subject|ärende|rubrik|prioritet|importance|svar till|reply-to|bifogade filer|bilagor|attachments)\s{0,3}:[*_]{0,2}(\s|$)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex AnyLabel();

    [GeneratedRegex(@"^\s{0,4}[*_]{0,2}(från|from)\s?:.{1,300}\b(skickat|sent|datum|date)\s?:.{1,200}\b(till|to|ämne|subject)\s?:", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex OneLineBlock();
}
