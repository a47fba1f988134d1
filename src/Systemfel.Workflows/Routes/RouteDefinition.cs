using System.Text.Json.Serialization;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Routes;

/// <summary>How one organisation handles a deficiency: the one table behind the runner, the buttons, the permissions and the picture.</summary>
/// <param name="Id">Names the route; with <paramref name="Version"/> it is unique in an organisation.</param>
/// <param name="Version">Grows by one with each change; an instance keeps the version it started on.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Groups">Who meets.</param>
/// <param name="Stages">Where a case can wait.</param>
/// <param name="Moves">What can be done where, and by whom.</param>
/// <param name="Routing">Which group is proposed for which authority.</param>
/// <param name="Deadlines">Days, all counted in Europe/Stockholm, the due day included.</param>
public sealed record RouteDefinition(
    string Id,
    int Version,
    string Name,
    IReadOnlyList<RouteGroup> Groups,
    IReadOnlyList<RouteStage> Stages,
    IReadOnlyList<RouteMove> Moves,
    IReadOnlyList<RoutingRule> Routing,
    RouteDeadlines Deadlines)
{
    /// <summary>The stage with this id; throws <see cref="KeyNotFoundException"/> for one that the route lacks.</summary>
    public RouteStage Stage(string id) =>
        Stages.FirstOrDefault(s => s.Id == id) ?? throw new KeyNotFoundException($"Route '{Id}' version {Version} has no stage '{id}'.");

    /// <summary>The route's own moves and, after them, the product's, which hold for every version of every route.</summary>
    [JsonIgnore]
    public IEnumerable<RouteMove> AllMoves => Moves.Concat(OwnMoves.All);

    /// <summary>The move with this id, or null.</summary>
    public RouteMove? Move(string id) => AllMoves.FirstOrDefault(m => m.Id == id);

    /// <summary>The moves that leave (or stay in) a stage, in the order of the table.</summary>
    public IEnumerable<RouteMove> MovesFrom(string stage) => AllMoves.Where(m => m.From.Contains(stage));

    /// <summary>The groups that a group can pass a question on to: those that come after it and can decide; none for an unknown one.</summary>
    public IEnumerable<RouteGroup> GroupsAfter(string group) =>
        Groups.SkipWhile(g => g.Id != group).Skip(1).Where(g => g.Kind == "steering");

    /// <summary>
    /// The groups proposed for an authority: by the row for the level, else by the row for any level; the first group that is no team
    /// when the table is silent.
    /// </summary>
    /// <param name="authority">The authority's code.</param>
    /// <param name="level">Where the fault arises, as the case has it; null when that is open.</param>
    public IReadOnlyList<string> GroupsFor(string authority, int? level = null) =>
        (Routing.FirstOrDefault(r => r.Authority == authority && r.Level != null && r.Level == level)
            ?? Routing.FirstOrDefault(r => r.Authority == authority && r.Level == null))?.Groups
        ?? [.. Groups.Where(g => g.Kind != "team").Take(1).Select(g => g.Id)];
}

/// <summary>A group of the route.</summary>
/// <param name="Id">team, sg1, sg2 ...</param>
/// <param name="Label">Its name on screen.</param>
/// <param name="Kind">team, steering or reference.</param>
/// <param name="Hint">Who sits in it, in a word or two.</param>
/// <param name="MeetingsPerYear">How often it is meant to meet; null leaves what the organisation has said.</param>
/// <param name="IsCommittee">A committee ('nämnd') that decides, and is no 'ledningsgrupp' in the sense of 5 § of SFS 2013:522.</param>
public sealed record RouteGroup(
    string Id, string Label, string Kind, string Hint = "", int? MeetingsPerYear = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsCommittee = false);

/// <summary>A place on the line.</summary>
/// <param name="Id">draft, submitted, review, group, awaiting-answer, follow-up, effect, closed.</param>
/// <param name="Label">Its name on screen.</param>
/// <param name="WaitsFor">Who has the ball: team, group, addressee, responsible, ombuds; null for drafts and closed ones.</param>
/// <param name="Deadline">meeting, answer, promise or effect; null where nothing is waited for.</param>
public sealed record RouteStage(string Id, string Label, string? WaitsFor = null, string? Deadline = null);

/// <summary>Something that can be done to a case that waits somewhere.</summary>
/// <param name="Id">Names the code in Workflows/Moves.</param>
/// <param name="Label">What stands on the button.</param>
/// <param name="From">Stages in which it may be done.</param>
/// <param name="To">Stages it may lead to; 'stays' for none of them.</param>
/// <param name="Roles">Who may do it; 'author' and 'system' besides the roles of memberships.</param>
/// <param name="Requires">Inputs that must be given.</param>
/// <param name="Hint">A few words under the label.</param>
public sealed record RouteMove(
    string Id,
    string Label,
    IReadOnlyList<string> From,
    [property: JsonConverter(typeof(OneOrMoreConverter))] IReadOnlyList<string> To,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string>? Requires = null,
    string Hint = "")
{
    /// <summary>Where a case that stands in <paramref name="stage"/> can come to stand.</summary>
    public IEnumerable<string> TargetsFrom(string stage) => To.Select(t => t == RouteReader.Stays ? stage : t);
}

/// <summary>Which groups an authority's deficiencies are proposed for.</summary>
/// <param name="Authority">The authority's code.</param>
/// <param name="Groups">Group ids; several for 'samverkan'.</param>
/// <param name="Level">1 to 3 (case officer, local, central): the row is for faults of that level alone; null: for any.</param>
public sealed record RoutingRule(string Authority, IReadOnlyList<string> Groups, int? Level = null);

/// <summary>The route's days.</summary>
/// <param name="AnswerDays">For an answer to a letter.</param>
/// <param name="DaysBeforeMeeting">An answer is wanted at the latest this many days before the group's next meeting.</param>
/// <param name="RemindBeforeDays">A first reminder, before the last day.</param>
/// <param name="RemindEveryDays">Reminders after the last day.</param>
/// <param name="ChairAfterDays">So late that the group's chair is told.</param>
/// <param name="AuthorDays">For an author to answer a question, before a reminder.</param>
/// <param name="EffectDays">For ombuds to say whether it shows.</param>
/// <param name="EffectAgainDays">Until 'vet inte än' is asked again.</param>
/// <param name="SeeFirstDays">The addressed unit can read its points this long before a meeting.</param>
/// <param name="TokenDays">A reply address and link stay valid this long.</param>
public sealed record RouteDeadlines(
    int AnswerDays, int DaysBeforeMeeting, int RemindBeforeDays, int RemindEveryDays, int ChairAfterDays,
    int AuthorDays, int EffectDays, int EffectAgainDays, int SeeFirstDays, int TokenDays);
