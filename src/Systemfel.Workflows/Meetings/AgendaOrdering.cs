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
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CaseLocks.MeetingAsync(_db, meetingId, ct);
        var meeting = await _db.Meetings.Include(m => m.Group).Include(m => m.Items).SingleOrDefaultAsync(m => m.Id == meetingId, ct) ?? throw new CaseNotFoundException();
        if (!actor.Has(meeting.OrganisationId, Role.Coordinator) && !actor.Memberships.Any(m => m.GroupId == meeting.GroupId && m.IsChair)) throw new CaseNotFoundException();
        if (meeting.State is not (MeetingState.Planned or MeetingState.Open)) throw new MoveRefusedException("Mötet har varit eller är inställt, så dagordningen kan inte ändras.");
        var sections = await SectionsAsync(meeting, ct);
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
        meeting.Version++;
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return position;
    }

    private async Task<IReadOnlyList<(long CaseId, AgendaSection Section)>> SectionsAsync(Meeting meeting, CancellationToken ct)
    {
        if (meeting.State == MeetingState.Open) return [.. AgendaArrangement.Shown(meeting.Items).Select(i => (i.DeficiencyId, i.Section))];
        var lines = await AgendaSources.Of(_db).ReadAsync(meeting.Group, meeting.Date, _calendar.Today, withSubmitted: true, withMerges: true, ct);
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
