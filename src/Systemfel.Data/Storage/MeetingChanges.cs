using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Systemfel.Data.Meetings;

namespace Systemfel.Data.Storage;

/// <summary>
/// Tells that a meeting has changed once the change is committed, whoever made it: on PostgreSQL by NOTIFY, which every node hears
/// and which is part of the transaction; on SQLite, where there is one process, by the signal itself.
/// </summary>
internal sealed class MeetingChanges(MeetingSignals signals) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    public const string Channel = "systemfel_meeting";

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is SystemfelDb db) Note(db);
        return ValueTask.FromResult(result);
    }

    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not SystemfelDb { ChangedMeetings.Count: > 0 } db) return result;
        if (db.Database.IsNpgsql())
        {
            foreach (var id in db.ChangedMeetings)
                await db.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, {id.ToString(CultureInfo.InvariantCulture)})", cancellationToken);
            db.ChangedMeetings.Clear();
        }
        else if (db.Database.CurrentTransaction == null)
        {
            Signal(db);
        }
        return result;
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is SystemfelDb db && !db.Database.IsNpgsql()) Signal(db);
        return Task.CompletedTask;
    }

    /// <summary>Compares by hand: asking the tracker to find changes would do that work twice.</summary>
    private static void Note(SystemfelDb db)
    {
        var detects = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var entry in db.ChangeTracker.Entries<Meeting>().Where(e => e.State is EntityState.Unchanged or EntityState.Modified))
        {
            var version = entry.Property(m => m.Version);
            var item = entry.Property(m => m.CurrentItemId);
            if (version.CurrentValue != version.OriginalValue || item.CurrentValue != item.OriginalValue) db.ChangedMeetings.Add(entry.Entity.Id);
        }
        db.ChangeTracker.AutoDetectChangesEnabled = detects;
    }

    private void Signal(SystemfelDb db)
    {
        foreach (var id in db.ChangedMeetings) signals.Changed(id);
        db.ChangedMeetings.Clear();
    }
}
