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
            .Select(m => new { m.GroupId, m.Group.Name, m.Group.Kind, m.Group.SortOrder, Cases = m.Items.Where(i => !i.Deficiency.IsExample).Select(i => i.DeficiencyId).ToList() }).ToListAsync(ct);
        return new YearWork(
            meetings.Count(m => m.Kind == GroupKind.Team),
            [.. meetings.Where(m => m.Kind != GroupKind.Team).GroupBy(m => (m.SortOrder, m.GroupId, m.Name)).OrderBy(g => g.Key)
                .Select(g => (g.Key.Name, g.Count(), g.SelectMany(m => m.Cases).Distinct().Count()))]);
    }
}
