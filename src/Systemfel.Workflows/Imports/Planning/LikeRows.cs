using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Systemfel.Workflows.Text;

namespace Systemfel.Workflows.Imports.Planning;

/// <summary>A case that is there, as rows are held against it. The words of one that was merged stand for the case that it was merged into.</summary>
/// <param name="Id">The id of what is counted on.</param>
/// <param name="Number">SF-2021-0004.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Pattern">What is wrong.</param>
/// <param name="Bodies">Whom it concerns.</param>
public sealed record StandingCase(long Id, string Number, string Title, string Pattern, IReadOnlyList<Body> Bodies)
{
    /// <summary>What it means for those concerned; empty for nothing.</summary>
    public string Consequence { get; init; } = "";

    /// <summary>What is proposed; empty for nothing.</summary>
    public string Proposal { get; init; } = "";

    /// <summary>The sub-areas that it is about.</summary>
    public IReadOnlyList<long> SubAreas { get; init; } = [];
}

/// <summary>Whom a case concerns. What stands under 'Annan' is told apart by its own name: Skatteverket is not Kronofogden.</summary>
/// <param name="AuthorityId">Of the organisation's list.</param>
/// <param name="Other">The name of its own, as plain words; empty for an authority of the list.</param>
public readonly record struct Body(long AuthorityId, string Other)
{
    /// <param name="authorityId">Of the organisation's list.</param>
    /// <param name="other">The name that was written for 'Annan'; empty for none.</param>
    public static Body Of(long authorityId, string other) => new(authorityId, ImportFields.Plain(other));
}

/// <summary>By what a text is held against others. Taking a text's words apart is the slow part, and can be done for many at once.</summary>
/// <param name="Telling">The telling words of its heading, stemmed.</param>
/// <param name="Text">Stands for all its words: ten thousand texts need not be held for it.</param>
internal readonly record struct LikeWords(IReadOnlySet<string> Telling, string Text)
{
    public static LikeWords Of(string title, string pattern) => new(
        SearchWords.TellingStems(title), Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{ImportFields.Plain(title)}\n{ImportFields.Plain(pattern)}"))));
}

/// <summary>
/// Finds what a row is like, by the words that the report form looks for too: telling words, stemmed, of the heading, within the same
/// authority. Held in memory, since a list asks ten thousand times; a row is held against thousands by counting.
/// </summary>
internal sealed class LikeRows
{
    // Below this the form would still show it as a hint; a list's rows are only proposed to be the same.
    private const double Enough = 0.75;
    private const int Shown = 3;
    private const int RarestWords = 4;
    private const int MostOfAWord = 5000;

    private sealed record Known(LikeRow Like, int Words, Told Told);

    /// <summary>What a row or a case tells besides its heading and text: a row that tells more is not counted away by itself.</summary>
    /// <param name="Bodies">Whom it concerns.</param>
    /// <param name="SubAreas">The sub-areas.</param>
    /// <param name="More">Consequence, proposal and what happened, as plain words; empty where nothing is told.</param>
    private sealed record Told(IReadOnlyList<Body> Bodies, IReadOnlyList<long> SubAreas, IReadOnlyList<string> More)
    {
        public static Told By(PlannedRow row) => new(
            [.. row.Report.Addressees.Select(a => Body.Of(a.AuthorityId, a.OtherName))], [.. row.Report.Addressees.Select(a => a.SubAreaId).OfType<long>()],
            [Plain(row.Report.Consequence), Plain(row.Report.Proposal), Plain(row.Note)]);

        /// <summary>What happened is not held against it: of an open one it was never kept.</summary>
        public static Told By(StandingCase c) => new(c.Bodies, c.SubAreas, [Plain(c.Consequence), Plain(c.Proposal)]);

        /// <summary>Whether nothing of another's would be lost in it.</summary>
        public bool Holds(Told other) =>
            other.Bodies.All(Bodies.Contains) && other.SubAreas.All(SubAreas.Contains) && More.Zip(other.More).All(m => m.Second.Length == 0 || m.First == m.Second);

        private static string Plain(string text) => text.Length == 0 ? "" : ImportFields.Plain(text);
    }

    private readonly List<Known> _known = [];
    private readonly Dictionary<string, List<int>> _byWord = [];
    // By place in _known: the question that was last held against it, and the words that they had in common.
    private readonly List<int> _askedIn = [];
    private readonly List<int> _common = [];
    private readonly Dictionary<string, List<int>> _byText = [];
    private int _question;

    public LikeRows(IEnumerable<StandingCase> cases)
    {
        foreach (var c in cases) Add(new LikeRow(c.Id, 0, c.Number, c.Title, false), LikeWords.Of(c.Title, c.Pattern), Told.By(c));
    }

    /// <summary>From now on later rows are held against it.</summary>
    public void Add(PlannedRow row, LikeWords words) => Add(new LikeRow(0, row.Number, "", row.Report.Title, false), words, Told.By(row));

    /// <summary>What a row is like, the likest first; at most three.</summary>
    public IReadOnlyList<LikeRow> Of(PlannedRow row, LikeWords of)
    {
        var told = Told.By(row);
        var bodies = told.Bodies;
        // Several authorities may have the same text, each a case of its own.
        List<Known> same = [.. (_byText.GetValueOrDefault(of.Text) ?? []).Select(i => _known[i]).Where(k => IsOfSame(k, bodies))];
        if (same.Find(k => k.Told.Holds(told)) is { } whole) return [whole.Like with { IsSame = true }];
        if (same.Count > 0) return [.. same.Select(k => k.Like).DistinctBy(l => l.Word).Take(Shown)];
        var words = of.Telling;
        if (words.Count < 2) return [];
        var found = Held([.. words.Select(w => _byWord.GetValueOrDefault(w)).OfType<List<int>>().OrderBy(l => l.Count)]);
        return [.. found.FindAll(i => Share(words.Count, i) >= Enough && IsOfSame(_known[i], bodies)).Select(i => (Place: i, Known: _known[i], Share: Share(words.Count, i)))
            .OrderByDescending(k => k.Share).ThenBy(k => k.Known.Like.CaseId == 0).ThenByDescending(k => k.Known.Words).ThenBy(k => k.Place).Select(k => k.Known.Like).DistinctBy(l => l.Word).Take(Shown)];
    }

    private void Add(LikeRow like, LikeWords of, Told told)
    {
        foreach (var word in of.Telling) Of(_byWord, word).Add(_known.Count);
        Of(_byText, of.Text).Add(_known.Count);
        _known.Add(new Known(like, of.Telling.Count, told));
        _askedIn.Add(0);
        _common.Add(0);
    }

    private static List<int> Of(Dictionary<string, List<int>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list)) lists.Add(key, list = []);
        return list;
    }

    /// <summary>Counts what the question's words have in common with what is known.</summary>
    /// <param name="lists">Where each of its words stands, the rarest first.</param>
    /// <returns>Those with more than one word in common.</returns>
    private List<int> Held(List<List<int>> lists)
    {
        _question++;
        var askedIn = CollectionsMarshal.AsSpan(_askedIn);
        var common = CollectionsMarshal.AsSpan(_common);
        foreach (var list in lists.Take(RarestWords))
        {
            var places = CollectionsMarshal.AsSpan(list);
            foreach (var i in places[..Math.Min(places.Length, MostOfAWord)]) (askedIn[i], common[i]) = (_question, 0);
        }
        var found = new List<int>();
        foreach (var list in lists)
        {
            foreach (var i in CollectionsMarshal.AsSpan(list))
            {
                // Added when its second word is met, so once.
                if (askedIn[i] == _question && ++common[i] == 2) found.Add(i);
            }
        }
        return found;
    }

    private static bool IsOfSame(Known known, IReadOnlyList<Body> bodies) => bodies.Count == 0 || known.Told.Bodies.Any(bodies.Contains);

    /// <summary>How much of the shorter heading the two have in common. One telling word says nothing, however short the heading.</summary>
    private double Share(int asked, int place)
    {
        var shorter = Math.Min(asked, _known[place].Words);
        return shorter < 2 ? 0 : (double)_common[place] / shorter;
    }
}
