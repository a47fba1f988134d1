using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Meetings;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Accounts;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Features.Planning;

/// <summary>Reads what an account's calendar shows: the meetings that it sees, the year's dates, and for the coordinator letters' last days.</summary>
public sealed class CalendarFeedReader(SystemfelReader reader, MeetingCalendar calendar, RouteCache routes, TimeProvider time)
{
    /// <summary>SFS 2013:522, 10, 12 and 14 §§; HSLF-FS 2016:98, 2 §. The year is that in which the day falls.</summary>
    private static IEnumerable<CalendarDay> DaysOf(int year) =>
    [
        Day("arsredovisning", YearDeadlines.ReturnOf(year - 1), "Sista dag: årsredovisning till Länsstyrelsen", "/arsrapport"),
        Day("ansokan", new DateOnly(year, 3, 1), "Sista dag: ansökan om statsbidrag", "/"),
        Day("lan-redovisar", YearDeadlines.CountyOf(year - 1), "Sista dag: Länsstyrelsen redovisar till Socialstyrelsen", "/"),
        Day("lagesrapport", YearDeadlines.NationalOf(year - 1), "Socialstyrelsens lägesrapport till regeringen", "/"),
    ];

    private static CalendarDay Day(string id, DateOnly on, string title, string path) => new(string.Create(CultureInfo.InvariantCulture, $"{id}-{on.Year}"), on, title, path);

    /// <returns>Null when no account has the key.</returns>
    public async Task<string?> ReadAsync(string key, CancellationToken ct)
    {
        var hash = CalendarKeys.HashOf(key);
        var account = await reader.Accounts.Include(a => a.Memberships.OrderBy(m => m.Id)).SingleOrDefaultAsync(a => a.CalendarKeyHash == hash && a.DisabledAt == null, ct);
        if (account == null) return null;
        var viewer = new Viewer(account.Id, account.DisplayName, account.Memberships);
        var today = time.Today();
        var (from, until) = (today.AddYears(-1), today.AddYears(2));
        var meetings = await reader.Meetings.VisibleTo(viewer).Where(m => m.Date >= from && m.Date <= until)
            .Include(m => m.Group.Inviter).Include(m => m.HostParty).OrderBy(m => m.Date).ThenBy(m => m.Id).ToListAsync(ct);
        var days = viewer.HasAny([.. Viewer.TeamRoles, Role.CountyBoard]) ? YearOf(today).Concat(await LastDaysAsync(viewer, ct)).ToList() : [];
        // The same all day, so that a program that asks again is told that nothing is new.
        var reviews = await ReviewNames.ReadAsync(reader.Organisations, routes, meetings.Select(m => m.OrganisationId), ct);
        return calendar.Feed(meetings, reviews, days, SwedishCalendar.At(today, TimeOnly.MinValue));
    }

    private static IEnumerable<CalendarDay> YearOf(DateOnly today) => DaysOf(today.Year).Concat(DaysOf(today.Year + 1));

    /// <summary>By whom answers are due; no case is named.</summary>
    private async Task<List<CalendarDay>> LastDaysAsync(Viewer viewer, CancellationToken ct)
    {
        var own = viewer.OrganisationsWith([Role.Coordinator]);
        if (own.Count == 0) return [];
        var due = await reader.Bookmarks
            .Where(b => own.Contains(b.Deficiency.OrganisationId) && b.Stage == Stages.AwaitingAnswer && b.Due != null && b.WaitsForPartyId != null && b.Deficiency.MaskedAt == null)
            .Select(b => new { b.Due, b.WaitsForPartyId, b.WaitsForParty!.Name }).Distinct().OrderBy(b => b.Due).ThenBy(b => b.Name).ToListAsync(ct);
        return due.ConvertAll(d => new CalendarDay(
            string.Create(CultureInfo.InvariantCulture, $"svar-{d.WaitsForPartyId}-{d.Due:yyyyMMdd}"), d.Due!.Value, $"Sista svarsdag: {d.Name}", "/brev"));
    }
}
