using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Meetings;

/// <summary>Which item a meeting looks at now, for those who follow it from elsewhere.</summary>
public sealed class ItemOnScreen
{
    private readonly SystemfelDb _db;

    internal ItemOnScreen(SystemfelDb db) => _db = db;

    /// <summary>Puts an item before everyone who follows the meeting. Safe to repeat. Of two who do so at once the last counts.</summary>
    /// <param name="meetingId">The meeting.</param>
    /// <param name="agendaItemId">One of its items.</param>
    /// <param name="actor">Who runs the meeting: the coordinator or its chair.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">No such item there, or this person does not run the meeting.</exception>
    /// <exception cref="MoveRefusedException">The meeting is not open.</exception>
    public async Task ShowAsync(long meetingId, long agendaItemId, Actor actor, CancellationToken ct = default)
    {
        // A decision at the same moment changes the meeting too: read again and put the item in its new version.
        while (!await TryShowAsync(meetingId, agendaItemId, actor, ct))
        {
        }
    }

    private async Task<bool> TryShowAsync(long meetingId, long agendaItemId, Actor actor, CancellationToken ct)
    {
        _db.ChangeTracker.Clear();
        var meeting = await _db.Meetings.SingleOrDefaultAsync(m => m.Id == meetingId && m.Items.Any(i => i.Id == agendaItemId), ct)
            ?? throw new CaseNotFoundException();
        if (!MeetingService.MayRun(meeting, actor)) throw new CaseNotFoundException();
        if (meeting.State != MeetingState.Open) throw new MoveRefusedException(Inputs.Known["open-meeting"]);
        // The version stays: it counts what is decided and written, and whoever approves must not stumble over a step.
        meeting.CurrentItemId = agendaItemId;
        try
        {
            await _db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        finally
        {
            _db.ChangeTracker.Clear();
        }
    }
}
