namespace Systemfel.Workflows.Anonymisation;

/// <summary>Municipalities as they are named in a text, with how many live there (Data/municipalities.tsv).</summary>
internal static class RiskPlaces
{
    /// <summary>Names that are ordinary words or first names too: they count after a preposition or before 'kommun'.</summary>
    private static readonly HashSet<string> Ambiguous = ["Ale", "Berg", "Boden", "Eda", "Kil", "Lund", "Mark", "Mora", "Nora", "Sala", "Trosa", "Vara"];

    private static readonly HashSet<string> Prepositions = ["i", "från", "till", "inom", "utanför", "nära", "kring", "runt"];

    private static readonly Lazy<Dictionary<string, RiskPlace>> ByName = new(Read);

    /// <returns>The place in which the fewest live, of all that are named and the one that was chosen; null when there is none.</returns>
    public static RiskPlace? Smallest(IReadOnlyList<RiskWord> words, string? chosen)
    {
        var smallest = chosen is null ? null : ByName.Value.GetValueOrDefault(chosen);
        for (var i = 0; i < words.Count; i++)
            if (Named(words, i) is { } place && (smallest is null || place.Inhabitants < smallest.Inhabitants)) smallest = place;
        return smallest;
    }

    /// <summary>Whether a municipality, Fagersta or Fagerstas, begins at this word.</summary>
    public static RiskPlace? Named(IReadOnlyList<RiskWord> words, int at)
    {
        if (!char.IsUpper(words[at].Text[0])) return null;
        var next = at + 1 < words.Count ? words[at + 1] : null;
        if (next is not null && Find($"{words[at].Text} {next.Text}") is { } two) return two;
        // 'Kalmar län' is many municipalities.
        if (next is { Lower: "län" or "läns" }) return null;
        if (Find(words[at].Text) is not { } place) return null;
        var isPlace = !Ambiguous.Contains(place.Name)
            || at > 0 && Prepositions.Contains(words[at - 1].Lower)
            || next is { Lower: "kommun" or "kommuns" or "kommunen" };
        return isPlace ? place : null;
    }

    private static RiskPlace? Find(string name) =>
        ByName.Value.GetValueOrDefault(name) ?? (name.EndsWith('s') ? ByName.Value.GetValueOrDefault(name[..^1]) : null);

    /// <summary>Reads the file, unless it has been.</summary>
    public static void Load() => _ = ByName.Value;

    private static Dictionary<string, RiskPlace> Read()
    {
        var places = new Dictionary<string, RiskPlace>(StringComparer.Ordinal);
        foreach (var row in DataFile.Read("municipalities.tsv", 4))
            if (!places.TryAdd(row[1], new RiskPlace(row[1], row.Number(2)))) throw row.Broken($"names {row[1]} once more");
        // 'Falu kommun' is what Falun calls itself.
        places["Falu"] = places["Falun"];
        return places;
    }
}
