using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Features.Planning;

/// <summary>Reads what a steering group's composition is made of.</summary>
public sealed class CompositionReader(SystemfelReader reader, RouteCache routes)
{
    /// <returns>The composition; null for a group that is no steering group ('ledningsgrupp').</returns>
    public async Task<Composition?> ReadAsync(Group group, int year, CancellationToken ct)
    {
        if (group.Kind != GroupKind.Steering) return null;
        var groups = await SteeringAsync(group.OrganisationId, group.Id, ct);
        if (groups.TrueForAll(g => g.Id != group.Id)) return null;
        var seats = new Dictionary<long, IReadOnlyList<Seat>>();
        foreach (var g in groups) seats[g.Id] = await SeatsAsync(g, ct);
        var meetings = await reader.Meetings.Where(m => m.GroupId == group.Id && (m.State == MeetingState.Open || m.State == MeetingState.Approved))
            .Select(m => new { m.Date, IsSaved = m.Attendances.Any(), Present = m.Attendances.Where(a => a.IsPresent && a.PartyId != null).Select(a => a.PartyId!.Value).ToList() })
            .ToListAsync(ct);
        return new Composition(
            year, seats[group.Id],
            // An open meeting without saved attendance has only a proposal.
            meetings.ConvertAll(m => new HeldMeeting(m.Date, m.IsSaved ? m.Present.ToHashSet() : null)),
            groups.Where(g => g.Id != group.Id).GroupBy(g => g.Name).ToDictionary(g => g.Key, g => seats[g.First().Id]));
    }

    /// <summary>Whether the organisation has a steering group at all.</summary>
    public async Task<bool> HasSteeringGroupAsync(long organisationId, CancellationToken ct) => (await SteeringAsync(organisationId, 0, ct)).Count > 0;

    /// <summary>The groups that still meet, and the one that is asked for. A committee decides, but is no steering group.</summary>
    private async Task<List<Group>> SteeringAsync(long organisationId, long asked, CancellationToken ct)
    {
        var route = await reader.Organisations.Where(o => o.Id == organisationId).Select(o => o.CurrentRoute!).SingleAsync(ct);
        var committees = routes.Of(route).Groups.Where(g => g.IsCommittee).Select(g => g.Id).ToList();
        return await reader.Groups.Include(g => g.Parties).ThenInclude(p => p.Party.Authority).AsSplitQuery()
            .Where(g => g.OrganisationId == organisationId && g.Kind == GroupKind.Steering && (g.Id == asked || g.EndedAt == null) && !committees.Contains(g.Code)).ToListAsync(ct);
    }

    /// <summary>The parties that have a seat, and those that someone sits in the group for without one.</summary>
    private async Task<IReadOnlyList<Seat>> SeatsAsync(Group group, CancellationToken ct)
    {
        var members = await GroupMembers.SeatsAsync(reader.Memberships, group, ct);
        var seated = group.Parties.Select(p => p.Party).ToList();
        var others = members.Where(m => m.PartyId != null && seated.TrueForAll(p => p.Id != m.PartyId)).Select(m => m.PartyId!.Value).Distinct().ToList();
        if (others.Count > 0) seated.AddRange(await reader.Parties.Include(p => p.Authority).Where(p => others.Contains(p.Id)).ToListAsync(ct));
        return [.. seated.Select(p => new Seat(
            p.Id, p.Name, p.Authority?.Code, p.Kind,
            [.. members.Where(m => m.PartyId == p.Id).OrderBy(m => m.IsSubstitute).Select(m => m.IsSubstitute ? $"{m.Name} (ersättare)" : m.Name)]))];
    }
}
