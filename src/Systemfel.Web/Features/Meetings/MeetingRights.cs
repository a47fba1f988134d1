using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Routes;

namespace Systemfel.Web.Features.Meetings;

/// <summary>What one person may see and do at one meeting.</summary>
public sealed record MeetingRights(Viewer Viewer, Meeting Meeting)
{
    public bool IsCoordinator => Viewer.Has(Meeting.OrganisationId, Role.Coordinator);

    public bool IsChair => Viewer.Memberships.Any(m => m.GroupId == Meeting.GroupId && m.IsChair);

    /// <summary>Opens the meeting, writes its notes and approves them.</summary>
    public bool MayRun => IsCoordinator || IsChair;

    /// <summary>The parties that this person may speak for: the own user organisation; the coordinator for all.</summary>
    public bool MaySpeakFor(long partyId) => IsCoordinator || Viewer.Memberships.Any(m =>
        m.GroupId == Meeting.GroupId && m.PartyId == partyId && m.Role == Role.UserOrganisation);

    /// <summary>The parties of the group that this person stands for, and as what.</summary>
    public IReadOnlyList<(Party Party, Role Role)> StandsFor =>
        [.. Viewer.Memberships.Where(m => m.GroupId == Meeting.GroupId && Viewer.GroupRoles.Contains(m.Role))
            .Select(m => (Meeting.Group.Parties.Find(p => p.PartyId == m.PartyId)?.Party, m.Role)).Where(p => p.Party != null)
            .Select(p => (p.Party!, p.Role)).Distinct()];

    /// <summary>Whether the route's table lets this person make the move here; the runner asks again when it is made.</summary>
    public bool MayMake(RouteMove move) => move.Roles.Select(Workflows.Running.RoleNames.Find).OfType<Role>().Any(Holds);

    private bool Holds(Role role) => role is Role.Member or Role.UserOrganisation
        ? Viewer.Memberships.Any(m => m.GroupId == Meeting.GroupId && m.Role == role)
        : Viewer.Has(Meeting.OrganisationId, role);
}

public static class MeetingVisibility
{
    /// <summary>The team sees all of its organisation's meetings; others those of the groups that they sit in, never the team's.</summary>
    public static IQueryable<Meeting> VisibleTo(this IQueryable<Meeting> meetings, Viewer viewer)
    {
        var teams = viewer.OrganisationsWith(Viewer.TeamRoles);
        var groups = viewer.GroupIds();
        return meetings.Where(m => teams.Contains(m.OrganisationId) || (groups.Contains(m.GroupId) && m.Group.Kind != GroupKind.Team));
    }
}
