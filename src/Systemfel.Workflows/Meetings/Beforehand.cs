using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>What a party says of a case before the group meets. Each may be said again, or taken back, until the meeting opens.</summary>
public sealed class Beforehand
{
    private static readonly Role[] Sitting = [Role.Member, Role.UserOrganisation];

    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly RouteCache _routes;
    private readonly TextCheck _check;

    internal Beforehand(SystemfelDb db, SwedishCalendar calendar, RouteCache routes, TextCheck check) =>
        (_db, _calendar, _routes, _check) = (db, calendar, routes, check);

    private sealed record Turn(Meeting Meeting, Deficiency Case, long PartyId, long AccountId);

    /// <summary>'Viktig för oss': counts in the open order as one time more.</summary>
    /// <param name="meetingId">A planned meeting.</param>
    /// <param name="caseId">A case on its agenda.</param>
    /// <param name="partyId">The party that the actor stands for in the group.</param>
    /// <param name="isImportant">False takes it back.</param>
    /// <param name="actor">A member of the group, or one of a user organisation.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">No such meeting or case for this person, or not their party.</exception>
    /// <exception cref="MoveRefusedException">The meeting is no longer ahead, or the case no longer on its agenda.</exception>
    public Task MarkAsync(long meetingId, long caseId, long partyId, bool isImportant, Actor actor, CancellationToken ct = default) =>
        SayAsync(meetingId, caseId, partyId, Sitting, actor, turn => KeepAsync(turn, RemarkKind.ImportantToUs, isImportant ? "" : null, ct), ct);

    /// <summary>The addressed unit's comment; an empty one takes it back.</summary>
    /// <param name="meetingId">A planned meeting.</param>
    /// <param name="caseId">A case on its agenda that concerns the party.</param>
    /// <param name="partyId">The party that the actor stands for in the group.</param>
    /// <param name="text">Text that points at no person.</param>
    /// <param name="accepted">Keys of likely finds that the writer has said are no person.</param>
    /// <param name="actor">A member of the group.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">No such meeting or case for this person, not their party, or not about it.</exception>
    /// <exception cref="MoveRefusedException">Too early or too late, or the text may point at a person.</exception>
    public Task CommentAsync(
        long meetingId, long caseId, long partyId, string text, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default) =>
        SayAsync(meetingId, caseId, partyId, [Role.Member], actor, async turn =>
        {
            var party = turn.Meeting.Group.Parties.First(p => p.PartyId == partyId).Party;
            if (!SeesFirst.IsAddressed(party, turn.Case)) throw new CaseNotFoundException();
            var from = SeesFirst.From(turn.Meeting, _routes.Of(turn.Case.Instance.RouteVersion).Deadlines);
            if (_calendar.Today < from) throw new MoveRefusedException($"Ni kan kommentera från {SwedishText.Date(from)}. Spara texten och kom tillbaka då.");
            var own = SaidText.Checked(_check, text, accepted);
            await KeepAsync(turn, RemarkKind.Comment, own.Length == 0 ? null : own, ct);
        }, ct);

    /// <summary>A user organisation's 'vi ser detta också', or its dissenting opinion for the minutes, said before the meeting.</summary>
    /// <param name="meetingId">A planned meeting.</param>
    /// <param name="caseId">A case on its agenda.</param>
    /// <param name="partyId">The user organisation that the actor stands for in the group.</param>
    /// <param name="kind">Which of the two.</param>
    /// <param name="text">The dissenting opinion; null takes either back.</param>
    /// <param name="accepted">Keys of likely finds that the writer has said are no person.</param>
    /// <param name="actor">One of the user organisation.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">No such meeting or case for this person, or not their party.</exception>
    /// <exception cref="MoveRefusedException">Too late, without text, or the text may point at a person.</exception>
    public Task SupportAsync(
        long meetingId, long caseId, long partyId, SupportKind kind, string? text, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default) =>
        SayAsync(meetingId, caseId, partyId, [Role.UserOrganisation], actor, turn =>
        {
            var own = text == null ? null : SaidText.Checked(_check, text, accepted);
            if (kind == SupportKind.Reservation && own == "") throw new MoveRefusedException("Skriv den avvikande meningen.", "text");
            var item = turn.Meeting.Items.FirstOrDefault(i => i.DeficiencyId == caseId);
            // Its section is found anew when the meeting opens; nobody has placed it.
            if (item == null) turn.Meeting.Items.Add(item = new AgendaItem { DeficiencyId = caseId, Section = AgendaSection.New });
            var existing = item.Supports.FirstOrDefault(s => s.PartyId == partyId && s.Kind == kind);
            if (own == null) item.Supports.RemoveAll(s => s == existing);
            else if (existing == null) item.Supports.Add(new Support { PartyId = partyId, Kind = kind, Text = own, At = _calendar.Now });
            else existing.Text = own;
            // The meeting is not changed by what is said: whoever has its form open is not too late. Its row is taken, so that two who speak come one after the other.
            return Task.CompletedTask;
        }, ct);

    private async Task SayAsync(long meetingId, long caseId, long partyId, Role[] roles, Actor actor, Func<Turn, Task> say, CancellationToken ct)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        // The case first, as everywhere: what is erased or masked at the same moment takes this along, or is seen below.
        await CaseLocks.CasesAsync(_db, [caseId], ct);
        await CaseLocks.MeetingAsync(_db, meetingId, ct);
        var meeting = await _db.Meetings.Include(m => m.Group.Parties).ThenInclude(p => p.Party).Include(m => m.Items).ThenInclude(i => i.Supports)
            .AsSplitQuery().SingleOrDefaultAsync(m => m.Id == meetingId, ct) ?? throw new CaseNotFoundException();
        var stands = actor.Memberships.Any(m => m.GroupId == meeting.GroupId && m.PartyId == partyId && roles.Contains(m.Role));
        if (!stands || meeting.Group.Parties.All(p => p.PartyId != partyId)) throw new CaseNotFoundException();
        var subject = await _db.Deficiencies.VisibleTo(new Viewer(actor.AccountId ?? 0, actor.Name, actor.Memberships)).Where(d => d.Id == caseId)
            .Include(d => d.Addressees).Include(d => d.Occurrences).Include(d => d.Bookmarks).Include(d => d.Instance.RouteVersion)
            .AsSplitQuery().SingleOrDefaultAsync(ct) ?? throw new CaseNotFoundException();
        if (subject.ErasedAt != null || subject.MaskedAt != null) throw new MoveRefusedException("Systemfelets text är borttagen, så inget kan sägas om det nu.");
        if (meeting.State == MeetingState.Open) throw new MoveRefusedException("Mötet är öppet. Säg det på mötet i stället.");
        if (meeting.State != MeetingState.Planned) throw new MoveRefusedException("Mötet har varit eller är inställt. Säg det före gruppens nästa möte.");
        if (!await IsOnAgendaAsync(meeting, caseId, ct)) throw new MoveRefusedException("Systemfelet står inte längre på dagordningen, så inget har sparats.");
        await say(new Turn(meeting, subject, partyId, actor.AccountId ?? 0));
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<bool> IsOnAgendaAsync(Meeting meeting, long caseId, CancellationToken ct)
    {
        var today = _calendar.Today;
        var lines = await _db.Bookmarks.Before(meeting.Group).Where(b => b.DeficiencyId == caseId).ToListAsync(ct);
        lines.AddRange(await _db.Bookmarks.LateFor(meeting.Group, today < meeting.Date ? today : meeting.Date).Where(b => b.DeficiencyId == caseId).ToListAsync(ct));
        return lines.Exists(b => Agenda.IsDue(b, meeting.Date, today));
    }

    private async Task KeepAsync(Turn turn, RemarkKind kind, string? text, CancellationToken ct)
    {
        var kept = await _db.Remarks.SingleOrDefaultAsync(r =>
            r.GroupId == turn.Meeting.GroupId && r.DeficiencyId == turn.Case.Id && r.PartyId == turn.PartyId && r.Kind == kind, ct);
        if (text == null)
        {
            if (kept != null) _db.Remove(kept);
            return;
        }
        if (kept == null)
            _db.Add(kept = new Remark { GroupId = turn.Meeting.GroupId, DeficiencyId = turn.Case.Id, PartyId = turn.PartyId, Kind = kind });
        (kept.Text, kept.At, kept.ById) = (text, _calendar.Now, turn.AccountId);
    }
}
