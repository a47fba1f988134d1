using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Search;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Register;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Demo;

/// <summary>Writes a simulation into a database without cases, in batches, with the register and the search index.</summary>
internal sealed class SimulationStore(DbFactory factory)
{
    private const int BatchSize = 2000;

    public async Task SaveAsync(CaseSimulation simulation, IReadOnlyList<Meeting> meetings, CancellationToken ct)
    {
        var organisationId = simulation.Facts.Organisation.Id;
        var subAreas = await SubAreasAsync(organisationId, ct);
        var answers = simulation.Answers.ToLookup(a => a.DeficiencyId);
        long seq = 0;
        var links = TakeLinksAside(simulation, ref seq, out var entries);
        foreach (var batch in simulation.Cases.Chunk(BatchSize))
        {
            await WriteAsync(async db =>
            {
                await BulkInsert.InsertAsync(db, batch, ct);
                await BulkInsert.InsertAsync(db, batch.Select(c => c.Instance), ct);
                await BulkInsert.InsertAsync(db, batch.SelectMany(c => c.Addressees), ct);
                await BulkInsert.InsertAsync(db, batch.SelectMany(c => c.Bookmarks), ct);
                await BulkInsert.InsertAsync(db, batch.SelectMany(c => c.Occurrences), ct);
                await BulkInsert.InsertAsync(db, batch.SelectMany(c => c.Grants), ct);
                await BulkInsert.InsertAsync(db, batch.SelectMany(c => c.SideNotes), ct);
                await BulkInsert.InsertAsync(db, batch.SelectMany(c => c.Questions), ct);
                await BulkInsert.InsertAsync(db, batch.SelectMany(c => c.Measures), ct);
                await BulkInsert.InsertAsync(db, batch.SelectMany(c => c.EffectQuestions), ct);
                await BulkInsert.InsertAsync(db, batch.SelectMany(c => c.Events).Select(WithAddressee), ct);
                await BulkInsert.InsertAsync(db, batch.Select(c => entries[c.Id]), ct);
                await db.FullText.InsertAllAsync(db, batch.Select(c => Words(c, simulation, subAreas, answers)), ct);
            }, ct);
        }
        await WriteAsync(async db =>
        {
            await BulkInsert.InsertAsync(db, simulation.Letters, ct);
            await BulkInsert.InsertAsync(db, simulation.Letters.SelectMany(l => l.Items), ct);
            await BulkInsert.InsertAsync(db, simulation.Letters.SelectMany(l => l.Recipients), ct);
            await BulkInsert.InsertAsync(db, simulation.Answers, ct);
            await BulkInsert.InsertAsync(db, simulation.Outgoing, ct);
            await BulkInsert.InsertAsync(db, meetings.SelectMany(m => m.Items), ct);
            await BulkInsert.InsertAsync(db, meetings.SelectMany(m => m.Items).SelectMany(i => i.Decisions), ct);
        }, ct);
        await TieLinksAsync(links, ct);
        await using var last = factory.OpenWriter();
        foreach (var (year, number) in simulation.LastNumbers)
            last.Add(new NumberSeries { OrganisationId = organisationId, Series = "SF", Year = year, Last = number });
        foreach (var year in simulation.Letters.Where(l => l.SentAt != null).GroupBy(l => l.SentAt!.Value.Year))
            last.Add(new NumberSeries { OrganisationId = organisationId, Series = simulation.Facts.Organisation.RegistryPrefix, Year = year.Key, Last = year.Max(NumberOf) });
        await last.SaveChangesAsync(ct);
        await last.Organisations.Where(o => o.Id == organisationId).ExecuteUpdateAsync(s => s.SetProperty(o => o.ChangeSeq, seq), ct);
        await SequenceReset.RunAsync(last, ct);
    }

    private static (long, string, string) Words(
        Deficiency c, CaseSimulation simulation, Dictionary<long, SubArea> subAreas, ILookup<long, Answer> answers)
    {
        foreach (var a in c.Addressees)
        {
            a.Authority = simulation.Facts.Authorities[a.AuthorityId];
            a.SubArea = subAreas.GetValueOrDefault(a.SubAreaId ?? 0);
        }
        var (title, body) = CaseWords.Of(c, answers[c.Id].Where(a => a.State == AnswerState.Accepted).Select(a => a.Text));
        return (c.Id, title, body);
    }

    private sealed record Links(List<(long Bookmark, long Item)> Items, List<(long Case, long Into)> Merges);

    /// <summary>Rows that point at each other are written first and tied afterwards.</summary>
    private static Links TakeLinksAside(CaseSimulation simulation, ref long seq, out Dictionary<long, RegisterEntry> entries)
    {
        var links = new Links([], []);
        entries = [];
        foreach (var c in simulation.Cases)
        {
            c.ChangeSeq = ++seq;
            var entry = entries[c.Id] = new RegisterEntry();
            RegisterProjection.Write(entry, c);
            foreach (var b in c.Bookmarks.Where(b => b.LetterItemId != null))
            {
                links.Items.Add((b.Id, b.LetterItemId!.Value));
                b.LetterItem = null;
                b.LetterItemId = null;
            }
            if (c.MergedIntoId is not { } into) continue;
            links.Merges.Add((c.Id, into));
            c.MergedIntoId = null;
        }
        return links;
    }

    private async Task TieLinksAsync(Links links, CancellationToken ct)
    {
        await using var db = factory.OpenWriter();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var (bookmark, item) in links.Items)
            await db.Bookmarks.Where(b => b.Id == bookmark).ExecuteUpdateAsync(s => s.SetProperty(b => b.LetterItemId, item), ct);
        foreach (var (id, into) in links.Merges)
            await db.Deficiencies.Where(d => d.Id == id).ExecuteUpdateAsync(s => s.SetProperty(d => d.MergedIntoId, into), ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<Dictionary<long, SubArea>> SubAreasAsync(long organisationId, CancellationToken ct)
    {
        await using var db = factory.OpenWriter();
        return await db.SubAreas.AsNoTracking().Where(s => s.OrganisationId == organisationId).ToDictionaryAsync(s => s.Id, ct);
    }

    private static int NumberOf(Letter sent) => int.Parse(sent.Reference.AsSpan(sent.Reference.LastIndexOf('/') + 1), CultureInfo.InvariantCulture);

    private static CaseEvent WithAddressee(CaseEvent e)
    {
        e.AddresseeId = e.Addressee?.Id;
        return e;
    }

    private async Task WriteAsync(Func<SystemfelDb, Task> write, CancellationToken ct)
    {
        await using var db = factory.OpenWriter();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await write(db);
        await transaction.CommitAsync(ct);
    }
}
