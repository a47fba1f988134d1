using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Data.Watching;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.FollowingUp;

/// <summary>'Bevaka': starts and stops telling an account of the team what happens with a case, an authority or a sub-area. Both are safe to repeat.</summary>
public sealed class WatchService
{
    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;

    internal WatchService(SystemfelDb db, SwedishCalendar calendar) => (_db, _calendar) = (db, calendar);

    /// <summary>Starts or stops watching.</summary>
    /// <param name="viewer">Who watches.</param>
    /// <param name="kind">What kind of thing.</param>
    /// <param name="subjectId">Its id.</param>
    /// <param name="on">Start; else stop.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <returns>Whether that was a change.</returns>
    /// <exception cref="CaseNotFoundException">No such thing in an organisation whose team the account belongs to.</exception>
    public async Task<bool> SetAsync(Viewer viewer, WatchKind kind, long subjectId, bool on, CancellationToken ct = default)
    {
        if (await OrganisationAsync(viewer, kind, subjectId, ct) is not { } organisation) throw new CaseNotFoundException();
        var there = _db.Watches.Where(w => w.AccountId == viewer.AccountId && w.OrganisationId == organisation && w.Kind == kind && w.SubjectId == subjectId);
        if (!on) return await there.ExecuteDeleteAsync(ct) > 0;
        if (await there.AnyAsync(ct)) return false;
        var now = _calendar.Now;
        _db.Watches.Add(new Watch { OrganisationId = organisation, AccountId = viewer.AccountId, Kind = kind, SubjectId = subjectId, CreatedAt = now, ToldUntil = now });
        try
        {
            await _db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException) when (there.Any())
        {
            // The same button pressed in two windows.
            _db.ChangeTracker.Clear();
            return false;
        }
    }

    private async Task<long?> OrganisationAsync(Viewer viewer, WatchKind kind, long id, CancellationToken ct)
    {
        var teams = viewer.OrganisationsWith(Viewer.TeamRoles);
        var found = kind switch
        {
            WatchKind.Case => _db.Deficiencies.VisibleTo(viewer).Where(d => d.Id == id).Select(d => d.OrganisationId),
            WatchKind.Authority => _db.Authorities.Where(a => a.Id == id).Select(a => a.OrganisationId),
            _ => _db.SubAreas.Where(a => a.Id == id).Select(a => a.OrganisationId),
        };
        return await found.Where(o => teams.Contains(o)).Select(o => (long?)o).SingleOrDefaultAsync(ct);
    }
}
