using System.Globalization;
using System.Text;

namespace Systemfel.Workflows.Routes.Editing;

/// <summary>What is wrong with what was typed.</summary>
/// <param name="Field">The field, by <see cref="RouteFields"/>; empty for the route as a whole.</param>
/// <param name="Sentence">Swedish: what is wrong and what to do.</param>
public sealed record RouteFault(string Field, string Sentence);

/// <summary>A route made of what was typed.</summary>
/// <param name="Route">Null when something is wrong with it.</param>
/// <param name="Faults">Each at its field; none for a good route.</param>
public sealed record RouteReading(RouteDefinition? Route, IReadOnlyList<RouteFault> Faults);

/// <summary>A group that the organisation has or has had.</summary>
/// <param name="Id">By which routes name it.</param>
/// <param name="Name">What it is called.</param>
public sealed record KnownGroup(string Id, string Name);

/// <summary>
/// Makes a route of what was typed. Stages, moves and what they require stay as they are in the route that it begins from: what is
/// edited are names, days, groups, the table of authorities and the order.
/// </summary>
public sealed class RouteTyped
{
    /// <summary>The longest name of a stage, a move or a group, and the longest hint, in characters.</summary>
    public const int LongestLabel = 60;

    /// <summary>The longest name of the route.</summary>
    public const int LongestName = 120;

    private readonly RouteDefinition _from;
    private readonly IReadOnlyDictionary<string, string> _typed;
    private readonly List<RouteFault> _faults = [];

    private RouteTyped(RouteDefinition from, IReadOnlyDictionary<string, string> typed) => (_from, _typed) = (from, typed);

    /// <param name="from">The route in use.</param>
    /// <param name="typed">By the names of <see cref="RouteFields"/>.</param>
    /// <param name="authorities">The codes of the organisation's authorities.</param>
    /// <param name="known">The organisation's groups: one that comes back under its name is the same as before.</param>
    public static RouteReading Read(
        RouteDefinition from, IReadOnlyDictionary<string, string> typed, IReadOnlyCollection<string> authorities, IReadOnlyCollection<KnownGroup> known) =>
        new RouteTyped(from, typed).Read(authorities, known);

    private RouteReading Read(IReadOnlyCollection<string> authorities, IReadOnlyCollection<KnownGroup> known)
    {
        var name = Line(RouteFields.Name, "Skriv vad vägen heter.", LongestName);
        var groups = GroupsOf(known);
        var stages = _from.Stages.Select(s => s with { Label = Line(RouteFields.Stage(s.Id), "Skriv vad steget heter.") }).ToList();
        var moves = Ordered().Select(m => m with
        {
            Label = Line(RouteFields.Move(m.Id), "Skriv vad som ska stå på knappen."),
            Hint = Line(RouteFields.MoveHint(m.Id), null),
        }).ToList();
        var days = RouteFields.AllDays.ToDictionary(d => d.Name, Number);
        var routing = RoutingOf(authorities, groups);
        if (_faults.Count > 0) return new RouteReading(null, _faults);
        var route = _from with
        {
            Name = name,
            Groups = groups,
            Stages = stages,
            Moves = moves,
            Routing = routing,
            Deadlines = new RouteDeadlines(
                days["answerDays"], days["daysBeforeMeeting"], days["remindBeforeDays"], days["remindEveryDays"], days["chairAfterDays"],
                days["authorDays"], days["effectDays"], days["effectAgainDays"], days["seeFirstDays"], days["tokenDays"]),
        };
        // What the form cannot spoil may be wrong in the route that it began from.
        _faults.AddRange(RouteValidation.FaultsOf(route).Select(f => new RouteFault("", $"Vägen går inte att använda: {f}. Be den som sköter driften om hjälp.")));
        return new RouteReading(_faults.Count == 0 ? route : null, _faults);
    }

    private IEnumerable<RouteMove> Ordered()
    {
        var order = Text(RouteFields.Order).Split(',').ToList();
        return _from.Moves.OrderBy(m => order.IndexOf(m.Id) is >= 0 and var at ? at : int.MaxValue);
    }

    private List<RouteGroup> GroupsOf(IReadOnlyCollection<KnownGroup> known)
    {
        var legal = RouteFields.LegalKinds(_from);
        var groups = new List<RouteGroup>();
        foreach (var id in Text(RouteFields.Groups).Split(',').Where(i => IsId(i)).Distinct())
        {
            var isTeam = _from.Groups.Any(g => g.Id == id && g.Kind == "team");
            if (!isTeam && _typed.GetValueOrDefault(RouteFields.GroupGone(id)) == RouteFields.Yes) continue;
            var kind = isTeam ? "team" : Text(RouteFields.GroupKind(id));
            if (!isTeam && !legal.Contains(kind)) Fault(RouteFields.GroupKind(id), "Den sortens grupp har inga beslut att fatta i den här vägen. Välj en annan.");
            groups.Add(new RouteGroup(
                id, Line(RouteFields.GroupLabel(id), "Skriv vad gruppen heter."), kind, Line(RouteFields.GroupHint(id), null), Meetings(RouteFields.GroupMeetings(id)),
                _from.Groups.Any(g => g.Id == id && g.IsCommittee)));
        }
        // A team that is missing has been taken out of the hidden list: it is never taken away.
        groups.InsertRange(0, _from.Groups.Where(g => g.Kind == "team" && groups.TrueForAll(x => x.Id != g.Id)));
        if (Text(RouteFields.NewLabel).Trim().Length > 0) groups.Add(Added(groups, legal, known));
        foreach (var same in groups.Where(g => g.Label.Length > 0).GroupBy(g => g.Label, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            Fault(_typed.ContainsKey(RouteFields.GroupLabel(same.Last().Id)) ? RouteFields.GroupLabel(same.Last().Id) : RouteFields.NewLabel, "Två grupper kan inte heta likadant. Skriv ett annat namn.");
        WholeFaults(groups);
        return groups;
    }

    private RouteGroup Added(List<RouteGroup> groups, IReadOnlyList<string> legal, IReadOnlyCollection<KnownGroup> known)
    {
        var label = Line(RouteFields.NewLabel, null);
        var kind = legal.Count == 1 ? legal[0] : Text(RouteFields.NewKind);
        if (!legal.Contains(kind)) Fault(RouteFields.NewKind, "Välj vad gruppen får göra.");
        var before = known.FirstOrDefault(k => string.Equals(k.Name, label, StringComparison.OrdinalIgnoreCase) && groups.TrueForAll(g => g.Id != k.Id));
        var taken = groups.Select(g => g.Id).Concat(known.Select(k => k.Id)).ToHashSet();
        return new RouteGroup(before?.Id ?? IdOf(label, taken), label, kind, "", Meetings(RouteFields.NewMeetings));
    }

    /// <summary>What the route's moves need of its groups.</summary>
    private void WholeFaults(List<RouteGroup> groups)
    {
        if (groups.TrueForAll(g => g.Kind == "team")) Fault(RouteFields.Groups, "Vägen behöver minst en grupp utöver teamet. Behåll en, eller lägg till en ny.");
        else if (_from.Moves.Any(m => m.Id is "discuss" or "group-informed") && groups.TrueForAll(g => g.Kind != "reference"))
            Fault(RouteFields.Groups, "Vägen är gjord för en grupp som diskuterar utan att besluta, så en sådan måste finnas.");
        else if (_from.Moves.FirstOrDefault(m => m.Id == "forward") is { } forward && groups.SkipWhile(g => g.Kind == "team").Skip(1).All(g => g.Kind != "steering"))
            Fault(RouteFields.Groups, $"”{forward.Label}” lämnar frågan vidare till en senare grupp, så det måste finnas två, och den senare måste besluta.");
    }

    private List<RoutingRule> RoutingOf(IReadOnlyCollection<string> authorities, List<RouteGroup> groups)
    {
        var rules = new List<RoutingRule>();
        foreach (var authority in authorities)
        {
            for (var level = 0; level <= 3; level++)
            {
                var chosen = groups.Where(g => g.Kind != "team" && _typed.GetValueOrDefault(RouteFields.To(authority, level, g.Id)) == RouteFields.Yes).Select(g => g.Id).ToList();
                if (chosen.Count > 0) rules.Add(new RoutingRule(authority, chosen, level == 0 ? null : level));
                else if (level == 0) Fault(RouteFields.Routing(authority), "Kryssa i minst en grupp för myndigheten.");
            }
        }
        // Rows for authorities that the organisation does not have are not in the form, and stay.
        rules.AddRange(_from.Routing.Where(r => !authorities.Contains(r.Authority))
            .Select(r => r with { Groups = [.. r.Groups.Where(id => groups.Exists(g => g.Id == id && g.Kind != "team"))] }).Where(r => r.Groups.Count > 0));
        return rules;
    }

    private int Number(RouteDays days)
    {
        var text = Text(RouteFields.Days(days.Name)).Trim();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= days.Least && number <= RouteDays.Most) return number;
        Fault(RouteFields.Days(days.Name), $"Skriv ett antal dagar, {days.Least} till {RouteDays.Most}.");
        return days.Least;
    }

    private int Meetings(string field)
    {
        var text = Text(field).Trim();
        if (text.Length == 0) return 0;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 52) return number;
        Fault(field, "Skriv ett antal möten om året, 0 till 52.");
        return 0;
    }

    private string Line(string field, string? missing, int longest = LongestLabel)
    {
        var line = Text(field).Trim();
        if (line.Length == 0 && missing != null) Fault(field, missing);
        else if (line.Length > longest || line.Any(char.IsControl)) Fault(field, $"Högst {longest} tecken på en rad.");
        return line;
    }

    private string Text(string field) => _typed.GetValueOrDefault(field) ?? "";

    private void Fault(string field, string sentence) => _faults.Add(new RouteFault(field, sentence));

    private static bool IsId(string id) => id.Length is > 0 and <= 40 && id.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-');

    /// <summary>'socialnamnden' of 'Socialnämnden'; with a number after it when that is taken.</summary>
    private static string IdOf(string label, HashSet<string> taken)
    {
        var plain = string.Concat(label.ToLowerInvariant().Normalize(NormalizationForm.FormD).Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-')).Replace(' ', '-').Trim('-');
        if (plain.Length == 0) plain = "grupp";
        if (plain.Length > 32) plain = plain[..32];
        var id = plain;
        for (var n = 2; taken.Contains(id); n++) id = string.Create(CultureInfo.InvariantCulture, $"{plain}-{n}");
        return id;
    }
}
