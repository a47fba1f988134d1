using Microsoft.EntityFrameworkCore;

namespace Systemfel.Data.Storage;

/// <summary>Brings a database to this version's schema. Every schema that has landed can be upgraded with its data.</summary>
public sealed class Migrator(DbFactory factory, DatabaseOptions options)
{
    /// <summary>Creates or upgrades. Throws when the database is newer than the program.</summary>
    public async Task MigrateAsync(CancellationToken ct = default)
    {
        if (options.SqliteFile is { } file) Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var db = factory.OpenWriter();
        if (await db.Database.CanConnectAsync(ct))
        {
            var unknown = (await db.Database.GetAppliedMigrationsAsync(ct)).Except(db.Database.GetMigrations()).ToList();
            if (unknown.Count > 0)
                throw new InvalidOperationException(
                    $"The database was written by a newer version of Systemfel (it has the migration '{unknown[^1]}'). Start that version, or restore an earlier copy.");
        }
        await db.Database.MigrateAsync(ct);
    }

    public async Task<bool> IsCurrentAsync(CancellationToken ct = default)
    {
        await using var db = factory.OpenWriter();
        return await db.Database.CanConnectAsync(ct) && !(await db.Database.GetPendingMigrationsAsync(ct)).Any();
    }
}
