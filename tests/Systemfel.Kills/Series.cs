using Microsoft.Data.Sqlite;
using Npgsql;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;

namespace Systemfel.Kills;

/// <summary>A series of kills on one kind of database; each load begins on a fresh copy of the demo's.</summary>
public static class Series
{
    public static async Task<int> RunAsync(string provider, int kills, int mails, int moves)
    {
        var folder = Directory.CreateTempSubdirectory("systemfel-kills-").FullName;
        try
        {
            var result = Enum.Parse<DatabaseProvider>(provider, ignoreCase: true) == DatabaseProvider.Sqlite
                ? await new KillRuns(await SqliteAsync(folder), folder, Tell).RunAsync(kills, mails, moves)
                : await PostgresAsync(folder, kills, mails, moves);
            foreach (var line in result.Broken) await Console.Out.WriteLineAsync(line);
            await Console.Out.WriteLineAsync($"{provider}: {result}");
            return result.Broken.Count == 0 && result.Killed > 0 ? 0 : 1;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Fills a database file once and hands out copies.</summary>
    public static async Task<Func<int, Task<DatabaseOptions>>> SqliteAsync(string folder)
    {
        var template = Path.Combine(folder, "template.db");
        await using (var storage = new Storage(new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={template}"))) await storage.FillAsync();
        return run =>
        {
            var file = Path.Combine(folder, $"run{run}.db");
            File.Copy(template, file);
            return Task.FromResult(new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={file}"));
        };
    }

    private static void Tell(KillResult result)
    {
        if (result.Killed % 20 == 0) Console.Error.WriteLine($"... {result}");
    }

    private static async Task<KillResult> PostgresAsync(string folder, int kills, int mails, int moves)
    {
        using var server = new PostgresServer();
        await using (var storage = new Storage(new DatabaseOptions(DatabaseProvider.Postgres, server.ConnectionString("template")))) await storage.FillAsync();
        return await new KillRuns(
            async run =>
            {
                NpgsqlConnection.ClearAllPools();
                await using var connection = new NpgsqlConnection(server.ConnectionString("postgres"));
                await connection.OpenAsync();
                await using var create = new NpgsqlCommand($"CREATE DATABASE run{run} TEMPLATE template", connection);
                await create.ExecuteNonQueryAsync();
                return new DatabaseOptions(DatabaseProvider.Postgres, server.ConnectionString($"run{run}"));
            }, folder, Tell).RunAsync(kills, mails, moves);
    }
}
