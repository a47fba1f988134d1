using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>Items that a meeting is left to decide: they follow to the group's next meeting, and the minutes say so.</summary>
public static class Undecided
{
    /// <summary>Whether a decision is one on what its item asks; an oral answer, a split and a link stand beside that.</summary>
    public static bool IsTheDecision(Decision decision) => decision.MoveId != "register-answer" && !OwnMoves.IsBeside(decision.MoveId);

    /// <summary>The decisions that an item is done with. What somebody else is late with is done with their answer: the group has nothing to decide there.</summary>
    /// <param name="item">Loaded with its decisions.</param>
    public static IEnumerable<Decision> DoneBy(AgendaItem item) => item.Decisions.Where(d =>
        d.UndoneAt == null && (IsTheDecision(d) || (item.Section == AgendaSection.Overdue && d.MoveId == "register-answer")));

    /// <summary>The items that follow along, in the order of the agenda: those without a decision that wait for the meeting. What was only answered under 'sedan sist' is none of them.</summary>
    /// <param name="meeting">Loaded with its items and their decisions.</param>
    /// <param name="waiting">From <see cref="WaitingAsync"/>.</param>
    public static IEnumerable<AgendaItem> Of(Meeting meeting, IReadOnlySet<long> waiting) =>
        AgendaArrangement.Shown(meeting.Items).Where(i => waiting.Contains(i.DeficiencyId) && !DoneBy(i).Any());

    /// <summary>
    /// The cases of a meeting that wait for what it decides: a line of theirs stands before the group, whatever section they stand in. One that
    /// waits for somebody else, was moved on or closed meanwhile waits no longer, and an example never does. Once the minutes are approved, those that waited then.
    /// </summary>
    /// <param name="bookmarks">Where lines are.</param>
    /// <param name="meeting">Loaded with its group and items.</param>
    /// <param name="approved">The head of the latest version of approved minutes; else null.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>Ids of cases, decided or not.</returns>
    public static async Task<IReadOnlySet<long>> WaitingAsync(IQueryable<Bookmark> bookmarks, Meeting meeting, MinutesHead? approved, CancellationToken ct = default)
    {
        if (approved?.Follows is { } kept) return kept.ToHashSet();
        var cases = meeting.Items.ConvertAll(i => i.DeficiencyId);
        var lines = bookmarks.Where(b => cases.Contains(b.DeficiencyId) && !b.Deficiency.IsExample);
        // Minutes from before it was kept: what was not closed by then.
        var waiting = meeting.ApprovedAt is { } at ? lines.Where(b => b.Deficiency.Instance.ClosedAt == null || b.Deficiency.Instance.ClosedAt > at) : lines.Before(meeting.Group);
        return (await waiting.Select(b => b.DeficiencyId).Distinct().ToListAsync(ct)).ToHashSet();
    }

    /// <summary>'Hann inte behandlas, följer med till nästa möte 3 december 2026.'; empty for minutes from before this was said.</summary>
    /// <param name="followsTo">From <see cref="MinutesHead.FollowsTo"/>.</param>
    /// <param name="isSpokenOf">It has a note: the meeting got to it.</param>
    public static string Sentence(string followsTo, bool isSpokenOf) =>
        followsTo.Length == 0 ? "" : $"{(isSpokenOf ? "Inget beslut" : "Hann inte behandlas")}, följer med till {followsTo}.";

    /// <summary>'nästa möte 3 december 2026', or 'nästa möte' when none is planned.</summary>
    /// <param name="meetings">Where meetings are.</param>
    /// <param name="meeting">The one whose items follow along.</param>
    /// <param name="today">The day, in Sweden.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<string> FollowsToAsync(IQueryable<Meeting> meetings, Meeting meeting, DateOnly today, CancellationToken ct = default) =>
        await NextMeetingAsync(meetings, meeting, today, ct) is { } day ? $"nästa möte {SwedishText.Date(day)}" : "nästa möte";

    /// <summary>
    /// The day of the group's next meeting: the first that is planned after today and, for a meeting that is or has been held, after its own
    /// day, which is still to come when it was opened before it. For approved minutes, the one that was next when they were approved.
    /// </summary>
    /// <param name="meetings">Where meetings are.</param>
    /// <param name="meeting">The one that it follows on.</param>
    /// <param name="today">The day, in Sweden.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>Null when none is planned.</returns>
    public static Task<DateOnly?> NextMeetingAsync(IQueryable<Meeting> meetings, Meeting meeting, DateOnly today, CancellationToken ct = default)
    {
        var from = meeting.ApprovedAt is { } at ? SwedishCalendar.DateOf(at) : today;
        var after = meeting.State is MeetingState.Open or MeetingState.Approved && meeting.Date > from ? meeting.Date : from;
        return meetings.Where(m => m.GroupId == meeting.GroupId && m.Id != meeting.Id && m.Date > after)
            .Where(m => m.State == MeetingState.Planned || (m.State != MeetingState.Cancelled && m.OpenedAt > meeting.ApprovedAt))
            .MinAsync(m => (DateOnly?)m.Date, ct);
    }
}
