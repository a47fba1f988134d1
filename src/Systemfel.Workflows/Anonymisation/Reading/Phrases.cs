namespace Systemfel.Workflows.Anonymisation;

/// <summary>Words that stand together and are no person: 'lex Sarah', 'Freja eID', 'Stig upp'.</summary>
internal sealed class Phrases
{
    private const int Longest = 5;

    private readonly HashSet<string> _phrases = [];
    private readonly HashSet<string> _firstWords = [];

    public Phrases(IReadOnlyList<DataRow> rows)
    {
        foreach (var row in rows)
        {
            var words = row[0].Split(' ');
            if (words.Length is < 2 or > Longest) throw row.Broken($"has {words.Length} words where 2 to {Longest} are expected");
            _phrases.Add(row[0]);
            _firstWords.Add(words[0]);
        }
    }

    /// <summary>Marks the tokens that are part of a phrase.</summary>
    public bool[] Mark(string lower, IReadOnlyList<Token> tokens)
    {
        var marked = new bool[tokens.Count];
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind != TokenKind.Word || tokens[i].Length > 40
                || !_firstWords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(lower.AsSpan(tokens[i].Start, tokens[i].Length))) continue;
            for (var last = i + 1; last < tokens.Count && last < i + Longest && tokens[last].Start == tokens[last - 1].End + 1 && tokens[last].End - tokens[i].Start <= 60; last++)
                if (_phrases.GetAlternateLookup<ReadOnlySpan<char>>().Contains(lower.AsSpan(tokens[i].Start, tokens[last].End - tokens[i].Start)))
                    Array.Fill(marked, true, i, last - i + 1);
        }
        return marked;
    }
}
