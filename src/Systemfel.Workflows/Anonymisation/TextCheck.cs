namespace Systemfel.Workflows.Anonymisation;

/// <summary>The check of personal data that every text goes through before it is stored or leaves.</summary>
public sealed class TextCheck(IPersonalDataFinder finder)
{
    /// <param name="text">What was written.</param>
    /// <param name="accepted">Keys of likely finds that the writer has said are no person.</param>
    public CheckedText Check(string text, IEnumerable<string>? accepted = null)
    {
        var keys = (accepted ?? []).ToHashSet();
        var finds = finder.FindIn(text);
        return new CheckedText(text, finds, [.. finds.Where(f => f.Certainty == Certainty.Likely && keys.Contains(f.Key)).Select(f => f.Key)]);
    }

    /// <summary>Takes certain finds out of a text before it is kept anywhere, even in a draft.</summary>
    /// <returns>The text with '…' where something was cut, and what was cut: labels only, never the words.</returns>
    public (string Text, IReadOnlyList<string> CutLabels) Cut(string text)
    {
        var labels = new List<string>();
        foreach (var find in finder.FindIn(text).Where(f => f.Certainty == Certainty.Certain).Reverse())
        {
            text = string.Concat(text.AsSpan(0, find.Start), "…", text.AsSpan(find.End));
            labels.Insert(0, find.Label);
        }
        return (text, labels);
    }
}

/// <summary>A text and what the check found in it. Only <see cref="TextCheck"/> makes one.</summary>
public sealed class CheckedText
{
    private readonly string _text;
    private readonly HashSet<string> _accepted;

    internal CheckedText(string text, IReadOnlyList<Find> finds, HashSet<string> accepted)
    {
        _text = text;
        Finds = finds;
        _accepted = accepted;
    }

    /// <summary>Everything found, accepted or not.</summary>
    public IReadOnlyList<Find> Finds { get; }

    /// <summary>Keys of the likely finds in it that the writer has said are no person.</summary>
    public IReadOnlyCollection<string> Accepted => _accepted;

    /// <summary>What the writer still has to see to.</summary>
    public IReadOnlyList<Find> Open => [.. Finds.Where(f => f.Certainty == Certainty.Certain || !_accepted.Contains(f.Key))];

    /// <summary>Whether this check was made of exactly this text and leaves nothing open.</summary>
    public bool CoversAndAllows(string text) => _text == text && Open.Count == 0;
}
