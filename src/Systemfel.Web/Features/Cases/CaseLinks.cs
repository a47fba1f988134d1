using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;

namespace Systemfel.Web.Features.Cases;

/// <summary>A case that another is linked to, or was split from, or was split off.</summary>
public sealed record LinkedCase(long Id, string Number, string Title, CaseLinkKind Kind, bool IsOrigin)
{
    /// <summary>What the other is to this one; empty when they just belong together.</summary>
    public string Relation => Kind == CaseLinkKind.Related ? "" : IsOrigin ? "delat från" : "delades av";
}

public static class CaseLinkReading
{
    /// <summary>Those that this viewer may see, by number.</summary>
    public static async Task<IReadOnlyList<LinkedCase>> LinksOfAsync(this SystemfelReader reader, long caseId, Viewer viewer, CancellationToken ct)
    {
        var links = await reader.CaseLinks.Where(l => l.DeficiencyId == caseId || l.OtherId == caseId).ToListAsync(ct);
        if (links.Count == 0) return [];
        var ids = links.ConvertAll(l => l.DeficiencyId == caseId ? l.OtherId : l.DeficiencyId);
        var seen = await reader.Deficiencies.VisibleTo(viewer).Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Number, d.Title }).ToDictionaryAsync(d => d.Id, ct);
        return [.. links.Select(l => (Link: l, Other: seen.GetValueOrDefault(l.DeficiencyId == caseId ? l.OtherId : l.DeficiencyId))).Where(l => l.Other != null)
            .Select(l => new LinkedCase(l.Other!.Id, l.Other.Number, l.Other.Title, l.Link.Kind, l.Link.DeficiencyId == caseId)).OrderBy(l => l.Number, StringComparer.Ordinal)];
    }
}
