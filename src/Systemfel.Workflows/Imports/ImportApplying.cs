using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Systemfel.Data.Imports;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Imports.Applying;
using Systemfel.Workflows.Imports.Planning;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Imports;

/// <summary>
/// Brings in the lists that have been started. The cases are made in memory first, while the page shows how far it has come; then all
/// of it is written in one transaction, with the import's own state: stopped anywhere, there is nothing of it, and the next run does it anew.
/// </summary>
public sealed partial class ImportApplying
{
    /// <summary>As the access log names it.</summary>
    public const string Logged = "import.applied";

    private const int CountedAtOnce = 50;

    /// <summary>How often a plan is made while others change cases.</summary>
    private const int Tries = 5;

    /// <summary>A list is emptied after seven days unless it has been started; a server that was down for longer than this starts it no more.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(60);

    private readonly DbFactory _databases;
    private readonly SwedishCalendar _calendar;
    private readonly RouteCache _routes;
    private readonly TextCheck _check;
    private readonly ImportPlans _plans;
    private readonly WorkflowOptions _options;
    private readonly ErasedPages _pages;
    private readonly ILogger<ImportApplying> _logger;

    internal ImportApplying(
        DbFactory databases, SwedishCalendar calendar, RouteCache routes, TextCheck check, ImportPlans plans, ErasedPages pages, WorkflowOptions options, ILogger<ImportApplying> logger) =>
        (_databases, _calendar, _routes, _check, _plans, _pages, _options, _logger) = (databases, calendar, routes, check, plans, pages, options, logger);

    /// <summary>For the job: every list that has been started.</summary>
    /// <param name="ct">Stops it; what was begun leaves nothing.</param>
    /// <returns>What was done, without words of the lists.</returns>
    public async Task<string> ExecuteAsync(CancellationToken ct = default)
    {
        await using var db = _databases.OpenWriter();
        // By organisation and day, as they are indexed: the files lie in the same rows.
        var (ids, since) = (new List<long>(), _calendar.Now - LongestWait);
        foreach (var organisation in await db.Organisations.Select(o => o.Id).ToListAsync(ct))
            ids.AddRange(await db.Imports.Where(i => i.OrganisationId == organisation && i.CreatedAt > since && i.State == ImportState.Running).Select(i => i.Id).ToListAsync(ct));
        var applied = 0;
        foreach (var id in ids) applied += await ApplyAsync(id, ct) ? 1 : 0;
        return ids.Count == 0 ? "Inget att importera." : ids.Count == 1 ? (applied == 1 ? "En lista är importerad." : "En lista gick inte att importera.") : $"{applied} av {ids.Count} listor är importerade.";
    }

    /// <summary>Brings in one list.</summary>
    /// <param name="id">The import, which has been started.</param>
    /// <param name="ct">Stops it; nothing is left of it.</param>
    /// <returns>False when it failed; why stands with the import.</returns>
    public async Task<bool> ApplyAsync(long id, CancellationToken ct = default)
    {
        try
        {
            await using var db = _databases.OpenWriter();
            var import = await db.Imports.AsNoTracking().Include(i => i.Account.Memberships).SingleAsync(i => i.Id == id, ct);
            if (import.State != ImportState.Running) return import.State == ImportState.Applied;
            for (var tried = 1; !await TryAsync(db, import, ct); tried++)
                if (tried == Tries) throw new MoveRefusedException("Systemfelen ändrades hela tiden medan listan skulle importeras. Inget är sparat. Försök igen om en stund.");
            _plans.Forget(id);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // Whatever is wrong with one list, the others come in. A message may hold words of the list: the log holds kind and place alone.
            LogFailure(id, e.GetType().Name, e.StackTrace ?? "");
            await FailAsync(id, e is MoveRefusedException ? e.Message : "Listan kunde inte importeras. Inget är sparat. Försök igen, och säg till den som sköter driften om det händer på nytt.", ct);
            return false;
        }
    }

    /// <summary>Plans against what stands now, and stores it.</summary>
    /// <returns>False when cases have changed in between: what was new may be there, and nothing was stored.</returns>
    private async Task<bool> TryAsync(SystemfelDb db, Import import, CancellationToken ct)
    {
        var plan = await _plans.FreshAsync(import.Id, done => ProgressAsync(import.Id, done, ct), ct);
        if (plan.Rows.All(r => r.Becomes == RowBecomes.Nothing)) throw new MoveRefusedException("Allt i listan finns redan bland systemfelen, eller är utelämnat, så det finns inget att importera.");
        if (!plan.MayBeApplied) throw new MoveRefusedException("Något har ändrats sedan provkörningen, och en eller flera rader går inte längre att importera. Se felen nedan.");
        await ProgressAsync(import.Id, plan.Rows.Count, ct);
        return await StoreAsync(db, import, plan, ct);
    }

    private async Task<bool> StoreAsync(SystemfelDb db, Import import, ImportPlan plan, CancellationToken ct)
    {
        var actor = new Actor(import.AccountId, import.Account.DisplayName, import.Account.Memberships);
        var organisation = await db.Organisations.AsNoTracking().Include(o => o.CurrentRoute).SingleAsync(o => o.Id == import.OrganisationId, ct);
        var version = organisation.CurrentRoute ?? throw new MoveRefusedException("Er verksamhet har ingen väg för systemfel än. Be administratören lägga in den.");
        var facts = await FactsLoader.LoadAsync(db, import.OrganisationId, _calendar.Today, _options.MailDomain, ct);
        var now = _calendar.Now;
        var made = new ImportedCases(_routes.Of(version), version, facts, actor, now, _check).Make(import, plan, ct);

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Taken first: whoever else has it, or has done it, is seen here.
        var taken = await db.Imports.Where(i => i.Id == import.Id && i.State == ImportState.Running).ExecuteUpdateAsync(s => s
            .SetProperty(i => i.State, ImportState.Applied).SetProperty(i => i.AppliedAt, now).SetProperty(i => i.Version, i => i.Version + 1)
            .SetProperty(i => i.Content, Array.Empty<byte>()).SetProperty(i => i.MappingJson, "{}").SetProperty(i => i.AnswersJson, "{}"), ct);
        if (taken == 0) return true;
        await CaseLocks.CasesAsync(db, Counted(plan).Select(r => r.Like[0].CaseId), ct);
        await CaseLocks.OrganisationAsync(db, import.OrganisationId, ct);
        if (await db.Organisations.Where(o => o.Id == import.OrganisationId).Select(o => o.ChangeSeq).SingleAsync(ct) != plan.ChangeSeq) return false;
        await CountAsync(db, import, plan, actor, ct);
        await new ImportStore(db, import.OrganisationId).SaveAsync(import.Id, made, ct);
        await _pages.NoteAsync(db, ImportService.Tables, ct);
        db.Add(new AccessLog { AccountId = import.AccountId, What = Logged, SubjectId = import.Id, At = now });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private static IEnumerable<PlannedRow> Counted(ImportPlan plan) => plan.Rows.Where(r => r.Becomes == RowBecomes.Occurrence && r.Like[0].CaseId > 0);

    /// <summary>Rows that are counted on cases that were there.</summary>
    private async Task CountAsync(SystemfelDb db, Import import, ImportPlan plan, Actor actor, CancellationToken ct)
    {
        var rows = Counted(plan).OrderBy(r => r.Like[0].CaseId).ThenBy(r => r.Number).ToList();
        if (rows.Count == 0) return;
        var recorder = new CaseRecorder(db, _calendar, _routes, _options);
        foreach (var batch in rows.GroupBy(r => r.Like[0].CaseId).Chunk(CountedAtOnce))
        {
            db.ChangeTracker.Clear();
            var scopes = (await recorder.OpenAsync(batch.Select(b => b.Key), actor, ct)).ToDictionary(s => s.Case.Id);
            var counted = new List<(int Row, long CaseId, Data.Cases.Occurrence Occurrence)>();
            foreach (var row in batch.SelectMany(b => b))
            {
                var scope = scopes.GetValueOrDefault(row.Like[0].CaseId) ?? throw new MoveRefusedException($"Rad {row.Number}: systemfelet som den skulle räknas på finns inte längre.");
                ImportedCases.ByRow(row, () => { Runner.Run(scope, ImportedCases.CountOf(row), _check); return 0; });
                counted.Add((row.Number, scope.Case.Id, scope.Case.Occurrences[^1]));
            }
            await recorder.SaveAsync([.. scopes.Values], ImportedCases.KeyOf(import.Id), ct);
            db.AddRange(counted.Select(c => new ImportedCase { ImportId = import.Id, Row = c.Row, DeficiencyId = c.CaseId, OccurrenceId = c.Occurrence.Id }));
            await db.SaveChangesAsync(ct);
        }
    }

    private async Task ProgressAsync(long id, int done, CancellationToken ct)
    {
        await using var db = _databases.OpenWriter();
        await db.Imports.Where(i => i.Id == id && i.State == ImportState.Running).ExecuteUpdateAsync(s => s.SetProperty(i => i.Done, done), ct);
    }

    private async Task FailAsync(long id, string problem, CancellationToken ct)
    {
        await using var db = _databases.OpenWriter();
        await db.Imports.Where(i => i.Id == id && i.State == ImportState.Running).ExecuteUpdateAsync(
            s => s.SetProperty(i => i.State, ImportState.Failed).SetProperty(i => i.Problem, problem).SetProperty(i => i.Version, i => i.Version + 1), ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Import {Import} failed with {Exception}; nothing was stored.\n{Places}")]
    private partial void LogFailure(long import, string exception, string places);
}
