using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>Where an item of an agenda is moved.</summary>
public enum PlaceOnAgenda
{
    /// <summary>One step towards the beginning.</summary>
    Up,
    /// <summary>One step towards the end.</summary>
    Down,
    /// <summary>To the beginning.</summary>
    First,
}

/// <summary>Somebody else has changed the order of an agenda since the page was opened.</summary>
public sealed class StaleOrderException() : StaleMoveException(
    "Någon annan har hunnit före. Dagordningen har ändrats sedan du öppnade sidan, så punkten har inte flyttats. Se hur den står nu och flytta igen.");

/// <summary>Lets the coordinator and the chair put an agenda in another order, before the meeting and in it.</summary>
public sealed class AgendaOrdering
{
    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;

    internal AgendaOrdering(SystemfelDb db, SwedishCalendar calendar) => (_db, _calendar) = (db, calendar);

    /// <summary>Moves one item. Of two who move at once the second is told.</summary>
    /// <param name="meetingId">A planned or open meeting.</param>
    /// <param name="caseId">The item's case.</param>
    /// <param name="to">Where to.</param>
    /// <param name="seen">The <see cref="AgendaArrangement.Version"/> that the page showed.</param>
    /// <param name="actor">The coordinator or the group's chair.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <returns>Where it stands now, from 1.</returns>
    /// <exception cref="CaseNotFoundException">No such meeting for this person, or no such item on it.</exception>
    /// <exception cref="StaleOrderException">Somebody else has changed the order meanwhile.</exception>
    /// <exception cref="MoveRefusedException">The meeting has been held.</exception>
    public async Task<int> MoveAsync(long meetingId, long caseId, PlaceOnAgenda to, string? seen, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        var hits = await HitsAsync(meetingId, actor, ct);
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CaseLocks.MeetingAsync(_db, meetingId, ct);
        var meeting = await _db.Meetings.Include(m => m.Group).Include(m => m.Items).SingleOrDefaultAsync(m => m.Id == meetingId, ct) ?? throw new CaseNotFoundException();
        if (!MayOrder(meeting, actor)) throw new CaseNotFoundException();
        if (meeting.State is not (MeetingState.Planned or MeetingState.Open)) throw new MoveRefusedException("Mötet har varit eller är inställt, så dagordningen kan inte ändras.");
        var sections = await SectionsAsync(meeting, hits, ct);
        var order = sections.Select(s => s.CaseId).ToList();
        if (AgendaArrangement.Version(order) != seen) throw new StaleOrderException();
        if (!order.Contains(caseId)) throw new CaseNotFoundException();
        var position = Move(order, caseId, to);
        var known = meeting.Items.ToDictionary(i => i.DeficiencyId);
        foreach (var (id, section) in sections)
        {
            if (!known.TryGetValue(id, out var item)) meeting.Items.Add(item = new AgendaItem { DeficiencyId = id, Section = section });
            item.SortOrder = order.IndexOf(id) + 1;
        }
        // Windows that follow an open meeting hear of it. The order of a planned one has a version of its own, so that no other form is made stale.
        if (meeting.State == MeetingState.Open) meeting.Version++;
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return position;
    }

    private static bool MayOrder(Meeting meeting, Actor actor) =>
        actor.Has(meeting.OrganisationId, Role.Coordinator) || actor.Memberships.Any(m => m.GroupId == meeting.GroupId && m.IsChair);

    /// <summary>Looks for merges to propose before anybody is kept waiting.</summary>
    private async Task<MergeHits> HitsAsync(long meetingId, Actor actor, CancellationToken ct)
    {
        var meeting = await _db.Meetings.AsNoTracking().Include(m => m.Group).SingleOrDefaultAsync(m => m.Id == meetingId, ct);
        if (meeting == null || !MayOrder(meeting, actor)) throw new CaseNotFoundException();
        return meeting.State == MeetingState.Planned
            ? await AgendaSources.Of(_db).SearchMergesAsync(meeting.Group, meeting.Date, _calendar.Today, withSubmitted: true, ct)
            : MergeHits.None;
    }

    private async Task<IReadOnlyList<(long CaseId, AgendaSection Section)>> SectionsAsync(Meeting meeting, MergeHits hits, CancellationToken ct)
    {
        if (meeting.State == MeetingState.Open) return [.. AgendaArrangement.Shown(meeting.Items).Select(i => (i.DeficiencyId, i.Section))];
        var lines = await AgendaSources.Of(_db).ReadAsync(meeting.Group, meeting.Date, _calendar.Today, withSubmitted: true, hits, ct);
        return [.. AgendaArrangement.Arranged(meeting.Items, lines).Select(l => (l.DeficiencyId, l.Section))];
    }

    private static int Move(List<long> order, long caseId, PlaceOnAgenda to)
    {
        var at = order.IndexOf(caseId);
        var target = to switch { PlaceOnAgenda.First => 0, PlaceOnAgenda.Up => at - 1, _ => at + 1 };
        target = Math.Clamp(target, 0, order.Count - 1);
        order.RemoveAt(at);
        order.Insert(target, caseId);
        return target + 1;
    }
}
