using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Web.Features.Planning;

/// <summary>Reads what a steering group's composition is made of.</summary>
public sealed class CompositionReader(SystemfelReader reader)
{
    /// <returns>The composition; null for a group that is no steering group.</returns>
    public async Task<Composition?> ReadAsync(Group group, int year, CancellationToken ct)
    {
        if (group.Kind != GroupKind.Steering) return null;
        var members = await GroupMembers.ReadAsync(reader.Memberships, group, ct);
        var groups = await reader.Groups.Include(g => g.Parties).ThenInclude(p => p.Party.Authority).AsSplitQuery()
            .Where(g => g.OrganisationId == group.OrganisationId && g.Kind == GroupKind.Steering && (g.Id == group.Id || g.EndedAt == null)).ToListAsync(ct);
        var meetings = await reader.Meetings.Include(m => m.Attendances).AsSplitQuery()
            .Where(m => m.GroupId == group.Id && (m.State == MeetingState.Open || m.State == MeetingState.Approved)).ToListAsync(ct);
        return new Composition(
            year, SeatsOf(groups.Single(g => g.Id == group.Id), members),
            meetings.ConvertAll(m => new HeldMeeting(m.Date, PresentAt(m))),
            groups.Where(g => g.Id != group.Id).GroupBy(g => g.Name).ToDictionary(g => g.Key, g => SeatsOf(g.First(), [])));
    }

    /// <summary>An open meeting without saved attendance has only a proposal.</summary>
    private static HashSet<long>? PresentAt(Meeting meeting) =>
        meeting.Attendances.Count == 0 ? null : [.. meeting.Attendances.Where(a => a.IsPresent && a.PartyId != null).Select(a => a.PartyId!.Value)];

    private static IReadOnlyList<Seat> SeatsOf(Group group, IReadOnlyList<GroupMember> members) =>
        [.. group.Parties.Select(p => p.Party).Select(p => new Seat(
            p.Id, p.Name, p.Authority?.Code, p.Kind,
            [.. members.Where(m => m.PartyId == p.Id).OrderBy(m => m.IsSubstitute).Select(m => m.IsSubstitute ? $"{m.Name} (ersättare)" : m.Name)]))];
}
