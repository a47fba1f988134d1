namespace Systemfel.Workflows.Anonymisation.Recognizers;

/// <summary>
/// What points at one person without a name: an exact age or 'den enda', together with a rare illness, a calling, a family or a known event,
/// and a small place or a workplace, in one sentence.
/// </summary>
internal static class QuasiIdentifiers
{
    private const int Reach = 26;

    private static readonly string[] WorkplaceEndings = ["skolan", "bruket", "verken", "gymnasiet", "hemmet", "gården", "kyrkan", "sågen", "gruvan", "fabriken", "lasarett", "sjukhuset", "hotellet", "varvet"];

    public static void Look(TextReading reading, FindCollector finds)
    {
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            var age = AgeAt(reading, i, out var after);
            if (age is null && !IsUnique(reading, i)) continue;
            var last = Span(reading, i, after, age is not null);
            if (last < 0) continue;
            var first = age is null && i > 0 && reading.IsWord(i - 1) && reading.WordLower(i - 1) is "den" or "det" or "kommunens" or "länets" or "byns" or "ortens" ? i - 1 : i;
            finds.Add(reading.Tokens[first].Start, reading.Tokens[last].End, "KVASI", Certainty.Likely, "kan peka ut en enda person", Neutral(reading, i, age));
            i = last;
        }
    }

    private static string? Neutral(TextReading reading, int token, int? age)
    {
        if (age is not { } years || reading.IsSign(token - 1, ',')) return null;
        var band = years < 18 ? "ett barn" : years < 25 ? "en ung klient" : $"en klient i {(years + 5) / 10 * 10}-årsåldern";
        return token > 0 && reading.IsWord(token - 1) && reading.WordLower(token - 1) is "en" or "ett" ? band[(band.IndexOf(' ', StringComparison.Ordinal) + 1)..] : band;
    }

    // '58-årig', '58-åring', '58 år gammal', 'Kvinnan, 61,'
    private static int? AgeAt(TextReading reading, int i, out int after)
    {
        after = i + 1;
        if (reading.Tokens[i].Kind != TokenKind.Digits || reading.Tokens[i].Length > 3 || !int.TryParse(reading.Text.AsSpan(reading.Tokens[i].Start, reading.Tokens[i].Length), out var age) || age is < 1 or > 112) return null;
        if (reading.IsSign(i + 1, '-') && reading.IsWord(i + 2) && reading.WordLower(i + 2) is "årig" or "årige" or "åring" or "åringen" or "årigt")
        {
            after = i + 3;
            return age;
        }
        if (reading.IsWord(i + 1) && reading.WordLower(i + 1) is "år" or "årig" or "åring" && reading.Tokens[i + 1].Start - reading.Tokens[i].End <= 1 && (reading.IsSign(i + 2, ',') && reading.IsSign(i - 1, ',') || reading.IsWord(i + 2) && reading.WordLower(i + 2) is "gammal" or "gamla" or "ung" || reading.IsWord(i - 1) && reading.WordLower(i - 1) is "är" || reading.WordLower(i + 1) is not "år"))
        {
            after = i + 2;
            return age;
        }
        if (!reading.IsSign(i - 1, ',') || !(reading.IsSign(i + 1, ',') || reading.IsSign(i + 1, '.')) || !reading.IsWord(i - 2)) return null;
        return (reading.CueOf(i - 2) & (Cue.Client | Cue.Kin | Cue.Official | Cue.Role)) != 0 || new NameWord(reading, i - 2).Is(NameKind.Given | NameKind.Surname) ? age : null;
    }

    private static bool IsUnique(TextReading reading, int i) => (reading.CueOf(i) & Cue.Unique) != 0 && reading.WordLower(i) is not "ensam";

    /// <returns>The last token that helps to point; -1 when too little does.</returns>
    private static int Span(TextReading reading, int from, int after, bool hasAge)
    {
        int last = -1, rare = 0, trait = 0, unique = 0;
        var place = !hasAge && reading.IsWord(from - 1) && reading.WordLower(from - 1) is "kommunens" or "länets" or "byns" or "ortens" ? 1 : 0;
        for (int i = after, left = Reach; i < reading.Tokens.Count && left > 0 && !reading.EndsSentence(i); i++, left--)
        {
            if (!reading.IsWord(i))
            {
                // '... i Rättvik 2017'
                if (place > 0 && last == i - 1 && reading.Tokens[i].Kind == TokenKind.Digits && reading.Tokens[i].Length == 4) last = i;
                continue;
            }
            var cue = reading.CueOf(i);
            var found = true;
            if ((cue & Cue.Unique) != 0) unique++;
            else if ((cue & Cue.Rare) != 0 || IsNamedDisease(reading, i)) rare++;
            else if ((cue & Cue.Event) != 0 || (!hasAge && i - from <= 3 && IsAgent(reading.WordLower(i)) && (cue & Cue.Official) == 0) || ((cue & (Cue.Role | Cue.Family)) != 0 && i - from <= 8)) trait++;
            else if (IsOrigin(reading, i)) trait++;
            else if (IsSmallPlace(reading, i) || IsWorkplace(reading, i) || (reading.WordLower(i) is "kommunen" or "byn" or "länet" or "orten" && unique > 0)) place++;
            else found = false;
            if (found) last = i;
            if (reading.EndsSentence(i)) break;
        }
        if (place == 0) return -1;
        if (hasAge) return rare + trait + unique > 0 ? last : -1;
        return rare + trait > 0 ? last : -1;
    }

    // 'enda taxiföraren': what someone does; officials are told of too often to point at anyone.
    private static bool IsAgent(ReadOnlySpan<char> word) => word.Length > 5 && (word.EndsWith("are") || word.EndsWith("aren") || word.EndsWith("ist") || word.EndsWith("isten") || word.EndsWith("mannen") || word.EndsWith("ören") || word.EndsWith("erska") || word.EndsWith("erskan"));

    // 'kommer från Bhutan'
    private static bool IsOrigin(TextReading reading, int i) =>
        reading.IsCapital(i) && reading.IsWord(i - 1) && reading.WordLower(i - 1) is "från" && reading.IsWord(i - 2) && reading.WordLower(i - 2) is "kommer" or "kom" or "ursprungligen" or "flydde" or "ursprung" or "bördig" or "adopterad" or "invandrad"
        && !(reading.Tokens[i].Length <= 40 && reading.Lexicon.Places.TryGetValue(NameKey.Of(reading.Word(i)), out var small) && small);

    private static bool IsNamedDisease(TextReading reading, int i) =>
        reading.IsCapital(i) && reading.IsWord(i + 1) && reading.WordLower(i + 1) is "sjukdom" or "syndrom" or "sjuka" or "atrofi" or "demens";

    private static bool IsSmallPlace(TextReading reading, int i) =>
        reading.IsCapital(i) && (reading.IsSign(i - 1, ',') || reading.IsWord(i - 1) && reading.WordLower(i - 1) is "i" or "från" or "på" or "vid" or "utanför" or "nära") && reading.Tokens[i].Length <= 40
        && reading.Lexicon.Places.TryGetValue(NameKey.Of(reading.Word(i)), out var small) && small;

    private static bool IsWorkplace(TextReading reading, int i)
    {
        if (!reading.IsCapital(i) || !reading.IsWord(i - 1) || reading.WordLower(i - 1) is not ("på" or "vid" or "i")) return false;
        foreach (var ending in WorkplaceEndings)
            if (reading.Tokens[i].Length > ending.Length + 2 && reading.WordLower(i).EndsWith(ending)) return true;
        return false;
    }
}
