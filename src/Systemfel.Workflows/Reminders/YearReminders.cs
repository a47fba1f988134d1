using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Time;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.Reminders;

/// <summary>Reminds coordinators and unit managers of the return to the County Administrative Board, 30 and 7 days before its last day, once each, while it is not sent.</summary>
internal sealed class YearReminders(SystemfelDb db, SwedishCalendar calendar, WorkflowOptions options)
{
    private static readonly int[] DaysBefore = [30, 7];

    /// <summary>Queues what is not queued yet.</summary>
    /// <returns>How many.</returns>
    public async Task<int> QueueAsync(CancellationToken ct)
    {
        var today = calendar.Today;
        var year = YearDeadlines.NextReturn(today);
        var due = YearDeadlines.ReturnOf(year);
        // The latest that has fallen: a service that begins a week before gets one mail, not two.
        if (DaysBefore.Where(d => due.AddDays(-d) <= today).DefaultIfEmpty().Min() is not (> 0 and var days)) return 0;
        var heads = await db.Memberships.Where(m => (m.Role == Role.Coordinator || m.Role == Role.UnitManager) && m.Account.DisabledAt == null && m.Account.Email != null)
            .Select(m => new { m.OrganisationId, m.AccountId, m.Account.Email, m.Account.DisplayName }).Distinct().OrderBy(m => m.AccountId).ToListAsync(ct);
        var sent = new HashSet<long>();
        foreach (var organisation in heads.Select(h => h.OrganisationId).Distinct())
            if (await db.YearDocuments.AnyAsync(d => d.OrganisationId == organisation && d.Year == year && d.Kind == YearDocumentKind.Return && d.State == YearDocumentState.Sent, ct)) sent.Add(organisation);
        var queued = 0;
        foreach (var head in heads.Where(h => !sent.Contains(h.OrganisationId)))
        {
            var key = $"return-due:{head.OrganisationId}:{year}:{days}:{head.AccountId}";
            if (await db.OutboxItems.AnyAsync(o => o.UniqueKey == key, ct)) continue;
            db.Add(OwnMail.Of(
                key, head.OrganisationId, OutboxPurpose.Deadline, (head.Email!, head.DisplayName),
                $"Årsredovisningen för {year} ska vara hos Länsstyrelsen senast {SwedishText.Date(due)}",
                $"Hej {head.DisplayName}!\n\nÅrsredovisningen för {year} är inte markerad som skickad. Den ska vara hos Länsstyrelsen senast {SwedishText.Date(due)} (10 § SFS 2013:522). "
                    + $"Den som har fått statsbidrag och inte redovisar kan bli återbetalningsskyldig.\n\nHär är den: {options.PublicBaseUrl}/arsrapport\n",
                calendar.Now, options));
            queued++;
        }
        await db.SaveChangesAsync(ct);
        return queued;
    }
}
