using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.County;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Time;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.Reminders;

/// <summary>
/// Reminds of the year's last days, once each: coordinators and unit managers 30 and 7 days before the return is due and once after it, while it is
/// not sent; the County Administrative Board 30 and 7 days before its own 1 March.
/// </summary>
internal sealed class YearReminders(SystemfelDb db, SwedishCalendar calendar, WorkflowOptions options)
{
    private static readonly int[] DaysBefore = [30, 7];

    private sealed record Person(long OrganisationId, long AccountId, string Email, string Name);

    private string Url => options.PublicBaseUrl.TrimEnd('/');

    /// <summary>Queues what is not queued yet.</summary>
    /// <returns>How many.</returns>
    public async Task<int> QueueAsync(CancellationToken ct)
    {
        var mails = new List<OutboxItem>();
        foreach (var heads in (await PeopleAsync([Role.Coordinator, Role.UnitManager], ct)).GroupBy(p => p.OrganisationId)) mails.AddRange(await ToServiceAsync(heads.Key, [.. heads], ct));
        mails.AddRange(await ToCountyAsync(ct));
        var keys = mails.ConvertAll(m => m.UniqueKey);
        var known = (await db.OutboxItems.Where(o => keys.Contains(o.UniqueKey)).Select(o => o.UniqueKey).ToListAsync(ct)).ToHashSet();
        mails.RemoveAll(m => known.Contains(m.UniqueKey));
        db.AddRange(mails);
        await db.SaveChangesAsync(ct);
        return mails.Count;
    }

    private async Task<IEnumerable<OutboxItem>> ToServiceAsync(long organisation, List<Person> heads, CancellationToken ct)
    {
        var today = calendar.Today;
        var published = await CountyRights.Binding(db.CountyYears, db.Organisations, organisation).Where(y => y.Year >= today.Year - 1).ToDictionaryAsync(y => y.Year, y => y.DueOn, ct);
        DateOnly DueOf(int year) => published.TryGetValue(year, out var day) ? day : YearDeadlines.ReturnOf(year);
        // What the County Administrative Board has asked to have completed has been sent once; its own mail has told of that.
        var done = await db.YearDocuments.Where(d => d.OrganisationId == organisation && d.Kind == YearDocumentKind.Return && d.Year >= today.Year - 1 && (d.State == YearDocumentState.Sent || d.CompletionAsked != ""))
            .Select(d => d.Year).ToListAsync(ct);
        var next = YearDeadlines.NextReturn(today, DueOf);
        var late = next - 1;
        if (late == today.Year - 1 && !done.Contains(late) && today.DayNumber - DueOf(late).DayNumber is > 0 and <= YearDeadlines.NearDays)
            return heads.Select(h => Mail(
                h, $"return-late:{organisation}:{late}:{h.AccountId}", $"Årsredovisningen för {late} skulle ha varit hos Länsstyrelsen {SwedishText.Date(DueOf(late))}",
                $"Årsredovisningen för {late} är inte markerad som skickad, och sista dagen var {SwedishText.Date(DueOf(late))}. Är den skickad, så markera det. Annars skickar ni den så snart ni kan, eller talar med Länsstyrelsen.\n\nHär är den: {Url}/arsrapport\n"));
        var due = DueOf(next);
        // The latest that has fallen: a service that begins a week before gets one mail, not two.
        if (done.Contains(next) || DaysBefore.Where(d => due.AddDays(-d) <= today).DefaultIfEmpty().Min() is not (> 0 and var days)) return [];
        return heads.Select(h => Mail(
            h, $"return-due:{organisation}:{next}:{days}:{h.AccountId}", $"Årsredovisningen för {next} ska vara hos Länsstyrelsen senast {SwedishText.Date(due)}",
            $"Årsredovisningen för {next} är inte markerad som skickad. Den ska vara hos Länsstyrelsen senast {SwedishText.Date(due)} (10 § SFS 2013:522). "
                + $"Den som har fått statsbidrag och inte redovisar kan bli återbetalningsskyldig.\n\nHär är den: {Url}/arsrapport\n"));
    }

    /// <summary>One mail to each account for each county that it works for and that has published the year.</summary>
    private async Task<IEnumerable<OutboxItem>> ToCountyAsync(CancellationToken ct)
    {
        var today = calendar.Today;
        var year = today.Year - 1;
        var due = YearDeadlines.CountyOf(year);
        if (today > due || DaysBefore.Where(d => due.AddDays(-d) <= today).DefaultIfEmpty().Min() is not (> 0 and var days)) return [];
        var counties = await db.CountyYears.Where(y => y.Year == year).Select(y => new { y.Id, y.County }).ToListAsync(ct);
        if (counties.Count == 0) return [];
        var people = await PeopleAsync([Role.CountyBoard], ct);
        var places = await db.Organisations.Where(o => o.County != "").ToDictionaryAsync(o => o.Id, o => o.County, ct);
        return people.SelectMany(p => counties.Where(c => places.GetValueOrDefault(p.OrganisationId) == c.County).Select(c => (Person: p, County: c))).DistinctBy(x => (x.Person.AccountId, x.County.Id))
            .Select(x => Mail(
                x.Person, $"county-due:{x.County.Id}:{days}:{x.Person.AccountId}", $"Länets redovisning för {year} ska vara hos Socialstyrelsen senast {SwedishText.Date(due)}",
                $"Länsstyrelsen i {x.County.County} redovisar {year} till Socialstyrelsen senast {SwedishText.Date(due)} (12 § SFS 2013:522).\n\nHär är länets summor, och vilka redovisningar som saknas: {Url}/lansstyrelsen/redovisningar/{x.County.Id}\n"));
    }

    private async Task<List<Person>> PeopleAsync(IReadOnlyCollection<Role> roles, CancellationToken ct) =>
        await db.Memberships.Where(m => roles.Contains(m.Role) && m.Account.DisabledAt == null && m.Account.Email != null)
            .Select(m => new { m.OrganisationId, m.AccountId, m.Account.Email, m.Account.DisplayName }).Distinct().OrderBy(m => m.AccountId).ThenBy(m => m.OrganisationId)
            .Select(m => new Person(m.OrganisationId, m.AccountId, m.Email!, m.DisplayName)).ToListAsync(ct);

    private OutboxItem Mail(Person to, string key, string subject, string text) =>
        OwnMail.Of(key, to.OrganisationId, OutboxPurpose.Deadline, (to.Email, to.Name), subject, $"Hej {to.Name}!\n\n{text}", calendar.Now, options);
}
