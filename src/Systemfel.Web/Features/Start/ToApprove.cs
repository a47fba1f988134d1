using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Start;

/// <summary>A text that waits for a colleague of its author to read and approve it.</summary>
public sealed record ApprovalRow(long CaseId, string Number, string Title, DateTimeOffset SubmittedAt)
{
    private const int MostShown = 100;

    /// <summary>What this person can approve: what has yet to leave the team, then the rest, the oldest first; nothing where it is not required.</summary>
    public static async Task<List<ApprovalRow>> ReadAsync(SystemfelReader reader, Viewer viewer, long organisationId, CancellationToken ct)
    {
        if (await reader.Organisations.SingleOrDefaultAsync(o => o.Id == organisationId && o.RequiresFourEyes, ct) is not { } organisation) return [];
        var ownToo = organisation.IsTwoPerson;
        var me = viewer.AccountId;
        var lines = await reader.Bookmarks
            .Where(b => b.Stage != Stages.Closed && b.Deficiency.OrganisationId == organisationId && b.Deficiency.TextApprovedAt == null
                && (ownToo || b.Deficiency.AuthorId != me) && !b.Deficiency.IsDraft)
            .Select(b => new { Row = new ApprovalRow(b.DeficiencyId, b.Deficiency.Number, b.Deficiency.Title, b.Deficiency.SubmittedAt), b.Stage }).ToListAsync(ct);
        return [.. lines.GroupBy(l => l.Row).OrderBy(g => g.All(l => l.Stage is not (Stages.Submitted or Stages.Review)))
            .ThenBy(g => g.Key.SubmittedAt).ThenBy(g => g.Key.CaseId).Take(MostShown).Select(g => g.Key)];
    }
}
