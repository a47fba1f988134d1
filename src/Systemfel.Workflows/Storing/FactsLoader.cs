using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Storing;

/// <summary>Reads what moves may know of an organisation: a handful of small tables.</summary>
internal static class FactsLoader
{
    public static async Task<OrganisationFacts> LoadAsync(SystemfelDb db, long organisationId, DateOnly today, string mailDomain, CancellationToken ct)
    {
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == organisationId, ct);
        var groups = await db.Groups.AsNoTracking().Where(g => g.OrganisationId == organisationId).ToListAsync(ct);
        var authorities = await db.Authorities.AsNoTracking().Where(a => a.OrganisationId == organisationId).ToListAsync(ct);
        var parties = await db.Parties.AsNoTracking().Include(p => p.Contacts).Where(p => p.OrganisationId == organisationId).ToListAsync(ct);
        var municipalities = await db.Municipalities.AsNoTracking().Where(m => m.OrganisationId == organisationId).ToListAsync(ct);
        var meetings = await db.Meetings.AsNoTracking()
            .Where(m => m.OrganisationId == organisationId && m.State == MeetingState.Planned && m.Date > today)
            .Select(m => new { m.GroupId, m.Date }).ToListAsync(ct);
        var texts = await db.LetterTemplates.AsNoTracking().Where(t => t.OrganisationId == organisationId).ToListAsync(ct);
        return new OrganisationFacts(
            organisation,
            groups.ToDictionary(g => g.Code),
            authorities.ToDictionary(a => a.Id),
            parties.ToDictionary(p => p.Id),
            municipalities.ToDictionary(m => m.Id),
            meetings.GroupBy(m => m.GroupId).ToDictionary(g => g.Key, g => g.Min(m => m.Date)),
            mailDomain,
            texts.ToDictionary(t => t.Kind));
    }
}
