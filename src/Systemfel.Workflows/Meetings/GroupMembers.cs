using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;

namespace Systemfel.Workflows.Meetings;

/// <summary>Someone who sits in a group.</summary>
/// <param name="AccountId">Their account.</param>
/// <param name="Name">Their name.</param>
/// <param name="Address">Where mail reaches them; empty for nowhere.</param>
/// <param name="PartyId">Whom they stand for; null for one of the team.</param>
/// <param name="IsSubstitute">Comes when the usual member cannot.</param>
/// <param name="IsChair">Leads the group's meetings.</param>
public sealed record GroupMember(long AccountId, string Name, string Address, long? PartyId, bool IsSubstitute, bool IsChair);

/// <summary>Who sits in a group: its members, or for the team its ombuds and coordinators. Disabled accounts sit nowhere.</summary>
public static class GroupMembers
{
    /// <param name="memberships">Where to read.</param>
    /// <param name="group">The group.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>Each account once, by name; a substitute only when nothing else.</returns>
    public static async Task<IReadOnlyList<GroupMember>> ReadAsync(IQueryable<Membership> memberships, Group group, CancellationToken ct = default) =>
        Once(await SeatsAsync(memberships, group, ct));

    /// <summary>Each account once, whomever else it stands for.</summary>
    /// <param name="seats">From <see cref="SeatsAsync"/>.</param>
    public static IReadOnlyList<GroupMember> Once(IReadOnlyList<GroupMember> seats) =>
        [.. seats.GroupBy(m => m.AccountId).Select(g => g.OrderBy(m => m.IsSubstitute).First())];

    /// <summary>The same, with one who stands for two parties once for each.</summary>
    /// <param name="memberships">Where to read.</param>
    /// <param name="group">The group.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>By name; an account and a party together once, as a substitute only when nothing else.</returns>
    public static async Task<IReadOnlyList<GroupMember>> SeatsAsync(IQueryable<Membership> memberships, Group group, CancellationToken ct = default)
    {
        var team = group.Kind == GroupKind.Team;
        var rows = await memberships.Where(m => m.Account.DisabledAt == null && (team
                ? m.OrganisationId == group.OrganisationId && (m.Role == Role.Ombud || m.Role == Role.Coordinator)
                : m.GroupId == group.Id && (m.Role == Role.Member || m.Role == Role.UserOrganisation)))
            .Select(m => new { m.AccountId, m.Account.DisplayName, m.Account.Email, m.PartyId, m.IsSubstitute, m.IsChair }).ToListAsync(ct);
        return [.. rows.GroupBy(r => (r.AccountId, Party: team ? null : r.PartyId)).Select(g => g.OrderBy(r => r.IsSubstitute).First())
            .Select(r => new GroupMember(r.AccountId, r.DisplayName, r.Email ?? "", team ? null : r.PartyId, !team && r.IsSubstitute, !team && r.IsChair))
            .OrderBy(m => m.Name, StringComparer.CurrentCulture)];
    }
}
