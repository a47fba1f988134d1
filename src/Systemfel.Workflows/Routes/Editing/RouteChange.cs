using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Routes.Editing;

/// <summary>What came of moving cases to the version in use.</summary>
/// <param name="Moved">Cases that were moved now.</param>
/// <param name="Left">Cases that can be moved and are not yet: those beyond the batch, and those that somebody changed meanwhile.</param>
/// <param name="Cannot">Cases that stay on their version.</param>
public sealed record RouteChanged(int Moved, int Left, int Cannot);

/// <summary>
/// Moves open cases to the version in use, one transaction each: a break-off leaves some moved and the rest as they were, and the next
/// time goes on with those. For the administrator.
/// </summary>
public sealed class RouteChange
{
    /// <summary>Cases of one request: some seconds.</summary>
    public const int Batch = 100;

    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly RouteCache _routes;
    private readonly TextCheck _check;
    private readonly WorkflowOptions _options;

    internal RouteChange(SystemfelDb db, SwedishCalendar calendar, RouteCache routes, TextCheck check, WorkflowOptions options) =>
        (_db, _calendar, _routes, _check, _options) = (db, calendar, routes, check, options);

    /// <summary>Moves those that can be moved, a batch of them.</summary>
    /// <param name="organisationId">Whose.</param>
    /// <param name="versionId">The version that the page showed as the one in use.</param>
    /// <param name="actor">The administrator.</param>
    /// <param name="most">The size of the batch.</param>
    /// <param name="ct">Stops between two cases.</param>
    /// <exception cref="CaseNotFoundException">Not this person's to do.</exception>
    /// <exception cref="StaleMoveException">Another version is in use by now.</exception>
    public async Task<RouteChanged> MoveOpenAsync(long organisationId, long versionId, Actor actor, int most = Batch, CancellationToken ct = default)
    {
        if (actor.AccountId is not { } me || !actor.Has(organisationId, Role.Administrator)) throw new CaseNotFoundException();
        _db.ChangeTracker.Clear();
        var all = await OlderAsync(organisationId, versionId, ct);
        var can = all.FindAll(c => c.WhyNot.Count == 0);
        var moved = 0;
        foreach (var id in can.Take(most).Select(c => c.Id))
        {
            ct.ThrowIfCancellationRequested();
            if (await MoveAsync(id, organisationId, versionId, actor, ct)) moved++;
        }
        await FinishAsync(organisationId, me, moved, ct);
        return new RouteChanged(moved, can.Count - moved, all.Count - can.Count);
    }

    /// <returns>False when somebody else has changed the case meanwhile: it is looked at again the next time.</returns>
    private async Task<bool> MoveAsync(long caseId, long organisationId, long versionId, Actor actor, CancellationToken ct)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"route:{versionId}:{caseId}");
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        try
        {
            await CaseLocks.FormAsync(_db, key, ct);
            await CaseLocks.CasesAsync(_db, [caseId], ct);
            if (await _db.CaseEvents.AnyAsync(e => e.MoveKey == key, ct)) return false;
            if (!await _db.Organisations.AnyAsync(o => o.Id == organisationId && o.CurrentRouteId == versionId, ct)) return false;
            var next = await _db.RouteVersions.SingleAsync(r => r.Id == versionId, ct);
            var subject = await _db.WholeCases().SingleAsync(d => d.Id == caseId, ct);
            var facts = await FactsLoader.LoadAsync(_db, organisationId, _calendar.Today, _options.MailDomain, ct);
            var scope = new MoveScope(_routes.Of(subject.Instance.RouteVersion), facts, subject, actor, _calendar.Now) { NewRoute = (next, _routes.Of(next)) };
            Runner.Run(scope, new ChangeRoute(), _check);
            await new MoveStore(_db).SaveAsync([scope], key, ct);
            await transaction.CommitAsync(ct);
            return true;
        }
        catch (Exception e) when (e is DbUpdateConcurrencyException or MoveRefusedException)
        {
            // Closed, moved on or erased since it was read: what it is now is asked of it the next time.
            return false;
        }
        finally
        {
            _db.ChangeTracker.Clear();
        }
    }

    private async Task FinishAsync(long organisationId, long me, int moved, CancellationToken ct)
    {
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CaseLocks.OrganisationAsync(_db, organisationId, ct);
        await new RouteGroups(_db, _calendar).EndUnusedAsync(organisationId, ct);
        if (moved > 0) _db.Add(new AccessLog { AccountId = me, What = "route.cases-moved", SubjectId = organisationId, At = _calendar.Now });
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
    }

    private async Task<List<OlderCase>> OlderAsync(long organisationId, long versionId, CancellationToken ct)
    {
        var current = await _db.Organisations.AsNoTracking().Where(o => o.Id == organisationId).Select(o => o.CurrentRoute).SingleAsync(ct) ?? throw new CaseNotFoundException();
        if (current.Id != versionId) throw new StaleRouteException("Någon annan har börjat använda en nyare version sedan du öppnade sidan. Inget är flyttat. Läs sidan på nytt: där står vilken version som gäller nu.");
        var groups = await _db.Groups.AsNoTracking().Where(g => g.OrganisationId == organisationId).ToListAsync(ct);
        return await OlderCases.ReadAsync(_db.Deficiencies, _db.RouteVersions, groups, current, _routes, ct);
    }
}
