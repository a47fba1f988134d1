using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>What a series shall be.</summary>
/// <param name="Recurrence">How often.</param>
/// <param name="From">A day of the first month that has a meeting; null when nothing was chosen.</param>
/// <param name="Week">Which of the month's days of the week.</param>
/// <param name="Weekday">Monday to Friday.</param>
/// <param name="Details">Time, length, place and link of each meeting.</param>
/// <param name="Hosts">Parties of the group that take turns as host, in their order.</param>
/// <param name="IsCalledElsewhere">Someone else calls: only the dates are registered.</param>
public sealed record SeriesPlan(
    Recurrence Recurrence, DateOnly? From, WeekOfMonth Week, DayOfWeek Weekday, MeetingDetails Details, IReadOnlyList<long> Hosts, bool IsCalledElsewhere);

/// <summary>Which days a plan would give.</summary>
public static class SeriesPlans
{
    /// <summary>The days of the coming year that have a meeting, in order; none while no month is chosen.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="today">Today in Sweden.</param>
    public static IReadOnlyList<SeriesDay> DaysOf(SeriesPlan plan, DateOnly today)
    {
        if (plan.From is not { } from || plan.Weekday is DayOfWeek.Saturday or DayOfWeek.Sunday) return [];
        var series = new MeetingSeries { Recurrence = plan.Recurrence, From = new DateOnly(from.Year, from.Month, 1), Week = plan.Week, Weekday = plan.Weekday };
        return [.. SeriesDays.Of(series, today.AddMonths(SeriesDays.MonthsAhead)).Where(d => d.Date > today)];
    }
}

/// <summary>What became of it.</summary>
/// <param name="SeriesId">The series.</param>
/// <param name="Planned">The days that were planned now.</param>
/// <param name="Kept">Meetings ahead that people have been called to, or that were changed by hand: they stand as they were.</param>
public sealed record SeriesOutcome(long SeriesId, IReadOnlyList<SeriesDay> Planned, int Kept);

/// <summary>Makes, changes and ends the series of a group's meetings. The coordinator decides.</summary>
public sealed class SeriesService
{
    private const string Stale = "Någon annan har ändrat serien sedan du öppnade sidan, så inget har sparats. Läs hur den är nu och ändra igen.";

    private readonly SystemfelDb _db;
    private readonly SeriesPlanning _planning;
    private readonly SwedishCalendar _calendar;
    private readonly TextCheck _check;

    internal SeriesService(SystemfelDb db, SeriesPlanning planning, SwedishCalendar calendar, TextCheck check) =>
        (_db, _planning, _calendar, _check) = (db, planning, calendar, check);

    /// <summary>Makes a series and plans its meetings a year ahead.</summary>
    /// <exception cref="CaseNotFoundException">No such group for this person.</exception>
    /// <exception cref="MoveRefusedException">With a sentence, at the input.</exception>
    public async Task<SeriesOutcome> MakeAsync(long groupId, SeriesPlan plan, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CaseLocks.GroupAsync(_db, groupId, ct);
        var group = await _db.Groups.Include(g => g.Parties).SingleOrDefaultAsync(g => g.Id == groupId, ct) ?? throw new CaseNotFoundException();
        Require(actor, group.OrganisationId);
        if (group.EndedAt != null) throw new MoveRefusedException($"{group.Name} är avslutad och får inga nya möten. Öppna gruppen igen först.", "group");
        if (await _db.MeetingSeries.AnyAsync(s => s.GroupId == groupId && s.EndedAt == null, ct))
            throw new MoveRefusedException($"{group.Name} har redan en serie. Ändra den i stället för att göra en till.", "group");
        var series = new MeetingSeries { OrganisationId = group.OrganisationId, GroupId = groupId };
        Write(series, plan, group);
        _db.Add(series);
        var outcome = await PlanAsync(series, kept: 0, ct);
        await transaction.CommitAsync(ct);
        return outcome;
    }

    /// <summary>
    /// Changes a series. Meetings ahead are planned anew, but for those that people have been called to and those that were changed by
    /// hand: they stay.
    /// </summary>
    /// <inheritdoc cref="MakeAsync"/>
    public async Task<SeriesOutcome> ChangeAsync(long seriesId, int version, SeriesPlan plan, Actor actor, CancellationToken ct = default)
    {
        var series = await LoadAsync(seriesId, version, actor, ct);
        var kept = await ClearAsync(series, ct);
        Write(series, plan, series.Group);
        return await PlanAsync(series, kept, ct);
    }

    /// <summary>Ends a series: no more meetings are planned, and those ahead that are as the series made them go.</summary>
    /// <returns>How many meetings ahead remain, since people have been called to them or they were changed by hand.</returns>
    public async Task<int> EndAsync(long seriesId, int version, Actor actor, CancellationToken ct = default)
    {
        var series = await LoadAsync(seriesId, version, actor, ct);
        series.EndedAt = _calendar.Now;
        series.Version++;
        var kept = await ClearAsync(series, ct);
        await SaveAsync(ct);
        return kept;
    }

    private async Task<MeetingSeries> LoadAsync(long id, int version, Actor actor, CancellationToken ct)
    {
        _db.ChangeTracker.Clear();
        var series = await _db.MeetingSeries.Include(s => s.Group.Parties).SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new CaseNotFoundException();
        Require(actor, series.OrganisationId);
        if (series.EndedAt != null) throw new MoveRefusedException("Serien är avslutad. Gör en ny serie för gruppen.");
        if (series.Version != version) throw new MoveRefusedException(Stale);
        return series;
    }

    private async Task<SeriesOutcome> PlanAsync(MeetingSeries series, int kept, CancellationToken ct)
    {
        var planned = await _planning.AddAsync(series, ct);
        series.Version++;
        await SaveAsync(ct);
        return new SeriesOutcome(series.Id, planned, kept);
    }

    private async Task SaveAsync(CancellationToken ct)
    {
        try
        {
            await _db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new MoveRefusedException(Stale);
        }
    }

    /// <summary>Takes away the series' meetings ahead that are as it made them, and that nobody has been called to.</summary>
    /// <returns>How many remain.</returns>
    private async Task<int> ClearAsync(MeetingSeries series, CancellationToken ct)
    {
        var today = _calendar.Today;
        var ahead = await _db.Meetings.Include(m => m.Invitations).Include(m => m.Items).Include(m => m.Attendances)
            .Where(m => m.SeriesId == series.Id && m.State == MeetingState.Planned && m.Date > today).AsSplitQuery().ToListAsync(ct);
        var free = Untouched(series, ahead);
        _db.RemoveRange(free);
        return ahead.Count - free.Count;
    }

    /// <summary>Meetings that are as their series made them, and that nobody has been called to: they go when it is changed or ended.</summary>
    /// <param name="series">The series.</param>
    /// <param name="ahead">Its planned meetings to come, with their invitations, items and attendance.</param>
    public static IReadOnlyList<Meeting> Untouched(MeetingSeries series, IReadOnlyList<Meeting> ahead)
    {
        var days = ahead.Count == 0 ? [] : SeriesDays.Of(series, ahead.Max(m => m.Date)).Select(d => d.Date).ToHashSet();
        return [.. ahead.Where(m => m.InvitedAt == null && m.Invitations.Count == 0 && m.Items.Count == 0 && m.Notes.Length == 0 && m.Attendances.Count == 0 && days.Contains(m.Date)
            && (m.StartsAt, m.Minutes, m.Place, m.VideoLink) == (series.StartsAt, series.Minutes, series.Place, series.VideoLink))];
    }

    private void Write(MeetingSeries series, SeriesPlan plan, Group group)
    {
        if (plan.From is not { } from) throw new MoveRefusedException("Välj vilken månad serien börjar.", "from");
        if (from < _calendar.Today.AddYears(-5) || from > _calendar.Today.AddYears(2))
            throw new MoveRefusedException("Välj en månad inom de närmaste två åren.", "from");
        if (plan.Weekday is DayOfWeek.Saturday or DayOfWeek.Sunday) throw new MoveRefusedException("Välj en dag från måndag till fredag.", "weekday");
        var strangers = plan.Hosts.Where(h => group.Parties.All(p => p.PartyId != h));
        if (strangers.Any()) throw new MoveRefusedException("En av värdarna hör inte längre till gruppen. Välj bland dem som visas.", "hosts");
        var details = plan.Details.Checked(_check);
        series.Recurrence = plan.Recurrence;
        series.From = new DateOnly(from.Year, from.Month, 1);
        (series.Week, series.Weekday) = (plan.Week, plan.Weekday);
        (series.StartsAt, series.Minutes, series.Place, series.VideoLink) = (details.StartsAt, details.Minutes, details.Place, details.VideoLink);
        series.HostRotation = plan.IsCalledElsewhere ? "" : string.Join(' ', plan.Hosts.Distinct().Select(h => h.ToString(CultureInfo.InvariantCulture)));
        series.IsCalledElsewhere = plan.IsCalledElsewhere;
    }

    private static void Require(Actor actor, long organisationId)
    {
        if (!actor.Has(organisationId, Role.Coordinator)) throw new CaseNotFoundException();
    }
}
