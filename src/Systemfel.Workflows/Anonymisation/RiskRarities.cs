namespace Systemfel.Workflows.Anonymisation;

/// <summary>Occupations, conditions and families that few share (Data/rarities.tsv), found by their words in any of their endings.</summary>
internal static class RiskRarities
{
    private const double PerInhabitants = 100_000;

    /// <summary>What is left when one of them is taken off must be a word of the list.</summary>
    private static readonly string[] Endings = ["", "s", "n", "en", "et", "t", "ns", "ens", "er", "ar", "or", "na", "erna", "arna", "orna"];

    /// <summary>After these an occupation is said of someone.</summary>
    private static readonly HashSet<string> Cues =
    [
        "som", "är", "var", "varit", "blev", "utbildad", "legitimerad", "pensionerad", "tidigare", "sjukskriven", "arbetslös", "har", "fd", "sin", "egen",
    ];

    private static readonly Lazy<Dictionary<string, List<Rarity>>> ByFirstWord = new(Read);

    public static IEnumerable<RiskFactor> Find(string text, IReadOnlyList<RiskWord> words)
    {
        for (var i = 0; i < words.Count; i++)
            if (Rarest(words, i) is { } rarity)
                yield return new RiskFactor(rarity.Kind, text[words[i].Start..words[i + rarity.Words.Length - 1].End], rarity.Share);
    }

    private static Rarity? Rarest(IReadOnlyList<RiskWord> words, int at)
    {
        Rarity? rarest = null;
        foreach (var stem in Stems(words[at].Lower))
        {
            if (!ByFirstWord.Value.TryGetValue(stem, out var rarities)) continue;
            foreach (var rarity in rarities)
                if ((rarest is null || rarity.Share < rarest.Share) && StandsAt(rarity, words, at)) rarest = rarity;
        }
        return rarest;
    }

    private static bool StandsAt(Rarity rarity, IReadOnlyList<RiskWord> words, int at)
    {
        if (at + rarity.Words.Length > words.Count) return false;
        for (var i = 1; i < rarity.Words.Length; i++)
            if (!Stems(words[at + i].Lower).Contains(rarity.Words[i])) return false;
        if (!rarity.MustBeSaid) return true;
        // 'som läkaren skrev' is about the authority's own doctor; 'arbetar som läkare' is not.
        return words[at + rarity.Words.Length - 1].Lower == rarity.Words[^1]
            && Enumerable.Range(1, 2).Any(back => at >= back && Cues.Contains(words[at - back].Lower));
    }

    private static IEnumerable<string> Stems(string word) => Endings.Where(e => word.Length > e.Length && word.EndsWith(e, StringComparison.Ordinal)).Select(e => word[..^e.Length]);

    /// <summary>Reads the file, unless it has been.</summary>
    public static void Load() => _ = ByFirstWord.Value;

    private static Dictionary<string, List<Rarity>> Read()
    {
        var rarities = DataFile.Read("rarities.tsv", 4).Select(row => new Rarity(
            row[0] switch
            {
                "role" => RiskKind.Role,
                "condition" => RiskKind.Condition,
                "family" => RiskKind.Family,
                _ => throw row.Broken($"has '{row[0]}' where role, condition or family is expected"),
            },
            row[1].Split(' '),
            row.Number(2) is > 0 and var number ? number / PerInhabitants : throw row.Broken("has 0 where a number of people is expected"),
            row[3] switch { "always" => false, "said" => true, _ => throw row.Broken($"has '{row[3]}' where always or said is expected") }));
        return rarities.GroupBy(r => r.Words[0], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
    }

    private sealed record Rarity(RiskKind Kind, string[] Words, double Share, bool MustBeSaid);
}
