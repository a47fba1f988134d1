using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Web.Features.Meetings;

/// <summary>Reads one meeting as one person sees it.</summary>
public sealed class MeetingPageReader(SystemfelReader reader, CaseOnScreenReader cases, SinceLastReader sinceLast, AgendaPointsReader points, RaisedReader raised, MinutesPanelReader papers, AgendaPreview preview, CurrentViewer current, TimeProvider time)
{
    /// <param name="id">The meeting.</param>
    /// <param name="form">What is typed into the decision's form, and which item it stands at (0: the first undecided).</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>Null when there is no such meeting for this person.</returns>
    public async Task<MeetingPage?> ReadAsync(long id, DecisionForm form, CancellationToken ct)
    {
        var viewer = current.Viewer;
        var meeting = await reader.Meetings.VisibleTo(viewer)
            .Include(m => m.Group.Inviter).Include(m => m.Group.Parties).ThenInclude(p => p.Party).ThenInclude(p => p.Contacts)
            .Include(m => m.Group.Parties).ThenInclude(p => p.Party.Authority)
            .Include(m => m.Items).ThenInclude(i => i.Decisions)
            .Include(m => m.Items).ThenInclude(i => i.Supports).ThenInclude(s => s.Party)
            .Include(m => m.Attendances).Include(m => m.ApprovedBy).Include(m => m.HostParty).Include(m => m.Invitations)
            .AsSplitQuery().SingleOrDefaultAsync(m => m.Id == id, ct);
        if (meeting == null) return null;
        var today = time.Today();
        var next = await NextMeetingsAsync(meeting, today, ct);
        var page = new MeetingPage(meeting, new MeetingRights(viewer, meeting), today)
        {
            NextMeeting = await Undecided.NextMeetingAsync(reader.Meetings, meeting, today, ct),
            ShortcutsOff = current.ShortcutsOff,
            IsLarge = form.Visning == "stor" && meeting.State == MeetingState.Open,
        };
        page = page with { Raised = await raised.ReadAsync(page.Rights, ct) };
        if (meeting.State == MeetingState.Planned)
        {
            var ahead = await points.PlannedAsync(page.Rights, ct);
            return page with { Planned = ahead.Points, PlannedOrder = ahead.Order, PreviousMeeting = page.IsTeam ? null : await PreviousAsync(meeting, ct) };
        }
        return await WithItemsAsync(page, viewer, form, next, ct);
    }

    private async Task<MeetingPage> WithItemsAsync(
        MeetingPage page, Viewer viewer, DecisionForm form, Dictionary<long, DateOnly> next, CancellationToken ct)
    {
        var meeting = page.Meeting;
        var seen = await SeenAsync(meeting.Items.ConvertAll(i => i.DeficiencyId), viewer, ct);
        meeting.Items.RemoveAll(i => !seen.ContainsKey(i.DeficiencyId));
        var unapproved = await UnapprovedAsync(meeting.OrganisationId, [.. seen.Keys], ct);
        var items = meeting.Items.OrderBy(i => i.SortOrder).ThenBy(i => i.Id).ToList();
        var panel = await papers.ReadAsync(page.Rights, ct);
        var left = Undecided.Of(meeting, await Undecided.WaitingAsync(reader.Bookmarks, meeting, panel.Approved, ct)).Select(i => i.Id).ToHashSet();
        var agenda = items.Where(i => i.Section != AgendaSection.SinceLast).Select(i => RowOf(i, seen[i.DeficiencyId], left.Contains(i.Id)) with { NeedsApproval = unapproved.Contains(i.DeficiencyId) }).ToList();
        // Who runs the meeting goes on with what is undecided; others see what it looks at.
        var follows = form.Folj || (form.Punkt == 0 && !page.Rights.MayRun);
        var at = (follows ? items.Find(i => i.Id == meeting.CurrentItemId) : null) ?? items.Find(i => i.Id == form.Punkt) ?? items.Find(i => i.Id == (agenda.Find(a => !a.IsDone) ?? agenda.FirstOrDefault())?.ItemId);
        form.Punkt = at?.Id ?? 0;
        var previous = page.IsTeam ? null : await PreviousAsync(meeting, ct);
        var seats = await GroupMembers.SeatsAsync(reader.Memberships, meeting.Group, ct);
        var members = GroupMembers.Once(seats);
        return WithProposal(page with
        {
            Agenda = agenda,
            PreviousMeeting = previous,
            Current = at == null ? null : await cases.ReadAsync(at, page.Rights, form, id => next.TryGetValue(id, out var day) ? day : null, page.Today, ct),
            SinceLast = page.IsTeam || meeting.State != MeetingState.Open ? [] : await sinceLast.ReadAsync(meeting, previous, viewer, ct),
            Papers = panel,
            Minutes = MinutesOf.Rows(meeting, items, seen, await DecisionReasons.ReadAsync(reader.CaseEvents, items.SelectMany(i => i.Decisions), ct)),
            Undecided = MinutesOf.Undecided(meeting, seen, left),
            Reservations = [.. items.SelectMany(i => i.Supports.Where(s => s.Kind == SupportKind.Reservation)
                .Select(s => new Reservation(s.Party.Name, seen[i.DeficiencyId].Number, s.Text)))],
            Attendance = AttendanceOf(page, seats),
            WaitingOutside = meeting.State == MeetingState.Open && page.Rights.MayRun
                ? (await preview.OfAsync(meeting.Group, meeting.Date, ct)).Count(l => items.TrueForAll(i => i.DeficiencyId != l.DeficiencyId)) : 0,
        }, members);
    }

    private static MeetingPage WithProposal(MeetingPage page, IReadOnlyList<GroupMember> members)
    {
        var meeting = page.Meeting;
        if (meeting.State != MeetingState.Open || meeting.Invitations.Count == 0) return page;
        var proposed = meeting.Attendances.Count == 0;
        return page with
        {
            Attendance = proposed ? ProposedAttendance.Of(page.Attendance, meeting.Invitations, members) : page.Attendance,
            AttendanceIsProposed = proposed,
            AttendanceNotes = ProposedAttendance.Left(meeting.Invitations, members),
        };
    }

    private static AgendaRow RowOf(AgendaItem item, SeenCase subject, bool isLeft)
    {
        var decided = Undecided.DoneBy(item).OrderBy(d => d.DecidedAt).ToList();
        return new AgendaRow(item.Id, subject.Number, subject.Title, item.Section, decided.Count > 0,
            string.Join(", ", decided.Select(MeetingWords.Short).Distinct()))
        {
            IsLeft = isLeft,
            IsElsewhere = !isLeft && decided.Count == 0 && subject.ClosedAt == null && !subject.IsExample,
        };
    }

    private async Task<Dictionary<long, SeenCase>> SeenAsync(List<long> ids, Viewer viewer, CancellationToken ct) =>
        await reader.Deficiencies.VisibleTo(viewer).Where(d => ids.Contains(d.Id))
            .Select(d => new { d.Id, Seen = new SeenCase(d.Number, d.Title, d.Instance.ClosedAt, d.IsExample) }).ToDictionaryAsync(d => d.Id, d => d.Seen, ct);

    /// <summary>Those of the cases whose text still waits for a colleague's approval.</summary>
    private async Task<HashSet<long>> UnapprovedAsync(long organisationId, List<long> ids, CancellationToken ct) =>
        await reader.Organisations.AnyAsync(o => o.Id == organisationId && o.RequiresFourEyes, ct)
            ? [.. await reader.Deficiencies.Where(d => ids.Contains(d.Id) && d.TextApprovedAt == null).Select(d => d.Id).ToListAsync(ct)]
            : [];

    /// <summary>What a decision names and sets as the day of its line, by group, as moves know it: the first planned date after today.</summary>
    private async Task<Dictionary<long, DateOnly>> NextMeetingsAsync(Meeting meeting, DateOnly today, CancellationToken ct)
    {
        var planned = await reader.Meetings
            .Where(m => m.OrganisationId == meeting.OrganisationId && m.State == MeetingState.Planned && m.Date > today && m.Id != meeting.Id)
            .Select(m => new { m.GroupId, m.Date }).ToListAsync(ct);
        return planned.GroupBy(m => m.GroupId).ToDictionary(g => g.Key, g => g.Min(m => m.Date));
    }

    private async Task<DateOnly?> PreviousAsync(Meeting meeting, CancellationToken ct) =>
        await reader.Meetings.Where(m => m.GroupId == meeting.GroupId && m.Date < meeting.Date && m.State == MeetingState.Approved)
            .MaxAsync(m => (DateOnly?)m.Date, ct);

    private static IReadOnlyList<PresentRow> AttendanceOf(MeetingPage page, IReadOnlyList<GroupMember> members)
    {
        var meeting = page.Meeting;
        var written = meeting.Attendances.OrderBy(a => a.Id).ToList();
        if (page.IsTeam)
            return written.Count > 0
                ? [.. written.Select(a => new PresentRow(null, "", a.Name, a.IsPresent, a.IsSubstitute))]
                : [.. members.Select(m => m.Name).Distinct().Select(name => new PresentRow(null, "", name, false, false))];
        return [.. meeting.Group.Parties.Select(p => p.Party).OrderBy(p => p.Kind).ThenBy(p => p.Name, StringComparer.CurrentCulture).Select(p =>
            written.Find(a => a.PartyId == p.Id) is { } a
                ? new PresentRow(p.Id, p.Name, a.Name, a.IsPresent, a.IsSubstitute)
                : new PresentRow(p.Id, p.Name, members.Where(m => m.PartyId == p.Id).OrderBy(m => m.IsSubstitute).FirstOrDefault()?.Name ?? "", false, false))];
    }
}
