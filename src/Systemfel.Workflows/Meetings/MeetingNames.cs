using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>A meeting in words: what it is called, when and where it is.</summary>
public static class MeetingNames
{
    /// <summary>'Månadsgenomgång' for the team, else the group's name.</summary>
    public static string Of(Group group) => group.Kind == GroupKind.Team ? "Månadsgenomgång" : group.Name;

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
