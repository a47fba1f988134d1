using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Planning;

/// <summary>A party of the group, and when it is its turn to be host: 1 first; 0 never.</summary>
public sealed class TurnForm
{
    public long Party { get; set; }
    public int Turn { get; set; }
}

public sealed class SeriesForm : DetailsForm
{
    public long Group { get; set; }
    public int Version { get; set; }
    public string? Recurrence { get; set; }
    public string? From { get; set; }
    public string? Week { get; set; }
    public string? Weekday { get; set; }
    public bool CalledElsewhere { get; set; }
    /// <summary>What was said about the days, when it has been seen.</summary>
    public string? Seen { get; set; }
    public List<TurnForm> Hosts { get; set; } = [];

    public SeriesPlan ReadPlan() => new(
        Choice<Recurrence>(Recurrence, "recurrence", "Välj hur ofta gruppen möts."), FormTimes.ReadMonth(From, "from"),
        Choice<WeekOfMonth>(Week, "week", "Välj vilken vecka i månaden."), Choice<DayOfWeek>(Weekday, "weekday", "Välj en veckodag."),
        Read(), [.. Hosts.Where(h => h.Turn > 0).OrderBy(h => h.Turn).Select(h => h.Party)], CalledElsewhere);

    private static T Choice<T>(string? text, string input, string refusal) where T : struct, Enum =>
        Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) ? value : throw new MoveRefusedException(refusal, input);
}

/// <summary>A meeting of the series that is to come, and the day it was moved from by a holiday.</summary>
public sealed record SeriesMeeting(Meeting Meeting, DateOnly? MovedFrom);

/// <param name="Group">Whose meetings.</param>
/// <param name="Series">Null for one that is being made.</param>
/// <param name="Form">As it stands, or as it was typed.</param>
/// <param name="Parties">Who can be host.</param>
/// <param name="Months">From which month it can begin.</param>
/// <param name="Ahead">The meetings that are planned.</param>
/// <param name="Today">Today.</param>
public sealed record SeriesPage(
    Group Group, MeetingSeries? Series, SeriesForm Form, IReadOnlyList<Party> Parties, IReadOnlyList<DateOnly> Months, IReadOnlyList<SeriesMeeting> Ahead, DateOnly Today)
{
    /// <summary>How the series stands, when somebody has changed it since the form was made; null when nobody has.</summary>
    public string? ChangedTo { get; private init; }

    /// <summary>The page again after a refusal: beside what was typed stands what others have stored, and the form takes its place when it is sent once more.</summary>
    public SeriesPage Again()
    {
        if (Series == null || Form.Version == Series.Version) return this;
        Form.Version = Series.Version;
        return this with { ChangedTo = PlanningWords.Of(Series) + (Series.Place.Length > 0 ? $", {Series.Place}" : "") };
    }

    /// <summary>What to know before it is saved.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Meetings to come that go when the series is changed or ended.</summary>
    public IReadOnlyList<Meeting> Untouched { get; init; } = [];

    public string Url => Series == null ? "/mote/serie/ny" : $"/mote/serie/{Series.Id}";
}

/// <summary>Reads the page of a series for the coordinator.</summary>
public sealed class SeriesReader(SystemfelReader reader, TimeProvider time)
{
    private const int MonthsShown = 24;

    /// <returns>Null when there is no such group for this person.</returns>
    public async Task<SeriesPage?> NewAsync(Viewer viewer, long groupId, SeriesForm? typed, CancellationToken ct)
    {
        var own = viewer.OrganisationsWith([Role.Coordinator]);
        var group = await reader.Groups.Include(g => g.Inviter).Include(g => g.Parties).ThenInclude(p => p.Party)
            .SingleOrDefaultAsync(g => g.Id == groupId && own.Contains(g.OrganisationId), ct);
        if (group == null) return null;
        var form = typed ?? Proposed(group);
        return Page(group, null, form, []);
    }

    /// <returns>Null when there is no such series for this person.</returns>
    public async Task<SeriesPage?> ReadAsync(Viewer viewer, long id, SeriesForm? typed, CancellationToken ct)
    {
        var own = viewer.OrganisationsWith([Role.Coordinator]);
        var series = await reader.MeetingSeries.Include(s => s.Group.Inviter).Include(s => s.Group.Parties).ThenInclude(p => p.Party)
            .SingleOrDefaultAsync(s => s.Id == id && own.Contains(s.OrganisationId) && s.EndedAt == null, ct);
        if (series == null) return null;
        var today = time.Today();
        var ahead = await reader.Meetings.Include(m => m.HostParty).Include(m => m.Invitations).Include(m => m.Items).AsSplitQuery()
            .Where(m => m.SeriesId == id && m.Date >= today && (m.State == MeetingState.Planned || m.State == MeetingState.Cancelled)).OrderBy(m => m.Date).ToListAsync(ct);
        return Page(series.Group, series, typed ?? Of(series), [.. ahead.Select(m => new SeriesMeeting(m, SeriesDays.MovedFrom(series, m.Date)))]) with
        {
            Untouched = SeriesService.Untouched(series, ahead.FindAll(m => m.State == MeetingState.Planned && m.Date > today)),
        };
    }

    private SeriesPage Page(Group group, MeetingSeries? series, SeriesForm form, IReadOnlyList<SeriesMeeting> ahead)
    {
        var today = time.Today();
        var first = new DateOnly(today.Year, today.Month, 1);
        var months = Enumerable.Range(0, MonthsShown).Select(first.AddMonths).ToList();
        if (series != null && !months.Contains(series.From)) months.Insert(0, series.From);
        var parties = group.Parties.Select(p => p.Party).OrderBy(p => p.Kind).ThenBy(p => p.Name, StringComparer.CurrentCulture).ToList();
        return new SeriesPage(group, series, form, parties, months, ahead, today);
    }

    /// <summary>What suits most groups: the team every month but July, others twice a year.</summary>
    private SeriesForm Proposed(Group group)
    {
        var today = time.Today();
        var form = new SeriesForm
        {
            Group = group.Id,
            Recurrence = (group.Kind == GroupKind.Team ? Data.Meetings.Recurrence.MonthlyButJuly : Data.Meetings.Recurrence.TwiceAYear).ToString(),
            From = FormTimes.Of(new DateOnly(today.Year, today.Month, 1).AddMonths(1)),
            Week = nameof(WeekOfMonth.Last),
            Weekday = nameof(DayOfWeek.Thursday),
        };
        form.Show(new TimeOnly(9, 0), MeetingCalendar.AssumedMinutes, "", "");
        return form;
    }

    internal static SeriesForm Of(MeetingSeries series)
    {
        var turns = SeriesPlanning.HostsOf(series).ToList();
        var form = new SeriesForm
        {
            Group = series.GroupId,
            Version = series.Version,
            Recurrence = series.Recurrence.ToString(),
            From = FormTimes.Of(series.From),
            Week = series.Week.ToString(),
            Weekday = series.Weekday.ToString(),
            CalledElsewhere = series.IsCalledElsewhere,
            Hosts = turns.ConvertAll(t => new TurnForm { Party = t, Turn = turns.IndexOf(t) + 1 }),
        };
        form.Show(series.StartsAt, series.Minutes, series.Place, series.VideoLink);
        return form;
    }
}
