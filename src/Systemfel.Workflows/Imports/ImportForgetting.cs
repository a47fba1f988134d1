using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Imports;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Imports;

/// <summary>Empties the files of imports that nobody has gone on with: they may hold what no case may.</summary>
public sealed class ImportForgetting
{
    /// <summary>How long a list lies that is neither imported nor left.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly ImportPlans _plans;
    private readonly ErasedPages _pages;

    internal ImportForgetting(SystemfelDb db, SwedishCalendar calendar, ImportPlans plans, ErasedPages pages) => (_db, _calendar, _plans, _pages) = (db, calendar, plans, pages);

    /// <summary>For the job.</summary>
    /// <param name="ct">Stops it.</param>
    /// <returns>What was done.</returns>
    public async Task<string> ExecuteAsync(CancellationToken ct = default)
    {
        var before = _calendar.Now - Kept;
        var emptied = 0;
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        foreach (var organisation in await _db.Organisations.Select(o => o.Id).ToListAsync(ct))
        {
            var old = _db.Imports.Where(i => i.OrganisationId == organisation && i.CreatedAt < before
                && (i.State == ImportState.Uploaded || i.State == ImportState.Checked || i.State == ImportState.Failed));
            foreach (var id in await old.Select(i => i.Id).ToListAsync(ct)) _plans.Forget(id);
            emptied += await old.ExecuteUpdateAsync(s => s
                .SetProperty(i => i.State, ImportState.Cancelled).SetProperty(i => i.Version, i => i.Version + 1)
                .SetProperty(i => i.Content, Array.Empty<byte>()).SetProperty(i => i.MappingJson, "{}").SetProperty(i => i.AnswersJson, "{}"), ct);
        }
        if (emptied > 0) await _pages.NoteAsync(_db, ImportService.Tables, ct);
        await transaction.CommitAsync(ct);
        return emptied switch { 0 => "Inga gamla listor.", 1 => "En lista är tömd.", _ => $"{emptied} listor är tömda." };
    }
}
