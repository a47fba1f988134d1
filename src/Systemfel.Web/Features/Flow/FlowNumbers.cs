using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Web.Features.Flow;

/// <summary>Counts the open cases at each station of a route, and those closed this year.</summary>
public static class FlowNumbers
{
    private sealed record Standing(long CaseId, string Stage, long? GroupId, DateTimeOffset Since, DateOnly? Due);

    public static async Task<FlowPage> ReadAsync(SystemfelReader reader, Viewer viewer, long organisation, RouteDefinition route, DateOnly today, CancellationToken ct)
    {
        var cases = reader.Deficiencies.VisibleTo(viewer).ForTheReturn().Where(d => d.OrganisationId == organisation);
        var stages = route.Stages.Select(s => s.Id).Where(s => s != Stages.Closed).ToList();
        var lines = await cases.SelectMany(d => d.Bookmarks).Where(b => stages.Contains(b.Stage))
            .Select(b => new Standing(b.DeficiencyId, b.Stage, b.GroupId, b.Since, b.Due)).ToListAsync(ct);
        var groups = await reader.Groups.Where(g => g.OrganisationId == organisation).ToListAsync(ct);
        var meetings = await reader.Meetings.Where(m => m.OrganisationId == organisation && m.State == Data.Meetings.MeetingState.Planned && m.Date >= today)
            .GroupBy(m => m.GroupId).Select(g => new { g.Key, Date = g.Min(m => m.Date) }).ToDictionaryAsync(g => g.Key, g => g.Date, ct);
        var newYear = SwedishCalendar.At(new DateOnly(today.Year, 1, 1), TimeOnly.MinValue);
        var closedIds = await cases.Where(d => d.Instance.ClosedAt >= newYear).Select(d => d.Id).ToListAsync(ct);
        var withoutAnswer = await reader.RegisterEntries.CountAsync(r => r.OrganisationId == organisation && r.ClosedWithoutAnswer && closedIds.Contains(r.DeficiencyId), ct);
        var open = lines.Select(l => l.CaseId).Distinct().ToList();
        var informed = await cases.CountAsync(d => d.Instance.ClosedAt == null && d.SideNotes.Any(n => n.Kind == SideNoteKind.CountyInformed), ct);
        var rows = Rows(route, lines, groups, meetings, today).ToList();
        var stations = rows.ToDictionary(r => r.Key, r => new StationCount(r.Row.Count,
            r.Key.StartsWith("group:", StringComparison.Ordinal) && r.Row.Waits.StartsWith("möte", StringComparison.Ordinal) ? r.Row.Waits : r.Row.MedianDays is { } days ? $"{days} {(days == 1 ? "dag" : "dagar")}" : "", r.Row.Late));
        stations[Stages.Closed] = new StationCount(closedIds.Count, $"{closedIds.Count - withoutAnswer} efter svar");
        return new FlowPage(route, new RouteCounts(stations, withoutAnswer, informed), [.. rows.Select(r => r.Row)], open.Count, closedIds.Count, withoutAnswer, today.Year);
    }

    private static IEnumerable<(string Key, FlowRow Row)> Rows(
        RouteDefinition route, List<Standing> lines, List<Group> groups, Dictionary<long, DateOnly> meetings, DateOnly today)
    {
        foreach (var stage in route.Stages.Where(s => s.Id is not (Stages.Draft or Stages.Closed)))
        {
            var here = lines.Where(l => l.Stage == stage.Id).ToList();
            if (stage.Id != Stages.Group)
            {
                yield return (stage.Id, Row(stage.Label, WaitsFor(stage), here, Waits(stage, route, meetings, groups), Word(stage.Id), today));
                continue;
            }
            foreach (var group in route.Groups.Where(g => g.Kind != "team"))
            {
                var stored = groups.FirstOrDefault(g => g.Code == group.Id);
                var date = stored is not null && meetings.TryGetValue(stored.Id, out var d) ? d : (DateOnly?)null;
                yield return ($"group:{group.Id}", Row(group.Label, group.Hint, [.. here.Where(l => l.GroupId == stored?.Id)],
                    date is { } day ? $"möte {day.Long(today)}" : "inget möte är bestämt", group.Id, today));
            }
        }
    }

    private static FlowRow Row(string label, string hint, List<Standing> here, string waits, string word, DateOnly today)
    {
        var days = here.Select(l => today.DayNumber - l.Since.SwedishDay().DayNumber).Order().ToList();
        var late = here.Where(l => l.Stage is Stages.AwaitingAnswer or Stages.FollowUp && l.Due < today).Select(l => l.CaseId).Distinct().Count();
        return new FlowRow(label, hint, here.Select(l => l.CaseId).Distinct().Count(), days.Count == 0 ? null : days[days.Count / 2], late, waits, $"/register?steg={word}");
    }

    private static string Waits(RouteStage stage, RouteDefinition route, Dictionary<long, DateOnly> meetings, List<Group> groups) => stage.Deadline switch
    {
        "meeting" when groups.FirstOrDefault(g => g.Kind == GroupKind.Team) is { } team && meetings.TryGetValue(team.Id, out var date) => $"möte {date.Long()}",
        "meeting" => "nästa möte",
        "answer" => $"svar inom {route.Deadlines.AnswerDays} dagar, påminnelse {route.Deadlines.RemindBeforeDays} dagar före",
        "promise" => "det datum som utlovats",
        "effect" => $"ombuden svarar inom {route.Deadlines.EffectDays} dagar",
        _ => "",
    };

    private static string WaitsFor(RouteStage stage) => stage.WaitsFor switch
    {
        "team" => RouteWords.Team,
        "addressee" => "Myndigheten",
        "responsible" => "Den som lovat",
        "ombuds" => "Ombuden som räknat",
        _ => "",
    };

    private static string Word(string stage) => stage switch
    {
        Stages.Submitted => "inskickad",
        Stages.Review => "manadsgenomgang",
        Stages.AwaitingAnswer => "vantar-pa-svar",
        Stages.FollowUp => "uppfoljning",
        Stages.Effect => "effekt",
        _ => stage,
    };
}
