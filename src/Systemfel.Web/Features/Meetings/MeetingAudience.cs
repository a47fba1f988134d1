using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Disclosure;

namespace Systemfel.Web.Features.Meetings;

/// <summary>For whom a meeting's pages and documents are worded: the one place that says it.</summary>
public static class MeetingAudience
{
    /// <summary>What the team shows or hands out at a group's meeting reaches all who sit there; a member sees it for the own party too, on a screen of their own.</summary>
    public static Task<Audience> OfAsync(SystemfelReader reader, MeetingRights rights, CancellationToken ct)
    {
        var organisation = rights.Meeting.OrganisationId;
        if (rights.Meeting.Group.Kind == GroupKind.Team) return Task.FromResult(Audience.Team);
        return rights.Viewer.OrganisationsWith(Viewer.TeamRoles).Contains(organisation)
            ? Audience.OfRoomAsync(reader, organisation, ct)
            : Audience.OfAsync(reader, rights.Viewer, organisation, ct);
    }
}
