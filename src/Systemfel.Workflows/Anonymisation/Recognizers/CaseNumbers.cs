using System.Globalization;
using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Anonymisation.Recognizers;

/// <summary>Numbers of cases, court cases and letters at authorities: beside a word such as 'dnr' or 'mål', or in a form that nothing else has.</summary>
internal static class CaseNumbers
{
    private static readonly Regex Numbered = Pattern.Of(
        @"(?:^|[^\p{L}\d.,/-])(?<v>(?:\p{Lu}[\p{L}]{0,7}(?:[-/ ]\p{Lu}{1,5})?[-/: ]{0,2})?(?:\d{1,3}\.){0,4}\d{1,18}(?:[-/:. ]{1,2}[A-ZÅÄÖ]{0,4}\d{1,9}){0,4}(?:[-/][A-ZÅÄÖ]{1,4})?)");

    private static readonly Regex Shaped = Pattern.Of(
        @"(?:^|[^\p{L}\d.,/-])(?<v>\d{4}-[KA]\d{3,8}-\d{2}|[A-ZÅÄÖ]{2,6}(?:[-/ ][A-ZÅÄÖ]{2,5})?[-/: ]?(?:19|20)\d\d[-/:]\d{2,7}(?:[-/]\d{1,4})?|[A-ZÅÄÖ]{2,6}[- ]\d{2,6}[-/](?:19|20)?\d\d(?:-\d{1,4})?|\d{1,2}\.\d{1,2}(?:\.\d{1,2}){0,2}-\d{1,7}/(?:19|20)\d\d(?:-\d{1,4})?|\p{Lu}{1,3} ?\d{1,6}-\d{2})");

    public static void Look(TextReading reading, FindCollector finds)
    {
        var text = reading.Text;
        if ((reading.All & Cue.Case) != 0) Pattern.Each(Numbered, text, (_, value) =>
        {
            var (start, end) = Trimmed(text, value);
            if (!Ends(text, end) || !IsCued(reading, start, end)) return false;
            finds.Add(start, end, "ARENDENUMMER", Certainty.Likely, "ser ut som ett ärende- eller målnummer");
            return true;
        });
        Pattern.Each(Shaped, text, (_, value) =>
        {
            int start = value.Index, end = start + value.Length;
            if (!Ends(text, end) || !IsKnownForm(reading, text[start..end]) || reading.Before(start, Cue.NotCase, 2)) return false;
            finds.Add(start, end, "ARENDENUMMER", Certainty.Likely, "ser ut som ett ärende- eller målnummer");
            return true;
        });
    }

    private static (int Start, int End) Trimmed(string text, Group value)
    {
        int start = value.Index, end = start + value.Length;
        // 'Nr 1234-23' and 'Mål T 1234-23': the word before is no part of the number.
        while (start < end && char.IsLetter(text[start]))
        {
            var space = text.AsSpan(start, end - start).IndexOfAny(" :");
            var word = space > 0 ? text.AsSpan(start, space) : [];
            if (space > 0 && (word.ContainsAnyInRange('a', 'z') || word is "DNR" or "OCR" or "MÅL" or "REF" or "NR" or "AKT" or "ÄRENDE")) start += space + 1;
            else break;
        }
        while (start < end && text[start] == ' ') start++;
        // '... 2021. Den', '2023/1187 12': groups after a space belong to it only when they are few digits more.
        var gap = text.AsSpan(start, end - start).IndexOf(". ");
        if (gap > 0) end = start + gap;
        return (start, end);
    }

    private static bool Ends(string text, int end) => !Pattern.IsDigitAt(text, end) && !Pattern.IsLetterAt(text, end)
        && !(end + 1 < text.Length && text[end] is '-' or '/' && char.IsLetterOrDigit(text[end + 1]));

    private static bool IsCued(TextReading reading, int start, int end)
    {
        if (end <= start) return false;
        var written = reading.Text.AsSpan(start, end - start);
        var digits = Pattern.DigitsOf(written);
        if (digits.Length < 3 || IsDate(written) || reading.Text.AsSpan(end).TrimStart().StartsWith("kr")) return false;
        var letters = Letters(written);
        if (letters.Length > 0 && reading.Lexicon.Series.TryGetValue(letters, out var series) && series == "none") return false;
        var compound = written.IndexOfAny("-/.:") > 0;
        for (int i = reading.TokenAt(start) - 1, left = compound ? 5 : 3; i >= 0 && left > 0 && !reading.EndsSentence(i); i--, left--)
        {
            var cue = reading.CueOf(i);
            if ((cue & Cue.NotCase) != 0 && (cue & Cue.Case) == 0) return false;
            if ((cue & (Cue.Phone | Cue.Account | Cue.Bankgiro | Cue.Plusgiro | Cue.Birth | Cue.Pnr)) != 0 && (cue & Cue.Case) == 0 && reading.WordLower(i) is not ("nummer" or "numret" or "född")) return false;
            if ((cue & Cue.Case) == 0) continue;
            var word = reading.WordLower(i);
            var strong = word.Contains("nr", StringComparison.Ordinal) || word.Contains("nummer", StringComparison.Ordinal) || word.Contains("beteckning", StringComparison.Ordinal) || word.StartsWith("ref") || word is "akt" or "dossier" or "mål" or "målet";
            // 'Ärendet gäller 640212-9801' speaks of a person even when the check digit is wrong; 'dnr 640212-9801' does not.
            var numbered = word.Contains("nr", StringComparison.Ordinal) || word.Contains("nummer", StringComparison.Ordinal);
            if (!numbered && (digits.Length is 10 or 12) && PersonalNumbers.IsDate(null, digits[^10..^4])) return false;
            // 'ärende', 'beslut' and such stand before ordinary numbers too: there the form must speak.
            if (strong) return digits.Length >= (compound ? 3 : 4) && !IsYear(written);
            return (compound || digits.Length >= 6) && digits.Length >= 4 && !IsYear(written) && !IsRangeOfYears(written);
        }
        return false;
    }

    private static bool IsKnownForm(TextReading reading, string written)
    {
        var letters = Letters(written);
        var series = letters.Length > 0 ? reading.Lexicon.Series.GetValueOrDefault(letters) : null;
        if (series == "none") return false;
        if (letters.Length is > 0 and <= 3 && written.Length <= letters.Length + 10 && written[^3] == '-' && written.Count(c => c == '-') == 1 && !written.Contains('/', StringComparison.Ordinal)) return series == "court";
        return series != "plate";
    }

    private static string Letters(ReadOnlySpan<char> written)
    {
        var count = 0;
        while (count < written.Length && (char.IsLetter(written[count]) || (written[count] == '-' && count + 1 < written.Length && char.IsLetter(written[count + 1])))) count++;
        return written[..count].ToString();
    }

    private static bool IsDate(ReadOnlySpan<char> written) =>
        (written.Length is >= 8 and <= 10 && written[^5] == ' ' && written[1..3].Contains('/')) || (written.Length == 10 && written[4] == '-' && written[7] == '-') || (written.Length == 8 && written[2] is '-' or '.' && written[5] == written[2]) || (written.Length == 10 && written[2] is '-' or '.' && written[5] == written[2]);

    private static bool IsYear(ReadOnlySpan<char> written) => written.Length == 4 && written[..2] is "19" or "20";

    private static bool IsRangeOfYears(ReadOnlySpan<char> written) =>
        written.Length == 9 && written[4] is '-' or '/' && int.TryParse(written[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var from) && int.TryParse(written[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var to)
        && from is >= 1900 and < 2100 && to - from is > 0 and < 20;
}
