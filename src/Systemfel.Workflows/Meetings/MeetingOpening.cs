using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>Takes back that a meeting was opened, as long as it has done nothing.</summary>
public sealed class MeetingOpening
{
    /// <summary>The word in the access log.</summary>
    public const string TakenBack = "meeting.opening-taken-back";

    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;

    internal MeetingOpening(SystemfelDb db, SwedishCalendar calendar) => (_db, _calendar) = (db, calendar);

    /// <summary>
    /// Closes an opened meeting again: it is planned as before. Notes, attendance and what was said stay for when it opens; an order that
    /// was chosen by hand too. No case moves, and what was sent in stays before the review. Noted in the access log. Safe to repeat.
    /// </summary>
    /// <param name="meetingId">The meeting.</param>
    /// <param name="actor">The coordinator or the group's chair.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">No such meeting for this person.</exception>
    /// <exception cref="MoveRefusedException">Something was decided, a raised point was taken up, or adjusters were asked.</exception>
    public async Task TakeBackAsync(long meetingId, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        var before = await _db.Meetings.AsNoTracking().Include(m => m.Group).SingleOrDefaultAsync(m => m.Id == meetingId, ct) ?? throw new CaseNotFoundException();
        // Searched before anybody is kept waiting.
        var hits = await AgendaSources.Of(_db).SearchMergesAsync(before.Group, before.Date, _calendar.Today, withSubmitted: false, ct);
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        // A decision at the same moment comes before or after, never between.
        await CaseLocks.MeetingAsync(_db, meetingId, ct);
        var meeting = await _db.Meetings.Include(m => m.Group).Include(m => m.Adjustments).Include(m => m.Items).ThenInclude(i => i.Decisions)
            .Include(m => m.Items).ThenInclude(i => i.Supports).AsSplitQuery().SingleOrDefaultAsync(m => m.Id == meetingId, ct) ?? throw new CaseNotFoundException();
        if (!MeetingService.MayRun(meeting, actor)) throw new CaseNotFoundException();
        if (meeting.State == MeetingState.Planned) return;
        await RefuseAsync(meeting, ct);
        var lines = await AgendaSources.Of(_db).ReadAsync(meeting.Group, meeting.Date, _calendar.Today, withSubmitted: false, hits, ct);
        _db.RemoveRange(OpeningAgenda.Clear(meeting, lines));
        (meeting.State, meeting.OpenedAt, meeting.CurrentItemId, meeting.FirstParagraph) = (MeetingState.Planned, null, null, 1);
        meeting.Version++;
        if (actor.AccountId is { } me) _db.Add(new AccessLog { AccountId = me, What = TakenBack, SubjectId = meetingId, At = _calendar.Now });
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task RefuseAsync(Meeting meeting, CancellationToken ct)
    {
        if (meeting.State != MeetingState.Open) throw new MoveRefusedException("Mötet är avslutat eller inställt, så det kan inte stängas igen.");
        if (meeting.Items.Exists(i => i.Decisions.Exists(d => d.UndoneAt == null)))
            throw new MoveRefusedException("Något är beslutat på mötet, så det kan inte stängas igen. Ångra besluten först, eller godkänn anteckningarna när mötet är slut.");
        if (await _db.RaisedPoints.AnyAsync(p => p.MeetingId == meeting.Id && p.ClosedAt != null && p.Outcome != RaisedPoints.StoredWithdrawn, ct))
            throw new MoveRefusedException("En väckt punkt är redan avklarad på mötet, så det kan inte stängas igen. Godkänn anteckningarna när mötet är slut.");
        if (meeting.Adjustments.Count > 0)
            throw new MoveRefusedException("Justerare har fått texten att läsa, så mötet kan inte stängas igen. Godkänn protokollet när de har svarat.");
    }
}
