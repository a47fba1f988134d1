using Microsoft.Data.Sqlite;
using Npgsql;

namespace Systemfel.Web.Hosting;

/// <summary>Tells a database or disk that cannot take more just now from a fault of ours.</summary>
internal static class StorageFault
{
    // SQLite: busy, locked, read-only, disk I/O error, full.
    private static readonly int[] SqliteCodes = [5, 6, 8, 10, 13];

    public static bool Is(Exception? exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is SqliteException sqlite && SqliteCodes.Contains(sqlite.SqliteErrorCode)) return true;
            // 53: too little of something (disk, memory, connections); 57P: shutting down; 40: gave way to another.
            if (e is PostgresException pg && (pg.SqlState.StartsWith("53", StringComparison.Ordinal)
                || pg.SqlState.StartsWith("57P", StringComparison.Ordinal) || pg.SqlState.StartsWith("40", StringComparison.Ordinal))) return true;
            if (e is NpgsqlException and not PostgresException) return true;
            if (e is IOException and not BadHttpRequestException) return true;
        }
        return false;
    }
}
