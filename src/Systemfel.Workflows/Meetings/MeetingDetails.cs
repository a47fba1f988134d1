using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Meetings;

/// <summary>When and where a meeting is.</summary>
/// <param name="StartsAt">Local time (Europe/Stockholm); null when only the day is known.</param>
/// <param name="Minutes">How long; null when it is not said.</param>
/// <param name="Place">Where; empty when it is not decided.</param>
/// <param name="VideoLink">https; empty for none.</param>
public sealed record MeetingDetails(TimeOnly? StartsAt, int? Minutes, string Place, string VideoLink)
{
    /// <summary>The longest place, in UTF-16 code units.</summary>
    public const int LongestPlace = 200;

    private const int LongestLink = 500;

    /// <summary>The same, trimmed, when it can be a meeting's.</summary>
    /// <param name="check">The check of personal data: the place goes out with every invitation.</param>
    /// <exception cref="MoveRefusedException">With a sentence, at the input (time, minutes, place, video).</exception>
    internal MeetingDetails Checked(TextCheck check)
    {
        if (Minutes is < 15 or > 600) throw new MoveRefusedException("Ett möte är mellan 15 minuter och 10 timmar. Skriv längden i minuter, till exempel 120.", "minutes");
        if (StartsAt == null && Minutes != null) throw new MoveRefusedException("Ange när mötet börjar, eller ta bort längden.", "time");
        var place = Place.Trim();
        if (place.Length > LongestPlace) throw new MoveRefusedException($"Platsen är {place.Length} tecken. Korta ner den till högst {LongestPlace}.", "place");
        Refuse(check, place, "place");
        return this with { Place = place, VideoLink = CheckedLink(VideoLink.Trim()) };
    }

    /// <exception cref="MoveRefusedException">Points at a person beyond doubt.</exception>
    internal static void Refuse(TextCheck check, string text, string input)
    {
        TextCheck.RefuseTooLong(text, input);
        if (check.Check(text).Finds.FirstOrDefault(f => f.Certainty == Certainty.Certain) is { } find)
            throw new MoveRefusedException($"Det här når alla som är kallade, och kan peka ut en person: ”{find.Text}” {find.Reason}. Ta bort det.", input);
    }

    private static string CheckedLink(string link)
    {
        if (link.Length == 0) return "";
        if (link.Length > LongestLink) throw new MoveRefusedException($"Videolänken är {link.Length} tecken, och högst {LongestLink} går. Kopiera bara själva länken.", "video");
        if (!Uri.TryCreate(link, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps || link.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            throw new MoveRefusedException("Videolänken ska börja med https:// och vara hel. Kopiera den från videotjänsten.", "video");
        return link;
    }
}
