using Systemfel.Data.Accounts;

namespace Systemfel.Workflows.Running;

/// <summary>Who makes a move.</summary>
/// <param name="AccountId">Null for the system itself.</param>
/// <param name="Name">As it stands in the case's history.</param>
/// <param name="Memberships">What the account may do where.</param>
public sealed record Actor(long? AccountId, string Name, IReadOnlyList<Membership> Memberships)
{
    /// <summary>The system: jobs, meetings that open, mail that arrives.</summary>
    public static readonly Actor System = new(null, "Systemfel", []);

    /// <summary>The signed-in person.</summary>
    public static Actor From(Viewer viewer) => new(viewer.AccountId, viewer.Name, viewer.Memberships);

    internal bool Has(long organisationId, Role role) => Memberships.Any(m => m.OrganisationId == organisationId && m.Role == role);

    /// <summary>
    /// Sits in the group with this role. One may be a member of one group and stand for a user organisation in another: what
    /// the one may do must not follow to the other.
    /// </summary>
    internal bool SitsIn(long? groupId, Role role) => groupId != null && Memberships.Any(m => m.GroupId == groupId && m.Role == role);

    /// <summary>Sits in the group, whatever for: may be at its meetings.</summary>
    internal bool SitsIn(long? groupId) => SitsIn(groupId, Role.Member) || SitsIn(groupId, Role.UserOrganisation);
}
