using Systemfel.Data.Letters;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Letters;

/// <summary>The check of personal data over a whole letter, as it will be sent: the opening, the own words, and every point.</summary>
internal static class LetterCheck
{
    /// <param name="check">The check.</param>
    /// <param name="letter">Loaded with its items and their cases.</param>
    /// <param name="opening">The organisation's opening words: its likely finds were answered when they were stored.</param>
    /// <param name="accepted">Keys of likely finds that the coordinator says are no person.</param>
    /// <returns>What stands in the letter's way, each once.</returns>
    public static IReadOnlyList<Find> Open(TextCheck check, Letter letter, string opening, IReadOnlyCollection<string> accepted) =>
    [
        .. check.Check(opening).Finds.Where(f => f.Certainty == Certainty.Certain)
            .Concat(check.Check(letter.Introduction, accepted).Open)
            .Concat(letter.Items.OrderBy(i => i.Number).SelectMany(i => OfPoint(check, i, accepted).Open))
            .DistinctBy(f => f.Key),
    ];

    /// <summary>A point against what its own case remembers, and what is accepted now.</summary>
    public static CheckedText OfPoint(TextCheck check, LetterItem item, IReadOnlyCollection<string> accepted) =>
        check.Check(string.Join("\n\n", item.Title, item.Pattern, item.Proposal, item.SubArea), accepted.Concat(RememberedFinds.KeysOf(item.Deficiency)));

    /// <exception cref="MoveRefusedException">With the words, and what to do about them.</exception>
    public static void Refuse(IReadOnlyList<Find> open)
    {
        if (open.Count == 0) return;
        var which = string.Join(", ", open.Select(f => $"”{f.Text}” {f.Reason}"));
        throw open.Any(f => f.Certainty == Certainty.Certain)
            ? new MoveRefusedException($"Brevet kan peka ut en person, så det går inte att skicka: {which}. Ta bort det.")
            : new MoveRefusedException($"Brevet kan peka ut en person: {which}. Ta bort det, eller kryssa i att ingen person pekas ut.", "accepted");
    }
}
