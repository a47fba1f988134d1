using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Features.Shared.Components;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Meetings;

/// <summary>The case's line as it runs with the review's decision: until there is one, as the route proposes.</summary>
public static class DecisionLine
{
    public static BranchedRoute Of(Deficiency subject, RouteDefinition route, IReadOnlyList<Group> groups, Func<long, DateOnly?> nextMeeting, DateOnly today)
    {
        var lines = subject.Bookmarks.OrderBy(b => b.Id).ToList();
        var held = lines.Find(b => b.Stage == Stages.Review && (b.HiddenUntil != null || b.HiddenUntilSeen != null));
        string[] here = held switch
        {
            { HiddenUntil: { } day } => ["i dag", $"åter {day.Long(today)}"],
            { HiddenUntilSeen: { } times } => ["i dag", $"åter vid {times} gånger"],
            _ => lines.Exists(b => b.Mark == BookmarkMark.AuthorAsked) ? ["i dag", "väntar på ombudet"] : ["i dag"],
        };
        RouteStop[] stem =
        [
            new(route.Stage(Stages.Submitted).Label, StopState.Passed) { Lines = [subject.SubmittedAt.SwedishDay().Long(today)] },
            new(Soft(route.Stage(Stages.Review).Label), StopState.Now) { Lines = here },
        ];
        RouteStop[] end = [new(route.Stage(Stages.Closed).Label, StopState.Upcoming) { Lines = OutcomeOf(lines) }];
        var proposed = subject.Addressees.OrderBy(a => a.SortOrder)
            .Select(a => (Addressee: a, Group: groups.FirstOrDefault(g => route.GroupsFor(a.Authority.Code, (int?)subject.Level).Contains(g.Code)))).ToList();
        var branches = lines.TrueForAll(b => b.AddresseeId == null && b.Stage == Stages.Review)
            ? [.. proposed.Select(p => Branch(p.Addressee, Onwards(route, Stages.Group, p.Group, nextMeeting)))]
            : lines.ConvertAll(b => Branch(b.Addressee, Onwards(route, b.Stage, groups.FirstOrDefault(g => g.Id == b.GroupId), nextMeeting, b.Due)));
        return new BranchedRoute(stem, branches, end);
    }

    private static RouteBranch Branch(Addressee? addressee, RouteStop[] stops) =>
        new(addressee?.Authority.Plate ?? "", addressee?.Authority.Name ?? "", stops);

    private static RouteStop[] Onwards(RouteDefinition route, string stage, Group? group, Func<long, DateOnly?> nextMeeting, DateOnly? due = null)
    {
        IEnumerable<string> path = stage switch
        {
            Stages.Closed => [],
            Stages.FollowUp => [Stages.FollowUp, Stages.Effect],
            _ => [Stages.Group, Stages.AwaitingAnswer, Stages.FollowUp, Stages.Effect],
        };
        return [.. path.Where(id => route.Stages.Any(s => s.Id == id)).Select(id => new RouteStop(Soft(id == Stages.Group && group != null ? group.Name : route.Stage(id).Label), StopState.Upcoming)
        {
            Lines = (id == Stages.Group && group != null ? nextMeeting(group.Id) : id == stage ? due : null) is { } day ? [day.Long()] : [],
        })];
    }

    private static string[] OutcomeOf(List<Bookmark> lines) =>
        lines.Count > 0 && lines.TrueForAll(b => b.Stage == Stages.Closed) && lines[0].Outcome is { } outcome ? [Outcomes.Labels[outcome]] : [];

    private static string Soft(string label) => LongWords.Broken(label);
}
