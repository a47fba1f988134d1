using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Accounts;
using Systemfel.Workflows.Routes;

namespace Systemfel.Web.Features.Meetings;

/// <summary>The tracks of the switch: the route's moves that need the open meeting, in the route's order; refer once per group.</summary>
public static class Choices
{
    private const string ReferMove = "refer";

    public static IReadOnlyList<Choice> Of(
        RouteDefinition route, string stage, Func<RouteMove, bool> may, IReadOnlyList<Group> groups, Func<long, DateOnly?> nextMeeting, DateOnly? next, IReadOnlyList<Decision> decided)
    {
        var choices = new List<Choice>();
        foreach (var move in route.MovesFrom(stage).Where(m => m.Requires?.Contains("open-meeting") == true && may(m)))
        {
            if (move.Id == ReferMove) choices.AddRange(Refer(route, groups, nextMeeting, decided));
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

    private static bool Asks(RouteMove move) => move.Requires?.Any(r => r is not ("open-meeting" or "groups")) == true;

    private static string Hint(RouteMove move, DateOnly? next) =>
        move.Id is "table" && next is { } day ? $"{move.Hint}, {day.Long()}" : move.Hint;
}
