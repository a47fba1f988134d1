using System.Security.Cryptography;
using System.Text;
using Systemfel.Workflows.Text;

namespace Systemfel.Workflows.Imports.Planning;

/// <summary>A case that is there, as rows are held against it. The words of one that was merged stand for the case that it was merged into.</summary>
/// <param name="Id">The id of what is counted on.</param>
/// <param name="Number">SF-2021-0004.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Pattern">What is wrong.</param>
/// <param name="Authorities">Ids of whom it concerns.</param>
public sealed record StandingCase(long Id, string Number, string Title, string Pattern, IReadOnlyList<long> Authorities);

/// <summary>
/// Finds what a row is like, by the words that the report form looks for too: telling words, stemmed, of the heading, within the same
/// authority. Held in memory, since a list asks ten thousand times.
/// </summary>
internal sealed class LikeRows
{
    // Below this the form would still show it as a hint; a list's rows are only proposed to be the same.
    private const double Enough = 0.75;
    private const int Shown = 3;
    private const int RarestWords = 4;

    private sealed record Known(LikeRow Like, HashSet<string> Words, IReadOnlyList<long> Authorities);

    private readonly List<Known> _known = [];
    private readonly Dictionary<string, List<int>> _byWord = [];
    private readonly Dictionary<string, List<int>> _byText = [];

    public LikeRows(IEnumerable<StandingCase> cases)
    {
        foreach (var c in cases) Add(new LikeRow(c.Id, 0, c.Number, c.Title, false), c.Title, c.Pattern, c.Authorities);
    }

    /// <summary>From now on later rows are held against it.</summary>
    public void Add(PlannedRow row) =>
        Add(new LikeRow(0, row.Number, "", row.Report.Title, false), row.Report.Title, row.Report.Pattern, [.. row.Report.Addressees.Select(a => a.AuthorityId)]);

    /// <summary>What a row is like, the likest first; at most three.</summary>
    public IReadOnlyList<LikeRow> Of(PlannedRow row)
    {
        var authorities = row.Report.Addressees.Select(a => a.AuthorityId).ToList();
        // Several authorities may have the same text, each a case of its own.
        if (_byText.GetValueOrDefault(Text(row.Report.Title, row.Report.Pattern))?.Select(i => _known[i]).FirstOrDefault(k => IsOfSame(k, authorities)) is { } same) return [same.Like with { IsSame = true }];
        var words = SearchWords.TellingStems(row.Report.Title);
        if (words.Count < 2) return [];
        var seen = new HashSet<int>();
        foreach (var list in words.Select(w => _byWord.GetValueOrDefault(w)).OfType<List<int>>().OrderBy(l => l.Count).Take(RarestWords)) seen.UnionWith(list.Take(5000));
        return [.. seen.Select(i => (Known: _known[i], Share: Share(words, _known[i].Words)))
            .Where(k => k.Share >= Enough && IsOfSame(k.Known, authorities))
            .OrderByDescending(k => k.Share).ThenBy(k => k.Known.Like.CaseId == 0).ThenByDescending(k => k.Known.Words.Count).Select(k => k.Known.Like).DistinctBy(l => l.Word).Take(Shown)];
    }

    private void Add(LikeRow like, string title, string pattern, IReadOnlyList<long> authorities)
    {
        var words = SearchWords.TellingStems(title);
        foreach (var word in words)
        {
            if (!_byWord.TryGetValue(word, out var list)) _byWord[word] = list = [];
            list.Add(_known.Count);
        }
        var text = Text(title, pattern);
        if (!_byText.TryGetValue(text, out var same)) _byText[text] = same = [];
        same.Add(_known.Count);
        _known.Add(new Known(like, words, authorities));
    }

    private static bool IsOfSame(Known known, List<long> authorities) => authorities.Count == 0 || known.Authorities.Any(authorities.Contains);

    private static double Share(HashSet<string> one, HashSet<string> other)
    {
        // One telling word in common says nothing, however short the heading.
        var (shorter, common) = (Math.Min(one.Count, other.Count), one.Count(other.Contains));
        return shorter < 2 || common < 2 ? 0 : (double)common / shorter;
    }

    /// <summary>Stands for the words of a text: ten thousand texts need not be held for it.</summary>
    private static string Text(string title, string pattern) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{ImportFields.Plain(title)}\n{ImportFields.Plain(pattern)}")));
}
