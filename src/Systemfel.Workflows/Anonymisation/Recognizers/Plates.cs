using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Anonymisation.Recognizers;

/// <summary>Registration plates: three letters and three digits, or two digits and a letter (Transportstyrelsen; no I, Q, V, Å, Ä, Ö, and no O last).</summary>
internal static class Plates
{
    private static readonly Regex Plate = Pattern.Of(@"(?i:(?:^|[^\p{L}\p{N}/-])(?<v>[a-hj-pr-uw-z]{3}[ -]?\d\d[0-9a-hj-np-uw-z]))");

    public static void Look(TextReading reading, FindCollector finds) => Pattern.Each(Plate, reading.Text, (_, value) =>
    {
        var text = reading.Text;
        int start = value.Index, end = start + value.Length;
        if (end < text.Length && char.IsLetterOrDigit(text[end])) return false;
        if (end + 1 < text.Length && text[end] is '-' or '/' or ':' or ',' or '.' && Pattern.IsDigitAt(text, end + 1)) return false;
        var letters = text.AsSpan(start, 3);
        var upper = letters.ContainsAnyExceptInRange('A', 'Z') is false;
        var joined = char.IsLetterOrDigit(text[start + 3]);
        var cue = reading.Before(start, Cue.Plate, 9) || reading.After(end, Cue.Plate, 8);
        var isWord = reading.Lexicon.Cues.Of(reading.Lower.AsSpan(start, 3)) is var c && c != Cue.None && (c & Cue.Plate) == 0;
        if (reading.Lexicon.Series.ContainsKey(letters.ToString().ToUpperInvariant()) && !(cue && upper && joined)) return false;
        // 'MLB 84K' has a form of its own; 'ABC 123' may be an abbreviation and a number of something.
        var own = upper && (joined || !char.IsAsciiDigit(text[end - 1]) || !CountsSomething(reading, end));
        if (!cue && (!own || reading.Before(start, Cue.NotPlate, 4))) return false;
        if (cue && !upper && (isWord || (!joined && reading.Lexicon.Series.GetValueOrDefault(letters.ToString().ToUpperInvariant()) == "word"))) return false;
        if (cue && !upper && letters.ContainsAnyInRange('A', 'Z')) return false;
        finds.Add(start, end, "REGNR", Certainty.Likely, "ser ut som ett registreringsnummer");
        return true;
    });

    // 'FUB 300 medlemmar': a word for what is counted follows.
    private static bool CountsSomething(TextReading reading, int end)
    {
        var next = reading.TokenAt(end);
        return reading.IsWord(next) && (reading.CueOf(next) & (Cue.Verb | Cue.WeakVerb | Cue.PlacePrep | Cue.NotName)) == 0;
    }
}
