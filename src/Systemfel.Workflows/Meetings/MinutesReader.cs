using Systemfel.Data.Meetings;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>Reads the minutes that stand: the latest version of approved ones, or what they would say now.</summary>
public sealed class MinutesReader
{
    private readonly MinutesKeeper _keeper;

    internal MinutesReader(MinutesKeeper keeper) => _keeper = keeper;

    /// <param name="meetingId">A meeting that the reader may see: the caller has asked.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>The version, which is stored or not, and a Swedish line about its approval.</returns>
    /// <exception cref="CaseNotFoundException">No such meeting.</exception>
    public async Task<(MinutesVersion Version, string Standing)> CurrentAsync(long meetingId, CancellationToken ct = default)
    {
        var meeting = await _keeper.LoadAsync(meetingId, ct) ?? throw new CaseNotFoundException();
        var version = meeting.State == MeetingState.Approved ? MinutesKeeper.Latest(meeting) : null;
        if (version == null)
        {
            version = await _keeper.DraftAsync(meeting, ct);
            version.At = meeting.ApprovedAt ?? _keeper.Now;
        }
        return (version, StandingOf(meeting));
    }

    /// <summary>'Justerat 14 december 2026 av Anna Berg och Bo Ek.', or that it is not.</summary>
    internal static string StandingOf(Meeting meeting)
    {
        var team = MinutesWords.IsTeam(meeting.Group);
        if (meeting.State != MeetingState.Approved || meeting.ApprovedAt is not { } at) return $"Utkast. {MinutesWords.NotApproved(team)}.";
        var waiting = MinutesKeeper.Waiting(meeting);
        if (meeting.Adjustments.Count > 0 && waiting.Count > 0) return $"Ändrat efter justeringen. {MinutesService.Names(waiting)} har inte justerat ändringen än.";
        var latest = meeting.Adjustments.Max(a => a.AdjustedAt) ?? at;
        return (team ? "Godkända " : "Justerat ") + SwedishText.Date(SwedishCalendar.DateOf(latest))
            + (meeting.Adjustments.Count > 0 ? $" av {MinutesService.Names(meeting.Adjustments)}" : meeting.ApprovedBy is { } by ? $" av {by.DisplayName}" : "") + ".";
    }
}
