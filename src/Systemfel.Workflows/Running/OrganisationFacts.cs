using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Routes;

namespace Systemfel.Workflows.Running;

/// <summary>What a move may know of its organisation besides the case: small tables, and when the groups meet next.</summary>
/// <param name="Organisation">The tenant.</param>
/// <param name="Groups">By the id that the route uses.</param>
/// <param name="Authorities">By id.</param>
/// <param name="Parties">By id, with their contacts.</param>
/// <param name="Municipalities">By id.</param>
/// <param name="NextMeetings">By group id: the first date after today on which it meets.</param>
/// <param name="MailDomain">The domain of the reply address; ends our Message-IDs.</param>
/// <param name="Texts">The organisation's own words for mails, by kind.</param>
public sealed record OrganisationFacts(
    Organisation Organisation,
    IReadOnlyDictionary<string, Group> Groups,
    IReadOnlyDictionary<long, Authority> Authorities,
    IReadOnlyDictionary<long, Party> Parties,
    IReadOnlyDictionary<long, Municipality> Municipalities,
    IReadOnlyDictionary<long, DateOnly> NextMeetings,
    string MailDomain,
    IReadOnlyDictionary<string, LetterTemplate> Texts)
{
    /// <summary>The groups that the route proposes for an authority; one that has ended is not proposed.</summary>
    public IReadOnlyList<Group> GroupsFor(RouteDefinition route, long authorityId, Level? level) =>
        [.. route.GroupsFor(Authorities[authorityId].Code, (int?)level).Where(Groups.ContainsKey).Select(g => Groups[g]).Where(g => g.EndedAt == null)];

    /// <summary>Whether this group is the PO team, whose meeting is the monthly review.</summary>
    public bool IsTeam(long groupId) => Groups.Values.Any(g => g.Id == groupId && g.Kind == GroupKind.Team);

    /// <summary>When the group meets next; null when no date is set.</summary>
    public DateOnly? NextMeeting(long? groupId) =>
        groupId is { } id && NextMeetings.TryGetValue(id, out var date) ? date : null;
}
