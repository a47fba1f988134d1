namespace Systemfel.Workflows.Anonymisation.Recognizers;

/// <summary>
/// Names of persons: given names and surnames of the lists, surnames by how they are put together, and unknown words beside
/// 'klienten', 'handläggare' or 'heter'. A word that is also something else counts only where the words around speak of a person.
/// </summary>
internal static class Names
{
    private const int Longest = 5;

    private static readonly HashSet<string> Particles = ["von", "af", "de", "la", "del", "da", "dos", "di", "van", "der", "den", "al", "el", "bin", "bint", "ibn", "ben", "abu", "abo", "ter", "zu"];

    public static void Look(TextReading reading, FindCollector finds)
    {
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            if (reading.Tokens[i].Kind != TokenKind.Word || reading.InPhrase[i]) continue;
            var word = new NameWord(reading, i);
            var last = word.IsCapital ? LastOfName(word) : LastOfLowerName(word);
            if (last < i) continue;
            if (Take(reading, finds, i, last)) i = last;
        }
    }

    private static bool Take(TextReading reading, FindCollector finds, int first, int last)
    {
        // 'Anna Lindhs plats', 'Bergs kommun', 'Wilsons sjukdom': named after someone, no one's name.
        if (reading.IsWord(last + 1) && IsSpaceBetween(reading, last) && (reading.CueOf(last + 1) & Cue.Institution) != 0
            && (reading.CueOf(first - 1) & (Cue.Client | Cue.Official | Cue.Kin)) == 0
            && !(new NameWord(reading, first) is { IsAmbiguous: false } name && name.Is(NameKind.Given) && IsOwned(reading.WordLower(last + 1)))) return false;
        // 'Sara Lidman-skolan', 'Rut-avdrag', 'boendet Eken'
        if (reading.IsCapital(last + 1) && IsSpaceBetween(reading, last) && reading.Word(last + 1).Contains('-') && NameWord.EndsLikeBody(NameKey.Of(reading.Word(last + 1)))) return false;
        if (NameWord.EndsLikeBody(NameKey.Of(reading.Word(last))) && reading.Word(last).Contains('-')) return false;
        if (reading.IsSign(last + 1, '-') && reading.Tokens[last + 1].Start == reading.Tokens[last].End) return false;
        if (new NameWord(reading, first).IsNameOfThing) return false;
        int start = reading.Tokens[first].Start, end = reading.Tokens[last].End;
        // 'P. Karlsson'
        if (IsAfterInitial(reading, first)) start = reading.Tokens[first - 2].Start;
        if (reading.IsSign(last + 1, '.') && reading.Tokens[last].Length == 1) end++;
        finds.Add(start, end, "NAMN", Certainty.Likely, "ser ut som ett namn", ReplacementFor(reading, first, last));
        return true;
    }

    // What is offered instead: nothing where the word before says it already ('klienten Lo').
    private static string? ReplacementFor(TextReading reading, int first, int last)
    {
        if ((reading.CueOf(first - 1) & (Cue.Client | Cue.Official | Cue.Kin | Cue.Naming)) != 0) return null;
        var who = reading.Before(reading.Tokens[first].Start, Cue.Official, 3) ? "handläggaren" : "klienten";
        if (reading.Word(last)[^1] == 's' && new NameWord(reading, last).Genitive) who += "s";
        return reading.Tokens[first].StartsSentence ? char.ToUpperInvariant(who[0]) + who[1..] : who;
    }

    /// <returns>The last token of a name that begins with this capital word; -1 when none does.</returns>
    private static int LastOfName(NameWord word)
    {
        var reading = word.Reading;
        if (word.IsAbbreviation) return -1;
        var (next, nextAt) = Following(reading, word.At);
        var cued = word.CueBefore;
        if (word.IsUpper && !cued && !(next is { IsUpper: true, IsListed: true } && word.IsListed) && !(word.Is(NameKind.Given) && !word.IsAmbiguous && word.Length >= 4 && IsAmongCapitals(reading, word.At))) return -1;
        var begins =
            // Max Ek, Hans Lindgren, Anna Xyzbergs
            (word.Is(NameKind.Given) && next is { } follower && (follower.IsSurnameLike || (follower.IsUnknown && !word.IsAmbiguous) || (follower.Is(NameKind.Given) && follower.IsCapital && !word.Starts)))
            || (word.Is(NameKind.Given) && !word.IsAmbiguous)
            // Tran Thi Hoa, Al-Amin Hassan
            || (word.Is(NameKind.Surname) && !word.IsAmbiguous && next is { IsListed: true, IsAmbiguous: false })
            || (cued && word.MayBeNameAfterCue)
            || IsAloneInContext(word)
            || IsSurnameAlone(word)
            // K. Thorsell
            || (word.Is(NameKind.Surname | NameKind.Composed) && IsAfterInitial(reading, word.At));
        if (IsSurnameFirst(word)) return word.At + 2;
        if (!begins) return -1;
        var last = word.At;
        for (var count = 1; count < Longest; count++)
        {
            (next, nextAt) = Following(reading, last);
            if (next is not { } more || (new NameWord(reading, last).Genitive && !more.IsListed && count >= 1 && reading.Word(last)[^1] == 's' && !word.Is(NameKind.Given)) || !more.Continues(word)) break;
            last = nextAt;
            if (more.Genitive && more.Is(NameKind.Surname | NameKind.Composed)) break;
        }
        return last;
    }

    // 'ERIK HAR RINGT': one word of capitals alone is an abbreviation or a product (SARA, IRIS).
    private static bool IsAmongCapitals(TextReading reading, int at)
    {
        var before = at > 0 && reading.IsWord(at - 1) && new NameWord(reading, at - 1).IsUpper;
        var after = reading.IsWord(at + 1) && new NameWord(reading, at + 1).IsUpper;
        return after && (before || reading.Tokens[at].StartsSentence) || before && !reading.IsWord(at + 1);
    }

    // 'jag heter anna svensson': without capitals only after such a word, or a given name and a surname together.
    private static int LastOfLowerName(NameWord word)
    {
        if (!word.Is(NameKind.Given) || word.IsAmbiguous || word.Length < 3) return -1;
        var reading = word.Reading;
        var next = word.At + 1;
        var pair = reading.IsWord(next) && reading.Tokens[next].Start == reading.Tokens[word.At].End + 1 && new NameWord(reading, next) is { IsAmbiguous: false } follower && follower.Is(NameKind.Surname | NameKind.Composed);
        if (pair) return next;
        var before = reading.CueOf(word.At - 1);
        return (before & Cue.Naming) != 0 || ((before & (Cue.Client | Cue.Official | Cue.Kin)) != 0 && word.Is(NameKind.Given) && !word.Genitive && word.Length >= 4) ? word.At : -1;
    }

    /// <summary>The next word of a name: after a space, or after particles ('von', 'al').</summary>
    private static (NameWord? Word, int At) Following(TextReading reading, int at)
    {
        for (int i = at + 1, particles = 0; i < reading.Tokens.Count && particles <= 2; i++, particles++)
        {
            if (!IsSpaceBetween(reading, i - 1) || reading.Tokens[i].Kind != TokenKind.Word || reading.InPhrase[i]) break;
            if (reading.IsCapital(i) || reading.Word(i).IndexOf('-') is > 0 and < 4 and var hyphen && char.IsUpper(reading.Word(i)[hyphen + 1])) return (new NameWord(reading, i), i);
            if (!Particles.GetAlternateLookup<ReadOnlySpan<char>>().Contains(reading.WordLower(i))) break;
        }
        return (null, -1);
    }

    // What a person has too: 'Ulfs plan' is his, 'Bergs skola' is a school.
    private static bool IsOwned(ReadOnlySpan<char> word) => word is "hem" or "dag" or "lag" or "plan" or "test" or "minne" or "månad" or "bank" or "assistans" or "omsorg" or "plats" or "väg" or "metod" or "modell" or "schema" or "teori" or "sjukdom" or "tecken" or "demens" or "psykos" or "skola" or "bro" or "parti" or "park" or "pris" or "hemmet";

    // 'Hallgren, Ulrika'
    private static bool IsSurnameFirst(NameWord word) =>
        word is { IsAmbiguous: false, Genitive: false } && word.Is(NameKind.Surname | NameKind.Composed) && !word.Is(NameKind.Given) && word.Reading.IsSign(word.At + 1, ',') && word.Reading.IsCapital(word.At + 2)
        && word.Reading.Tokens[word.At + 2].Start - word.Reading.Tokens[word.At].End == 2 && new NameWord(word.Reading, word.At + 2) is { IsAmbiguous: false, Genitive: false } given && given.Is(NameKind.Given);

    private static bool IsAfterInitial(TextReading reading, int at) =>
        at > 1 && reading.IsSign(at - 1, '.') && reading.Tokens[at - 2].Length == 1 && reading.IsCapital(at - 2) && reading.Tokens[at].Start - reading.Tokens[at - 2].End <= 2;

    private static bool IsSpaceBetween(TextReading reading, int token) =>
        reading.Tokens[token + 1].Start - reading.Tokens[token].End == 1 && reading.Text[reading.Tokens[token].End] == ' ';

    // Björn, Maj, Nora: names that are words or places too.
    private static bool IsAloneInContext(NameWord word)
    {
        if (!word.Is(NameKind.Given) || word.Is(NameKind.Fixed)) return false;
        var reading = word.Reading;
        var next = reading.CueOf(word.At + 1);
        var strongVerb = (next & Cue.Verb) != 0;
        if (word.Is(NameKind.Place)) return (strongVerb && (reading.CueOf(word.At - 1) & Cue.PlacePrep) == 0) || (!word.Starts && reading.IsWord(word.At - 1) && reading.WordLower(word.At - 1) is "med" or "hos" or "åt" or "och" && (word.At < 2 || !reading.IsCapital(word.At - 2)) && reading.WordLower(word.At - 1) is not "och");
        if (!word.Starts) return !word.AfterPlacePreposition;
        if (word.Is(NameKind.RareWord)) return false;
        if (strongVerb || (next & Cue.WeakVerb) != 0) return true;
        // 'Björn, du måste ringa'
        if (reading.IsSign(word.At + 1, ',') && reading.IsWord(word.At + 2) && reading.WordLower(word.At + 2) is "du" or "ni") return true;
        // 'Björn och hans syster'
        return reading.IsWord(word.At + 1) && reading.WordLower(word.At + 1) is "och" && reading.IsWord(word.At + 2) && (reading.WordLower(word.At + 2) is "hans" or "hennes" || reading.IsCapital(word.At + 2) && new NameWord(reading, word.At + 2).Is(NameKind.Given));
    }

    private static bool IsSurnameAlone(NameWord word)
    {
        if (!word.Is(NameKind.Surname | NameKind.Composed) || word.Is(NameKind.Place | NameKind.Fixed | NameKind.Word | NameKind.RareWord) || word.AfterPlacePreposition) return false;
        if (word.IsUpper) return false;
        var next = word.Reading.CueOf(word.At + 1);
        if ((next & (Cue.Verb | Cue.WeakVerb)) != 0) return true;
        return word.Is(NameKind.Surname) ? word.Length >= 5 && (!word.Starts || word.Key.EndsWith("sson", StringComparison.Ordinal)) : !word.Starts && word.Length >= 6;
    }
}
