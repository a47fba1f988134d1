using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Reports;

/// <summary>A draft as it was stored.</summary>
/// <param name="Id">Its id.</param>
/// <param name="SavedAt">When.</param>
/// <param name="CutLabels">What was taken out before it was stored: kinds of personal data, never the words.</param>
public sealed record SavedDraft(long Id, DateTimeOffset SavedAt, IReadOnlyList<string> CutLabels);

/// <summary>Keeps what is being written. Certain finds of personal data are cut before they get here; only the author has access.</summary>
public sealed class DraftService
{
    private readonly SystemfelDb _db;
    private readonly TextCheck _check;
    private readonly SwedishCalendar _calendar;

    internal DraftService(SystemfelDb db, TextCheck check, SwedishCalendar calendar) => (_db, _check, _calendar) = (db, check, calendar);

    /// <summary>Stores a form, as a new draft or over an earlier one.</summary>
    /// <param name="organisationId">Where the author works.</param>
    /// <param name="accountId">The author.</param>
    /// <param name="draftId">The draft that is written on; null starts one.</param>
    /// <param name="caseId">The withdrawn case that is written again; null for a new report.</param>
    /// <param name="fields">The form.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">The draft, or the withdrawn case, is not this person's.</exception>
    /// <exception cref="MoveRefusedException">A text is too long, or the check failed: nothing is stored.</exception>
    public async Task<SavedDraft> SaveAsync(
        long organisationId, long accountId, long? draftId, long? caseId, ReportFields fields, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        if (fields.TooLong is { } name) TextCheck.RefuseTooLong(fields.Text(name), name);
        if (caseId is { } id && !await _db.Deficiencies.AnyAsync(d => d.Id == id && d.AuthorId == accountId && d.IsDraft, ct))
            throw new CaseNotFoundException();
        var draft = await FindAsync(accountId, draftId, caseId, ct);
        if (draft == null) _db.Add(draft = new Draft { OrganisationId = organisationId, AccountId = accountId, DeficiencyId = caseId });
        var (cut, labels) = fields.Cut(_check);
        draft.FieldsJson = cut.ToJson();
        draft.SavedAt = _calendar.Now;
        await _db.SaveChangesAsync(ct);
        return new SavedDraft(draft.Id, draft.SavedAt, labels);
    }

    /// <summary>Throws a draft away. A withdrawn case stays as it was.</summary>
    /// <exception cref="CaseNotFoundException">Not this person's.</exception>
    public async Task DeleteAsync(long draftId, long accountId, CancellationToken ct = default)
    {
        if (await _db.Drafts.Where(d => d.Id == draftId && d.AccountId == accountId).ExecuteDeleteAsync(ct) == 0)
            throw new CaseNotFoundException();
    }

    private async Task<Draft?> FindAsync(long accountId, long? draftId, long? caseId, CancellationToken ct)
    {
        if (draftId is { } id)
            return await _db.Drafts.SingleOrDefaultAsync(d => d.Id == id && d.AccountId == accountId, ct) ?? throw new CaseNotFoundException();
        // A withdrawn case has one draft at most, whichever page it is written on.
        return caseId == null ? null : await _db.Drafts.FirstOrDefaultAsync(d => d.DeficiencyId == caseId && d.AccountId == accountId, ct);
    }
}
