using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>
/// Plans the meetings of every running series a year ahead. Planning goes on after the series' last meeting, so that it is safe to
/// repeat, and a meeting that was moved or cancelled is not planned once more.
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
        foreach (var id in await _db.MeetingSeries.Where(s => s.EndedAt == null && s.Group.EndedAt == null).Select(s => s.Id).Order().ToListAsync(ct))
        {
            _db.ChangeTracker.Clear();
            var series = await _db.MeetingSeries.SingleAsync(s => s.Id == id, ct);
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
        var after = own.Count == 0 ? today : Later(own[^1].Date.AddDays(SeriesDays.Apart - 1), today);
        var hosts = HostsOf(series);
        var host = own.FindLast(m => m.HostPartyId != null)?.HostPartyId;
        var days = new List<SeriesDay>();
        foreach (var day in SeriesDays.Of(series, today.AddMonths(SeriesDays.MonthsAhead)).Where(d => d.Date > after))
        {
            var meeting = ofGroup.Find(m => m.Date == day.Date && m.State != MeetingState.Cancelled);
            // A meeting that was planned by hand for that very day becomes one of the series, as it stands.
            if (meeting == null) _db.Add(meeting = New(series, day.Date));
            meeting.Series = series;
            if (hosts.Count > 0 && meeting.HostPartyId == null) meeting.HostPartyId = hosts[(IndexOf(hosts, host) + 1) % hosts.Count];
            host = meeting.HostPartyId ?? host;
            days.Add(day);
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

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
