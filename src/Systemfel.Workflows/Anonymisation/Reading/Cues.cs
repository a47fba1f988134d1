namespace Systemfel.Workflows.Anonymisation;

/// <summary>Groups of words that tell what stands beside them; what is in each stands in Data/cues.tsv.</summary>
[Flags]
internal enum Cue : long
{
    None = 0,
    Client = 1L << 0,
    Kin = 1L << 1,
    Official = 1L << 2,
    Naming = 1L << 3,
    Verb = 1L << 4,
    WeakVerb = 1L << 5,
    PlacePrep = 1L << 6,
    Institution = 1L << 7,
    NotName = 1L << 8,
    Person = 1L << 9,
    Pnr = 1L << 10,
    NotPnr = 1L << 11,
    Phone = 1L << 12,
    NotPhone = 1L << 13,
    Account = 1L << 14,
    Bankgiro = 1L << 15,
    Plusgiro = 1L << 16,
    Case = 1L << 17,
    NotCase = 1L << 18,
    Plate = 1L << 19,
    NotPlate = 1L << 20,
    Birth = 1L << 21,
    NotBirth = 1L << 22,
    Home = 1L << 23,
    Handle = 1L << 24,
    Passport = 1L << 25,
    OtherId = 1L << 26,
    Role = 1L << 27,
    Family = 1L << 28,
    Rare = 1L << 29,
    Event = 1L << 30,
    Unique = 1L << 31,
    Workplace = 1L << 32,
    Thing = 1L << 33,
}

/// <summary>Tells for each word of a text which cues it is.</summary>
internal sealed class Cues
{
    private readonly Dictionary<string, Cue> _whole = [];
    private readonly Dictionary<string, Cue> _beginnings = [];
    private readonly Dictionary<string, Cue> _endings = [];

    public Cues(IReadOnlyList<DataRow> rows)
    {
        foreach (var row in rows)
        {
            if (!Enum.TryParse<Cue>(row[0], ignoreCase: true, out var cue) || char.IsDigit(row[0][0])) throw row.Broken($"names the group '{row[0]}', which no recognizer knows");
            var word = row[1];
            var into = word.EndsWith('*') ? _beginnings : word.StartsWith('*') ? _endings : _whole;
            word = word.Trim('*');
            if (word.Length < 1 || word.Contains('*', StringComparison.Ordinal)) throw row.Broken($"has '{row[1]}' where a word with at most one star at its end is expected");
            into[word] = into.GetValueOrDefault(word) | cue;
        }
    }

    /// <param name="word">A word in lower case.</param>
    public Cue Of(ReadOnlySpan<char> word)
    {
        if (word.Length > 40) return Cue.None;
        _whole.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var cue);
        for (var length = 2; length <= word.Length; length++)
        {
            if (_beginnings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word[..length], out var more)) cue |= more;
            if (_endings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word[^length..], out more)) cue |= more;
        }
        return cue;
    }
}
