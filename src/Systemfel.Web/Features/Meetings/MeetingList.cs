using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Web.Features.Meetings;

public sealed record MeetingRow(Meeting Meeting, int Points, int Decisions);

/// <summary>A group with its meetings: the open one or the next first, then what is planned after it, then what has been.</summary>
public sealed record GroupMeetings(Group Group, MeetingRow? Next, IReadOnlyList<MeetingRow> Planned, IReadOnlyList<MeetingRow> Held);

public sealed record MeetingListModel(IReadOnlyList<GroupMeetings> Groups, IReadOnlyList<Group> MayPlan, PlanForm Form, DateOnly Today)
{
    /// <summary>What to know about the day before the meeting is planned.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <summary>Reads the list of meetings for one viewer.</summary>
public sealed class MeetingListReader(SystemfelReader reader, AgendaPreview preview, TimeProvider time)
{
    private const int HeldShown = 6;

    public async Task<MeetingListModel> ReadAsync(Viewer viewer, PlanForm form, CancellationToken ct)
    {
        var today = time.Today();
        var meetings = await reader.Meetings.VisibleTo(viewer).Include(m => m.Group).ThenInclude(g => g.Inviter).Include(m => m.HostParty)
            .OrderBy(m => m.Date).AsSplitQuery().ToListAsync(ct);
        var counted = meetings.Where(m => m.State == MeetingState.Open)
            .Concat(meetings.Where(m => m.State == MeetingState.Approved).GroupBy(m => m.GroupId).SelectMany(g => g.TakeLast(HeldShown))).Select(m => m.Id).ToList();
        var counts = await reader.AgendaItems.Where(i => counted.Contains(i.MeetingId)).GroupBy(i => i.MeetingId)
            .Select(g => new { g.Key, Points = g.Count(), Decisions = g.Sum(i => i.Decisions.Count(d => d.UndoneAt == null)) })
            .ToDictionaryAsync(c => c.Key, c => (c.Points, c.Decisions), ct);
        MeetingRow Row(Meeting m) => counts.TryGetValue(m.Id, out var c) ? new(m, c.Points, c.Decisions) : new(m, 0, 0);

        var groups = new List<GroupMeetings>();
        var own = viewer.OrganisationsWith([Role.Coordinator]);
        var mayPlan = await reader.Groups.Include(g => g.Inviter).Where(g => own.Contains(g.OrganisationId) && g.EndedAt == null).OrderBy(g => g.Kind).ThenBy(g => g.Code).ToListAsync(ct);
        // Who plans sees a group without any meeting, too: it has no next date.
        var known = meetings.Select(m => m.Group).Concat(mayPlan).DistinctBy(g => g.Id).OrderBy(g => g.Kind).ThenBy(g => g.Code);
        foreach (var group in known)
        {
            var ofGroup = meetings.FindAll(m => m.GroupId == group.Id);
            var next = ofGroup.Find(m => m.State == MeetingState.Open) ?? ofGroup.Find(m => m.State == MeetingState.Planned && m.Date >= today)
                ?? ofGroup.Find(m => m.State == MeetingState.Planned);
            MeetingRow? nextRow = null;
            if (next != null)
                nextRow = next.State == MeetingState.Open ? Row(next) : new(next, (await preview.OfAsync(next.Group, next.Date, ct)).Count, 0);
            groups.Add(new GroupMeetings(
                group, nextRow,
                [.. ofGroup.Where(m => (m.State == MeetingState.Planned && m != next) || (m.State == MeetingState.Cancelled && m.Date >= today)).Select(Row)],
                [.. ofGroup.Where(m => m.State == MeetingState.Approved).OrderByDescending(m => m.Date).Take(HeldShown).Select(Row)]));
        }
        return new MeetingListModel(groups, mayPlan, form, today);
    }
}
