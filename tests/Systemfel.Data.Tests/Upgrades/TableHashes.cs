using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using Systemfel.Data.Storage;

namespace Systemfel.Data.Tests.Upgrades;

/// <summary>A hash of what stands in each table, over given columns, whatever the order of rows.</summary>
internal static class TableHashes
{
    private const string SqliteColumns = """
        SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND m.name NOT LIKE 'sqlite_%'
          AND NOT EXISTS (SELECT 1 FROM sqlite_master v WHERE v.sql LIKE 'CREATE VIRTUAL%' AND m.name LIKE v.name || '\_%' ESCAPE '\')
        """;

    private const string PostgresColumns = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'";

    /// <summary>The tables of a database with their columns; the list of migrations is left out, as an upgrade is to change it.</summary>
    public static async Task<SortedDictionary<string, List<string>>> ColumnsAsync(DatabaseOptions options)
    {
        await using var connection = await OpenAsync(options);
        var columns = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        await using var command = connection.CreateCommand();
        command.CommandText = options.Provider == DatabaseProvider.Sqlite ? SqliteColumns : PostgresColumns;
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            if (rows.GetString(0) == "__EFMigrationsHistory") continue;
            if (!columns.TryGetValue(rows.GetString(0), out var of)) columns[rows.GetString(0)] = of = [];
            of.Add(rows.GetString(1));
        }
        return columns;
    }

    public static async Task<SortedDictionary<string, string>> OfAsync(DatabaseOptions options, SortedDictionary<string, List<string>> columns)
    {
        await using var connection = await OpenAsync(options);
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (table, of) in columns)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {string.Join(", ", of.Select(c => $"\"{c}\""))} FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync();
            var lines = new List<string>();
            while (await rows.ReadAsync()) lines.Add(string.Join('|', Enumerable.Range(0, of.Count).Select(i => Text(rows.GetValue(i)))));
            lines.Sort(StringComparer.Ordinal);
            hashes[table] = $"{lines.Count} rows {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))}";
        }
        return hashes;
    }

    private static async Task<DbConnection> OpenAsync(DatabaseOptions options)
    {
        DbConnection connection = options.Provider == DatabaseProvider.Sqlite ? new SqliteConnection(options.ConnectionString) : new NpgsqlConnection(options.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static string Text(object value) => value switch
    {
        DBNull => "null",
        byte[] bytes => Convert.ToHexString(bytes),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}
