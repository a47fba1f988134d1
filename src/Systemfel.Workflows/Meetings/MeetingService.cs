using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>Who was at a meeting, or was missed.</summary>
/// <param name="PartyId">Whom they stood for; null for one of the team or a guest.</param>
/// <param name="Name">A name, or empty.</param>
/// <param name="IsPresent">Was there.</param>
/// <param name="IsSubstitute">In the place of the usual member.</param>
public sealed record AttendanceRow(long? PartyId, string Name, bool IsPresent, bool IsSubstitute);

/// <summary>Plans, opens and closes meetings; keeps their agendas, notes and attendance. What is decided goes through <see cref="CaseMoves"/>.</summary>
public sealed class MeetingService
{
    private readonly SystemfelDb _db;
    private readonly CaseMoves _moves;
    private readonly SwedishCalendar _calendar;
    private readonly MinutesKeeper _minutes;

    internal MeetingService(SystemfelDb db, CaseMoves moves, SwedishCalendar calendar, MinutesKeeper minutes) =>
        (_db, _moves, _calendar, _minutes) = (db, moves, calendar, minutes);

    /// <summary>Registers a meeting's date.</summary>
    /// <exception cref="MoveRefusedException">The date has been, or the group already meets then.</exception>
    public async Task<long> PlanAsync(long groupId, DateOnly? date, string place, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        var group = await _db.Groups.SingleOrDefaultAsync(g => g.Id == groupId, ct) ?? throw new CaseNotFoundException();
        RequireCoordinator(actor, group.OrganisationId);
        if (date is not { } day) throw new MoveRefusedException("Ange vilken dag mötet är.", "date");
        if (day < _calendar.Today) throw new MoveRefusedException("Dagen har redan varit. Välj en dag framåt.", "date");
        if (await _db.Meetings.AnyAsync(m => m.GroupId == groupId && m.Date == day && m.State != MeetingState.Cancelled, ct))
            throw new MoveRefusedException($"{group.Name} har redan ett möte den dagen.", "date");
        var meeting = new Meeting { OrganisationId = group.OrganisationId, GroupId = groupId, Date = day, Place = place.Trim() };
        _db.Add(meeting);
        await _db.SaveChangesAsync(ct);
        return meeting.Id;
    }

    /// <summary>Opens a meeting: its agenda is made; at the monthly review what has been sent in comes before it. Safe to repeat.</summary>
    public async Task OpenAsync(long meetingId, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        var meeting = await LoadAsync(meetingId, actor, ct);
        if (meeting.State == MeetingState.Approved) throw new MoveRefusedException($"Mötet är avslutat. {MinutesWords.Approved(MinutesWords.IsTeam(meeting.Group))}.");
        if (meeting.State == MeetingState.Cancelled) throw new MoveRefusedException("Mötet är inställt, så det kan inte öppnas. Planera ett nytt möte i stället.");
        if (meeting.State == MeetingState.Planned && await OpenOfGroupAsync(meeting, ct) is { } other)
            throw new MoveRefusedException($"Mötet {SwedishText.Date(other.Date)} är fortfarande öppet. {MinutesWords.Approve(MinutesWords.IsTeam(meeting.Group))} från det först.");
        if (meeting.Group.Kind == GroupKind.Team) await ReceiveSubmittedAsync(meeting, actor, ct);
        var hits = await AgendaSources.Of(_db).SearchMergesAsync(meeting.Group, meeting.Date, _calendar.Today, withSubmitted: false, ct);
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        // What is said or placed beforehand at the same moment comes before or after, never between.
        await CaseLocks.MeetingAsync(_db, meetingId, ct);
        _db.ChangeTracker.Clear();
        meeting = await LoadAsync(meetingId, actor, ct);
        var opens = meeting.State == MeetingState.Planned;
        if (opens)
        {
            meeting.State = MeetingState.Open;
            meeting.OpenedAt = _calendar.Now;
            meeting.FirstParagraph = await NextParagraphAsync(meeting, ct);
        }
        await FillAgendaAsync(meeting, opens, hits, ct);
        meeting.Version++;
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
    }

    /// <summary>Writes an item's note.</summary>
    /// <param name="agendaItemId">The item.</param>
    /// <param name="seen">The <see cref="NotesVersion"/> that the page showed.</param>
    /// <param name="note">The whole note.</param>
    /// <param name="actor">Who runs the meeting.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="StaleNotesException">Someone else has written it meanwhile.</exception>
    /// <exception cref="MoveRefusedException">It points at a person.</exception>
    public async Task NoteAsync(long agendaItemId, string? seen, string note, Actor actor, CancellationToken ct = default)
    {
        _minutes.RefuseCertain(note, "note");
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var subject = await _db.AgendaItems.Where(i => i.Id == agendaItemId).Select(i => (long?)i.DeficiencyId).SingleOrDefaultAsync(ct) ?? throw new CaseNotFoundException();
        // A decision may carry a note for the same item.
        await CaseLocks.CasesAsync(_db, [subject], ct);
        var item = await _db.AgendaItems.Include(i => i.Meeting.Group).SingleAsync(i => i.Id == agendaItemId, ct);
        RequireRunning(item.Meeting, actor);
        ItemNote.Write(item, note, seen);
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Writes the notes of the meeting as a whole, and who was there.</summary>
    /// <param name="meetingId">The meeting.</param>
    /// <param name="seen">The <see cref="NotesVersion"/> that the page showed.</param>
    /// <param name="notes">The whole text.</param>
    /// <param name="attendances">Everyone.</param>
    /// <param name="actor">Who runs the meeting.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="StaleNotesException">Someone else has written them meanwhile.</exception>
    /// <exception cref="MoveRefusedException">They point at a person.</exception>
    public async Task WriteAsync(
        long meetingId, string? seen, string notes, IReadOnlyList<AttendanceRow> attendances, Actor actor, CancellationToken ct = default)
    {
        var text = notes.Trim();
        _minutes.RefuseCertain(text, "notes");
        List<AttendanceRow> rows = [.. attendances.Select(a => a with { Name = a.Name.Trim() })];
        // A decision made at the same time changes the meeting too, but not its notes: read again, and see.
        while (!await TryWriteAsync(meetingId, seen, text, rows, actor, ct))
        {
        }
    }

    private async Task<bool> TryWriteAsync(long meetingId, string? seen, string text, List<AttendanceRow> rows, Actor actor, CancellationToken ct)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        // Notes and attendances are read by two queries: nobody writes between them.
        await CaseLocks.MeetingAsync(_db, meetingId, ct);
        var meeting = await LoadAsync(meetingId, actor, ct);
        RequireRunning(meeting, actor);
        await _db.Entry(meeting).Collection(m => m.Attendances).LoadAsync(ct);
        var stored = NotesVersion.Of(meeting);
        if (stored == NotesVersion.Of(text, rows)) return true;
        if (stored != seen) throw new StaleNotesException(meeting.Notes);
        meeting.Notes = text;
        meeting.Version++;
        _db.RemoveRange(meeting.Attendances);
        foreach (var a in rows)
            _db.Add(new Attendance { MeetingId = meetingId, PartyId = a.PartyId, Name = a.Name, IsPresent = a.IsPresent, IsSubstitute = a.IsSubstitute });
        try
        {
            await _db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    /// <summary>A user organisation says 'vi ser detta också', which saying it again takes back, or enters a dissenting opinion, which the next replaces.</summary>
    /// <param name="agendaItemId">An item of an open meeting.</param>
    /// <param name="partyId">The user organisation, which sits in the group.</param>
    /// <param name="kind">Which of the two.</param>
    /// <param name="text">The dissenting opinion; for 'vi ser detta också' not kept.</param>
    /// <param name="accepted">Keys of likely finds that the writer has said are no person.</param>
    /// <param name="actor">One of the user organisation, or the coordinator.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">No such item for this person, or not their party.</exception>
    /// <exception cref="MoveRefusedException">The meeting is not open, or the text is missing, too long or may point at a person.</exception>
    public async Task SupportAsync(
        long agendaItemId, long partyId, SupportKind kind, string text, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        var item = await _db.AgendaItems.Include(i => i.Meeting.Group.Parties).Include(i => i.Supports).SingleOrDefaultAsync(i => i.Id == agendaItemId, ct)
            ?? throw new CaseNotFoundException();
        var own = actor.Memberships.Any(m => m.PartyId == partyId && m.GroupId == item.Meeting.GroupId && m.Role == Role.UserOrganisation);
        if (!own) RequireCoordinator(actor, item.Meeting.OrganisationId);
        if (item.Meeting.State != MeetingState.Open) throw new MoveRefusedException(Inputs.Known["open-meeting"]);
        if (item.Meeting.Group.Parties.All(p => p.PartyId != partyId)) throw new CaseNotFoundException();
        var said = kind == SupportKind.Reservation ? _minutes.Said(text, accepted) : "";
        if (kind == SupportKind.Reservation && said.Length == 0) throw new MoveRefusedException("Skriv den avvikande meningen.", "text");
        var existing = item.Supports.FirstOrDefault(s => s.PartyId == partyId && s.Kind == kind);
        if (existing == null) item.Supports.Add(new Support { PartyId = partyId, Kind = kind, Text = said, At = _calendar.Now });
        else if (kind == SupportKind.SeesItToo) item.Supports.Remove(existing);
        else existing.Text = said;
        item.Meeting.Version++;
        await _db.SaveChangesAsync(ct);
    }

    /// <summary>Approves the notes or minutes: from now on decisions can no longer be undone, only replaced by new ones. Safe to repeat.</summary>
    /// <param name="meetingId">The open meeting.</param>
    /// <param name="version">The meeting's version that the page showed.</param>
    /// <param name="accepted">Keys of likely finds that somebody has said are no person.</param>
    /// <param name="actor">The coordinator or the group's chair.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">No such meeting for this person.</exception>
    /// <exception cref="StaleMoveException">The meeting has changed meanwhile.</exception>
    /// <exception cref="MoveRefusedException">Not opened, adjusters have not answered, or the text may point at a person.</exception>
    public async Task ApproveAsync(long meetingId, int version, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var meeting = await _minutes.TakeAsync(meetingId, actor, ct);
        if (meeting.State == MeetingState.Approved) return;
        if (meeting.State != MeetingState.Open) throw new MoveRefusedException($"Mötet har inte öppnats än, så det finns {(MinutesWords.IsTeam(meeting.Group) ? "inga anteckningar att godkänna" : "inget protokoll att justera")}.");
        if (meeting.Version != version) throw new StaleMoveException();
        if (meeting.Adjustments.Count > 0 && MinutesKeeper.Waiting(meeting) is { Count: > 0 } waiting)
            throw new MoveRefusedException($"{MinutesService.Names(waiting)} har inte justerat än. Vänta på svaret, eller välj andra justerare.");
        var before = MinutesKeeper.Latest(meeting)?.Number;
        var kept = await _minutes.KeepAsync(meeting, actor.AccountId ?? throw new CaseNotFoundException(), accepted, "", ct);
        if (meeting.Adjustments.Count > 0 && kept.Number != before)
            throw new MoveRefusedException("Texten har ändrats sedan justerarna läste den. Be dem justera igen, så får de den nya.");
        _minutes.Approve(meeting, actor.AccountId);
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<Meeting> LoadAsync(long id, Actor actor, CancellationToken ct)
    {
        var meeting = await _db.Meetings.Include(m => m.Group).Include(m => m.Items).ThenInclude(i => i.Decisions).Include(m => m.Items).ThenInclude(i => i.Supports)
            .AsSplitQuery().SingleOrDefaultAsync(m => m.Id == id, ct) ?? throw new CaseNotFoundException();
        if (!MayRun(meeting, actor)) throw new CaseNotFoundException();
        return meeting;
    }

    internal static bool MayRun(Meeting meeting, Actor actor) =>
        actor == Actor.System || actor.Has(meeting.OrganisationId, Role.Coordinator) || actor.Memberships.Any(m => m.GroupId == meeting.GroupId && m.IsChair);

    private static void RequireRunning(Meeting meeting, Actor actor)
    {
        if (!MayRun(meeting, actor)) throw new CaseNotFoundException();
        if (meeting.State == MeetingState.Approved) throw new MoveRefusedException($"{MinutesWords.Approved(MinutesWords.IsTeam(meeting.Group))} och kan inte ändras här.");
        // Its notes hold the reason that those who were called have been told.
        if (meeting.State == MeetingState.Cancelled) throw new MoveRefusedException("Mötet är inställt, så det har inga anteckningar. Planera ett nytt möte i stället.");
    }

    private static void RequireCoordinator(Actor actor, long organisationId)
    {
        if (actor != Actor.System && !actor.Has(organisationId, Role.Coordinator)) throw new CaseNotFoundException();
    }

    private Task<Meeting?> OpenOfGroupAsync(Meeting meeting, CancellationToken ct) =>
        _db.Meetings.FirstOrDefaultAsync(m => m.GroupId == meeting.GroupId && m.State == MeetingState.Open && m.Id != meeting.Id, ct);

    private async Task<int> NextParagraphAsync(Meeting meeting, CancellationToken ct)
    {
        var last = await _db.Decisions.Where(d => d.AgendaItem.Meeting.GroupId == meeting.GroupId && d.AgendaItem.Meeting.Date.Year == meeting.Date.Year)
            .MaxAsync(d => (int?)d.Paragraph, ct);
        return (last ?? 0) + 1;
    }

    private async Task ReceiveSubmittedAsync(Meeting meeting, Actor actor, CancellationToken ct)
    {
        var submitted = await _db.Bookmarks.Where(b => b.Stage == Stages.Submitted && b.Deficiency.OrganisationId == meeting.OrganisationId)
            .Select(b => new { b.DeficiencyId, b.Id, b.Version }).ToListAsync(ct);
        if (submitted.Count == 0) return;
        var requests = submitted.Select(b => new MoveRequest(b.DeficiencyId, new OpenReview(), new Targets(new Dictionary<long, int> { [b.Id] = b.Version })));
        await _moves.MakeAllAsync([.. requests], actor, key: null, ct: ct);
    }

    /// <summary>The first time, what was placed or spoken on beforehand keeps its place; later, what has come since goes last.</summary>
    private async Task FillAgendaAsync(Meeting meeting, bool opens, MergeHits hits, CancellationToken ct)
    {
        var lines = await AgendaSources.Of(_db).ReadAsync(meeting.Group, meeting.Date, _calendar.Today, withSubmitted: false, hits, ct);
        if (opens) _db.RemoveRange(OpeningAgenda.Fill(meeting, lines));
        else OpeningAgenda.Add(meeting, lines);
    }
}
