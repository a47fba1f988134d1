using Microsoft.Data.Sqlite;
using Npgsql;

namespace Systemfel.Data.Storage;

public enum DatabaseProvider { Sqlite, Postgres }

/// <summary>Which database, and where. From 'Database:Provider' and 'ConnectionStrings:Systemfel'.</summary>
public sealed record DatabaseOptions(DatabaseProvider Provider, string ConnectionString)
{
    /// <summary>The connection string of the reading context: its own pool, and on PostgreSQL a session that refuses to write.</summary>
    internal string ReadConnectionString => Provider switch
    {
        DatabaseProvider.Sqlite => new SqliteConnectionStringBuilder(ConnectionString) { Mode = SqliteOpenMode.ReadWrite }.ToString(),
        _ => new NpgsqlConnectionStringBuilder(ConnectionString) { Options = "-c default_transaction_read_only=on" }.ToString(),
    };

    internal string WriteConnectionString => Provider switch
    {
        DatabaseProvider.Sqlite => new SqliteConnectionStringBuilder(ConnectionString)
        {
            Mode = SqliteOpenMode.ReadWriteCreate,
            ForeignKeys = true,
        }.ToString(),
        _ => ConnectionString,
    };

    /// <summary>The file of a SQLite database; null on PostgreSQL and for a database in memory.</summary>
    public string? SqliteFile
    {
        get
        {
            if (Provider != DatabaseProvider.Sqlite) return null;
            var source = new SqliteConnectionStringBuilder(ConnectionString).DataSource;
            return source is "" or ":memory:" ? null : Path.GetFullPath(source);
        }
    }
}
