using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Features.Shared.Components;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Cases;

/// <summary>
/// The case's way as a line: what it has passed, where it stands, what is left. A station that was passed by is left out. From
/// the group on there is a branch for each addressee when there are several.
/// </summary>
public sealed class CaseLine
{
    private static readonly string[] Late = [Stages.AwaitingAnswer, Stages.FollowUp, Stages.Effect];
    private readonly CaseFile _file;
    private readonly DateOnly _today;

    private CaseLine(CaseFile file, DateOnly today) => (_file, _today) = (file, today);

    public static BranchedRoute Of(CaseFile file, DateOnly today) => new CaseLine(file, today).Draw();

    private BranchedRoute Draw()
    {
        var lines = _file.Case.Bookmarks.OrderBy(b => b.Addressee?.SortOrder ?? 0).ThenBy(b => b.Id).ToList();
        var oneGroup = lines.Select(l => l.GroupId).Distinct().Count() == 1;
        string[] stem = lines.Count == 1 ? [.. StageWords.Order.Except([Stages.Closed])]
            : oneGroup ? [Stages.Submitted, Stages.Review, Stages.Group] : [Stages.Submitted, Stages.Review];
        string[] branch = oneGroup ? Late : [Stages.Group, .. Late];
        var first = lines[0];
        var stops = Stops(first, stem, lines.Count > 1 ? lines.MinBy(l => StageWords.Step(l.Stage))! : first);
        var branches = lines.Count == 1 ? [] : lines.Select(l => new RouteBranch(
            l.Addressee?.Authority.Plate ?? "", BranchName(l, _file.Audience), [.. Stops(l, branch, l), .. Ending(l)])).ToList();
        return new BranchedRoute(WithSideTrack(stops), branches, [Closed(lines)]);
    }

    private static string BranchName(Bookmark line, Audience audience) =>
        audience.Name(line.WaitsForParty) ?? (line.Addressee is { OtherName.Length: > 0 } other ? other.OtherName : line.Addressee?.Authority.Name ?? RouteWords.Team);

    /// <summary>A line that has ended before the others says so on its own branch.</summary>
    private IEnumerable<RouteStop> Ending(Bookmark line)
    {
        if (line.Stage == Stages.Closed && _file.Case.Instance.ClosedAt is null)
            yield return new RouteStop(Label(Stages.Closed), StopState.Passed) { Lines = [line.ClosedAt?.SwedishDay().Short(_today) ?? "", OutcomeOf(line.Outcome)] };
    }

    private List<RouteStop> Stops(Bookmark line, IEnumerable<string> stages, Bookmark standing)
    {
        var now = StageWords.Step(standing.Stage);
        var stops = new List<RouteStop>();
        foreach (var stage in stages.Where(id => _file.Route.Stages.Any(s => s.Id == id)))
        {
            var step = StageWords.Step(stage);
            if (step == now) stops.Add(NowAt(standing));
            else if (step > now) stops.Add(new RouteStop(Name(stage, line), StopState.Upcoming));
            else if (Passed(stage, line) is { } lines) stops.Add(new RouteStop(Name(stage, line), StopState.Passed) { Lines = lines });
        }
        return stops;
    }

    private string Name(string stage, Bookmark line) => LongWords.Broken(
        stage == Stages.Group && line.Group is { Kind: not Data.Organisations.GroupKind.Team } group ? group.Name : Label(stage));

    /// <summary>The case's own route says what its stations are called.</summary>
    private string Label(string stage) => _file.Route.Stages.FirstOrDefault(s => s.Id == stage)?.Label ?? StageWords.Label(stage);

    private RouteStop NowAt(Bookmark line)
    {
        var due = line.Due;
        var late = StageWords.IsLate(line, _today);
        string[] lines = line.Stage switch
        {
            Stages.Submitted => [.. Sent()],
            Stages.Review when line.HiddenUntilSeen is { } seen => [$"Avvaktar till {seen} gånger"],
            Stages.Review when line.HiddenUntil is { } until => [$"Avvaktar till {until.Short(_today)}"],
            Stages.Review when line.Mark == BookmarkMark.AuthorAsked => ["Ombudet kompletterar"],
            Stages.Review => Meeting(_file.NextMeetings.Where(m => line.GroupId == m.Key || line.GroupId == null).Select(m => (DateOnly?)m.Value).Min()),
            Stages.Group => Meeting(line.GroupId is { } g && _file.NextMeetings.TryGetValue(g, out var date) ? date : due),
            Stages.AwaitingAnswer when line.LetterItem is { Letter.State: LetterState.Draft } => ["Brevet ska skickas"],
            Stages.AwaitingAnswer => due is { } d ? [$"Svar senast {d.Long(_today)}"] : [],
            Stages.FollowUp => [Shortened(line.Note), .. due is { } d ? new[] { $"Klart {d.Long(_today)}" } : []],
            Stages.Effect => due is { } d ? [$"Ombuden svarar senast {d.Short(_today)}"] : [],
            _ => [],
        };
        return new RouteStop(Name(line.Stage, line), StopState.Now) { Lines = [.. lines.Where(l => l.Length > 0)], LateText = late ? SwedishDates.Remaining(due!.Value, _today) : null };
    }

    private string[] Meeting(DateOnly? date) => date is { } d ? [$"Möte {d.Short(_today)}"] : [];

    private string[] Sent() => [_file.Case.SubmittedAt.SwedishDay().Short(_today), _file.Audience.Name(_file.Case.Municipality) is { } where ? $"Ombud, {where}" : "Ombud"];

    /// <summary>What is said at a station that lies behind; null when the line never stopped there.</summary>
    private string[]? Passed(string stage, Bookmark line)
    {
        if (stage == Stages.Submitted) return Sent();
        string[] kinds = stage switch
        {
            Stages.Review => ["referred", "handled-locally", "dismissed", "merged", "review-opened"],
            Stages.Group => ["letter-decided", "taken-home", "discussed", "group-informed", "close-proposed", "returned", "forwarded"],
            Stages.AwaitingAnswer => ["answer-accepted", "returned-to-group", "letter-decided", "taken-home"],
            Stages.FollowUp => ["measure-done", "measure-not-done"],
            _ => ["effect-confirmed", "raised-again"],
        };
        var own = _file.Events.Where(e => e.AddresseeId is null || line.AddresseeId is null || e.AddresseeId == line.AddresseeId).ToList();
        var found = kinds.Select(k => own.FirstOrDefault(e => e.Kind == k)).FirstOrDefault(e => e is not null);
        if (found is null) return null;
        return [found.At.SwedishDay().Short(_today), _file.Audience.Words(StopWords.Of(found, stage))];
    }

    private RouteStop Closed(List<Bookmark> lines)
    {
        if (_file.Case.Instance is { ClosedAt: { } at } instance)
            return new RouteStop(Label(Stages.Closed), StopState.Now) { Lines = [at.SwedishDay().Short(_today), OutcomeOf(instance.Outcome)] };
        var open = lines.Count;
        return new RouteStop(Label(Stages.Closed), StopState.Upcoming) { Lines = open < 2 ? [] : [open == 2 ? "När båda är klara" : "När alla är klara"] };
    }

    private List<RouteStop> WithSideTrack(List<RouteStop> stops)
    {
        if (_file.Case.SideNotes.Count == 0 || stops.Count == 0) return stops;
        var text = string.Join(" · ", _file.Case.SideNotes.OrderBy(n => n.At).Select(n => n.Kind switch
        {
            SideNoteKind.CountyInformed => $"Länsstyrelsen, för kännedom {n.At.SwedishDay().Short(_today)}",
            SideNoteKind.PartiesInformed => $"{Shortened(_file.Audience.Words(n.Note))}, för kännedom {n.At.SwedishDay().Short(_today)}",
            _ => $"Nationell nivå {n.At.SwedishDay().Short(_today)}",
        }));
        var at = Math.Min(stops.Count - 1, 2);
        stops[at] = stops[at] with { SideTrack = text };
        return stops;
    }

    private static string OutcomeOf(string? outcome) => outcome is null ? "" : Outcomes.Labels.GetValueOrDefault(outcome, outcome);

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..57].TrimEnd() + " …";
}
