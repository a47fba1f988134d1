using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;
using Systemfel.Web.Features.Register;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Features.Shared.Components;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Cases;

/// <summary>What can be done now on one line, in the route's order.</summary>
public sealed record LineOffer(Bookmark Line, IReadOnlyList<RouteMove> Moves)
{
    public string Href(long caseId, RouteMove move) => $"/systemfel/{caseId}/gor/{move.Id}?rad={Targets.Of(Line)}";
}

/// <summary>A line with a last day: how much of the time has gone, and what happens when it has.</summary>
public sealed record DueBox(string Plate, string Name, string Strong, string Text, bool Late, int Gone, int Whole, string? After);

public sealed record CasePage(
    CaseFile File, BranchedRoute Line, IReadOnlyList<AddresseeTag> Tags, IReadOnlyList<DueBox> Due, IReadOnlyList<LineOffer> Offers,
    IReadOnlyList<RouteMove> WholeCase, bool MayCount, bool MayClassify, IReadOnlyList<Occurrence> OwnCounts, CountForm Count, BarChart Chart, IReadOnlyList<TimelineEntry> Timeline,
    bool? ChainIsWhole, EffectQuestion? Effect, DateOnly Today)
{
    public Deficiency Case => File.Case;

    public string Seen => Case switch
    {
        _ when File.Occurrences.Count == 0 => "Sett 1 gång",
        _ => $"Sett {File.Occurrences.Count + 1} gånger, {File.Audience.Persons(PersonCounts.Together(File.Occurrences.Select(o => o.Band).Append(Case.Band ?? AffectedBand.One)))}",
    };

    /// <summary>This person may approve the text: a colleague in the team who has not written it.</summary>
    public bool MayApprove { get; init; }

    /// <summary>Lines whose measures this person may give milestones.</summary>
    public IReadOnlyList<long> MayPlan { get; init; } = [];

    /// <summary>This person is told when something happens with it.</summary>
    public bool IsWatched { get; init; }
}

/// <summary>The choices of 'Jag har sett samma sak'.</summary>
public sealed record CountForm(DateOnly Month, IReadOnlyList<Municipality> Municipalities, long? OwnMunicipalityId, Guid Key)
{
    public IEnumerable<DateOnly> Months => Enumerable.Range(0, 12).Select(n => Month.AddMonths(-n));

    public string? MonthTyped { get; init; }
    public string? MunicipalityTyped { get; init; }
    public string? BandTyped { get; init; }
    public bool Open { get; init; }
}

/// <summary>Builds the boxes and the chart of a case.</summary>
public static class CaseParts
{
    public static List<DueBox> Due(CaseFile file, DateOnly today) =>
        [.. file.Case.Bookmarks.Where(b => b.Due != null && b.Stage is Stages.AwaitingAnswer or Stages.FollowUp && b.Due != null)
            .OrderBy(b => b.Due).Select(b => Box(file, b, b.Due!.Value, today))];

    private static DueBox Box(CaseFile file, Bookmark b, DateOnly due, DateOnly today)
    {
        var since = b.Since.SwedishDay();
        var late = SwedishDates.IsLate(due, today);
        var whole = Math.Max(1, due.DayNumber - since.DayNumber);
        var strong = SwedishDates.Remaining(due, today);
        return new DueBox(
            b.Addressee?.Authority.Plate ?? "", file.Audience.Name(b.WaitsForParty) ?? b.Addressee?.Authority.Name ?? RouteWords.Team,
            char.ToUpper(strong[0], Hosting.Swedish.Culture) + strong[1..],
            $"{(b.Stage == Stages.FollowUp ? "Klart" : "Svar")} senast {due.Long(today)}", late,
            Math.Clamp(today.DayNumber - since.DayNumber, 0, whole), whole, After(file, b, due, today, late));
    }

    private static string? After(CaseFile file, Bookmark b, DateOnly due, DateOnly today, bool late)
    {
        if (b.Stage == Stages.FollowUp) return b.Note.Length > 0 ? b.Note : null;
        var told = due.AddDays(file.Route.Deadlines.ChairAfterDays);
        var group = b.Group?.Name ?? "gruppen";
        var chair = !late || b.Group is null ? null
            : b.Mark == BookmarkMark.AtChair ? $"Ordföranden i {group} vet."
            : told > today ? $"Ordföranden i {group} får veta {told.Long(today)}." : null;
        var agenda = late && b.GroupId is { } g && file.NextMeetings.TryGetValue(g, out var date) ? $"Står på dagordningen {date.Long(today)}." : null;
        return string.Join(" ", new[] { chair, agenda }.Where(t => t is not null)) is { Length: > 0 } text ? text : null;
    }

    public static BarChart Chart(CaseFile file, DateOnly today)
    {
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(-11);
        var months = file.Occurrences.Select(o => o.Month).Append(FirstOf(file.Case.SubmittedAt.SwedishDay())).ToList();
        var bars = Enumerable.Range(0, 12).Select(first.AddMonths).Select(m => new Bar(m.ShortMonth(), months.Count(x => x == m))).ToList();
        var total = bars.Sum(b => b.Value);
        var top = bars.MaxBy(b => b.Value)!;
        var summary = total == 0 ? "Inte sett de senaste tolv månaderna." : $"Antal gånger per månad. Flest i {top.Label}, {top.Value}.";
        return new BarChart($"Sett {total} {(total == 1 ? "gång" : "gånger")} på tolv månader", summary, "Månad", "Gånger", bars);
    }

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
