namespace Systemfel.Workflows.Routes;

/// <summary>A station of the picture: a stage, or one group of the stage that waits for groups.</summary>
/// <param name="Key">The stage's id; 'group:sg1' for a group.</param>
/// <param name="Stage">The stage's id.</param>
/// <param name="Label">Its name.</param>
/// <param name="Column">How far from the start, counted in stations.</param>
/// <param name="Row">Its place among those of the same column.</param>
/// <param name="Rows">How many there are in that column.</param>
internal sealed record Station(string Key, string Stage, string Label, int Column, int Row, int Rows);

/// <summary>Ways back that share a lane: all that lead to one column.</summary>
internal sealed record Lane(IReadOnlyList<int> From, int To, string Label);

/// <summary>Where stations and tracks of a route come to lie: columns by the longest way from the start, groups stacked.</summary>
internal sealed class RouteLayout
{
    private const string Draft = "draft", Closed = "closed", Group = "group";

    private RouteLayout(IReadOnlyList<Station> stations, IReadOnlyList<(int From, int To)> tracks, IReadOnlyList<Lane> lanes, int? shortcutFrom,
        IReadOnlyList<(int From, int To)> forwards, string? informed, bool hasSideStation)
    {
        (Forwards, Informed) = (forwards, informed);
        (Stations, Tracks, Lanes, ShortcutFrom, HasSideStation) = (stations, tracks, lanes, shortcutFrom, hasSideStation);
        Columns = stations.Max(s => s.Column) + 1;
    }

    public IReadOnlyList<Station> Stations { get; }

    public int Columns { get; }

    /// <summary>Pairs of stations, by place in the list, in neighbouring columns.</summary>
    public IReadOnlyList<(int From, int To)> Tracks { get; }

    public IReadOnlyList<Lane> Lanes { get; }

    /// <summary>The first column from which a case can be closed without going all the way; null when none can.</summary>
    public int? ShortcutFrom { get; }

    /// <summary>From one group to the next that it can pass a question on to, by place in the list.</summary>
    public IReadOnlyList<(int From, int To)> Forwards { get; }

    /// <summary>What the move is called that passes a question on to others for information; null when the route has none.</summary>
    public string? Informed { get; }

    public bool HasSideStation { get; }

    public static RouteLayout Of(RouteDefinition route)
    {
        var stages = Ordered(route);
        var edges = Edges(route, stages);
        var columns = Columned(stages, edges);
        var stations = stages.SelectMany(s => StationsOf(route, s, columns)).ToList();
        stations = [.. stations.Select(s => s with { Row = Row(stations, s), Rows = stations.Count(o => o.Column == s.Column) })];
        var tracks = new List<(int, int)>();
        for (var a = 0; a < stations.Count; a++)
            for (var b = 0; b < stations.Count; b++)
                if (stations[b].Column == stations[a].Column + 1 && edges.Contains((stations[a].Stage, stations[b].Stage)) && LeadsTo(route, stations[b])) tracks.Add((a, b));
        var last = columns.GetValueOrDefault(Closed, -1);
        var shortcuts = edges.Where(e => e.To == Closed && columns[e.From] < last - 1).Select(e => columns[e.From]).ToList();
        return new RouteLayout(stations, tracks, LanesOf(route, edges, columns), shortcuts.Count == 0 ? null : shortcuts.Min(),
            ForwardsOf(route, stations), route.Moves.FirstOrDefault(m => m.Id == "inform-parties")?.Label, route.Moves.Any(m => m.Id is "inform-county" or "send-national"));
    }

    /// <summary>As they stand in the file, when each can be reached from an earlier one; else by the fewest moves from the start.</summary>
    private static List<string> Ordered(RouteDefinition route)
    {
        var all = route.Stages.Select(s => s.Id).Where(s => s != Draft).ToList();
        var edges = Edges(route, all);
        var starts = route.Moves.Where(m => m.From.Contains(Draft)).SelectMany(m => m.TargetsFrom(Draft)).Where(all.Contains).Distinct().ToList();
        if (starts.Count == 0) starts = all[..1];
        if (starts.Contains(all[0]) && all.Skip(1).All(s => edges.Any(e => e.To == s && all.IndexOf(e.From) < all.IndexOf(s)))) return all;
        var distance = new Dictionary<string, int>();
        var queue = new Queue<string>(starts);
        foreach (var start in queue) distance[start] = 0;
        while (queue.TryDequeue(out var stage))
            foreach (var (_, to) in edges.Where(e => e.From == stage && !distance.ContainsKey(e.To)))
            {
                distance[to] = distance[stage] + 1;
                queue.Enqueue(to);
            }
        return [.. all.OrderBy(s => s == Closed).ThenBy(s => distance.GetValueOrDefault(s, int.MaxValue))];
    }

    private static HashSet<(string From, string To)> Edges(RouteDefinition route, List<string> stages) =>
        [.. route.Moves.SelectMany(m => m.From.SelectMany(f => m.TargetsFrom(f).Select(t => (From: f, To: t))))
            .Where(e => e.From != e.To && stages.Contains(e.From) && stages.Contains(e.To))];

    private static Dictionary<string, int> Columned(List<string> stages, HashSet<(string From, string To)> edges)
    {
        var columns = new Dictionary<string, int>();
        foreach (var stage in stages)
        {
            var before = edges.Where(e => e.To == stage && columns.ContainsKey(e.From)).Select(e => columns[e.From] + 1).ToList();
            columns[stage] = before.Count == 0 ? 0 : before.Max();
        }
        if (columns.TryGetValue(Closed, out _)) columns[Closed] = columns.Where(c => c.Key != Closed).Select(c => c.Value + 1).DefaultIfEmpty(0).Max();
        return columns;
    }

    /// <summary>A group that no authority's questions are proposed for is reached from another group, not from the review.</summary>
    private static bool LeadsTo(RouteDefinition route, Station station) =>
        !station.Key.StartsWith("group:", StringComparison.Ordinal) || route.Moves.All(m => m.Id != "forward")
        || route.Routing.Any(r => r.Groups.Contains(station.Key["group:".Length..]));

    private static List<(int, int)> ForwardsOf(RouteDefinition route, List<Station> stations)
    {
        if (route.Moves.All(m => m.Id != "forward")) return [];
        var pairs = new List<(int, int)>();
        foreach (var group in route.Groups.Where(g => g.Kind != "team"))
            if (route.GroupsAfter(group.Id).FirstOrDefault() is { } next)
                pairs.Add((stations.FindIndex(s => s.Key == $"group:{group.Id}"), stations.FindIndex(s => s.Key == $"group:{next.Id}")));
        return [.. pairs.Where(p => p is ( >= 0, >= 0))];
    }

    private static IEnumerable<Station> StationsOf(RouteDefinition route, string stage, Dictionary<string, int> columns)
    {
        var groups = route.Groups.Where(g => g.Kind != "team").ToList();
        if (stage != Group || groups.Count == 0) return [new Station(stage, stage, route.Stage(stage).Label, columns[stage], 0, 1)];
        return groups.Select(g => new Station($"group:{g.Id}", stage, g.Label, columns[stage], 0, 1));
    }

    private static int Row(List<Station> all, Station station) => all.Where(s => s.Column == station.Column).ToList().IndexOf(station);

    /// <summary>Ways forward past a station are left out: each station has a track from the column before it.</summary>
    private static List<Lane> LanesOf(RouteDefinition route, HashSet<(string From, string To)> edges, Dictionary<string, int> columns) =>
        [.. edges.Where(e => e.To != Closed && columns[e.To] <= columns[e.From]).GroupBy(e => e.To)
            .Select(g => new Lane([.. g.Select(e => columns[e.From]).Distinct().Order()], columns[g.Key], $"tillbaka till {Inner(route.Stage(g.Key).Label)}"))
            .OrderBy(l => l.From.Max() - l.To).ThenBy(l => l.To)];

    private static string Inner(string label) => label.Length > 1 && char.IsLower(label[1]) ? char.ToLower(label[0], Time.SwedishText.Culture) + label[1..] : label;
}
