using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Storing;

/// <summary>Which cases belong together. A link of two equals is kept once, from the lower id.</summary>
internal static class CaseLinks
{
    public static async Task<HashSet<long>> OfAsync(SystemfelDb db, long caseId, CancellationToken ct) =>
        [.. await db.CaseLinks.Where(l => l.Kind == CaseLinkKind.Related && (l.DeficiencyId == caseId || l.OtherId == caseId))
            .Select(l => l.DeficiencyId == caseId ? l.OtherId : l.DeficiencyId).ToListAsync(ct)];

    /// <summary>After the cases have been stored: a new one has its id then.</summary>
    public static async Task SaveAsync(SystemfelDb db, MoveScope scope, CancellationToken ct)
    {
        foreach (var link in scope.NewLinks)
        {
            var (from, to) = Ordered(link.From.Id, link.To.Id, link.Kind);
            db.Add(new CaseLink { DeficiencyId = from, OtherId = to, Kind = link.Kind, At = scope.Now });
        }
        foreach (var link in scope.EndedLinks)
        {
            var (from, to) = Ordered(link.From.Id, link.To.Id, link.Kind);
            await db.CaseLinks.Where(l => l.DeficiencyId == from && l.OtherId == to && l.Kind == link.Kind).ExecuteDeleteAsync(ct);
        }
    }

    private static (long From, long To) Ordered(long from, long to, CaseLinkKind kind) => kind == CaseLinkKind.Related && from > to ? (to, from) : (from, to);
}
