using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Incidents;

/// <summary>
/// Makes erased words leave the files as well. SQLite overwrites what is deleted in the database file (secure_delete), but its write-ahead log
/// keeps earlier pages until it is emptied; PostgreSQL keeps earlier rows until their table is written anew. What is to be done is noted
/// in the transaction that erases, and done right after it: a crash in between leaves the note, and a job does it.
/// </summary>
public sealed class ErasedPages
{
    private const string SettingKey = "erased-tables";
    private const int Tries = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly DbFactory _databases;
    private readonly ILogger<ErasedPages> _logger;

    internal ErasedPages(DbFactory databases, ILogger<ErasedPages> logger) => (_databases, _logger) = (databases, logger);

    /// <summary>Notes tables that words were erased from, in the caller's transaction.</summary>
    internal async Task NoteAsync(SystemfelDb db, IEnumerable<string> tables, CancellationToken ct)
    {
        var setting = await db.Settings.SingleOrDefaultAsync(s => s.Key == SettingKey, ct);
        if (setting == null) db.Settings.Add(setting = new Setting { Key = SettingKey });
        setting.Value = string.Join(' ', setting.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Union(tables).Order(StringComparer.Ordinal));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Empties what is noted.</summary>
    /// <returns>What was done.</returns>
    public async Task<string> ExecuteAsync(CancellationToken ct)
    {
        await using var db = _databases.OpenWriter();
        var noted = await db.Settings.AsNoTracking().SingleOrDefaultAsync(s => s.Key == SettingKey, ct);
        if (noted == null) return "Inget raderat väntar på att lämna filerna.";
        var done = db.Database.IsSqlite() ? await EmptyLogAsync(db, ct) : await RewriteAsync(db, noted.Value, ct);
        if (!done)
        {
            _logger.LogWarning("Erased texts are still in the database's files: others are using them. The job tries again.");
            return "Databasen används just nu. Nästa körning försöker igen.";
        }
        // What has been noted since is another text's, and stays noted.
        await db.Settings.Where(s => s.Key == SettingKey && s.Value == noted.Value).ExecuteDeleteAsync(ct);
        return "Raderade texter har lämnat databasens filer.";
    }

    /// <summary>Moves all of the write-ahead log into the database file and cuts it to nothing; waits for readers of older pages.</summary>
    private static async Task<bool> EmptyLogAsync(SystemfelDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        await using var checkpoint = db.Database.GetDbConnection().CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        for (var tried = 1; ; tried++)
        {
            // The first column: 1 when a reader or a writer stood in the way.
            if (Convert.ToInt64(await checkpoint.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture) == 0) return true;
            if (tried == Tries) return false;
            await Task.Delay(Pause, ct);
        }
    }

    /// <summary>Plain VACUUM frees the rows but leaves their bytes in the pages; FULL writes the tables to new files.</summary>
    private static async Task<bool> RewriteAsync(SystemfelDb db, string tables, CancellationToken ct)
    {
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await db.Database.ExecuteSqlRawAsync("SET lock_timeout = '5s'", ct);
            foreach (var table in tables.Split(' ').Where(t => t.All(char.IsAsciiLetterOrDigit)))
            {
#pragma warning disable EF1002 // Names of our own tables, letters and digits only; a table's name cannot be a parameter.
                await db.Database.ExecuteSqlRawAsync($"VACUUM (FULL, ANALYZE) \"{table}\"", ct);
#pragma warning restore EF1002
            }
            return true;
        }
        catch (Npgsql.PostgresException e) when (e.SqlState == Npgsql.PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
        finally
        {
            await db.Database.ExecuteSqlRawAsync("RESET lock_timeout", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }
}
