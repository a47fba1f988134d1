namespace Systemfel.Workflows.Text;

/// <summary>
/// Cuts Swedish words down to their stem by the Snowball algorithm for Swedish (M. F. Porter, 'Swedish stemming algorithm'),
/// written from its description: 'handläggare', 'handläggaren' and 'handläggarnas' meet in one stem.
/// </summary>
public static class SwedishStemmer
{
    private static readonly string[] Endings =
    [
        "heterna", "hetens", "anden", "heten", "heter", "arnas", "ernas", "ornas", "andes", "arens", "andet", "arna", "erna", "orna",
        "ande", "arne", "aste", "aren", "ades", "erns", "ade", "are", "ern", "ens", "het", "ast", "ad", "en", "ar", "er", "or", "as",
        "es", "at", "a", "e",
    ];

    private static readonly string[] DoubleEndings = ["dd", "gd", "nn", "dt", "gt", "kt", "tt"];

    /// <param name="word">Lower case, letters and digits only.</param>
    /// <returns>The stem; the word itself when nothing can be cut.</returns>
    public static string Stem(string word)
    {
        var r1 = RegionStart(word);
        var stem = CutEnding(word, r1);
        stem = CutDouble(stem, r1);
        return CutSuffix(stem, r1);
    }

    /// <summary>R1: after the first non-vowel that follows a vowel, at least three letters in.</summary>
    private static int RegionStart(string word)
    {
        for (var i = 1; i < word.Length; i++)
            if (IsVowel(word[i - 1]) && !IsVowel(word[i])) return Math.Max(i + 1, 3);
        return word.Length;
    }

    private static string CutEnding(string word, int r1)
    {
        foreach (var ending in Endings)
            if (EndsIn(word, r1, ending)) return word[..^ending.Length];
        return EndsIn(word, r1, "s") && word.Length > 1 && "bcdfghjklmnoprtvy".Contains(word[^2], StringComparison.Ordinal) ? word[..^1] : word;
    }

    private static string CutDouble(string word, int r1)
    {
        foreach (var ending in DoubleEndings)
            if (EndsIn(word, r1, ending)) return word[..^1];
        return word;
    }

    private static string CutSuffix(string word, int r1)
    {
        if (EndsIn(word, r1, "fullt") || EndsIn(word, r1, "löst")) return word[..^1];
        foreach (var ending in (ReadOnlySpan<string>)["lig", "els", "ig"])
            if (EndsIn(word, r1, ending)) return word[..^ending.Length];
        return word;
    }

    private static bool EndsIn(string word, int r1, string ending) =>
        word.Length - ending.Length >= r1 && word.EndsWith(ending, StringComparison.Ordinal);

    private static bool IsVowel(char c) => "aeiouyäåö".Contains(c, StringComparison.Ordinal);
}
