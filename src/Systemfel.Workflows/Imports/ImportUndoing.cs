using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Imports;
using Systemfel.Data.Meetings;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Imports.Applying;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Imports;

/// <summary>What undoing an import did.</summary>
/// <param name="Removed">Cases that are gone.</param>
/// <param name="Kept">Cases that have been worked on, and stay.</param>
/// <param name="Uncounted">Occurrences that no longer count.</param>
public sealed record Undone(int Removed, int Kept, int Uncounted)
{
    /// <summary>It was undone already: nothing was done now.</summary>
    public bool Before { get; init; }
}

/// <summary>Takes away what an import brought. A case that anything else has happened to is work, and stays.</summary>
public sealed class ImportUndoing
{
    /// <summary>As the access log names it.</summary>
    public const string Logged = "import.undone";

    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly RouteCache _routes;
    private readonly WorkflowOptions _options;
    private readonly Anonymisation.TextCheck _check;

    internal ImportUndoing(SystemfelDb db, SwedishCalendar calendar, RouteCache routes, WorkflowOptions options, Anonymisation.TextCheck check) =>
        (_db, _calendar, _routes, _options, _check) = (db, calendar, routes, options, check);

    /// <summary>Which of an import's cases have been worked on since.</summary>
    /// <param name="reader">From where.</param>
    /// <param name="importId">The import.</param>
    public static IQueryable<ImportedCase> WorkedOn(SystemfelReader reader, long importId) =>
        WorkedOn(importId, reader.ImportedCases, reader.CaseEvents, reader.AgendaItems, reader.Incidents, reader.YearPassageCases);

    private static IQueryable<ImportedCase> WorkedOn(
        long importId, IQueryable<ImportedCase> imported, IQueryable<CaseEvent> events, IQueryable<AgendaItem> items, IQueryable<Incident> incidents, IQueryable<YearPassageCase> passages)
    {
        var key = ImportedCases.KeyOf(importId);
        return imported.Where(i => i.ImportId == importId && i.OccurrenceId == null
            && (events.Any(e => e.DeficiencyId == i.DeficiencyId && e.MoveKey != key)
                || items.Any(a => a.DeficiencyId == i.DeficiencyId)
                || incidents.Any(x => x.DeficiencyId == i.DeficiencyId)
                || passages.Any(y => y.DeficiencyId == i.DeficiencyId)));
    }

    /// <summary>Undoes it, in one transaction. Asked twice it is undone once.</summary>
    /// <param name="id">The import.</param>
    /// <param name="actor">The coordinator.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="MoveRefusedException">It has not been applied.</exception>
    /// <exception cref="CaseNotFoundException">No such import for this person.</exception>
    public async Task<Undone> UndoAsync(long id, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var import = await _db.Imports.SingleOrDefaultAsync(i => i.Id == id, ct);
        if (import == null || actor.AccountId is not { } me || !actor.Has(import.OrganisationId, Role.Coordinator)) throw new CaseNotFoundException();
        if (import.State == ImportState.Undone) return new Undone(0, 0, 0) { Before = true };
        if (import.State != ImportState.Applied) throw new MoveRefusedException("Listan är inte importerad, så det finns inget att ångra.");
        var brought = await _db.ImportedCases.AsNoTracking().Where(c => c.ImportId == id).ToListAsync(ct);
        List<long> cases = [.. brought.Where(b => b.OccurrenceId == null).Select(b => b.DeficiencyId).Order()];
        var own = cases.ToHashSet();
        var counted = brought.FindAll(b => b.OccurrenceId != null && !own.Contains(b.DeficiencyId));
        await FindWhereTheyAreAsync(id, counted, ct);
        await CaseLocks.CasesAsync(_db, cases.Concat(counted.Select(c => c.DeficiencyId)), ct);
        var kept = (await WorkedOn(id, _db.ImportedCases, _db.CaseEvents, _db.AgendaItems, _db.Incidents, _db.YearPassageCases).Select(i => i.DeficiencyId).ToListAsync(ct)).ToHashSet();
        var uncounted = await UncountAsync(id, counted, actor, ct);
        _db.ChangeTracker.Clear();
        await CaseLocks.OrganisationAsync(_db, import.OrganisationId, ct);
        var removed = cases.FindAll(c => !kept.Contains(c));
        await CaseRemoval.RemoveAsync(_db, import.OrganisationId, removed, _calendar.Now, ct);
        var now = _calendar.Now;
        var undone = await _db.Imports.Where(i => i.Id == id && i.State == ImportState.Applied).ExecuteUpdateAsync(
            s => s.SetProperty(i => i.State, ImportState.Undone).SetProperty(i => i.UndoneAt, now).SetProperty(i => i.Version, i => i.Version + 1), ct);
        if (undone == 0) throw new StaleMoveException();
        _db.Add(new AccessLog { AccountId = me, What = Logged, SubjectId = id, At = now });
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
        return new Undone(removed.Count, kept.Count, uncounted);
    }

    /// <summary>A case that was merged or split since has given its occurrences to another.</summary>
    private async Task FindWhereTheyAreAsync(long id, List<ImportedCase> counted, CancellationToken ct)
    {
        var now = await _db.ImportedCases.Where(c => c.ImportId == id).Join(_db.Occurrences, c => c.OccurrenceId, o => o.Id, (c, o) => new { o.Id, o.DeficiencyId }).ToDictionaryAsync(o => o.Id, o => o.DeficiencyId, ct);
        foreach (var one in counted) one.DeficiencyId = now.GetValueOrDefault(one.OccurrenceId!.Value, one.DeficiencyId);
    }

    private async Task<int> UncountAsync(long id, List<ImportedCase> counted, Actor actor, CancellationToken ct)
    {
        var (recorder, uncounted) = (new CaseRecorder(_db, _calendar, _routes, _options), 0);
        foreach (var batch in counted.GroupBy(c => c.DeficiencyId).Chunk(50))
        {
            _db.ChangeTracker.Clear();
            // Of an erased case nothing more can be said, and nothing is counted on it.
            var scopes = (await recorder.OpenAsync(batch.Select(b => b.Key), actor, ct)).FindAll(s => s.Case.ErasedAt == null);
            var cameBack = await CameBackAsync(id, scopes, ct);
            foreach (var scope in scopes)
            {
                var occurrences = batch.First(b => b.Key == scope.Case.Id).Select(c => scope.Case.Occurrences.FirstOrDefault(o => o.Id == c.OccurrenceId))
                    .OfType<Data.Cases.Occurrence>().Where(o => o.UndoneAt == null).ToList();
                foreach (var occurrence in occurrences) Runner.Run(scope, new UndoImportCount(occurrence.Id, cameBack.Contains(scope.Case.Id)), _check);
                uncounted += occurrences.Count;
            }
            var changed = scopes.FindAll(s => s.Events.Count > 0);
            if (changed.Count > 0) await recorder.SaveAsync(changed, $"{ImportedCases.KeyOf(id)}:undo", ct);
        }
        return uncounted;
    }

    /// <summary>The cases that others than this import have seen come back: somebody who counted a closed one, or the row of another list.</summary>
    private async Task<HashSet<long>> CameBackAsync(long id, List<MoveScope> scopes, CancellationToken ct)
    {
        var ids = scopes.ConvertAll(s => s.Case.Id);
        var counted = await _db.CaseEvents.Where(e => ids.Contains(e.DeficiencyId) && e.Kind == "counted" && e.Data != null).Select(e => new { e.DeficiencyId, e.Data }).ToListAsync(ct);
        var others = await _db.ImportedCases.Where(c => ids.Contains(c.DeficiencyId) && c.OccurrenceId != null && c.ImportId != id).Select(c => c.OccurrenceId!.Value).ToListAsync(ct);
        return
        [
            .. counted.Where(c => JsonNode.Parse(c.Data!)?["returning"] != null).Select(c => c.DeficiencyId),
            .. scopes.Where(s => s.Case.Occurrences.Any(o => o.UndoneAt == null && others.Contains(o.Id) && ImportCount.CameBackIn(o.Month, s.Case))).Select(s => s.Case.Id),
        ];
    }
}
