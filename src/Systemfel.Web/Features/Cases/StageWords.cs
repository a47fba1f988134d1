using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Cases;

/// <summary>A line of a case as lists show it: which station of seven, in words, and whether it is late.</summary>
public sealed record LineStep(int Step, string Text, bool Late, string Plate = "", string? PlateName = null);

/// <summary>Where the lines of a case stand, in the words of the screen.</summary>
public static class StageWords
{
    /// <summary>The stations of a line in order; a route may skip some.</summary>
    public static readonly IReadOnlyList<string> Order =
        [Stages.Submitted, Stages.Review, Stages.Group, Stages.AwaitingAnswer, Stages.FollowUp, Stages.Effect, Stages.Closed];

    public static int Step(string stage) => Math.Max(1, Order.ToList().IndexOf(stage) + 1);

    public static string Label(string stage) => RouteWords.Stage(stage);

    /// <summary>The route's own name for a stage; a group's name for one that waits for a group.</summary>
    public static string Label(RouteDefinition route, Bookmark line) =>
        line.Stage == Stages.Group && line.Group is { } group ? group.Name : route.Stages.FirstOrDefault(s => s.Id == line.Stage)?.Label ?? Label(line.Stage);

    /// <summary>An authority that is late with an answer or a measure; waiting for a meeting is not being late.</summary>
    public static bool IsLate(Bookmark line, DateOnly today) =>
        line.Stage is Stages.AwaitingAnswer or Stages.FollowUp && line.Due is { } due && SwedishDates.IsLate(due, today);

    /// <summary>The lines as a list shows them: one when they stand together, else each with its plate.</summary>
    public static IReadOnlyList<LineStep> Of(IReadOnlyList<Bookmark> lines, DateOnly today)
    {
        var open = lines.Where(l => l.Stage != Stages.Closed).ToList();
        var shown = (open.Count > 0 ? open : lines).OrderBy(l => l.Addressee?.SortOrder ?? 0).ThenBy(l => l.Id).ToList();
        if (shown.Count > 0 && shown.All(l => l.Stage == Stages.Group))
            return [new LineStep(Step(Stages.Group), Together(shown.Select(l => l.Group?.Name ?? "")), false)];
        var steps = shown.Select(l => new LineStep(Step(l.Stage), Text(l), IsLate(l, today), l.Addressee?.Authority.Plate ?? "", l.Addressee?.Authority.Name)).ToList();
        var together = steps.Select(s => s with { Plate = "", PlateName = null }).Distinct().ToList();
        return together.Count == 1 ? together : [.. steps.Distinct()];
    }

    private static string Text(Bookmark line) => line.Stage switch
    {
        Stages.Group => line.Group?.Name ?? Label(line.Stage),
        Stages.Review when line.Mark == BookmarkMark.AuthorAsked => $"{Label(Stages.Review)}, komplettering",
        Stages.Review when line.HiddenUntil != null || line.HiddenUntilSeen != null => $"{Label(Stages.Review)}, avvaktar",
        Stages.AwaitingAnswer when line.LetterItem is { Letter.State: LetterState.Draft } => $"{Label(line.Stage)}, brev ska skickas",
        Stages.Closed when line.Outcome is { } outcome => $"Avslutad: {Outcomes.Labels.GetValueOrDefault(outcome, outcome).ToLower(Hosting.Swedish.Culture)}",
        _ => Label(line.Stage),
    };

    /// <summary>'Gruppen 1 och 2' for two groups that differ in their number only.</summary>
    private static string Together(IEnumerable<string> names)
    {
        var all = names.Where(n => n.Length > 0).Distinct().Order(StringComparer.Ordinal).ToList();
        if (all.Count < 2) return all.FirstOrDefault() ?? Label(Stages.Group);
        var stem = all[0].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return all.All(n => n.StartsWith(stem, StringComparison.Ordinal) && n.Length > stem.Length)
            ? $"{stem}{string.Join(" och ", all.Select(n => n[stem.Length..]))}"
            : string.Join(" och ", all);
    }
}
