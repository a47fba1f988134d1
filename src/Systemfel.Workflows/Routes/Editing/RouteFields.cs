using System.Globalization;

namespace Systemfel.Workflows.Routes.Editing;

/// <summary>
/// The fields by which a route is edited: a flat table of names and texts, as a form carries it. Each name is also where a fault in it
/// is shown.
/// </summary>
public static class RouteFields
{
#pragma warning disable CS1591 // The names say it.
    public const string Name = "name";
    /// <summary>The ids of the moves in their order, with commas between.</summary>
    public const string Order = "order";
    /// <summary>The ids of the groups in their order, with commas between.</summary>
    public const string Groups = "groups";
    public const string NewLabel = "new.label";
    public const string NewKind = "new.kind";
    public const string NewMeetings = "new.meetings";
    /// <summary>What a box that is ticked holds.</summary>
    public const string Yes = "ja";

    public static string Stage(string id) => $"stage.{id}";
    public static string Move(string id) => $"move.{id}";
    public static string MoveHint(string id) => $"hint.{id}";
    public static string Days(string name) => $"days.{name}";
    public static string GroupLabel(string id) => $"group.{id}.label";
    public static string GroupHint(string id) => $"group.{id}.hint";
    public static string GroupKind(string id) => $"group.{id}.kind";
    public static string GroupMeetings(string id) => $"group.{id}.meetings";
    /// <summary>Ticked: the group is used no longer.</summary>
    public static string GroupGone(string id) => $"group.{id}.gone";
    /// <summary>Where what is wrong with an authority's row is shown.</summary>
    public static string Routing(string authority) => $"to.{authority}";
#pragma warning restore CS1591

    /// <summary>Ticked: the authority's faults of the level are proposed for the group.</summary>
    /// <param name="authority">The authority's code.</param>
    /// <param name="level">1 to 3; 0 for any.</param>
    /// <param name="group">The group's id.</param>
    public static string To(string authority, int level, string group) => string.Create(CultureInfo.InvariantCulture, $"to.{authority}.{level}.{group}");

    /// <summary>The route's days: name, what it is called in Swedish, and the least and the most that it may be.</summary>
    public static readonly IReadOnlyList<RouteDays> AllDays =
    [
        new("answerDays", "Tid för svar på ett brev", 1, d => d.AnswerDays),
        new("daysBeforeMeeting", "Svar senast så här många dagar före gruppens nästa möte", 0, d => d.DaysBeforeMeeting),
        new("remindBeforeDays", "Första påminnelsen, dagar före sista dagen", 0, d => d.RemindBeforeDays),
        new("remindEveryDays", "Påminn därefter så här ofta", 1, d => d.RemindEveryDays),
        new("chairAfterDays", "Gruppens ordförande får veta, dagar efter sista dagen", 1, d => d.ChairAfterDays),
        new("authorDays", "Tid för ombudet att svara på en fråga", 1, d => d.AuthorDays),
        new("effectDays", "Tid för ombuden att säga om det märks", 1, d => d.EffectDays),
        new("effectAgainDays", "Fråga igen efter ”vet inte än”", 1, d => d.EffectAgainDays),
        new("seeFirstDays", "Den som berörs läser sina punkter, dagar före mötet", 0, d => d.SeeFirstDays),
        new("tokenDays", "Svarslänken i ett brev gäller", 1, d => d.TokenDays),
    ];

    /// <summary>A route as its form shows it.</summary>
    /// <param name="route">The route.</param>
    /// <param name="authorities">The codes of the organisation's authorities: one that the table is silent of shows what is proposed for it anyway.</param>
    public static Dictionary<string, string> Of(RouteDefinition route, IReadOnlyCollection<string> authorities)
    {
        var fields = new Dictionary<string, string>
        {
            [Name] = route.Name,
            [Order] = string.Join(',', route.Moves.Select(m => m.Id)),
            [Groups] = string.Join(',', route.Groups.Select(g => g.Id)),
        };
        foreach (var stage in route.Stages) fields[Stage(stage.Id)] = stage.Label;
        foreach (var move in route.Moves) (fields[Move(move.Id)], fields[MoveHint(move.Id)]) = (move.Label, move.Hint);
        foreach (var days in AllDays) fields[Days(days.Name)] = Text(days.Of(route.Deadlines));
        foreach (var group in route.Groups)
        {
            (fields[GroupLabel(group.Id)], fields[GroupHint(group.Id)], fields[GroupKind(group.Id)]) = (group.Label, group.Hint, group.Kind);
            fields[GroupMeetings(group.Id)] = Text(group.MeetingsPerYear ?? 0);
        }
        foreach (var rule in route.Routing)
            foreach (var group in rule.Groups) fields[To(rule.Authority, rule.Level ?? 0, group)] = Yes;
        foreach (var authority in authorities.Where(a => route.Routing.All(r => r.Authority != a || r.Level != null)))
            foreach (var group in route.GroupsFor(authority)) fields[To(authority, 0, group)] = Yes;
        return fields;
    }

    /// <summary>The kinds that a group of this route can be: a reference group needs moves for it, a steering group decisions to make.</summary>
    public static IReadOnlyList<string> LegalKinds(RouteDefinition route)
    {
        bool Has(params string[] ids) => route.Moves.Any(m => ids.Contains(m.Id));
        var kinds = new List<string>();
        if (Has("take-home", "write-to-authority", "forward", "propose-close")) kinds.Add("steering");
        if (Has("discuss", "group-informed")) kinds.Add("reference");
        return kinds;
    }

    /// <summary>Moves an id one place in a list with commas, past the nearest of those that it is shown with.</summary>
    /// <param name="list">The ids.</param>
    /// <param name="id">Which moves.</param>
    /// <param name="up">Towards the beginning.</param>
    /// <param name="beside">The ids that it is shown with, itself among them.</param>
    /// <returns>The new list; the same when there is nowhere to go.</returns>
    public static string Moved(string list, string id, bool up, IReadOnlyCollection<string> beside)
    {
        var ids = list.Split(',').ToList();
        var at = ids.IndexOf(id);
        if (at < 0) return list;
        var to = up ? ids.FindLastIndex(at, i => i != id && beside.Contains(i)) : ids.FindIndex(at, i => i != id && beside.Contains(i));
        if (to < 0) return list;
        ids.RemoveAt(at);
        ids.Insert(to, id);
        return string.Join(',', ids);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One of the route's numbers of days.</summary>
/// <param name="Name">As the file names it.</param>
/// <param name="Label">Swedish.</param>
/// <param name="Least">The least that it may be; the most is <see cref="Most"/>.</param>
/// <param name="Of">Reads it.</param>
public sealed record RouteDays(string Name, string Label, int Least, Func<RouteDeadlines, int> Of)
{
    /// <summary>Ten years.</summary>
    public const int Most = 3650;
}
