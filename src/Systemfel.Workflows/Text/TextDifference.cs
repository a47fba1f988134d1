using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Text;

/// <summary>What happened to a piece of text.</summary>
public enum PieceKind
{
    /// <summary>It stands in both.</summary>
    Same,
    /// <summary>It stands only in the earlier.</summary>
    Removed,
    /// <summary>It stands only in the later.</summary>
    Added,
}

/// <summary>A run of words and the space after them.</summary>
public sealed record Piece(PieceKind Kind, string Text);

/// <summary>The difference between two texts, word by word: the longest common subsequence, as Hunt and McIlroy (1976) have it.</summary>
public static partial class TextDifference
{
    /// <summary>Over this many pairs of words a text is shown as replaced whole: the table would be too large.</summary>
    private const int Most = 4_000_000;

    /// <returns>Pieces that, without the added ones, make the earlier text, and without the removed ones the later.</returns>
    public static IReadOnlyList<Piece> Of(string earlier, string later)
    {
        var (a, b) = (Words(earlier), Words(later));
        var pieces = new List<Piece>();
        var start = 0;
        while (start < a.Count && start < b.Count && a[start] == b[start]) start++;
        var (endA, endB) = (a.Count, b.Count);
        while (endA > start && endB > start && a[endA - 1] == b[endB - 1]) (endA, endB) = (endA - 1, endB - 1);
        Add(pieces, PieceKind.Same, a.Take(start));
        Middle(pieces, a.GetRange(start, endA - start), b.GetRange(start, endB - start));
        Add(pieces, PieceKind.Same, a.Skip(endA));
        return pieces;
    }

    private static void Middle(List<Piece> pieces, List<string> a, List<string> b)
    {
        if ((long)a.Count * b.Count > Most)
        {
            Add(pieces, PieceKind.Removed, a);
            Add(pieces, PieceKind.Added, b);
            return;
        }
        var common = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
            for (var j = b.Count - 1; j >= 0; j--)
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        for (int i = 0, j = 0; i < a.Count || j < b.Count;)
        {
            if (i < a.Count && j < b.Count && a[i] == b[j])
            {
                Add(pieces, PieceKind.Same, [a[i++]]);
                j++;
            }
            else if (j == b.Count || (i < a.Count && common[i + 1, j] >= common[i, j + 1])) Add(pieces, PieceKind.Removed, [a[i++]]);
            else Add(pieces, PieceKind.Added, [b[j++]]);
        }
    }

    private static void Add(List<Piece> pieces, PieceKind kind, IEnumerable<string> words)
    {
        var text = string.Concat(words);
        if (text.Length == 0) return;
        if (pieces.Count > 0 && pieces[^1].Kind == kind) pieces[^1] = new Piece(kind, pieces[^1].Text + text);
        else pieces.Add(new Piece(kind, text));
    }

    private static List<string> Words(string text) => [.. WordPattern().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\S+\s*|\s+", RegexOptions.NonBacktracking)]
    private static partial Regex WordPattern();
}
