using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Accounts;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Meetings;

/// <summary>The tracks of the switch: the route's moves that need the open meeting, in the route's order; refer once per group.</summary>
public static class Choices
{
    private const string ReferMove = "refer", ForwardMove = "forward";

    /// <remarks>`at` is the group that meets; null for whichever.</remarks>
    public static IReadOnlyList<Choice> Of(
        RouteDefinition route, string stage, Group? at, Func<RouteMove, bool> may, IReadOnlyList<Group> groups, Func<long, DateOnly?> nextMeeting, DateOnly? next, IReadOnlyList<Decision> decided)
    {
        var choices = new List<Choice>();
        foreach (var move in route.MovesFrom(stage).Where(m => m.Requires?.Contains("open-meeting") == true && may(m)
            && (stage != Stages.Group || at == null || Mandate.Allows(at.Kind, m))))
        {
            if (move.Id == ForwardMove) choices.AddRange(Forward(route, move, at, groups, nextMeeting, decided));
            else if (move.Id == ReferMove) choices.AddRange(Refer(route, groups, nextMeeting, decided));
            else choices.Add(new Choice("", move.Id, move.Id, move.Label, Hint(move, next), decided.Any(d => d.MoveId == move.Id), Asks(move)));
        }
        return choices;
    }

    /// <summary>As the keys know them: the first nine are numbered.</summary>
    public static IReadOnlyList<KeyAction> Actions(IReadOnlyList<Choice> choices) =>
        [.. choices.Select((c, i) => new KeyAction(c.Value, c.Label, i < 9 ? $"{i + 1}" : ""))];

    private static IEnumerable<Choice> Refer(RouteDefinition route, IReadOnlyList<Group> groups, Func<long, DateOnly?> nextMeeting, IReadOnlyList<Decision> decided)
    {
        var known = route.Groups.Where(g => g.Kind != "team").Select(g => (Route: g, Group: groups.FirstOrDefault(x => x.Code == g.Id)))
            .Where(g => g.Group != null).ToList();
        bool Chosen(string text) => decided.Any(d => d.MoveId == ReferMove && d.Text == text);
        // A group that takes over from another is not chosen from the review.
        if (route.Moves.Any(m => m.Id == ForwardMove)) known = known.FindAll(g => route.Routing.Any(r => r.Groups.Contains(g.Route.Id)));
        foreach (var (part, group) in known)
        {
            var next = nextMeeting(group!.Id);
            var hint = next is { } day ? string.Join(", ", new[] { part.Hint, day.Long() }.Where(t => t.Length > 0)) : part.Hint;
            yield return new Choice("", $"{ReferMove}:{part.Id}", ReferMove, group.Name, hint, Chosen(group.Name), false);
        }
        if (known.Count < 2) yield break;
        yield return new Choice("", $"{ReferMove}:{string.Join(',', known.Select(g => g.Route.Id))}", ReferMove, known.Count == 2 ? "Båda grupperna" : "Alla grupperna",
            "En linje för varje mottagare", Chosen(string.Join(" och ", known.Select(g => g.Group!.Name))), false);
    }

    /// <summary>One track for each group that this one can pass the question on to.</summary>
    private static IEnumerable<Choice> Forward(
        RouteDefinition route, RouteMove move, Group? at, IReadOnlyList<Group> groups, Func<long, DateOnly?> nextMeeting, IReadOnlyList<Decision> decided)
    {
        foreach (var part in route.Groups.Where(g => at == null ? route.Groups.Any(f => route.GroupsAfter(f.Id).Contains(g)) : route.GroupsAfter(at.Code).Contains(g)))
        {
            if (groups.FirstOrDefault(g => g.Code == part.Id) is not { } group) continue;
            var hint = nextMeeting(group.Id) is { } day ? $"{group.Name}, {day.Long()}" : group.Name;
            yield return new Choice("", $"{ForwardMove}:{part.Id}", ForwardMove, move.Label, hint, decided.Any(d => d.MoveId == ForwardMove && d.Who == group.Name), false);
        }
    }

    private static bool Asks(RouteMove move) => move.Id == "discuss" || move.Requires?.Any(r => r is not ("open-meeting" or "groups")) == true;

    private static string Hint(RouteMove move, DateOnly? next) =>
        move.Id is "table" && next is { } day ? $"{move.Hint}, {day.Long()}" : move.Hint;
}
