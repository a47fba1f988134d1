using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Imports;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Imports.Planning;
using Systemfel.Workflows.Imports.Reading;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Imports;

/// <summary>Takes an older list in, keeps how it is to be read, and starts or leaves it. The cases themselves come by <see cref="ImportApplying"/>.</summary>
public sealed class ImportService
{
    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly ImportPlans _plans;
    private readonly TextCheck _check;
    private readonly ErasedPages _pages;

    internal ImportService(SystemfelDb db, SwedishCalendar calendar, ImportPlans plans, TextCheck check, ErasedPages pages) =>
        (_db, _calendar, _plans, _check, _pages) = (db, calendar, plans, check, pages);

    /// <summary>What a file that is emptied leaves pages of, in the database's own files.</summary>
    internal static readonly string[] Tables = ["Imports"];

    /// <summary>Keeps a list that can be read, with a proposal of which column is what. Of one that cannot, nothing is kept.</summary>
    /// <param name="organisationId">Whose.</param>
    /// <param name="fileName">As it was called; only the last part, without what points at a person, is kept.</param>
    /// <param name="format">Null to see from the file.</param>
    /// <param name="content">The file, or pasted text as UTF-8.</param>
    /// <param name="actor">The coordinator.</param>
    /// <param name="seen">A dry run of this very file, by the columns that its headers propose: it is not read once more.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <returns>The import's id.</returns>
    /// <exception cref="ImportFileException">It cannot be read; the fault says why.</exception>
    /// <exception cref="CaseNotFoundException">This person does not import here.</exception>
    public async Task<long> TakeAsync(long organisationId, string fileName, ImportFormat? format, byte[] content, Actor actor, ImportPlan? seen = null, CancellationToken ct = default)
    {
        if (actor.AccountId is not { } me || !actor.Has(organisationId, Role.Coordinator)) throw new CaseNotFoundException();
        var sort = format ?? ImportReader.SortOf(content);
        if (content.Length > ImportLimits.Bytes) throw new ImportFileException(new ImportFault(FaultKind.TooLarge));
        var table = seen?.Table ?? ImportReader.Read(sort, content, ct);
        _db.ChangeTracker.Clear();
        var name = _check.Cut(Path.GetFileName(fileName.Replace('\\', '/'))).Text;
        var import = new Import
        {
            OrganisationId = organisationId,
            AccountId = me,
            FileName = name.Length > 200 ? name[..200] : name,
            Format = sort,
            State = ImportState.Uploaded,
            Content = content,
            MappingJson = new ImportMapping { Columns = ImportFields.Propose(table.Headers) }.ToJson(),
            Rows = table.Rows.Count,
            CreatedAt = _calendar.Now,
        };
        _db.Add(import);
        await _db.SaveChangesAsync(ct);
        _db.ChangeTracker.Clear();
        _plans.Begin(import, table, seen);
        return import.Id;
    }

    /// <summary>Keeps which column is what, and what was chosen for words of the list: a page shows some of them at a time, so the others stand.</summary>
    /// <exception cref="MoveRefusedException">The import is no longer being prepared.</exception>
    public Task MapAsync(long id, ImportMapping mapping, Actor actor, CancellationToken ct = default) =>
        ChangeAsync(id, actor, import => import.MappingJson = mapping.Over(ImportMapping.FromJson(import.MappingJson)).ToJson(), ct);

    /// <summary>Keeps answers to what single rows ask.</summary>
    /// <param name="id">The import.</param>
    /// <param name="change">Makes the new answers of those that stand.</param>
    /// <param name="actor">The coordinator.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="MoveRefusedException">The import is no longer being prepared.</exception>
    public Task AnswerAsync(long id, Func<ImportAnswers, ImportAnswers> change, Actor actor, CancellationToken ct = default) =>
        ChangeAsync(id, actor, import => import.AnswersJson = change(ImportAnswers.FromJson(import.AnswersJson)).ToJson(), ct);

    /// <summary>Answers the same to every row that asks.</summary>
    /// <param name="id">The import.</param>
    /// <param name="answer">What.</param>
    /// <param name="actor">The coordinator.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="MoveRefusedException">The import is no longer being prepared, or the list is still being read.</exception>
    public async Task AnswerAllAsync(long id, AnswerToAll answer, Actor actor, CancellationToken ct = default)
    {
        var import = await FindAsync(id, actor, ct);
        RefuseWhenOver(import);
        var plan = (await _plans.NowAsync(id, ct)).Plan ?? throw new MoveRefusedException("Listan läses fortfarande. Vänta tills alla rader är genomgångna, och svara sedan.");
        await AnswerAsync(id, a => AnswersToAll.Give(answer, plan, a), actor, ct);
    }

    /// <summary>Starts the import; a job brings the cases in. Asked twice it is started once.</summary>
    /// <exception cref="MoveRefusedException">Something stands in the way, or the list is still being read.</exception>
    /// <param name="id">The import.</param>
    /// <param name="actor">The coordinator.</param>
    /// <param name="seen">The import's version as the page showed it: what others have changed since is to be seen first. Null: whatever it is.</param>
    /// <param name="waits">Waits until the list has been read, however long that takes.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    public async Task StartAsync(long id, Actor actor, bool waits = false, int? seen = null, CancellationToken ct = default)
    {
        var import = await FindAsync(id, actor, ct);
        if (import.State is ImportState.Running or ImportState.Applied) return;
        RefuseWhenOver(import);
        if (seen != null && seen != import.Version) throw new MoveRefusedException("Någon har ändrat kolumner eller svar sedan sidan visades. Så här blir det nu: titta igenom det, och importera sedan.");
        if (waits) await _plans.WholeAsync(id, ct);
        var progress = await _plans.NowAsync(id, ct);
        if (progress.Fault == null && progress.Plan == null) throw new MoveRefusedException("Listan läses fortfarande. Vänta tills alla rader är genomgångna, och importera sedan.");
        if (progress.Plan is not { MayBeApplied: true } plan) throw new MoveRefusedException("Något i listan måste rättas eller besvaras först. Inget är importerat. Se felen nedan.");
        import.State = ImportState.Running;
        import.Problem = "";
        import.Done = 0;
        import.Rows = plan.Rows.Count;
        import.Version++;
        await SaveAsync(ct);
    }

    /// <summary>Leaves the import: its file is emptied. One that has been applied, or is over, stays as it is.</summary>
    /// <exception cref="MoveRefusedException">It is being applied right now.</exception>
    public async Task CancelAsync(long id, Actor actor, CancellationToken ct = default)
    {
        var import = await FindAsync(id, actor, ct);
        if (import.State == ImportState.Cancelled) return;
        RefuseWhenOver(import);
        import.Content = [];
        import.MappingJson = "{}";
        import.AnswersJson = "{}";
        import.State = ImportState.Cancelled;
        import.Version++;
        await using (var transaction = await _db.Database.BeginTransactionAsync(ct))
        {
            await SaveAsync(ct);
            await _pages.NoteAsync(_db, Tables, ct);
            await transaction.CommitAsync(ct);
        }
        _db.ChangeTracker.Clear();
        _plans.Forget(id);
    }

    private async Task ChangeAsync(long id, Actor actor, Action<Import> change, CancellationToken ct)
    {
        var import = await FindAsync(id, actor, ct);
        RefuseWhenOver(import);
        change(import);
        import.State = ImportState.Checked;
        import.Version++;
        await SaveAsync(ct);
    }

    private async Task<Import> FindAsync(long id, Actor actor, CancellationToken ct)
    {
        _db.ChangeTracker.Clear();
        var import = await _db.Imports.SingleOrDefaultAsync(i => i.Id == id, ct);
        return import != null && actor.AccountId != null && actor.Has(import.OrganisationId, Role.Coordinator) ? import : throw new CaseNotFoundException();
    }

    private static void RefuseWhenOver(Import import)
    {
        if (import.State == ImportState.Running) throw new MoveRefusedException("Listan importeras just nu. Vänta tills den är klar.");
        if (import.State is ImportState.Applied or ImportState.Undone) throw new MoveRefusedException("Listan är redan importerad. Ladda upp den på nytt om den ska importeras igen.");
        if (import.State == ImportState.Cancelled) throw new MoveRefusedException("Importen är avbruten och filen är borttagen. Ladda upp den på nytt.");
    }

    private async Task SaveAsync(CancellationToken ct)
    {
        try
        {
            await _db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new StaleMoveException();
        }
        finally
        {
            _db.ChangeTracker.Clear();
        }
    }
}
