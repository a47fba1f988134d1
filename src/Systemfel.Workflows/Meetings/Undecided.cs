using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>Items that a meeting did not get to: they follow to the group's next meeting, and the minutes say so.</summary>
public static class Undecided
{
    /// <summary>Whether a decision is one on what its item asks; an oral answer, a split and a link stand beside that.</summary>
    public static bool IsTheDecision(Decision decision) => decision.MoveId != "register-answer" && !OwnMoves.IsBeside(decision.MoveId);

    /// <summary>The decisions that an item is done with. What somebody else is late with is done with their answer: the group has nothing to decide there.</summary>
    /// <param name="item">Loaded with its decisions.</param>
    public static IEnumerable<Decision> DoneBy(AgendaItem item) => item.Decisions.Where(d =>
        d.UndoneAt == null && (IsTheDecision(d) || (item.Section == AgendaSection.Overdue && d.MoveId == "register-answer")));

    /// <summary>The items that follow along, in the order of the agenda: not what was only answered under 'sedan sist', nor a case that was closed before the minutes were approved.</summary>
    /// <param name="meeting">Loaded with its items and their decisions.</param>
    /// <param name="closedAt">When an item's case was closed; null while it is open.</param>
    public static IEnumerable<AgendaItem> Of(Meeting meeting, Func<AgendaItem, DateTimeOffset?> closedAt) => AgendaArrangement.Shown(meeting.Items)
        .Where(i => !DoneBy(i).Any() && !(closedAt(i) is { } closed && (meeting.ApprovedAt is not { } approved || closed <= approved)));

    /// <summary>'Hann inte behandlas, följer med till nästa möte 3 december 2026.'; empty for minutes from before this was said.</summary>
    /// <param name="followsTo">From <see cref="MinutesHead.FollowsTo"/>.</param>
    /// <param name="isSpokenOf">It has a note: the meeting got to it.</param>
    public static string Sentence(string followsTo, bool isSpokenOf) =>
        followsTo.Length == 0 ? "" : $"{(isSpokenOf ? "Inget beslut" : "Hann inte behandlas")}, följer med till {followsTo}.";

    /// <summary>'nästa möte 3 december 2026', or 'nästa möte' when none is planned.</summary>
    /// <param name="meetings">Where meetings are.</param>
    /// <param name="meeting">The one whose items follow along.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<string> FollowsToAsync(IQueryable<Meeting> meetings, Meeting meeting, CancellationToken ct = default)
    {
        var next = await meetings.Where(m => m.GroupId == meeting.GroupId && m.Date > meeting.Date && m.State != MeetingState.Cancelled).MinAsync(m => (DateOnly?)m.Date, ct);
        return next is { } day ? $"nästa möte {SwedishText.Date(day)}" : "nästa möte";
    }
}
