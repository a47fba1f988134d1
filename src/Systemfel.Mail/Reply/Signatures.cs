using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Finds what comes after the message: closing phrase and all below, signature delimiter, mobile and legal footers, banners on top.</summary>
internal static partial class Signatures
{
    public static void Mark(ReplyLines lines)
    {
        MarkBanners(lines);
        for (var start = 0; start < lines.Count;)
        {
            if (!lines.IsNew(start))
            {
                start++;
                continue;
            }

            var end = start;
            while (end < lines.Count && lines.IsNew(end))
                end++;
            MarkRun(lines, start, end);
            start = end;
        }
    }

    /// <summary>'Med vänlig hälsning', 'Mvh Åsa', 'Best regards' and their kin, alone on a line or with a name.</summary>
    public static bool IsClosing(string line) => line.Length < 90 && (Closing().IsMatch(line) || (line.Contains('/', StringComparison.Ordinal) && SlashName().IsMatch(line)));

    /// <summary>'Skickat från min iPhone' and its kin.</summary>
    public static bool IsMobileLine(string line) => line.Length < 160 && Mobile().IsMatch(line);

    private static void MarkRun(ReplyLines lines, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (IsMobileLine(lines.Text[i]))
                lines.Kinds[i] = ReplyPartKind.Signature;
        }

        for (var i = start; i < end; i++)
        {
            if (!lines.IsNew(i) || !StartsSignature(lines, i, start, end))
                continue;
            var resume = i + 1;
            // Numbered answers below a signature are answers all the same.
            while (resume < end && !ItemLabel.IsCertain(lines.Text[resume]))
                resume++;
            lines.Mark(i, resume, ReplyPartKind.Signature);
            if (resume >= end)
                return;
            i = resume;
        }

        MarkFooters(lines, start, end);
        BusinessCard.Mark(lines, start, end);
    }

    private static bool StartsSignature(ReplyLines lines, int i, int start, int end)
    {
        var line = lines.Text[i];
        if (line.TrimEnd() is "--" or "—" or "- -" or "– –")
            return i + 1 < end;
        if (QuoteIntroductions.IsRule(line))
            return HasText(lines, start, i) && end - i < 25 && LooksLikeFooter(lines, i + 1, end);
        return IsClosing(line);
    }

    internal static bool HasText(ReplyLines lines, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (lines.IsNew(i) && !lines.IsBlank(i))
                return true;
        }

        return false;
    }

    private static bool LooksLikeFooter(ReplyLines lines, int from, int to) =>
        Footer().IsMatch(string.Join(' ', lines.Text[from..to])) || ContactDetails().IsMatch(string.Join(' ', lines.Text[from..to]));

    // Legal and environmental paragraphs at the very end, never the only paragraph.
    private static void MarkFooters(ReplyLines lines, int start, int end)
    {
        while (true)
        {
            var last = end - 1;
            while (last >= start && (lines.IsBlank(last) || !lines.IsNew(last)))
                last--;
            var first = last;
            while (first > start && !lines.IsBlank(first - 1) && lines.IsNew(first - 1))
                first--;
            if (last < start || !HasText(lines, start, first) || !Footer().IsMatch(string.Join(' ', lines.Text[first..(last + 1)])))
                return;
            lines.Mark(first, end, ReplyPartKind.Signature);
            end = first;
        }
    }

    // 'OBS! Detta mejl kommer från en extern avsändare' is put on top by the receiving server.
    private static void MarkBanners(ReplyLines lines)
    {
        var start = lines.NextFilled(0);
        var end = start;
        while (end < lines.Count && !lines.IsBlank(end) && lines.IsNew(end))
            end++;
        if (end > start && end - start <= 6 && Banner().IsMatch(string.Join(' ', lines.Text[start..end])))
            lines.Mark(start, end, ReplyPartKind.Signature);
    }

    [GeneratedRegex(@"^[\s*_]{0,4}((?i:med (vänlig|vänliga|bästa|varma?|goda) hälsn(ing|ingar|\.)?|(vänlig|vänliga|bästa|varm|varma|hjärtliga|soliga|glada|många|trevliga|kollegiala|goda|sommar|vår|höst|vinter)\s?hälsn(ing|ingar)|m\.?v\.?h\.?|m v h|(vänl\.? )?hälsn\.?|hälsningar|hälsning|hälsar|högaktningsfullt|enligt uppdrag|vänligen|allt gott|tack och hälsningar|tack på förhand och hälsningar|v\.?h\.?|(with )?(kind|best|warm|warmest|kindest)( and best)? (regards|wishes)|regards|sincerely( yours)?|yours (sincerely|faithfully|truly)|cheers|many thanks and regards)|BR|Br|KR|VH|Vh)[\s,.!*_–-]{0,6}((från|//?|genom|för)?\s?\p{Lu}[\p{L}\d .,()&'/*_–-]{0,60}|från \p{Ll}[\p{L} ]{1,40})?$", RegexOptions.NonBacktracking)]
    private static partial Regex Closing();

    [GeneratedRegex(@"^\s{0,4}//?\s?\p{Lu}[\p{L}\-]{1,25}( \p{Lu}[\p{L}\-]{0,25}){0,2}([,\s].{0,50})?$", RegexOptions.NonBacktracking)]
    private static partial Regex SlashName();

    [GeneratedRegex(@"^\s{0,4}[<\[(]?((skickat|skickades|sänt|skickad) (från|via|med) (min |mitt |en |outlook|e-post|mail|gmail|yahoo|proton|samsung|iphone|ipad|android|mobil|telefon|huawei|sony|windows)|(hämta|skaffa|ladda ner) outlook|sent (from|via|with) (my |outlook|mail|gmail|yahoo|proton|samsung|iphone|ipad|android|a mobile)|get outlook for|från min (iphone|ipad|mobil|telefon|samsung|surfplatta))", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Mobile();

    [GeneratedRegex(@"(behandla[rs]?|behandling(en)? av|hanterar) .{0,60}personuppgifter.{0,250}(läs mer|mer information|webbplats|www\.|https?:|dataskydd)|(läs mer|information) om (hur )?.{0,60}personuppgift|när du (kommunicerar|mejlar|skickar e-post|e-postar|kontaktar).{0,200}personuppgift|tänk på miljön|skriv inte ut (det här|detta)|consider the environment|before printing|(e-post)?meddelande(t)? .{0,80}(är|kan|innehålla?r?).{0,80}(konfidentiell|sekretess|endast (avsett|för)|uteslutande)|om du (har )?(fått|mottagit) (detta|det här).{0,40}(av misstag|felaktigt)|(e-?mail|message|communication) .{0,80}(confidential|intended (only|solely)|privileged)|if you (are not|have received).{0,60}(intended|error)|(allmän|allmänna) handling(ar)?.{0,80}(offentlig|begär|utläm)|virus(fritt|fri|kontroller)|scanned (by|for) virus", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Footer();

    [GeneratedRegex(@"(\b0\d{1,3}[- ]\d{2,3}[ \d]{3,}|\+46|www\.|https?://|telefon|växel|besöksadress|postadress|@[a-z])", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    internal static partial Regex ContactDetails();

    [GeneratedRegex(@"(extern(t|a)? (avsändare|e-post|mejl|mail|meddelande)|utanför (organisationen|kommunen|myndigheten|regionen)|external (sender|email|e-mail)|originated (from )?outside|you don't often get email|du får inte ofta e-post)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Banner();
}
