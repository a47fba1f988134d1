namespace Systemfel.Workflows.Anonymisation;

/// <summary>All data of the finder, read once when the program starts: a broken file stops the start.</summary>
internal sealed class Lexicon
{
    private const int SmallMunicipality = 40_000;

    private static readonly Lazy<Lexicon> Loaded = new(() => new Lexicon());

    private Lexicon()
    {
        Cues = new Cues(DataFile.Read("cues.tsv", 2));
        Names = new NameLists();
        Phrases = new Phrases(DataFile.Read("phrases.tsv", 2));
        foreach (var row in DataFile.Read("places.tsv", 2))
        {
            if (row[1] is not ("place" or "wide")) throw row.Broken($"has the kind '{row[1]}' where place or wide is expected");
            Places[NameKey.Of(row[0])] = row[1] == "place";
        }
        foreach (var row in DataFile.Read("municipalities.tsv", 4)) Places[NameKey.Of(row[1])] = row.Number(2) < SmallMunicipality;
        Domains = [.. DataFile.Read("domains.tsv", 2).Select(r => r[0])];
        Series = DataFile.Read("series.tsv", 2).ToDictionary(r => r[0], r => r[1]);
    }

    public static Lexicon Instance => Loaded.Value;

    public Cues Cues { get; }

    public NameLists Names { get; }

    public Phrases Phrases { get; }

    /// <summary>Places by folded name; true when so few live there that an age and an illness point at one person.</summary>
    public Dictionary<string, bool> Places { get; } = [];

    /// <summary>Domains of authorities and other bodies, that are no one's own.</summary>
    public HashSet<string> Domains { get; }

    /// <summary>Letters before a number: what series they name ("court", "case", "plate-not", "none").</summary>
    public Dictionary<string, string> Series { get; }
}
