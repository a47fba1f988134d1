namespace Systemfel.Workflows.Anonymisation;

/// <summary>What a word may be.</summary>
[Flags]
internal enum NameKind
{
    None = 0,
    /// <summary>A given name and nothing else.</summary>
    Given = 1,
    /// <summary>A surname and nothing else.</summary>
    Surname = 2,
    /// <summary>A surname of the wide lists: counts beside a given name only.</summary>
    RareSurname = 4,
    /// <summary>Put together as surnames are: Lind + gren, or ends in -sson.</summary>
    Composed = 8,
    /// <summary>Also an ordinary word that is a common name: Björn, Sten, Ek.</summary>
    Word = 16,
    /// <summary>Also an ordinary word, and seldom a name: Inga, Dina, Mark.</summary>
    RareWord = 32,
    /// <summary>Also a place.</summary>
    Place = 64,
    /// <summary>Also a diagnosis, test, product or holiday.</summary>
    Fixed = 128,
}

/// <summary>Given names and surnames, and what else those words are.</summary>
internal sealed class NameLists
{
    // Svensson, Jónsdóttir, Petrović, Kowalski, Hadžoğlu, Shevchenko: no Swedish words end so.
    private static readonly string[] Endings = ["sson", "sdotter", "dottir", "ovic", "evic", "wski", "wska", "oglu", "zadeh", "shvili", "chenko", "enko", "opoulos", "escu"];

    private readonly Dictionary<string, NameKind> _names = [];
    private readonly HashSet<string> _firstParts = [];
    private readonly HashSet<string> _lastParts = [];

    public NameLists()
    {
        foreach (var row in DataFile.Read("given-names.tsv", 2)) Add(row, NameKind.Given);
        foreach (var row in DataFile.Read("given-names-faker.tsv", 2)) Add(row, NameKind.Given);
        foreach (var row in DataFile.Read("surnames.tsv", 2)) Add(row, NameKind.Surname);
        foreach (var row in DataFile.Read("surnames-faker.tsv", 2)) Add(row, NameKind.RareSurname);
        foreach (var row in DataFile.Read("ambiguous.tsv", 2))
            Add(row, row[1] switch
            {
                "word" or "month" => NameKind.Word,
                "rare" or "form" => NameKind.RareWord,
                "place" => NameKind.Place,
                "eponym" or "brand" or "holiday" => NameKind.Fixed,
                _ => throw row.Broken($"has the unknown kind '{row[1]}'"),
            });
        foreach (var row in DataFile.Read("surname-parts.tsv", 2))
            (row[1] switch { "first" => _firstParts, "last" => _lastParts, _ => throw row.Broken($"has '{row[1]}' where first or last is expected") }).Add(row[0]);
    }

    /// <summary>How many names of each sort there are; for the documentation's figures.</summary>
    public int Count(NameKind kind) => _names.Values.Count(k => (k & kind) != 0);

    /// <param name="key">The word as <see cref="NameKey"/> writes it.</param>
    /// <param name="genitive">Whether it is a name with -s.</param>
    public NameKind Of(string key, out bool genitive)
    {
        genitive = false;
        if (key.Length is < 2 or > 40) return NameKind.None;
        var kind = Whole(key);
        if (kind != NameKind.None || key[^1] != 's' || key.Length < 3) return kind;
        genitive = true;
        return Whole(key[..^1]);
    }

    private NameKind Whole(string key)
    {
        if (_names.TryGetValue(key, out var kind)) return kind;
        var hyphen = key.IndexOf('-', StringComparison.Ordinal);
        if (hyphen > 0 && hyphen < key.Length - 1)
        {
            var first = Part(key[..hyphen]);
            var second = Part(key[(hyphen + 1)..]);
            if (first != NameKind.None && second != NameKind.None) return ((first | second) & NameKind.Given) != 0 ? NameKind.Given : NameKind.Surname;
            if (key.StartsWith("al-", StringComparison.Ordinal) || key.StartsWith("el-", StringComparison.Ordinal)) return NameKind.Surname;
        }
        return IsComposed(key) ? NameKind.Composed : NameKind.None;
    }

    private NameKind Part(string key) => _names.TryGetValue(key, out var kind) ? kind : IsComposed(key) ? NameKind.Composed : NameKind.None;

    private bool IsComposed(string key)
    {
        if (key.Length >= 6)
            foreach (var ending in Endings)
                if (key.EndsWith(ending, StringComparison.Ordinal)) return true;
        var first = _firstParts.GetAlternateLookup<ReadOnlySpan<char>>();
        var last = _lastParts.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 2; at <= key.Length - 3; at++)
        {
            if (!last.Contains(key.AsSpan(at))) continue;
            if (first.Contains(key.AsSpan(0, at))) return true;
            if (key[at - 1] is 's' or 'e' && at > 3 && first.Contains(key.AsSpan(0, at - 1))) return true;
        }
        return false;
    }

    private void Add(DataRow row, NameKind kind)
    {
        if (row[0] != NameKey.Of(row[0])) throw row.Broken($"has '{row[0]}' where '{NameKey.Of(row[0])}' is expected");
        _names[row[0]] = _names.GetValueOrDefault(row[0]) | kind;
    }
}
