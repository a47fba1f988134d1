using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Meetings;

/// <summary>What a party writes before or in a meeting: read by everyone in the group, so that it may point at no person.</summary>
public static class SaidText
{
    /// <summary>The longest, in UTF-16 code units.</summary>
    public const int Longest = 4000;

    /// <summary>What in a text is left to answer.</summary>
    /// <param name="check">The check.</param>
    /// <param name="text">As it was typed.</param>
    /// <param name="accepted">Keys of likely finds that the writer has said are no person.</param>
    public static IReadOnlyList<Find> OpenFinds(TextCheck check, string text, IReadOnlyCollection<string> accepted) =>
        text.Length > Longest ? [] : [.. check.Check(Own(text), accepted).Open.DistinctBy(f => f.Key)];

    /// <returns>The text as it is kept.</returns>
    /// <exception cref="MoveRefusedException">It is too long, or may point at a person.</exception>
    internal static string Checked(TextCheck check, string text, IReadOnlyCollection<string> accepted)
    {
        if (text.Length > Longest) throw new MoveRefusedException($"Texten är för lång. Korta den till högst {Longest} tecken.", "text");
        var open = OpenFinds(check, text, accepted);
        if (open.Count == 0) return Own(text);
        var which = string.Join(", ", open.Select(f => $"”{f.Text}” {f.Reason}"));
        throw open.Any(f => f.Certainty == Certainty.Certain)
            ? new MoveRefusedException($"Texten kan peka ut en person, så den är inte sparad: {which}. Ta bort det.", "text")
            : new MoveRefusedException($"Texten kan peka ut en person: {which}. Ta bort det, eller kryssa i att ingen person pekas ut.", "accepted");
    }

    /// <returns>The text as it is kept when nothing in it is refused.</returns>
    internal static string Own(string text) => text.ReplaceLineEndings("\n").Trim();
}
