using Systemfel.Workflows.Anonymisation;

namespace Systemfel.Web.Features.Reports;

/// <summary>A stretch of text, marked when it may point at a person.</summary>
public sealed record TextPiece(string Text, bool Marked = false);

/// <summary>What the check found in one field: the places in their context, what to do with each, and what has been let through.</summary>
public sealed record FindBox(string Field, IReadOnlyList<Find> Open, IReadOnlyList<Find> Accepted, IReadOnlyList<TextPiece> Context)
{
    private const int Around = 40;

    /// <summary>How many finds a page shows; it says how many more there are.</summary>
    public const int MostShown = 50;

    /// <summary>How many of the open finds are not shown.</summary>
    public int More { get; init; }

    /// <summary>Behind the id, where a page holds several boxes of one name.</summary>
    public string Suffix { get; init; } = "";

    public string Id => "granska-" + Field + Suffix;

    public bool IsEmpty => Open.Count == 0 && Accepted.Count == 0;

    /// <param name="field">The field's name.</param>
    /// <param name="text">Its text.</param>
    /// <param name="finds">Finds by place in that text.</param>
    /// <param name="accepted">Keys that the writer has said are no person.</param>
    public static FindBox Of(string field, string text, IReadOnlyList<Find> finds, IReadOnlyCollection<string> accepted)
    {
        bool IsOpen(Find f) => f.Certainty == Certainty.Certain || !accepted.Contains(f.Key);
        var open = finds.Where(IsOpen).DistinctBy(f => f.Key).ToList();
        List<Find> shown = [.. open.Take(MostShown)];
        var keys = shown.ConvertAll(f => f.Key).ToHashSet();
        return new FindBox(
            field,
            shown,
            [.. finds.Where(f => !IsOpen(f)).DistinctBy(f => f.Key).Take(MostShown)],
            [.. Pieces(text, [.. finds.Where(f => keys.Contains(f.Key)).Take(MostShown)])])
        {
            More = open.Count - shown.Count,
        };
    }

    private static IEnumerable<TextPiece> Pieces(string text, List<Find> finds)
    {
        var at = 0;
        for (var i = 0; i < finds.Count; i++)
        {
            var find = finds[i];
            var from = WordStart(text, Math.Max(at, find.Start - Around));
            if (from > at) yield return new TextPiece(" … ");
            yield return new TextPiece(text[Math.Max(at, from)..find.Start]);
            yield return new TextPiece(text[find.Start..find.End], Marked: true);
            at = find.End;
            var next = i + 1 < finds.Count ? finds[i + 1].Start : int.MaxValue;
            var to = WordEnd(text, Math.Min(text.Length, find.End + Around));
            if (to >= next) continue;
            yield return new TextPiece(text[at..to]);
            at = to;
        }
        if (finds.Count > 0 && at < text.Length) yield return new TextPiece(" …");
    }

    private static int WordStart(string text, int at)
    {
        while (at > 0 && !char.IsWhiteSpace(text[at - 1])) at--;
        return at;
    }

    private static int WordEnd(string text, int at)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at])) at++;
        return at;
    }
}
