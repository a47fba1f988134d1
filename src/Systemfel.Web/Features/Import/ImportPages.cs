using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared.Components;
using Systemfel.Workflows.Imports;
using Systemfel.Workflows.Imports.Planning;
using ImportState = Systemfel.Data.Imports.ImportState;

namespace Systemfel.Web.Features.Import;

/// <summary>Reads imports for their pages.</summary>
public sealed class ImportPages(SystemfelReader reader, ImportPlans plans)
{
    private const int Listed = 50;

    public async Task<IReadOnlyList<ImportLine>> ListAsync(long organisation, CancellationToken ct) =>
        await reader.Imports.Where(i => i.OrganisationId == organisation).OrderByDescending(i => i.CreatedAt).Take(Listed)
            .Select(i => new ImportLine(i.Id, i.FileName, i.Format, i.State, i.Rows, i.CreatedAt, i.Account.DisplayName, i.Version)).ToListAsync(ct);

    /// <summary>How far it has come, asked for each second: neither the organisation's lists nor the rows are read for it.</summary>
    /// <returns>Null when there is none that this person may see.</returns>
    public async Task<HowFar?> HowFarAsync(long id, Viewer viewer, CancellationToken ct)
    {
        var organisations = viewer.OrganisationsWith([Role.Coordinator]);
        var import = await reader.Imports.Where(i => i.Id == id && organisations.Contains(i.OrganisationId)).Select(i => new { i.State, i.Done, i.Rows }).SingleOrDefaultAsync(ct);
        if (import == null) return null;
        if (!IsPrepared(import.State)) return new HowFar(id, import.State == ImportState.Running, import.Done, import.Rows, import.State == ImportState.Running);
        var progress = await plans.NowAsync(id, ct);
        return new HowFar(id, false, progress.Done, progress.Rows, progress is { Plan: null, Fault: null });
    }

    /// <returns>Null when there is none that this person may see.</returns>
    public async Task<ImportPage?> FindAsync(long id, Viewer viewer, ImportShown shown, CancellationToken ct)
    {
        var organisations = viewer.OrganisationsWith([Role.Coordinator]);
        // The file, which is in the same row, is read by the dry run alone, and once.
        var import = await reader.Imports.Where(i => i.Id == id && organisations.Contains(i.OrganisationId))
            .Select(i => new { i.OrganisationId, i.State, i.Problem, i.Done, i.AnswersJson, Line = new ImportLine(i.Id, i.FileName, i.Format, i.State, i.Rows, i.CreatedAt, i.Account.DisplayName, i.Version) })
            .SingleOrDefaultAsync(ct);
        if (import == null) return null;
        var progress = IsPrepared(import.State) ? await plans.NowAsync(id, ct) : null;
        var lists = await OwnLists.ReadAsync(reader, import.OrganisationId, ct);
        List<PlannedRow> rows = [.. progress?.Plan?.Rows.Where(shown.Takes) ?? []];
        var page = Math.Min(shown.Page, Math.Max(1, (rows.Count + ImportShown.PageSize - 1) / ImportShown.PageSize));
        return new ImportPage(import.Line, import.Problem, import.Done, progress, lists, shown with { Page = page },
            [.. rows.Skip((page - 1) * ImportShown.PageSize).Take(ImportShown.PageSize)], new Pager(page, ImportShown.PageSize, rows.Count, p => shown.Url(id, p)))
        {
            Answers = ImportAnswers.FromJson(import.AnswersJson),
            Brought = import.State is ImportState.Applied or ImportState.Undone ? await BroughtAsync(id, ct) : null,
        };
    }

    private static bool IsPrepared(ImportState state) => state is ImportState.Uploaded or ImportState.Checked or ImportState.Failed;

    private async Task<BroughtIn> BroughtAsync(long id, CancellationToken ct)
    {
        var all = reader.ImportedCases.Where(c => c.ImportId == id);
        return new BroughtIn(
            await all.CountAsync(c => c.OccurrenceId == null, ct), await all.CountAsync(c => c.OccurrenceId != null, ct),
            await CasesAsync(all.Where(c => c.OccurrenceId == null), ct),
            await ImportUndoing.WorkedOn(reader, id).CountAsync(ct), await CasesAsync(ImportUndoing.WorkedOn(reader, id), ct));
    }

    private static async Task<IReadOnlyList<BroughtCase>> CasesAsync(IQueryable<Data.Imports.ImportedCase> cases, CancellationToken ct) =>
        await cases.OrderBy(c => c.Row).Take(Listed).Select(c => new BroughtCase(c.DeficiencyId, c.Deficiency.Number, c.Deficiency.Title)).ToListAsync(ct);
}
