using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Routes;

/// <summary>Finds what is wrong with a route, each fault named by stage or move.</summary>
public static class RouteValidation
{
    private static readonly string[] Deadlines = ["meeting", "answer", "promise", "effect"];
    private static readonly string[] Waiters = ["team", "group", "addressee", "responsible", "ombuds"];

    /// <summary>The stages that what a move does in code relies on.</summary>
    private static readonly string[] CoreStages = [Stages.Draft, Stages.Submitted, Stages.Review, Stages.Closed];

    /// <summary>Stages that a move's code enters: its row must name them, or the picture and the permissions would not be true.</summary>
    private static readonly Dictionary<string, string[]> LedToByCode = new()
    {
        ["submit"] = [Stages.Submitted],
        ["withdraw"] = [Stages.Draft],
        ["open-review"] = [Stages.Review],
        ["refer"] = [Stages.Group],
        ["hold"] = [Stages.Review],
        ["handle-locally"] = [Stages.FollowUp],
        ["ask-author"] = [Stages.Review],
        ["answer-author"] = [Stages.Review],
        ["merge"] = [Stages.Closed],
        ["not-a-deficiency"] = [Stages.Closed],
        ["reply-to-authority"] = [Stages.AwaitingAnswer],
        ["take-home"] = [Stages.AwaitingAnswer],
        ["write-to-authority"] = [Stages.AwaitingAnswer],
        ["table"] = [Stages.Group],
        ["return-to-review"] = [Stages.Review],
        ["propose-close"] = [Stages.Review],
        ["register-answer"] = [Stages.Effect, Stages.FollowUp, Stages.Group, Stages.Review, Stages.Closed],
        ["return-to-group"] = [Stages.Group],
        ["done"] = [Stages.Effect],
        ["not-done"] = [Stages.Group, Stages.Review],
        ["report-effect"] = [Stages.Closed, Stages.Review],
        ["forward"] = [Stages.Group],
        ["discuss"] = [Stages.FollowUp, Stages.Group],
        ["group-informed"] = [Stages.Review],
        ["close"] = [Stages.Closed],
        ["reopen"] = [Stages.Review],
    };

    /// <returns>No sentence at all for a good route.</returns>
    public static IReadOnlyList<string> FaultsOf(RouteDefinition route)
    {
        var faults = StructureFaultsOf(route);
        return faults.Count > 0 ? faults : [.. NeededFaults(route), .. MandateFaults(route)];
    }

    /// <summary>Without what the runner itself refuses when a move is made: a route that is stored must go on working.</summary>
    internal static IReadOnlyList<string> StructureFaultsOf(RouteDefinition route)
    {
        var faults = EmptyEntries(route);
        if (faults.Count > 0) return faults;
        if (string.IsNullOrWhiteSpace(route.Id)) faults.Add("the route has no id");
        if (route.Version < 1) faults.Add("the route's version is not 1 or more");
        Unique(faults, "group", route.Groups.Select(g => g.Id));
        Unique(faults, "stage", route.Stages.Select(s => s.Id));
        Unique(faults, "move", route.Moves.Select(m => m.Id));
        foreach (var core in CoreStages)
            if (route.Stages.All(s => s.Id != core)) faults.Add($"stage '{core}' is missing");
        if (route.Groups.All(g => g.Kind != "team")) faults.Add("no group is of the kind 'team'");
        StageFaults(route, faults);
        MoveFaults(route, faults);
        RoutingFaults(route, faults);
        DeadlineFaults(route, faults);
        if (faults.Count == 0) PathFaults(route, faults);
        return faults;
    }

    private static List<string> EmptyEntries(RouteDefinition route)
    {
        var faults = new List<string>();
        foreach (var (name, entries) in new (string, IEnumerable<object?>)[]
        {
            ("groups", route.Groups), ("stages", route.Stages), ("moves", route.Moves), ("routing", route.Routing),
        })
        {
            if (entries.Contains(null)) faults.Add($"'{name}' holds an empty entry");
        }
        if (faults.Count > 0) return faults;
        foreach (var move in route.Moves.Where(m => m.From.Concat(m.To).Concat(m.Roles).Concat(m.Requires ?? []).Any(string.IsNullOrEmpty)))
            faults.Add($"move '{move.Id}' holds an empty entry");
        return faults;
    }

    private static void Unique(List<string> faults, string what, IEnumerable<string> ids)
    {
        foreach (var id in ids.GroupBy(i => i).Where(g => g.Count() > 1)) faults.Add($"{what} '{id.Key}' is there {id.Count()} times");
    }

    private static void StageFaults(RouteDefinition route, List<string> faults)
    {
        foreach (var stage in route.Stages)
        {
            if (string.IsNullOrWhiteSpace(stage.Label)) faults.Add($"stage '{stage.Id}' has no label");
            if (stage.Id is Stages.Draft or Stages.Closed) continue;
            if (stage.WaitsFor == null) faults.Add($"stage '{stage.Id}' does not say who it waits for");
            else if (!Waiters.Contains(stage.WaitsFor)) faults.Add($"stage '{stage.Id}' waits for '{stage.WaitsFor}', which is unknown");
            if (stage.Deadline == null) faults.Add($"stage '{stage.Id}' has neither a deadline nor a meeting");
            else if (!Deadlines.Contains(stage.Deadline)) faults.Add($"stage '{stage.Id}' has the deadline '{stage.Deadline}', which is unknown");
        }
    }

    private static void MoveFaults(RouteDefinition route, List<string> faults)
    {
        var stages = route.Stages.Select(s => s.Id).ToHashSet();
        foreach (var move in route.Moves)
        {
            if (OwnMoves.Find(move.Id) != null) faults.Add($"move '{move.Id}' is the product's own and needs no row");
            if (!MoveCatalogue.Ids.Contains(move.Id)) faults.Add($"move '{move.Id}' is unknown to this version");
            if (string.IsNullOrWhiteSpace(move.Label)) faults.Add($"move '{move.Id}' has no label");
            foreach (var from in move.From.Where(f => !stages.Contains(f))) faults.Add($"move '{move.Id}' starts from '{from}', which is no stage");
            foreach (var to in move.To.Where(t => t != RouteReader.Stays && !stages.Contains(t))) faults.Add($"move '{move.Id}' leads to '{to}', which is no stage");
            foreach (var to in LedToByCode.GetValueOrDefault(move.Id, []).Where(t => !move.To.Contains(t) && !(move.To.Contains(RouteReader.Stays) && move.From.Contains(t))))
                faults.Add($"move '{move.Id}' leads to '{to}' in this version, which its row does not name");
            if (move.From.Count == 0) faults.Add($"move '{move.Id}' starts nowhere");
            if (move.To.Count == 0) faults.Add($"move '{move.Id}' leads nowhere");
            if (move.Roles.Count == 0) faults.Add($"move '{move.Id}' may be made by no one");
            foreach (var role in move.Roles.Where(r => !RoleNames.IsKnown(r))) faults.Add($"move '{move.Id}' names the role '{role}', which is unknown");
            foreach (var input in (move.Requires ?? []).Where(r => !Inputs.Known.ContainsKey(r))) faults.Add($"move '{move.Id}' requires '{input}', which is unknown");
        }
    }

    private static IEnumerable<string> NeededFaults(RouteDefinition route) =>
        from move in route.Moves
        from input in NeededInputs.Of(move.Id)
        where move.Requires?.Contains(input) != true
        select $"move '{move.Id}' needs '{input}' in this version, which its row does not require";

    /// <summary>A move that no group of the route can make, and a group from which the route has no move, would only show in use.</summary>
    private static IEnumerable<string> MandateFaults(RouteDefinition route)
    {
        bool Has(string kind) => route.Groups.Any(g => g.Kind == kind);
        foreach (var group in route.Groups.Where(g => g.Kind is not ("team" or "steering" or "reference")))
            yield return $"group '{group.Id}' is of the kind '{group.Kind}', which is unknown";
        foreach (var move in route.Moves.Where(m => m.Id is "discuss" or "group-informed" && !Has("reference")))
            yield return $"move '{move.Id}' is for reference groups, and the route has none";
        if (route.Moves.Any(m => m.Id == "forward") && !route.Groups.Any(g => g.Kind != "team" && route.GroupsAfter(g.Id).Any()))
            yield return "move 'forward' needs a group to pass on to, after another one";
        if (Has("reference") && route.Moves.All(m => m.Id is not ("discuss" or "group-informed")))
            yield return "the route has a reference group and neither 'discuss' nor 'group-informed', so nothing could be noted there";
    }

    private static void RoutingFaults(RouteDefinition route, List<string> faults)
    {
        Unique(faults, "routing for authority", route.Routing.Select(r => r.Level is { } level ? $"{r.Authority}, level {level}" : r.Authority));
        foreach (var rule in route.Routing)
        {
            if (rule.Level is < 1 or > 3) faults.Add($"routing for authority '{rule.Authority}' has the level {rule.Level}; it must be 1 to 3");
            if (rule.Groups.Count == 0) faults.Add($"routing for authority '{rule.Authority}' names no group");
            foreach (var group in rule.Groups.Where(g => route.Groups.All(x => x.Id != g || x.Kind == "team")))
                faults.Add($"routing for authority '{rule.Authority}' names the group '{group}', which is no steering or reference group");
        }
    }

    private static void DeadlineFaults(RouteDefinition route, List<string> faults)
    {
        var d = route.Deadlines;
        foreach (var (name, days) in new[]
        {
            ("answerDays", d.AnswerDays), ("remindEveryDays", d.RemindEveryDays), ("chairAfterDays", d.ChairAfterDays),
            ("authorDays", d.AuthorDays), ("effectDays", d.EffectDays), ("effectAgainDays", d.EffectAgainDays), ("tokenDays", d.TokenDays),
        })
        {
            if (days is < 1 or > 3650) faults.Add($"deadline '{name}' is {days} days; it must be 1 to 3650");
        }
        foreach (var (name, days) in new[]
        {
            ("daysBeforeMeeting", d.DaysBeforeMeeting), ("remindBeforeDays", d.RemindBeforeDays), ("seeFirstDays", d.SeeFirstDays),
        })
        {
            if (days is < 0 or > 3650) faults.Add($"deadline '{name}' is {days} days; it must be 0 to 3650");
        }
    }

    private static void PathFaults(RouteDefinition route, List<string> faults)
    {
        var reached = Walk(route, Stages.Draft, forward: true);
        foreach (var stage in route.Stages.Where(s => !reached.Contains(s.Id))) faults.Add($"stage '{stage.Id}' can never be reached");
        var closing = Walk(route, Stages.Closed, forward: false);
        foreach (var stage in route.Stages.Where(s => !closing.Contains(s.Id))) faults.Add($"from stage '{stage.Id}' no way leads to '{Stages.Closed}'");
    }

    private static HashSet<string> Walk(RouteDefinition route, string start, bool forward)
    {
        var edges = route.Moves.SelectMany(m => m.From.SelectMany(f => m.TargetsFrom(f).Select(t => (From: f, To: t)))).ToList();
        var seen = new HashSet<string> { start };
        var queue = new Queue<string>(seen);
        while (queue.TryDequeue(out var at))
        {
            foreach (var next in edges.Where(e => (forward ? e.From : e.To) == at).Select(e => forward ? e.To : e.From))
                if (seen.Add(next)) queue.Enqueue(next);
        }
        return seen;
    }
}
