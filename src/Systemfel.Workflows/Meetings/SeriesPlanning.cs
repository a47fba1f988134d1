using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Routes.Editing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>
/// Plans the meetings of every running series a year ahead. Each meeting of the series stands for one of its days, so that planning is
/// safe to repeat, and a meeting that was moved or cancelled is not planned once more.
/// </summary>
public sealed class SeriesPlanning
{
    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;

    internal SeriesPlanning(SystemfelDb db, SwedishCalendar calendar) => (_db, _calendar) = (db, calendar);

    /// <summary>Plans what is missing in all series.</summary>
    /// <returns>Swedish: what was done.</returns>
    public async Task<string> ExecuteAsync(CancellationToken ct)
    {
        var planned = 0;
        var groups = new RouteGroups(_db, _calendar);
        await groups.EndUnusedEverywhereAsync(ct);
        foreach (var id in await _db.MeetingSeries.Where(s => s.EndedAt == null && s.Group.EndedAt == null).Select(s => s.Id).Order().ToListAsync(ct))
        {
            _db.ChangeTracker.Clear();
            var series = await _db.MeetingSeries.Include(s => s.Group).SingleAsync(s => s.Id == id, ct);
            // A group that the route has left meets as long as it has something on, but no new meetings are planned for it.
            if (await groups.IsLeavingAsync(series.Group, ct)) continue;
            var added = await AddAsync(series, ct);
            if (added.Count == 0) continue;
            // Of two that plan at once, one finds the series changed: its meetings are there already.
            series.Version++;
            try
            {
                await _db.SaveChangesAsync(ct);
                planned += added.Count;
            }
            catch (DbUpdateConcurrencyException)
            {
                _db.ChangeTracker.Clear();
            }
        }
        return $"{planned} möten planerade";
    }

    /// <summary>Adds the meetings that a series lacks to what the caller saves.</summary>
    /// <param name="series">Tracked.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>The days that got a meeting.</returns>
    internal async Task<IReadOnlyList<SeriesDay>> AddAsync(MeetingSeries series, CancellationToken ct)
    {
        var today = _calendar.Today;
        var ofGroup = await _db.Meetings.Where(m => m.GroupId == series.GroupId && m.Date >= series.From).OrderBy(m => m.Date).ThenBy(m => m.Id).ToListAsync(ct);
        ofGroup.RemoveAll(m => _db.Entry(m).State == EntityState.Deleted);
        var own = ofGroup.FindAll(m => m.SeriesId == series.Id);
        var until = today.AddMonths(SeriesDays.MonthsAhead);
        var hosts = HostsOf(series);
        var days = SeriesDays.Without(SeriesDays.Of(series, until.AddMonths(SeriesDays.MonthsAhead)), own.ConvertAll(m => m.Date)).Where(d => d.Date > today && d.Date <= until).ToList();
        foreach (var day in days)
        {
            var meeting = ofGroup.Find(m => m.Date == day.Date && m.State != MeetingState.Cancelled);
            // A meeting that was planned by hand for that very day becomes one of the series, as it stands.
            if (meeting == null) _db.Add(meeting = New(series, day.Date));
            meeting.Series = series;
            var before = own.Where(m => m.Date < day.Date && m.HostPartyId != null).MaxBy(m => m.Date)?.HostPartyId;
            if (hosts.Count > 0 && meeting.HostPartyId == null) meeting.HostPartyId = hosts[(IndexOf(hosts, before) + 1) % hosts.Count];
            own.Add(meeting);
        }
        return days;
    }

    /// <summary>The ids of the parties that take turns.</summary>
    public static IReadOnlyList<long> HostsOf(MeetingSeries series) =>
        [.. series.HostRotation.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => long.Parse(id, CultureInfo.InvariantCulture))];

    private static Meeting New(MeetingSeries series, DateOnly date) => new()
    {
        OrganisationId = series.OrganisationId,
        GroupId = series.GroupId,
        Date = date,
        StartsAt = series.StartsAt,
        Minutes = series.Minutes,
        Place = series.Place,
        VideoLink = series.VideoLink,
        IsCalledElsewhere = series.IsCalledElsewhere,
    };

    private static int IndexOf(IReadOnlyList<long> hosts, long? host) => host is { } id ? hosts.ToList().IndexOf(id) : -1;
}
