using System.Diagnostics;
using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;

namespace Systemfel.Kills;

/// <summary>The demo's database under the present schema, as files that later versions are tested to upgrade.</summary>
public static class Fixture
{
    public static async Task<int> MakeAsync(string folder, string name)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("systemfel-fixture-").FullName, "demo.db");
        await using (var storage = new Storage(new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={file}"))) await storage.FillAsync();
        await VacuumAsync(file);
        await CompressAsync(File.OpenRead(file), Path.Combine(folder, $"{name}.db.gz"));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

        using var server = new PostgresServer();
        await using (var storage = new Storage(new DatabaseOptions(DatabaseProvider.Postgres, server.ConnectionString("demo")))) await storage.FillAsync();
        await CompressAsync(await DumpAsync(server.ConnectionString("demo")), Path.Combine(folder, $"{name}.sql.gz"));
        return 0;
    }

    private static async Task VacuumAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        foreach (var sql in new[] { "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA journal_mode=DELETE", "VACUUM" })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>INSERTs, so that the dump can be read in without psql; its own commands (\restrict) are left out.</summary>
    private static async Task<Stream> DumpAsync(string connection)
    {
        var at = new Npgsql.NpgsqlConnectionStringBuilder(connection);
        string[] arguments = ["-h", at.Host!, "-p", $"{at.Port}", "-U", at.Username!, "--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=100", at.Database!];
        using var dump = Process.Start(new ProcessStartInfo("pg_dump", arguments) { RedirectStandardOutput = true })!;
        var text = await dump.StandardOutput.ReadToEndAsync();
        await dump.WaitForExitAsync();
        if (dump.ExitCode != 0) throw new InvalidOperationException($"pg_dump ended with {dump.ExitCode}.");
        return new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', text.Split('\n').Where(l => !l.StartsWith('\\')))));
    }

    private static async Task CompressAsync(Stream from, string to)
    {
        await using var source = from;
        await using var target = new GZipStream(File.Create(to), CompressionLevel.SmallestSize);
        await source.CopyToAsync(target);
    }
}
