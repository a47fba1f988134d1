using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Search;
using Systemfel.Data.Storage;
using Systemfel.Data.Watching;

namespace Systemfel.Workflows.Storing;

/// <summary>
/// Takes cases away with all that belongs to them, inside the caller's transaction: examples, and what an undone import brought. Whether they
/// may go is the caller's to say.
/// </summary>
internal static class CaseRemoval
{
    private const int AtOnce = 500;

    public static async Task RemoveAsync(SystemfelDb db, long organisationId, IReadOnlyList<long> all, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var ids in all.Chunk(AtOnce)) await RemoveSomeAsync(db, organisationId, [.. ids], now, ct);
    }

    private static async Task RemoveSomeAsync(SystemfelDb db, long organisationId, List<long> ids, DateTimeOffset now, CancellationToken ct)
    {
        await db.Bookmarks.Where(b => ids.Contains(b.DeficiencyId)).ExecuteUpdateAsync(s => s.SetProperty(b => b.LetterItemId, (long?)null), ct);
        await db.Answers.Where(a => ids.Contains(a.DeficiencyId)).ExecuteDeleteAsync(ct);
        var letters = await db.LetterItems.Where(i => ids.Contains(i.DeficiencyId)).Select(i => i.LetterId).Distinct().ToListAsync(ct);
        await db.LetterItems.Where(i => ids.Contains(i.DeficiencyId)).ExecuteDeleteAsync(ct);
        await db.Letters.Where(l => letters.Contains(l.Id) && l.Items.Count == 0).ExecuteDeleteAsync(ct);
        await db.Letters.Where(l => letters.Contains(l.Id)).ExecuteUpdateAsync(s => s.SetProperty(l => l.Version, l => l.Version + 1), ct);
        var items = await db.AgendaItems.Where(i => ids.Contains(i.DeficiencyId)).Select(i => i.Id).ToListAsync(ct);
        await db.Set<Support>().Where(s => items.Contains(s.AgendaItemId)).ExecuteDeleteAsync(ct);
        await db.Set<Decision>().Where(d => items.Contains(d.AgendaItemId)).ExecuteDeleteAsync(ct);
        await db.AgendaItems.Where(i => items.Contains(i.Id)).ExecuteDeleteAsync(ct);
        await db.Set<Remark>().Where(r => ids.Contains(r.DeficiencyId)).ExecuteDeleteAsync(ct);
        await db.Set<CaseLink>().Where(l => ids.Contains(l.DeficiencyId) || ids.Contains(l.OtherId)).ExecuteDeleteAsync(ct);
        await db.Drafts.Where(d => d.DeficiencyId != null && ids.Contains(d.DeficiencyId.Value)).ExecuteDeleteAsync(ct);
        await db.CaseEvents.Where(e => ids.Contains(e.DeficiencyId)).ExecuteDeleteAsync(ct);
        await db.EffectQuestions.Where(q => ids.Contains(q.DeficiencyId)).ExecuteDeleteAsync(ct);
        await db.Watches.Where(w => w.Kind == WatchKind.Case && ids.Contains(w.SubjectId)).ExecuteDeleteAsync(ct);
        await db.Deficiencies.Where(d => ids.Contains(d.Id)).ExecuteUpdateAsync(s => s.SetProperty(d => d.MergedIntoId, (long?)null), ct);
        await db.Bookmarks.Where(b => ids.Contains(b.DeficiencyId)).ExecuteDeleteAsync(ct);
        foreach (var id in ids) await db.FullText.RemoveAsync(db, id, ct);
        // The rest of a case's rows go with it.
        await db.Deficiencies.Where(d => ids.Contains(d.Id)).ExecuteDeleteAsync(ct);
        await LeaveNothingToFindAsync(db, organisationId, ids, now, ct);
    }

    /// <summary>
    /// A register that is held in memory only asks for rows that have changed, so the rows stay, emptied and found by nobody: in them is
    /// the case's id and nothing else.
    /// </summary>
    private static async Task LeaveNothingToFindAsync(SystemfelDb db, long organisationId, List<long> ids, DateTimeOffset now, CancellationToken ct)
    {
        var organisation = await db.Organisations.SingleAsync(o => o.Id == organisationId, ct);
        db.RemoveRange(await db.RegisterEntries.Where(r => ids.Contains(r.DeficiencyId)).ToListAsync(ct));
        await db.SaveChangesAsync(ct);
        foreach (var id in ids)
            db.Add(new RegisterEntry { DeficiencyId = id, OrganisationId = organisationId, ChangeSeq = ++organisation.ChangeSeq, IsDraft = true, AuthorId = -1, ChangedAt = now });
    }
}
