using Systemfel.Data.Cases;

namespace Systemfel.Workflows.Anonymisation;

/// <summary>
/// 'Det är ingen person', remembered for the words of one case's text, so that nobody is asked of them again when the same text is
/// checked later. Only keys are kept. A certain find is never among them, and other words are asked about as always.
/// </summary>
public static class RememberedFinds
{
    private static readonly char[] SentenceEnds = ['.', '!', '?', '\n'];

    /// <summary>The keys that are remembered of a case's text.</summary>
    public static IReadOnlyCollection<string> KeysOf(Deficiency subject) => subject.AcceptedFinds.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What is left to ask about in a text from elsewhere, such as an authority's answer: what stands in a sentence that is quoted from the case has been answered.</summary>
    /// <param name="finds">What was found in it.</param>
    /// <param name="text">The other text.</param>
    /// <param name="subject">The case.</param>
    public static IReadOnlyList<Find> OpenIn(IReadOnlyList<Find> finds, string text, Deficiency subject)
    {
        var keys = KeysOf(subject);
        return [.. finds.Where(f => f.Certainty == Certainty.Certain || !keys.Contains(f.Key) || !IsQuoted(SentenceAround(text, f), subject))];
    }

    /// <summary>As it is stored with the case whose text was checked.</summary>
    internal static string Of(CheckedText check) => Stored(check.Accepted);

    /// <summary>What is remembered already, and what was accepted in words that are added to the case.</summary>
    internal static string With(Deficiency subject, CheckedText added) => Stored(KeysOf(subject).Concat(added.Accepted));

    private static string Stored(IEnumerable<string> keys) => string.Join(' ', keys.Distinct().Order(StringComparer.Ordinal));

    private static string SentenceAround(string text, Find find)
    {
        var start = find.Start == 0 ? -1 : text.LastIndexOfAny(SentenceEnds, find.Start - 1);
        var end = text.IndexOfAny(SentenceEnds, find.End);
        return text[(start + 1)..(end < 0 ? text.Length : end)].Trim(' ', '>', '\r');
    }

    private static bool IsQuoted(string sentence, Deficiency subject) =>
        new[] { subject.Title, subject.Pattern, subject.Consequence, subject.Proposal }.Any(t => t.Contains(sentence, StringComparison.Ordinal));
}
