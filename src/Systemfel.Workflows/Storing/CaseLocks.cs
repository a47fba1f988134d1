using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Storing;

/// <summary>
/// Puts writers of the same form or the same case one after another, inside the caller's transaction. On SQLite a writing
/// transaction is alone from its beginning; PostgreSQL needs to be told, or two would read the same state and both go on.
/// </summary>
internal static class CaseLocks
{
    /// <summary>The same form sent twice at once: the second waits, and then finds what the first has done.</summary>
    public static Task FormAsync(SystemfelDb db, string key, CancellationToken ct) => db.Database.IsNpgsql()
        ? db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({key}, 0))", ct)
        : Task.CompletedTask;

    /// <summary>
    /// Whoever queues mails to our own that name cases, and whoever takes a case's words away: the second waits, and then finds what the first has
    /// done. Else a mail that is being written could leave with words that have been erased.
    /// </summary>
    public static Task OwnMailsAsync(SystemfelDb db, CancellationToken ct) => FormAsync(db, "own-mails", ct);

    /// <summary>Takes cases in id order, so that no two writers wait for each other.</summary>
    public static async Task CasesAsync(SystemfelDb db, IEnumerable<long> ids, CancellationToken ct)
    {
        if (!db.Database.IsNpgsql()) return;
        foreach (var id in ids.Distinct().Order())
            await db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Instances" WHERE "DeficiencyId" = {id} FOR UPDATE""", ct);
    }

    /// <summary>Takes an organisation, before it is asked which route it has and what is drafted of the next.</summary>
    public static Task OrganisationAsync(SystemfelDb db, long id, CancellationToken ct) => db.Database.IsNpgsql()
        ? db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Organisations" WHERE "Id" = {id} FOR UPDATE""", ct)
        : Task.CompletedTask;

    /// <summary>Takes a document of the year before it is read.</summary>
    public static Task YearDocumentAsync(SystemfelDb db, long id, CancellationToken ct) => db.Database.IsNpgsql()
        ? db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "YearDocuments" WHERE "Id" = {id} FOR UPDATE""", ct)
        : Task.CompletedTask;

    /// <summary>Takes a group, before it is asked what it has.</summary>
    public static Task GroupAsync(SystemfelDb db, long id, CancellationToken ct) => db.Database.IsNpgsql()
        ? db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Groups" WHERE "Id" = {id} FOR UPDATE""", ct)
        : Task.CompletedTask;

    /// <summary>
    /// Takes a meeting, after its cases and before it is read: two decisions on different items change its version both, and
    /// neither is to be told that somebody was first.
    /// </summary>
    public static Task MeetingAsync(SystemfelDb db, long id, CancellationToken ct) => db.Database.IsNpgsql()
        ? db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Meetings" WHERE "Id" = {id} FOR UPDATE""", ct)
        : Task.CompletedTask;

    /// <summary>Takes a raised point, after its meetings and before it is read: it stands on the page of more than one.</summary>
    public static Task RaisedAsync(SystemfelDb db, long id, CancellationToken ct) => db.Database.IsNpgsql()
        ? db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "RaisedPoints" WHERE "Id" = {id} FOR UPDATE""", ct)
        : Task.CompletedTask;
}
