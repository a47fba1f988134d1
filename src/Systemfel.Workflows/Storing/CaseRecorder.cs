using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Storing;

/// <summary>Changes several cases in one transaction, taken in id order: a letter that is sent, a mail that answers eight points.</summary>
internal sealed class CaseRecorder(SystemfelDb db, SwedishCalendar calendar, RouteCache routes, WorkflowOptions options)
{
    private readonly MoveStore _store = new(db);

    public DateTimeOffset Now => calendar.Now;

    public DateOnly Today => calendar.Today;

    public Task<bool> IsDoneAsync(string key, CancellationToken ct) => db.CaseEvents.AnyAsync(e => e.MoveKey == key, ct);

    /// <exception cref="StaleMoveException">Someone else changed one of the cases, or the letter, at the same time.</exception>
    public async Task<T> InTransactionAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            var result = await work();
            await transaction.CommitAsync(ct);
            return result;
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new StaleMoveException();
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>The cases, whole, each ready to be changed; one scope per case.</summary>
    public async Task<List<MoveScope>> OpenAsync(
        IEnumerable<long> caseIds, Actor actor, CancellationToken ct, Func<Deficiency, IEnumerable<Bookmark>>? targets = null)
    {
        var ids = caseIds.Distinct().Order().ToList();
        var cases = await db.WholeCases().Where(d => ids.Contains(d.Id)).OrderBy(d => d.Id).ToListAsync(ct);
        var scopes = new List<MoveScope>();
        var now = calendar.Now;
        foreach (var perOrganisation in cases.GroupBy(c => c.OrganisationId))
        {
            var facts = await FactsLoader.LoadAsync(db, perOrganisation.Key, calendar.Today, options.MailDomain, ct);
            scopes.AddRange(perOrganisation.Select(c =>
                new MoveScope(routes.Of(c.Instance.RouteVersion), facts, c, actor, now) { Targets = [.. targets?.Invoke(c) ?? []] }));
        }
        return [.. scopes.OrderBy(s => s.Case.Id)];
    }

    public async Task SaveAsync(IReadOnlyList<MoveScope> scopes, string? key, CancellationToken ct)
    {
        if (scopes.Count == 0) await db.SaveChangesAsync(ct);
        else await _store.SaveAsync(scopes, key, ct);
    }
}
