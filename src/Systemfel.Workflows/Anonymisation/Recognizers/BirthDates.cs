using System.Globalization;
using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Anonymisation.Recognizers;

/// <summary>Dates beside a word for birth. Other dates are left alone.</summary>
internal static class BirthDates
{
    private const string Month = @"(?:jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?";
    private const string Day = @"(?:\d{1,2}(?::?e|:?a)?|första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|elfte|tolfte|trettonde|fjortonde|femtonde|sextonde|sjuttonde|artonde|nittonde|tjugonde|tjugoförsta|tjugoandra|tjugotredje|tjugofjärde|tjugofemte|tjugosjätte|tjugosjunde|tjugoåttonde|tjugonionde|trettionde|trettioförsta)";

    private static readonly Regex Date = Pattern.Of(
        $@"(?i:(?:^|[^\d\p{{L}}/])(?<v>(?:19|20)\d\d ?[-./ ] ?\d{{1,2}} ?[-./ ] ?\d{{1,2}}|\d{{1,2}} ?[-./] ?\d{{1,2}} ?[-./ ] ?-?(?:(?:19|20)\d\d|\d\d)|{Day} {Month},?(?: -?(?:(?:19|20)\d\d|'?\d\d)| år (?:19|20)\d\d)?|{Month} (?:19|20)\d\d|(?:19|20)\d{{6}}|\d\d[-./]\d\d[-./]\d\d|\d{{6}}|\d{{1,2}}/\d{{1,2}}|(?:19|20)\d\d|-\d\d))");

    public static void Look(TextReading reading, FindCollector finds) => Pattern.Each(Date, reading.Text, (_, value) =>
    {
        var text = reading.Text;
        int start = value.Index, end = start + value.Length;
        while (text[end - 1] == ',') end--;
        if (text[end - 1] == '.' && (end == text.Length || text[end] is '\n' or ' ') && IsLongMonth(text.AsSpan(start, end - start))) end--;
        if (Pattern.IsDigitAt(text, end) || Pattern.IsLetterAt(text, end)) return false;
        if (text.AsSpan(end).StartsWith("-") && Pattern.IsDigitAt(text, end + 1)) return false;
        var written = text.AsSpan(start, end - start);
        var yearOnly = written.Length == 4 || written[0] == '-';
        if (!BesideBirth(reading, start, end, yearOnly)) return false;
        if (written.Length == 6 && !written.ContainsAnyExceptInRange('0', '9') && !PersonalNumbers.IsDate(null, written.ToString())) return false;
        // The word "den" goes with it, so that "född på 1960-talet" is left.
        var den = reading.TokenAt(start) - 1;
        if (reading.IsWord(den) && reading.Word(den) is "den" && start - reading.Tokens[den].End == 1) start = reading.Tokens[den].Start;
        finds.Add(start, end, "FODELSEDATUM", Certainty.Likely, yearOnly ? "ser ut som ett födelseår" : "ser ut som ett födelsedatum", Decade(written));
        return true;
    });

    // 'f. 9 feb. 1974' keeps the stop of a short month; 'född i maj.' does not.
    private static bool IsLongMonth(ReadOnlySpan<char> written) => !written[..^1].EndsWith("feb") && !written[..^1].EndsWith("jan") && !written[..^1].EndsWith("dec");

    private static bool BesideBirth(TextReading reading, int start, int end, bool yearOnly)
    {
        var token = reading.TokenAt(start);
        for (int i = token - 1, left = 6; i >= 0 && left > 0 && !reading.EndsSentence(i); i--, left--)
        {
            if (reading.Tokens[i].Kind == TokenKind.Digits && left < 3) return false;
            if ((reading.CueOf(i) & Cue.Birth) == 0) continue;
            var word = reading.WordLower(i);
            // 'f' needs its stop: 'f. 1974'. Year alone: one person, not a whole generation.
            if (word is "f" && !(reading.IsSign(i + 1, '.') || reading.IsSign(i + 1, ':') || i + 1 == token)) continue;
            if (word is "f" && token - i > 3) continue;
            if (yearOnly && (word is "födda" or "föddes" or "födelsedatum" || token - i > 4)) return false;
            if (reading.Before(reading.Tokens[i].Start, Cue.NotBirth, 4) || (yearOnly && reading.After(end, Cue.NotBirth, 3))) return false;
            return true;
        }
        // 'fyller år den 3 mars', 'fyllde 45 den 3 mars'
        for (int i = token - 1, left = 5; i >= 0 && left > 0 && !reading.EndsSentence(i); i--, left--)
            if (reading.IsWord(i) && (reading.WordLower(i) is "födelsedag" or "bemärkelsedag" || (reading.WordLower(i) is "fyller" or "fyllde" && i + 1 < token && (reading.Tokens[i + 1].Kind == TokenKind.Digits || reading.WordLower(i + 1) is "år")))) return !yearOnly;
        if (!yearOnly && reading.TokenAt(end) is var after && reading.IsWord(after) && reading.WordLower(after) is "föddes" && !reading.After(end, Cue.NotBirth, 3)) return true;
        return !yearOnly && reading.IsSign(token - 1, '*') && reading.Tokens[token - 1].End >= start - 1 && start - reading.Tokens[token - 1].End <= 1;
    }

    private static string? Decade(ReadOnlySpan<char> written)
    {
        for (var i = 0; i + 4 <= written.Length; i++)
            if (int.TryParse(written.Slice(i, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and < 2100)
                return string.Create(CultureInfo.InvariantCulture, $"på {year / 10 * 10}-talet");
        return null;
    }
}
