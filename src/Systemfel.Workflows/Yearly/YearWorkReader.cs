using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Yearly;

/// <summary>Counts the year's meetings.</summary>
internal static class YearWorkReader
{
    public static async Task<YearWork> ReadAsync(SystemfelReader reader, long organisationId, int year, CancellationToken ct)
    {
        var (first, next) = (new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));
        var meetings = await reader.Meetings
            .Where(m => m.OrganisationId == organisationId && m.Date >= first && m.Date < next && (m.State == MeetingState.Open || m.State == MeetingState.Approved))
            .Select(m => new { m.Id, m.GroupId, m.Group.Name, m.Group.Kind, m.Group.SortOrder }).ToListAsync(ct);
        var ids = meetings.ConvertAll(m => m.Id);
        var cases = (await reader.AgendaItems.Where(i => ids.Contains(i.MeetingId) && !i.Deficiency.IsExample).Select(i => new { i.MeetingId, i.DeficiencyId }).ToListAsync(ct)).ToLookup(i => i.MeetingId, i => i.DeficiencyId);
        return new YearWork(
            meetings.Count(m => m.Kind == GroupKind.Team),
            [.. meetings.Where(m => m.Kind != GroupKind.Team).GroupBy(m => (m.SortOrder, m.GroupId, m.Name)).OrderBy(g => g.Key)
                .Select(g => (g.Key.Name, g.Count(), g.SelectMany(m => cases[m.Id]).Distinct().Count()))]);
    }
}
