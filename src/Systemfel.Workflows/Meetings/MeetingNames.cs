using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>A meeting in words: what it is called, when and where it is.</summary>
public static class MeetingNames
{
    /// <summary>What the organisation's route calls its review, for the team's meeting; else the group's name.</summary>
    /// <param name="group">Whose meeting.</param>
    /// <param name="reviews">By organisation, from <see cref="ReviewNames"/>.</param>
    public static string Of(Group group, IReadOnlyDictionary<long, string> reviews) =>
        group.Kind == GroupKind.Team ? reviews.GetValueOrDefault(group.OrganisationId, "Genomgång") : group.Name;

    /// <summary>'torsdag 10 december 2026 kl. 09.00–11.00'.</summary>
    public static string When(Meeting meeting) => SwedishText.LongDate(meeting.Date) + (Clock(meeting.StartsAt, meeting.Minutes) is { Length: > 0 } clock ? " " + clock : "");

    /// <summary>'kl. 09.00–11.00'; empty when only the day is known.</summary>
    public static string Clock(TimeOnly? startsAt, int? minutes) => startsAt is not { } start ? ""
        : minutes is { } length ? $"kl. {start:HH'.'mm}–{start.AddMinutes(length):HH'.'mm}" : $"kl. {start:HH'.'mm}";

    /// <summary>The lines that say when and where, as they stand in a mail.</summary>
    /// <param name="meeting">Loaded with its host.</param>
    public static string Lines(Meeting meeting)
    {
        var lines = new List<string> { $"Tid: {When(meeting)}" };
        if (meeting.Place.Length > 0) lines.Add($"Plats: {meeting.Place}");
        if (meeting.HostParty is { } host) lines.Add($"Värd: {host.Name}");
        if (meeting.VideoLink.Length > 0) lines.Add($"Videolänk: {meeting.VideoLink}");
        return string.Join('\n', lines);
    }
}
