using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>Moves and cancels planned meetings. Whoever was called is told by mail, in the same transaction. The coordinator decides.</summary>
public sealed class PlannedMeetings
{
    private const int LongestReason = 500;
    private const string Stale = "Någon annan har ändrat mötet sedan du öppnade sidan, så inget har sparats. Läs hur det är nu och ändra igen.";

    private readonly SystemfelDb _db;
    private readonly InvitationService _invitations;
    private readonly SwedishCalendar _calendar;
    private readonly TextCheck _check;

    internal PlannedMeetings(SystemfelDb db, InvitationService invitations, SwedishCalendar calendar, TextCheck check) =>
        (_db, _invitations, _calendar, _check) = (db, invitations, calendar, check);

    /// <summary>Changes when and where a planned meeting is. A new day or time asks everyone for a new answer.</summary>
    /// <param name="meetingId">The meeting.</param>
    /// <param name="version">As the page showed it.</param>
    /// <param name="date">The day; null when none was chosen.</param>
    /// <param name="details">Time, length, place and link.</param>
    /// <param name="hostPartyId">A party of the group; null for none.</param>
    /// <param name="actor">The coordinator.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <returns>How many were told.</returns>
    /// <exception cref="CaseNotFoundException">No such meeting for this person.</exception>
    /// <exception cref="MoveRefusedException">With a sentence, at the input (date, time, minutes, place, video, host).</exception>
    public async Task<int> ChangeAsync(
        long meetingId, int version, DateOnly? date, MeetingDetails details, long? hostPartyId, Actor actor, CancellationToken ct = default)
    {
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var meeting = await LoadAsync(meetingId, version, actor, ct);
        if (date is not { } day) throw new MoveRefusedException("Ange vilken dag mötet är.", "date");
        if (day != meeting.Date && day < _calendar.Today) throw new MoveRefusedException("Dagen har redan varit. Välj en dag framåt.", "date");
        if (await _db.Meetings.AnyAsync(m => m.GroupId == meeting.GroupId && m.Id != meeting.Id && m.Date == day && m.State != MeetingState.Cancelled, ct))
            throw new MoveRefusedException($"{meeting.Group.Name} har redan ett möte den dagen.", "date");
        if (hostPartyId is { } host && meeting.Group.Parties.All(p => p.PartyId != host)) throw new MoveRefusedException("Värden hör inte till gruppen. Välj bland dem som visas.", "host");
        var now = details.Checked(_check);
        if (meeting.InvitedAt != null && now.StartsAt == null) throw new MoveRefusedException("De som är kallade måste få veta när mötet börjar. Ange en tid.", "time");
        var anotherTime = day != meeting.Date || now.StartsAt != meeting.StartsAt || now.Minutes != meeting.Minutes;
        if (!anotherTime && now.Place == meeting.Place && now.VideoLink == meeting.VideoLink && hostPartyId == meeting.HostPartyId) return 0;
        (meeting.Date, meeting.StartsAt, meeting.Minutes, meeting.Place, meeting.VideoLink) = (day, now.StartsAt, now.Minutes, now.Place, now.VideoLink);
        meeting.HostPartyId = hostPartyId;
        meeting.HostParty = hostPartyId is { } id ? meeting.Group.Parties.First(p => p.PartyId == id).Party : null;
        if (anotherTime)
            foreach (var invitation in meeting.Invitations) (invitation.Answer, invitation.AnsweredAt, invitation.Substitute) = (InvitationAnswer.None, null, "");
        var told = await SaveAsync(meeting, ct);
        await transaction.CommitAsync(ct);
        return told;
    }

    /// <summary>Cancels a planned meeting. Its day stays in the list, with the reason.</summary>
    /// <param name="meetingId">The meeting.</param>
    /// <param name="version">As the page showed it.</param>
    /// <param name="reason">Told to everyone who was called.</param>
    /// <param name="actor">The coordinator.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <returns>How many were told.</returns>
    /// <exception cref="CaseNotFoundException">No such meeting for this person.</exception>
    /// <exception cref="MoveRefusedException">With a sentence, at the input (reason).</exception>
    public async Task<int> CancelAsync(long meetingId, int version, string reason, Actor actor, CancellationToken ct = default)
    {
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var meeting = await LoadAsync(meetingId, version, actor, ct);
        var text = reason.Trim();
        if (text.Length == 0) throw new MoveRefusedException("Skriv varför mötet ställs in. De som är kallade får veta det.", "reason");
        if (text.Length > LongestReason) throw new MoveRefusedException($"Skälet är {text.Length} tecken. Korta ner det till högst {LongestReason}.", "reason");
        MeetingDetails.Refuse(_check, text, "reason");
        // What was written when it had been opened too early is kept below.
        var notes = meeting.Notes.Length == 0 ? text : $"{text}\n\n{meeting.Notes}";
        (meeting.State, meeting.CancelledAt, meeting.Notes) = (MeetingState.Cancelled, _calendar.Now, notes);
        var told = await SaveAsync(meeting, ct);
        await transaction.CommitAsync(ct);
        return told;
    }

    private async Task<Meeting> LoadAsync(long id, int version, Actor actor, CancellationToken ct)
    {
        _db.ChangeTracker.Clear();
        var meeting = await _db.Meetings.Include(m => m.Group.Inviter).Include(m => m.Group.Parties).ThenInclude(p => p.Party)
            .Include(m => m.HostParty).Include(m => m.Invitations).AsSplitQuery().SingleOrDefaultAsync(m => m.Id == id, ct) ?? throw new CaseNotFoundException();
        if (!actor.Has(meeting.OrganisationId, Role.Coordinator)) throw new CaseNotFoundException();
        if (meeting.State != MeetingState.Planned)
            throw new MoveRefusedException(meeting.State == MeetingState.Cancelled ? "Mötet är redan inställt." : "Mötet har öppnats, så det går inte längre att flytta eller ställa in.");
        if (meeting.Version != version) throw new MoveRefusedException(Stale);
        return meeting;
    }

    private async Task<int> SaveAsync(Meeting meeting, CancellationToken ct)
    {
        if (meeting.InvitedAt != null) meeting.CalendarSequence++;
        meeting.Version++;
        try
        {
            await _db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new MoveRefusedException(Stale);
        }
        return meeting.InvitedAt == null ? 0 : await _invitations.TellAsync(meeting, ct);
    }
}
