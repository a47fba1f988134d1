using Systemfel.Data.Organisations;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Routes.Editing;

namespace Systemfel.Web.Features.Routes;

/// <summary>A version of the route in the list of them.</summary>
public sealed record VersionRow(RouteVersion Version, string? By, int Open, bool IsCurrent);

/// <summary>A field that somebody else has saved otherwise than it stands here.</summary>
public sealed record Difference(string Label, string Theirs);

/// <summary>The editor's page.</summary>
/// <param name="Stand">The route in use, and the draft.</param>
/// <param name="Fields">What stands in the form, by <see cref="RouteFields"/>.</param>
/// <param name="Drawn">What the picture shows: the last that was right.</param>
/// <param name="Authorities">The organisation's, in its order.</param>
/// <param name="Versions">The newest first.</param>
public sealed record RoutePage(
    RouteStand Stand, IReadOnlyDictionary<string, string> Fields, RouteDefinition Drawn, IReadOnlyList<Authority> Authorities, IReadOnlyList<VersionRow> Versions)
{
    public string Note { get; init; } = "";

    /// <summary>What the form was made from; null: what is stored now.</summary>
    public string? FormSeen { get; init; }

    public string Seen => FormSeen ?? Stand.Seen;

    public bool DrawnIsTyped { get; init; } = true;
    public IReadOnlyList<Find> Likely { get; init; } = [];
    public IReadOnlyList<string> Accepted { get; init; } = [];
    /// <summary>The move that was just moved in the order: its stage stands open.</summary>
    public string? MovedId { get; init; }

    /// <summary>Answers that were given before, to what is not asked about now.</summary>
    public IEnumerable<string> Answered => Accepted.Where(a => Likely.All(f => f.Key != a)).Distinct();

    public string? Overtaken { get; init; }
    public IReadOnlyList<Difference> Differences { get; init; } = [];

    /// <summary>Open cases on older versions.</summary>
    public int Older => Versions.Where(v => !v.IsCurrent).Sum(v => v.Open);

    public string At(string field) => Fields.GetValueOrDefault(field, "");

    public bool IsTicked(string field) => Fields.GetValueOrDefault(field) == RouteFields.Yes;

    /// <summary>The groups in the form, in the order in which they stand there.</summary>
    public IReadOnlyList<string> Groups => At(RouteFields.Groups).Split(',', StringSplitOptions.RemoveEmptyEntries);

    public bool IsTeam(string group) => Stand.From.Groups.Any(g => g.Id == group && g.Kind == "team");

    public IReadOnlyList<string> LegalKinds => RouteFields.LegalKinds(Stand.From);

    /// <summary>The fields as they come on the page.</summary>
    public IReadOnlyList<string> FieldOrder =>
    [
        RouteFields.Name, .. Stand.From.Stages.Select(s => RouteFields.Stage(s.Id)), RouteFields.Groups,
        .. Groups.SelectMany(g => new[] { RouteFields.GroupLabel(g), RouteFields.GroupHint(g), RouteFields.GroupMeetings(g), RouteFields.GroupKind(g) }),
        RouteFields.NewLabel, RouteFields.NewKind, RouteFields.NewMeetings, .. Authorities.Select(a => RouteFields.Routing(a.Code)),
        .. MovesByStage.SelectMany(s => s.Moves).SelectMany(m => new[] { RouteFields.Move(m.Id), RouteFields.MoveHint(m.Id) }),
        .. RouteFields.AllDays.Select(d => RouteFields.Days(d.Name)), RouteEditor.Note,
    ];

    /// <summary>The moves by the first stage that they start from, each list in the form's order.</summary>
    public IEnumerable<(RouteStage Stage, List<RouteMove> Moves)> MovesByStage
    {
        get
        {
            var order = At(RouteFields.Order).Split(',').ToList();
            var moves = Stand.From.Moves.OrderBy(m => order.IndexOf(m.Id)).ToList();
            return Stand.From.Stages.Select(s => (s, moves.FindAll(m => m.From[0] == s.Id))).Where(s => s.Item2.Count > 0);
        }
    }
}

/// <summary>What the editor's fields are called.</summary>
public static class RouteFieldWords
{
    public static readonly IReadOnlyList<(int Level, string Name)> Levels = [(1, "Handläggarnivå"), (2, "Lokal nivå"), (3, "Central nivå")];

    public static string Kind(string kind) => kind switch { "team" => "Teamet", "reference" => "Diskuterar, beslutar inte", _ => "Beslutar" };

    /// <summary>The fields whose texts differ, with how they read in what is stored now.</summary>
    public static IReadOnlyList<Difference> Between(IReadOnlyDictionary<string, string> typed, IReadOnlyDictionary<string, string> stored, RoutePage page) =>
    [
        .. stored.Keys.Union(typed.Keys).Where(k => Own(k) && stored.GetValueOrDefault(k, "") != typed.GetValueOrDefault(k, ""))
            .Select(k => Label(k, page) is { } label ? new Difference(label, Value(k, stored.GetValueOrDefault(k, ""), page)) : null).OfType<Difference>().Distinct(),
    ];

    private static bool Own(string field) => !field.StartsWith("new.", StringComparison.Ordinal) && !field.EndsWith(".gone", StringComparison.Ordinal);

    private static string? Label(string field, RoutePage page)
    {
        var parts = field.Split('.');
        var from = page.Stand.From;
        return parts switch
        {
            ["name"] => "Vägens namn",
            ["order"] => "Ordningen på knapparna",
            ["groups"] => "Grupperna",
            ["stage", var id] => $"Steget ”{from.Stages.FirstOrDefault(s => s.Id == id)?.Label}”",
            ["move", var id] => $"Knappen ”{from.Move(id)?.Label}”",
            ["hint", var id] => $"Förklaringen till ”{from.Move(id)?.Label}”",
            ["days", var name] => RouteFields.AllDays.FirstOrDefault(d => d.Name == name)?.Label,
            ["group", var id, var what] => $"Gruppen ”{from.Groups.FirstOrDefault(g => g.Id == id)?.Label ?? id}”, {what switch { "label" => "namnet", "hint" => "vilka som sitter där", "meetings" => "möten om året", _ => "vad den får göra" }}",
            ["to", var code, _, var group] => $"{page.Authorities.FirstOrDefault(a => a.Code == code)?.Name ?? code}: {from.Groups.FirstOrDefault(g => g.Id == group)?.Label ?? group}",
            _ => null,
        };
    }

    private static string Value(string field, string text, RoutePage page) => field switch
    {
        "order" => "en annan ordning",
        "groups" => string.Join(", ", text.Split(',').Select(id => page.Stand.From.Groups.FirstOrDefault(g => g.Id == id)?.Label ?? id)),
        _ when field.EndsWith(".kind", StringComparison.Ordinal) && text.Length > 0 => Kind(text),
        _ when field.StartsWith("to.", StringComparison.Ordinal) => text == RouteFields.Yes ? "ikryssad" : "inte ikryssad",
        _ => text.Length == 0 ? "tomt" : $"”{text}”",
    };
}
