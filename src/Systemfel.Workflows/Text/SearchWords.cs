using System.Globalization;
using System.Text;
using Systemfel.Data.Search;

namespace Systemfel.Workflows.Text;

/// <summary>Turns text into the stems that are indexed and searched: the same on both databases.</summary>
public static class SearchWords
{
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");

    /// <summary>Words that say nothing of what a text is about; left out when similar texts are looked for.</summary>
    private static readonly HashSet<string> StopWords =
    [
        "och", "att", "det", "som", "en", "ett", "på", "är", "av", "för", "med", "till", "den", "har", "de", "inte", "om", "men", "i",
        "så", "från", "när", "eller", "vid", "kan", "man", "var", "sig", "ska", "utan", "efter", "hos", "där", "vi", "ut", "upp", "än",
        "blir", "får", "sin", "sina", "sitt", "deras", "ofta", "mycket", "ingen", "inget", "inga", "alla", "mellan", "under", "över",
    ];

    /// <summary>Longer 'words' are cut: no Swedish word is that long, and PostgreSQL refuses to look for one over 2 KB.</summary>
    private const int LongestWord = 100;

    /// <summary>Lower-case words of letters and digits, in the order in which they stand; '0042' and 'sf' stay words.</summary>
    public static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormC))
        {
            if (char.IsLetterOrDigit(c))
            {
                if (word.Length < LongestWord) word.Append(char.ToLower(c, Swedish));
            }
            else if (c != '\u00AD' && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }
        if (word.Length > 0) yield return word.ToString();
    }

    /// <summary>The stems of a text, blank-separated, as they are indexed.</summary>
    public static string Stems(params ReadOnlySpan<string?> texts)
    {
        var stems = new StringBuilder();
        foreach (var text in texts)
            foreach (var word in Words(text ?? ""))
                stems.Append(SwedishStemmer.Stem(word)).Append(' ');
        return stems.ToString().TrimEnd();
    }

    /// <summary>What a user wrote in a search box: every word must occur; at most twelve count.</summary>
    public static SearchQuery Query(string text)
    {
        var words = Words(text).Take(12).ToList();
        var content = words.Where(w => !StopWords.Contains(w)).ToList();
        return new SearchQuery([.. (content.Count > 0 ? content : words).Select(SwedishStemmer.Stem).Distinct()], LastIsPrefix: true);
    }

    /// <summary>What is like this text: its telling words, any of which may occur; null when it has none.</summary>
    public static SearchQuery? Similar(string text, int atMost = 10)
    {
        var stems = Telling(text).OrderByDescending(s => s.Length).Take(atMost).ToList();
        return stems.Count == 0 ? null : new SearchQuery(stems, Any: true);
    }

    /// <summary>How much two texts have in common: the share of the shorter one's telling words that stand in the other, 0 to 1.</summary>
    public static double Likeness(string one, string other)
    {
        var (a, b) = (Telling(one).ToHashSet(), Telling(other).ToHashSet());
        var shorter = Math.Min(a.Count, b.Count);
        return shorter == 0 ? 0 : (double)a.Count(b.Contains) / shorter;
    }

    /// <summary>The stems of a text's telling words: what <see cref="Likeness"/> holds two texts against each other by.</summary>
    internal static HashSet<string> TellingStems(string text) => [.. Telling(text)];

    private static IEnumerable<string> Telling(string text) =>
        Words(text).Where(w => w.Length > 2 && !StopWords.Contains(w)).Select(SwedishStemmer.Stem).Distinct();
}
