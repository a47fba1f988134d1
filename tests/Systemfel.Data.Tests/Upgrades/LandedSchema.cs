using System.IO.Compression;
using Npgsql;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;

namespace Systemfel.Data.Tests.Upgrades;

/// <summary>The demo's database as a schema that has landed left it. Made by scripts/measure/make-schema-fixture.</summary>
internal static class LandedSchema
{
    public static async Task<TestDatabase> RestoreAsync(DatabaseFixture databases, DatabaseProvider provider, string name)
    {
        var options = databases.Empty(provider);
        if (provider == DatabaseProvider.Sqlite) await UnpackAsync(Open(name + ".db.gz"), options.SqliteFile!);
        else await ReadInAsync(Open(name + ".sql.gz"), options.ConnectionString);
        return new TestDatabase(options);
    }

    private static GZipStream Open(string file) =>
        new(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Upgrades", file)), CompressionMode.Decompress);

    private static async Task UnpackAsync(GZipStream from, string file)
    {
        await using var source = from;
        await using var target = File.Create(file);
        await source.CopyToAsync(target);
    }

    private static async Task ReadInAsync(GZipStream from, string connection)
    {
        // The dump sets search_path for its session: that session is not to be used again.
        var at = new NpgsqlConnectionStringBuilder(connection) { Pooling = false };
        await CreateAsync(at);
        await using var db = new NpgsqlConnection(at.ConnectionString);
        await db.OpenAsync();
        await using var read = new NpgsqlCommand(await new StreamReader(from).ReadToEndAsync(), db) { CommandTimeout = 120 };
        await read.ExecuteNonQueryAsync();
    }

    private static async Task CreateAsync(NpgsqlConnectionStringBuilder at)
    {
        await using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(at.ConnectionString) { Database = "postgres" }.ConnectionString);
        await server.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {at.Database}", server);
        await create.ExecuteNonQueryAsync();
    }
}
