using Systemfel.Data.Meetings;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Meetings;

/// <summary>What in minutes may point at a person.</summary>
/// <param name="Where">Swedish: the place in the minutes.</param>
/// <param name="Find">What was found.</param>
public sealed record MinutesFind(string Where, Find Find);

/// <summary>Minutes that may point at a person. The message names each place.</summary>
/// <param name="message">Swedish, for the user.</param>
/// <param name="input">'accepted' when the finds can be answered; else null.</param>
/// <param name="finds">What is left to answer.</param>
public sealed class MinutesRefusedException(string message, string? input, IReadOnlyList<MinutesFind> finds) : MoveRefusedException(message, input)
{
    /// <summary>What is left to answer.</summary>
    public IReadOnlyList<MinutesFind> Finds { get; } = finds;
}

/// <summary>
/// The check of personal data on minutes, before they are approved and before they leave. Who was there is not checked: those are the
/// names of people who met for their work.
/// </summary>
public static class MinutesCheck
{
    /// <summary>What is left to answer.</summary>
    /// <param name="check">The check.</param>
    /// <param name="version">Loaded with its parts.</param>
    /// <param name="accepted">Keys of likely finds that somebody has said are no person.</param>
    public static IReadOnlyList<MinutesFind> OpenFinds(TextCheck check, MinutesVersion version, IReadOnlyCollection<string> accepted) =>
    [
        .. Texts(version).SelectMany(t => check.Check(t.Text, accepted).Open.Select(f => new MinutesFind(t.Where, f))).DistinctBy(f => (f.Where, f.Find.Key)),
    ];

    /// <exception cref="MoveRefusedException">Something may point at a person.</exception>
    internal static void Refuse(TextCheck check, MinutesVersion version, IReadOnlyCollection<string> accepted)
    {
        var open = OpenFinds(check, version, accepted);
        if (open.Count == 0) return;
        var which = string.Join("; ", open.Select(f => $"{f.Where}: ”{f.Find.Text}” {f.Find.Reason}"));
        throw open.Any(f => f.Find.Certainty == Certainty.Certain)
            ? new MinutesRefusedException($"Texten kan peka ut en person, så den går inte vidare. {which}. Ta bort det och försök igen.", null, open)
            : new MinutesRefusedException($"Texten kan peka ut en person. {which}. Ta bort det, eller kryssa i att ingen person pekas ut.", "accepted", open);
    }

    private static IEnumerable<(string Where, string Text)> Texts(MinutesVersion version)
    {
        var head = MinutesHead.Of(version);
        yield return ("Övrigt", head.Notes);
        foreach (var r in head.Raised) yield return ($"Väckt punkt, {r.Party}", r.Text);
        if (version.Reason.Length > 0) yield return ("Varför det ändras", version.Reason);
        foreach (var part in version.Parts.OrderBy(p => p.SortOrder))
        {
            yield return ($"{part.Number}, beslutet", part.Decision);
            yield return ($"{part.Number}, anteckningen", part.Note);
            yield return ($"{part.Number}, det parter sagt", part.Support);
        }
    }
}
