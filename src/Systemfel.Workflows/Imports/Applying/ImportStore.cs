using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Imports;
using Systemfel.Data.Organisations;
using Systemfel.Data.Search;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Register;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Imports.Applying;

/// <summary>
/// Writes the made cases in the caller's transaction, in batches: numbers and places in the order of change are taken for all of them at once,
/// so that the register and the overview find every one.
/// </summary>
internal sealed class ImportStore(SystemfelDb db, long organisationId)
{
    private const int BatchSize = 500;

    public async Task SaveAsync(long importId, List<MadeCase> made, CancellationToken ct)
    {
        if (made.Count == 0) return;
        await NumberAsync(made, ct);
        var seq = await ChangesAsync(made.Count, ct);
        foreach (var c in made) c.Case.ChangeSeq = ++seq;
        var authorities = await db.Authorities.AsNoTracking().Where(a => a.OrganisationId == organisationId).ToDictionaryAsync(a => a.Id, ct);
        var areas = await db.SubAreas.AsNoTracking().Where(s => s.OrganisationId == organisationId).ToDictionaryAsync(s => s.Id, ct);
        // Everything that is stored here is new, and put in whole: there are no changes to look for.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var batch in made.Chunk(BatchSize))
        {
            db.ChangeTracker.Clear();
            db.AddRange(batch.Select(m => m.Case));
            await db.SaveChangesAsync(ct);
            db.AddRange(batch.Select(m => EntryOf(m.Case)));
            db.AddRange(batch.SelectMany(m => RowsOf(m, importId)));
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            await db.FullText.InsertAllAsync(db, batch.Select(m => WordsOf(m.Case, authorities, areas)), ct);
        }
        db.ChangeTracker.AutoDetectChangesEnabled = true;
    }

    /// <summary>Numbers of the list's own years, in the order in which they were reported.</summary>
    private async Task NumberAsync(List<MadeCase> made, CancellationToken ct)
    {
        foreach (var year in made.GroupBy(m => m.Case.Year).OrderBy(g => g.Key))
        {
            var (cases, number) = (year.OrderBy(m => m.Row.Submitted).ThenBy(m => m.Row.Number).ToList(), 0);
            number = await NumberSeriesWriter.TakeAsync(db, organisationId, "SF", year.Key, cases.Count, ct) - cases.Count;
            foreach (var m in cases) m.Case.Number = NumberSeriesWriter.Format("SF", year.Key, ++number);
        }
    }

    /// <returns>The last place that was taken before these.</returns>
    private async Task<long> ChangesAsync(int count, CancellationToken ct)
    {
        await db.Organisations.Where(o => o.Id == organisationId).ExecuteUpdateAsync(s => s.SetProperty(o => o.ChangeSeq, o => o.ChangeSeq + count), ct);
        return await db.Organisations.Where(o => o.Id == organisationId).Select(o => o.ChangeSeq).SingleAsync(ct) - count;
    }

    private static RegisterEntry EntryOf(Deficiency c)
    {
        var entry = new RegisterEntry();
        RegisterProjection.Write(entry, c);
        return entry;
    }

    private static IEnumerable<ImportedCase> RowsOf(MadeCase made, long importId) =>
        made.Counted.Select(o => new ImportedCase { ImportId = importId, Row = o.Row, DeficiencyId = made.Case.Id, OccurrenceId = o.Occurrence.Id })
            .Prepend(new ImportedCase { ImportId = importId, Row = made.Row.Number, DeficiencyId = made.Case.Id });

    private static (long, string, string) WordsOf(Deficiency c, Dictionary<long, Authority> authorities, Dictionary<long, SubArea> areas)
    {
        foreach (var a in c.Addressees) (a.Authority, a.SubArea) = (authorities[a.AuthorityId], a.SubAreaId is { } id ? areas[id] : null);
        var (title, body) = CaseWords.Of(c, []);
        return (c.Id, title, body);
    }
}
