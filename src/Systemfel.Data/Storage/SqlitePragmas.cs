using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Systemfel.Data.Storage;

/// <summary>
/// Sets each opened SQLite connection up: durable commits (WAL with synchronous=FULL), no writes at all on the reading one,
/// deleted text overwritten, and the Swedish order å ä ö after z as collation SV.
/// </summary>
internal sealed class SqlitePragmas(bool readOnly) : DbConnectionInterceptor
{
    private static readonly CompareInfo Swedish = CultureInfo.GetCultureInfo("sv-SE").CompareInfo;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => SetUp(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        SetUp(connection);
        return Task.CompletedTask;
    }

    internal void SetUp(DbConnection connection)
    {
        var sqlite = (SqliteConnection)connection;
        sqlite.DefaultTimeout = 5;
        sqlite.CreateCollation("SV", (a, b) => Swedish.Compare(a, b, CompareOptions.IgnoreCase));
        // One statement a command: a row-returning statement before another hides errors.
        // EF asks whether the file is there through a connection that cannot write: on a copy made by VACUUM INTO, which is
        // not in WAL mode, that one must not try to change it.
        Run(sqlite, readOnly || IsReadOnly(sqlite) ? "PRAGMA query_only=ON" : "PRAGMA journal_mode=WAL");
        // Whoever finds the database locked asks again after milliseconds; the library's own loop around this asks only each 150 ms.
        Run(sqlite, "PRAGMA busy_timeout=500");
        Run(sqlite, "PRAGMA synchronous=FULL");
        Run(sqlite, "PRAGMA foreign_keys=ON");
        Run(sqlite, "PRAGMA trusted_schema=OFF");
        Run(sqlite, "PRAGMA secure_delete=ON");
    }

    private static bool IsReadOnly(SqliteConnection connection) =>
        new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly;

    private static void Run(SqliteConnection connection, string pragma)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragma;
        command.ExecuteNonQuery();
    }
}
