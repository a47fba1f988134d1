using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
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
public sealed partial class ImportPlans
{
    private const int Kept = 4;
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<long, Work> _works = new();
    private readonly DbFactory _databases;
    private readonly SwedishCalendar _calendar;
    private readonly TextCheck _check;
    private readonly ILogger<ImportPlans> _logger;

    internal ImportPlans(DbFactory databases, SwedishCalendar calendar, TextCheck check, ILogger<ImportPlans> logger) =>
        (_databases, _calendar, _check, _logger) = (databases, calendar, check, logger);

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
        return await PlanAsync(new ImportPlanner(_check), reader, organisationId, table, new ImportMapping { Columns = ImportFields.Propose(table.Headers) }, new ImportAnswers(), null, ct);
    }

    /// <summary>The dry run of an import, waited for until it is there.</summary>
    internal async Task<ImportPlan> WholeAsync(long importId, CancellationToken ct) => await (await WorkOfAsync(importId, ct)).Plan.WaitAsync(ct);

    /// <summary>The dry run against the lists and the cases that stand now: made anew when anything has come since it was shown.</summary>
    internal async Task<ImportPlan> FreshAsync(long importId, Func<int, Task> progress, CancellationToken ct)
    {
        if (await StandingPlanAsync(importId, ct) is { } standing) return standing;
        var work = await WorkOfAsync(importId, ct, isFresh: true);
        while (await Task.WhenAny(work.Plan, Task.Delay(TimeSpan.FromMilliseconds(500), ct)) != work.Plan)
        {
            ct.ThrowIfCancellationRequested();
            await progress(work.Done);
        }
        return await work.Plan.WaitAsync(ct);
    }

    /// <summary>A list that has just been read to be taken in is not read once more for its first dry run, nor planned once more when it has been.</summary>
    internal void Begin(Import import, ImportTable table, ImportPlan? made)
    {
        var head = new Head(import.Id, import.OrganisationId, import.Format, import.MappingJson, import.AnswersJson, import.Version);
        _works[import.Id] = new Work(this, head, null, made) { Table = table, AskedAt = _calendar.Now };
        LetGo();
    }

    /// <summary>Forgets the words of an import that is over.</summary>
    internal void Forget(long importId) => _works.TryRemove(importId, out _);

    /// <summary>An import but for its file, which is read once, by the work itself. Whatever is done with the import, the dry run is made anew.</summary>
    private sealed record Head(long Id, long OrganisationId, ImportFormat Format, string MappingJson, string AnswersJson, int Version)
    {
        public bool AsksTheSameAs(Head other) => this with { Version = other.Version } == other;
    }

    private async Task<Work> WorkOfAsync(long importId, CancellationToken ct, bool isFresh = false)
    {
        await using var reader = _databases.OpenReader();
        var head = await HeadAsync(reader, importId, ct);
        var work = _works.AddOrUpdate(importId, _ => new Work(this, head, null), (_, old) => !isFresh && old.Head == head && !old.Plan.IsFaulted ? old : new Work(this, head, old));
        work.AskedAt = _calendar.Now;
        LetGo();
        return work;
    }

    /// <summary>One that is being made stays: whoever waits for it would begin it anew with each look.</summary>
    private void LetGo()
    {
        foreach (var old in _works.OrderByDescending(w => w.Value.AskedAt).Skip(Kept).Where(w => !w.Value.IsBeingMade)) _works.TryRemove(old);
    }

    private async Task<PlanProgress> FinishedAsync(Work work)
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
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The page says so, and lets the list be left.
            LogFailure(work.Head.Id, e.GetType().Name, e.StackTrace ?? "");
            return new PlanProgress(null, 0, 0, new ImportFault(FaultKind.NotRun));
        }
    }

    private async Task<ImportPlan> MakeAsync(Work work)
    {
        await using var reader = _databases.OpenReader();
        var head = work.Head;
        work.Table ??= ImportReader.Read(head.Format, await reader.Imports.Where(i => i.Id == head.Id).Select(i => i.Content).SingleAsync());
        work.Rows = work.Table.Rows.Count;
        var planner = new ImportPlanner(_check) { Before = work.TakeBefore() };
        return await PlanAsync(planner, reader, head.OrganisationId, work.Table, ImportMapping.FromJson(head.MappingJson), ImportAnswers.FromJson(head.AnswersJson), done => work.Done = done);
    }

    private async Task<ImportPlan> PlanAsync(
        ImportPlanner planner, SystemfelReader reader, long organisationId, ImportTable table, ImportMapping mapping, ImportAnswers answers, Action<int>? progress, CancellationToken ct = default)
    {
        // Before the cases: what comes in between is then seen as a change.
        var seq = await ChangeSeqAsync(reader, organisationId, ct);
        var lists = await OwnLists.ReadAsync(reader, organisationId, ct);
        var today = _calendar.Today;
        var plan = planner.Plan(table, mapping, answers, lists, await StandingAsync(reader, organisationId, ct), today, progress, ct);
        return plan with { ChangeSeq = seq, Against = lists.Mark(today) };
    }

    /// <returns>Null when there is none, or something has come that may change it.</returns>
    private async Task<ImportPlan?> StandingPlanAsync(long importId, CancellationToken ct)
    {
        if (!_works.TryGetValue(importId, out var work) || work is not { IsDone: true, Plan.IsCompletedSuccessfully: true }) return null;
        var plan = await work.Plan;
        await using var reader = _databases.OpenReader();
        return work.Head.AsksTheSameAs(await HeadAsync(reader, importId, ct)) && plan.ChangeSeq == await ChangeSeqAsync(reader, work.Head.OrganisationId, ct)
            && plan.Against == (await OwnLists.ReadAsync(reader, work.Head.OrganisationId, ct)).Mark(_calendar.Today) ? plan : null;
    }

    private static Task<long> ChangeSeqAsync(SystemfelReader reader, long organisationId, CancellationToken ct) =>
        reader.Organisations.Where(o => o.Id == organisationId).Select(o => o.ChangeSeq).SingleAsync(ct);

    private static Task<Head> HeadAsync(SystemfelReader reader, long importId, CancellationToken ct) =>
        reader.Imports.Where(i => i.Id == importId).Select(i => new Head(i.Id, i.OrganisationId, i.Format, i.MappingJson, i.AnswersJson, i.Version)).SingleAsync(ct);

    internal static async Task<List<StandingCase>> StandingAsync(SystemfelReader reader, long organisationId, CancellationToken ct = default)
    {
        var cases = await reader.Deficiencies
            .Where(d => d.OrganisationId == organisationId && !d.IsDraft && !d.IsExample && d.ErasedAt == null && d.MaskedAt == null)
            .OrderBy(d => d.Id).Select(d => new { d.Id, d.Number, d.Title, d.Pattern, d.Consequence, d.Proposal, d.MergedIntoId, To = d.Addressees.Select(a => new { a.AuthorityId, a.OtherName, a.SubAreaId }).ToList() }).ToListAsync(ct);
        var byId = cases.ToDictionary(c => c.Id);
        var standing = new List<StandingCase>(cases.Count);
        foreach (var c in cases)
        {
            // A text that has been merged is there too; what is left of it is the case at the end of its way, when that can be read.
            var end = c;
            while (end?.MergedIntoId is { } into) end = byId.GetValueOrDefault(into);
            if (end != null)
                standing.Add(new StandingCase(end.Id, end.Number, c.Title, c.Pattern, [.. c.To.Select(a => Body.Of(a.AuthorityId, a.OtherName))])
                {
                    Consequence = c.Consequence,
                    Proposal = c.Proposal,
                    SubAreas = [.. c.To.Select(a => a.SubAreaId).OfType<long>()],
                });
        }
        return standing;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The dry run of import {Import} failed with {Exception}.\n{Places}")]
    private partial void LogFailure(long import, string exception, string places);

    private sealed class Work
    {
        private readonly Lazy<Task<ImportPlan>> _plan;
        private volatile int _done;

        private ImportPlan? _before;

        /// <param name="plans">Who makes it.</param>
        /// <param name="head">Of which import.</param>
        /// <param name="old">The dry run before it.</param>
        /// <param name="made">The plan, when there is one already.</param>
        public Work(ImportPlans plans, Head head, Work? old, ImportPlan? made = null)
        {
            (Head, Table) = (head, old?.Table);
            if (old is { IsDone: true, Plan.IsCompletedSuccessfully: true } && old.Head.AsksTheSameAs(head)) _before = old.Plan.Result;
            _plan = new Lazy<Task<ImportPlan>>(() => made != null ? Task.FromResult(made) : Task.Run(() => plans.MakeAsync(this)));
        }

        public Head Head { get; }

        public ImportTable? Table { get; set; }

        public Task<ImportPlan> Plan => _plan.Value;

        public bool IsBeingMade => _plan.IsValueCreated && !_plan.Value.IsCompleted;

        public bool IsDone => _plan.IsValueCreated && _plan.Value.IsCompleted;

        public int Rows { get; set; }

        public DateTimeOffset AskedAt { get; set; }

        public int Done { get => _done; set => _done = value; }

        /// <summary>The last dry run with the same mapping and the same answers. Given once, so that no row of plans is held.</summary>
        public ImportPlan? TakeBefore() => Interlocked.Exchange(ref _before, null);
    }
}
