using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Anonymisation.Recognizers;

/// <summary>Street and number, box, postcode with place, flat number and property; with what stands behind them.</summary>
internal static class Addresses
{
    // What the names of streets end in.
    private static readonly string[] Endings = ["gatan", "vägen", "gränd", "gränden", "stigen", "torget", "allén", "backen", "stråket", "leden", "kajen", "esplanaden", "liden", "slingan", "ringen", "svängen", "parken", "höjden", "kroken", "hagen", "åsen", "lyckan", "vreten",
        "tunet", "tomten", "platsen", "gärdet", "ängen", "brinken", "terrassen", "promenaden", "dalen", "lunden", "skogen", "rondellen", "bron", "planen", "gården", "viken", "udden", "holmen", "heden", "moren", "näset", "karet", "gata", "väg", "torg", "allé", "backe", "plan", "stig", "plats", "led", "gård", "hage", "by", "torp", "liderna", "sluttningen", "trappan", "hamnen", "strand", "stranden"];

    private static readonly Regex Box = Pattern.Of(@"(?i:(?:^|[^\p{L}\p{N}-])(?<v>(?:post)?box ?\d{1,5}|postlåda ?\d{1,5}|fack ?\d{2,5}|FE ?\d{2,4}(?:-\d+)?|lgh\.? ?\d{3,4}))");
    private static readonly Regex Postcode = Pattern.Of(@"(?:^|[^\p{L}\p{N}.,/-]|[,.] ?)(?<v>(?:SE?-? ?)?(?<code>[1-9]\d{2} ?\d{2}),? {1,2}(?<place>\p{Lu}[\p{L}-]{1,25}(?: \p{Lu}[\p{L}-]{1,25})?))");
    private static readonly Regex Property = Pattern.Of(@"(?:^|[^\p{L}\p{N}])(?<v>(?:\p{Lu}[\p{L}-]{1,20} ){1,3}\d{1,3}:\d{1,4})");

    private static readonly HashSet<string> NoStreets = ["omvägen", "avvägen", "utvägen", "genvägen", "framvägen", "riksvägen", "europavägen", "handlingsplan", "handlingsplanen", "vårdplan", "vårdplanen", "genomförandeplan", "genomförandeplanen",
        "verksamhetsplan", "verksamhetsplanen", "arbetsplan", "arbetsplanen", "plan", "led", "plats", "väg", "gata", "stig", "backe", "boplats", "parkeringsplats", "arbetsplats", "vårdplats", "mötesplats", "praktikplats", "hemmaplan", "individplan", "planen", "platsen",
        "parken", "dalen", "skogen", "bron", "gården", "ringen", "viken", "vägen", "gatan", "torget", "leden", "heden", "ängen", "backen", "stigen", "samtalen", "arbetsgången", "vårdkedjan", "sip-plan", "budgetplan", "rehabplan", "krisplan", "tidsplan", "tidsplanen", "arbetsplatsen", "handledare", "mål", "hållplats", "hållplatsen", "busshållplatsen", "parkeringsplatsen", "mötesplatsen", "vårdplatsen", "praktikplatsen", "utvecklingsplan", "studieplan", "läroplan", "nollplan", "översiktsplan", "detaljplan", "riksväg", "länsväg", "motorväg", "tillvägagång"];

    private static readonly HashSet<string> Parts = ["trappor", "tr", "nb", "bv", "ög", "uppgång", "uppg", "lgh", "lägenhet", "våning", "vån", "port", "läg"];

    public static void Look(TextReading reading, FindCollector finds)
    {
        var text = reading.Text;
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            if (!reading.IsWord(i) || !EndsLikeStreet(reading, i)) continue;
            // 'Trädgårdsg. 3': the stop stands between.
            var number = reading.IsSign(i + 1, '.') && reading.Word(i)[^1] is 'g' or 'v' || (reading.IsWord(i + 1) && reading.WordLower(i + 1) is "nr" && reading.IsCapital(i)) ? i + 2 : i + 1;
            if (number < reading.Tokens.Count && reading.Tokens[number].Kind == TokenKind.Digits && reading.Tokens[number].Length <= 3 && reading.Tokens[number].Start - reading.Tokens[number - 1].End <= 1
                ? TakeStreet(reading, finds, i, number) : TakeBare(reading, finds, i)) i = number;
        }
        Pattern.Each(Box, text, (_, value) =>
        {
            int start = value.Index, end = start + value.Length;
            if (Pattern.IsLetterAt(text, end) || Pattern.IsDigitAt(text, end) || (text.AsSpan(start).StartsWith("fe", StringComparison.OrdinalIgnoreCase) && PostcodeAfter(text, end) == end)) return false;
            return Add(reading, finds, start, end);
        });
        Pattern.Each(Postcode, text, (match, value) =>
        {
            int start = value.Index, end = start + value.Length;
            var place = match.Groups["place"].Value;
            if (Pattern.IsLetterAt(text, end) || Pattern.IsDigitAt(text, start - 2)) return false;
            var known = reading.Lexicon.Places.ContainsKey(NameKey.Of(place.Split(' ')[0])) || reading.Lexicon.Places.ContainsKey(NameKey.Of(place));
            if (!known && (match.Groups["code"].Length == 5 || reading.Before(start, Cue.Case | Cue.NotCase | Cue.Phone | Cue.Account, 3))) return false;
            if ((reading.CueOf(reading.TokenAt(match.Groups["place"].Index)) & Cue.NotName) != 0 && !known) return false;
            var placeEnd = place.Contains(' ', StringComparison.Ordinal) && !reading.Lexicon.Places.ContainsKey(NameKey.Of(place)) && (place.Split(' ')[0] is var first && reading.Lexicon.Places.ContainsKey(NameKey.Of(first))) ? match.Groups["place"].Index + first.Length : end;
            return Add(reading, finds, FarmBefore(reading, start), placeEnd);
        });
        Pattern.Each(Property, text, (_, value) =>
        {
            if (Pattern.IsDigitAt(text, value.Index + value.Length) || !FastighetBefore(reading, value.Index)) return false;
            return Add(reading, finds, value.Index, value.Index + value.Length);
        });
    }

    private static bool EndsLikeStreet(TextReading reading, int token)
    {
        var word = reading.WordLower(token);
        if (word.Length > 40) return false;
        if (reading.IsSign(token + 1, '.') && word.Length > 3 && word[^1] is 'g' or 'v' && reading.IsCapital(token)) return true;
        foreach (var ending in Endings)
            if (word.EndsWith(ending)) return true;
        return false;
    }

    // A street without a number tells where someone lives only beside 'bor på'.
    private static bool TakeBare(TextReading reading, FindCollector finds, int token)
    {
        var word = reading.WordLower(token);
        if (!reading.IsCapital(token) || word.Length < 7 || !(word.EndsWith("gatan") || word.EndsWith("vägen") || word.EndsWith("gränd") || word.EndsWith("stigen") || word.EndsWith("allén")) || NoStreets.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)) return false;
        var start = reading.Tokens[IsDirection(reading, token - 1) ? token - 1 : token].Start;
        if (!reading.Before(start, Cue.Home, 3) || (reading.IsWord(token + 1) && reading.WordLower(token + 1) is "är" or "stängdes" or "var")) return false;
        return Add(reading, finds, start, reading.Tokens[token].End);
    }

    private static bool TakeStreet(TextReading reading, FindCollector finds, int name, int number)
    {
        var text = reading.Text;
        var first = FirstWord(reading, name);
        var word = reading.WordLower(name);
        if (first == name && (word.Length < 5 || NoStreets.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))) return false;
        // A lower-case street is one only as a compound of some length: 'storgatan 5', not 'vägen 5'.
        if (first == name && !reading.IsCapital(name) && (word.Length < 8 || !(word.EndsWith("gatan") || word.EndsWith("vägen") || word.EndsWith("gränd") || word.EndsWith("stigen")))) return false;
        if (first == name && (word.EndsWith("by") || word.EndsWith("torp") || word.EndsWith("strand") || word.EndsWith("plats")) && !reading.Before(reading.Tokens[name].Start, Cue.Home, 3) && PostcodeAfter(text, reading.Tokens[number].End) == reading.Tokens[number].End) return false;
        var end = reading.Tokens[number].End;
        // The letter of the entrance stands alone: '4 B', '12b'.
        var letter = end < text.Length && text[end] == ' ' ? end + 1 : end;
        if (letter < text.Length && char.IsAsciiLetter(text[letter]) && !(letter + 1 < text.Length && char.IsLetterOrDigit(text[letter + 1])) && (letter == end || char.IsUpper(text[letter]))) end = letter + 1;
        if (end < text.Length && char.IsLetterOrDigit(text[end])) return false;
        if (end + 1 < text.Length && text[end] is ':' or '.' or '/' && Pattern.IsDigitAt(text, end + 1)) return false;
        for (var groups = 0; groups < 2 && end + 1 < text.Length && text[end] == '-' && Pattern.IsDigitAt(text, end + 1); groups++) end = reading.Tokens[reading.TokenAt(end + 1)].End;
        var next = reading.TokenAt(end);
        if (reading.IsWord(next) && reading.WordLower(next) is "gånger" or "år" or "månader" or "kr" or "kronor" or "personer" or "timmar" or "dagar" or "mil" or "km" or "meter" or "procent" or "veckor" or "klienter" or "platser") return false;
        return Add(reading, finds, reading.Tokens[first].Start, end);
    }

    private static bool IsDirection(TextReading reading, int token) =>
        reading.IsCapital(token) && reading.WordLower(token) is "norra" or "södra" or "östra" or "västra" or "stora" or "lilla" or "gamla" or "nya" or "övre" or "nedre" or "inre" or "yttre" or "n:a" or "s:a";

    // 'Norra Järnvägsgatan', 'Olof Palmes gata', 'S:t Larsgatan'; of 'Enligt Storgatan' only the street.
    private static int FirstWord(TextReading reading, int name)
    {
        var needed = !reading.IsCapital(name) || reading.WordLower(name) is "torg" or "väg" or "gata" or "plan" or "allé" or "plats" or "gränd" or "backe" or "led" or "stig";
        var first = name;
        for (var i = name - 1; i >= 0 && name - i <= 3; i--)
        {
            // 'S. Järnvägsgatan'
            if (reading.IsSign(i, '.') && reading.IsCapital(i - 1) && reading.Tokens[i - 1].Length == 1 && reading.WordLower(i - 1) is "n" or "s" or "v" or "ö") return i - 1;
            if (!reading.IsWord(i) || reading.Tokens[i + 1].Start - reading.Tokens[i].End != 1) break;
            var direction = IsDirection(reading, i);
            if (direction || reading.WordLower(i) is "s:t" or "s:ta") return i;
            if (!needed || !reading.IsCapital(i) || (reading.CueOf(i) & (Cue.NotName | Cue.Official | Cue.Client | Cue.Home)) != 0) break;
            first = i;
        }
        return first;
    }

    private static bool Add(TextReading reading, FindCollector finds, int start, int end)
    {
        finds.Add(CareOf(reading, start), Extended(reading, end), "ADRESS", Certainty.Likely, "ser ut som en adress");
        return true;
    }

    // 'c/o Hedlund, Storgatan 5': whose door it is belongs to the address.
    private static int CareOf(TextReading reading, int start)
    {
        var i = reading.TokenAt(start) - 1;
        if (reading.IsSign(i, ',')) i--;
        for (var words = 0; words < 3 && reading.IsCapital(i); words++) i--;
        return i >= 2 && reading.IsWord(i) && reading.WordLower(i) is "o" && reading.IsSign(i - 1, '/') && reading.IsWord(i - 2) && reading.WordLower(i - 2) is "c" ? reading.Tokens[i - 2].Start : start;
    }

    // Behind the number: flat, stairs, postcode and place.
    private static int Extended(TextReading reading, int end)
    {
        for (var step = 0; step < 4; step++)
        {
            var token = reading.TokenAt(end);
            if (reading.IsSign(token, ',')) token++;
            if (token + 1 < reading.Tokens.Count && reading.Tokens[token].Start - end <= 3 && reading.IsWord(token) && Parts.GetAlternateLookup<ReadOnlySpan<char>>().Contains(reading.WordLower(token)))
            {
                var nr = reading.IsSign(token + 1, '.') ? token + 2 : token + 1;
                end = nr < reading.Tokens.Count && reading.Tokens[nr].Kind == TokenKind.Digits ? reading.Tokens[nr].End : reading.Tokens[token].End;
            }
            else if (token + 1 < reading.Tokens.Count && reading.Tokens[token].Start - end <= 3 && reading.Tokens[token].Kind == TokenKind.Digits && reading.Tokens[token].Length <= 2 && reading.IsWord(token + 1) && Parts.GetAlternateLookup<ReadOnlySpan<char>>().Contains(reading.WordLower(token + 1)))
                end = reading.Tokens[token + 1].End;
            else break;
        }
        var code = PostcodeAfter(reading.Text, end);
        if (code > end) return code;
        // ', Falun' or ' i Falun'
        var after = reading.TokenAt(end);
        if (reading.IsSign(after, ',') && reading.IsCapital(after + 1) && reading.Lexicon.Places.ContainsKey(NameKey.Of(reading.Word(after + 1)))) return reading.Tokens[after + 1].End;
        return reading.IsWord(after) && reading.WordLower(after) is "i" && reading.IsCapital(after + 1) && reading.Lexicon.Places.ContainsKey(NameKey.Of(reading.Word(after + 1))) ? reading.Tokens[after + 1].End : end;
    }

    private static int PostcodeAfter(string text, int end)
    {
        var i = end;
        while (i < text.Length && i - end < 3 && text[i] is ',' or ' ' or '\n' or '-') i++;
        if (i == end) return end;
        if (text.AsSpan(i).StartsWith("SE-") || text.AsSpan(i).StartsWith("SE ")) i += 3;
        else if (text.AsSpan(i).StartsWith("S-")) i += 2;
        var digits = 0;
        while (i < text.Length && digits < 5 && (char.IsAsciiDigit(text[i]) || (digits == 3 && text[i] == ' '))) if (char.IsAsciiDigit(text[i++])) digits++;
        if (digits != 5 || Pattern.IsDigitAt(text, i)) return end;
        var codeEnd = i;
        while (i < text.Length && i - codeEnd < 3 && text[i] is ' ' or ',') i++;
        if (i == codeEnd || i >= text.Length || !char.IsUpper(text[i])) return codeEnd;
        while (i < text.Length && (char.IsLetter(text[i]) || text[i] == '-')) i++;
        return i;
    }

    // 'Ulvshyttan 23, 781 96 Borlänge': a name and a number before the postcode.
    private static int FarmBefore(TextReading reading, int start)
    {
        var i = reading.TokenAt(start) - 1;
        if (!reading.IsSign(i, ',')) return start;
        if (reading.IsWord(i - 1) && reading.Tokens[i - 1].Length == 1) i--;
        return i >= 2 && reading.Tokens[i - 1].Kind == TokenKind.Digits && reading.Tokens[i - 1].Length <= 3 && reading.IsCapital(i - 2) && reading.Tokens[i - 2].Length >= 4 ? reading.Tokens[i - 2].Start : start;
    }

    private static bool FastighetBefore(TextReading reading, int start)
    {
        for (int i = reading.TokenAt(start) - 1, left = 2; i >= 0 && left > 0; i--, left--)
            if (reading.IsWord(i) && reading.WordLower(i).StartsWith("fastighet")) return true;
        return false;
    }
}
