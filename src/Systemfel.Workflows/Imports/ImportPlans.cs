using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Imports;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Imports.Planning;
using Systemfel.Workflows.Imports.Reading;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Imports;

/// <summary>How far the dry run of an import has come.</summary>
/// <param name="Plan">The plan; null while it is being made, or when the file cannot be read.</param>
/// <param name="Done">Rows that have been checked.</param>
/// <param name="Rows">Rows in all; 0 until the file has been read.</param>
/// <param name="Fault">Why the file cannot be read; null when it can.</param>
public sealed record PlanProgress(ImportPlan? Plan, int Done, int Rows, ImportFault? Fault = null);

/// <summary>
/// The dry runs that are being looked at, in memory alone: the words of a list are kept nowhere but in its file, and a dry run
/// that is lost is made again. One that takes long goes on beside the request that asked for it.
/// </summary>
public sealed class ImportPlans
{
    private const int Kept = 4;
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<long, Work> _works = new();
    private readonly DbFactory _databases;
    private readonly SwedishCalendar _calendar;
    private readonly TextCheck _check;

    internal ImportPlans(DbFactory databases, SwedishCalendar calendar, TextCheck check) => (_databases, _calendar, _check) = (databases, calendar, check);

    /// <summary>The dry run as it stands now: begun when nobody has asked before, and waited for a moment.</summary>
    /// <param name="importId">The import, which is being prepared.</param>
    /// <param name="ct">Stops the waiting, not the work.</param>
    public async Task<PlanProgress> NowAsync(long importId, CancellationToken ct = default)
    {
        var work = await WorkOfAsync(importId, ct);
        await Task.WhenAny(work.Plan, Task.Delay(ShortWait, ct));
        ct.ThrowIfCancellationRequested();
        if (!work.Plan.IsCompleted) return new PlanProgress(null, work.Done, work.Rows);
        return await FinishedAsync(work);
    }

    /// <summary>A dry run of a file that is kept nowhere, by the columns that its headers propose.</summary>
    /// <param name="organisationId">Whose lists and cases it is held against.</param>
    /// <param name="content">The file.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ImportFileException">It cannot be read.</exception>
    public async Task<ImportPlan> DryRunAsync(long organisationId, byte[] content, CancellationToken ct = default)
    {
        var table = ImportReader.Read(ImportReader.SortOf(content), content, ct);
        await using var reader = _databases.OpenReader();
        return new ImportPlanner(_check).Plan(
            table, new ImportMapping { Columns = ImportFields.Propose(table.Headers) }, new ImportAnswers(), await OwnLists.ReadAsync(reader, organisationId, ct),
            await StandingAsync(reader, organisationId, ct), _calendar.Today, ct: ct);
    }

    /// <summary>The dry run of an import, waited for until it is there.</summary>
    internal async Task<ImportPlan> WholeAsync(long importId, Func<int, Task>? progress, CancellationToken ct)
    {
        var work = await WorkOfAsync(importId, ct);
        while (await Task.WhenAny(work.Plan, Task.Delay(TimeSpan.FromMilliseconds(500), ct)) != work.Plan)
        {
            ct.ThrowIfCancellationRequested();
            if (progress != null) await progress(work.Done);
        }
        return await work.Plan.WaitAsync(ct);
    }

    /// <summary>Forgets the words of an import that is over.</summary>
    internal void Forget(long importId) => _works.TryRemove(importId, out _);

    /// <summary>An import but for its file, which is read once, by the work itself.</summary>
    private sealed record Head(long Id, long OrganisationId, ImportFormat Format, string MappingJson, string AnswersJson);

    private async Task<Work> WorkOfAsync(long importId, CancellationToken ct)
    {
        await using var reader = _databases.OpenReader();
        var head = await reader.Imports.Where(i => i.Id == importId).Select(i => new Head(i.Id, i.OrganisationId, i.Format, i.MappingJson, i.AnswersJson)).SingleAsync(ct);
        var work = _works.AddOrUpdate(importId, _ => new Work(this, head, null), (_, old) => old.Head == head && !old.Plan.IsFaulted ? old : new Work(this, head, old.Table));
        work.AskedAt = _calendar.Now;
        foreach (var (id, _) in _works.OrderByDescending(w => w.Value.AskedAt).Skip(Kept)) _works.TryRemove(id, out _);
        return work;
    }

    private static async Task<PlanProgress> FinishedAsync(Work work)
    {
        try
        {
            var plan = await work.Plan;
            return new PlanProgress(plan, plan.Rows.Count, plan.Rows.Count);
        }
        catch (ImportFileException e)
        {
            return new PlanProgress(null, 0, 0, e.Fault);
        }
    }

    private async Task<ImportPlan> MakeAsync(Work work)
    {
        await using var reader = _databases.OpenReader();
        var head = work.Head;
        work.Table ??= ImportReader.Read(head.Format, await reader.Imports.Where(i => i.Id == head.Id).Select(i => i.Content).SingleAsync());
        work.Rows = work.Table.Rows.Count;
        var lists = await OwnLists.ReadAsync(reader, head.OrganisationId);
        var standing = await StandingAsync(reader, head.OrganisationId);
        return new ImportPlanner(_check).Plan(
            work.Table, ImportMapping.FromJson(head.MappingJson), ImportAnswers.FromJson(head.AnswersJson), lists, standing, _calendar.Today, done => work.Done = done);
    }

    internal static async Task<List<StandingCase>> StandingAsync(SystemfelReader reader, long organisationId, CancellationToken ct = default)
    {
        var cases = await reader.Deficiencies
            .Where(d => d.OrganisationId == organisationId && !d.IsDraft && !d.IsExample && d.MergedIntoId == null && d.ErasedAt == null && d.MaskedAt == null)
            .OrderBy(d => d.Id).Select(d => new { d.Id, d.Number, d.Title, d.Pattern, To = d.Addressees.Select(a => a.AuthorityId).ToList() }).ToListAsync(ct);
        return cases.ConvertAll(c => new StandingCase(c.Id, c.Number, c.Title, c.Pattern, c.To));
    }

    private sealed class Work
    {
        private readonly Lazy<Task<ImportPlan>> _plan;
        private volatile int _done;

        public Work(ImportPlans plans, Head head, ImportTable? table)
        {
            (Head, Table) = (head, table);
            _plan = new Lazy<Task<ImportPlan>>(() => Task.Run(() => plans.MakeAsync(this)));
        }

        public Head Head { get; }

        public ImportTable? Table { get; set; }

        public Task<ImportPlan> Plan => _plan.Value;

        public int Rows { get; set; }

        public DateTimeOffset AskedAt { get; set; }

        public int Done { get => _done; set => _done = value; }
    }
}
