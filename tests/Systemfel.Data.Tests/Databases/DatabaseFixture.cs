using Microsoft.Data.Sqlite;
using Systemfel.Data.Storage;

namespace Systemfel.Data.Tests.Databases;

/// <summary>Both kinds of database, migrated once; every test gets a copy of its own.</summary>
public sealed class DatabaseFixture : IAsyncLifetime
{
    private readonly Lazy<PostgresServer> _postgres = new(() => new PostgresServer());
    private readonly string _folder = Directory.CreateTempSubdirectory("systemfel-db-").FullName;
    private int _copies;

    /// <summary>Databases that several tests only read from.</summary>
    public Dictionary<DatabaseProvider, (TestDatabase Database, long First)> Filled { get; } = [];

    public async Task InitializeAsync()
    {
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            var options = Empty(provider, "template");
            await new Migrator(new DbFactory(options), options).MigrateAsync();
            if (provider == DatabaseProvider.Sqlite) SqliteConnection.ClearAllPools();
            else Npgsql.NpgsqlConnection.ClearAllPools();
        }
    }

    /// <summary>A database that does not exist yet.</summary>
    public DatabaseOptions Empty(DatabaseProvider provider, string? name = null)
    {
        name ??= $"copy{Interlocked.Increment(ref _copies)}";
        return provider == DatabaseProvider.Sqlite
            ? new DatabaseOptions(provider, $"Data Source={Path.Combine(_folder, name + ".db")}")
            : new DatabaseOptions(provider, _postgres.Value.ConnectionString(name));
    }

    /// <summary>A migrated database without rows.</summary>
    public async Task<TestDatabase> OpenAsync(DatabaseProvider provider)
    {
        var options = Empty(provider);
        if (provider == DatabaseProvider.Sqlite)
        {
            File.Copy(Path.Combine(_folder, "template.db"), options.SqliteFile!);
        }
        else
        {
            var name = new Npgsql.NpgsqlConnectionStringBuilder(options.ConnectionString).Database;
            await using var server = new Npgsql.NpgsqlConnection(_postgres.Value.ConnectionString("postgres"));
            await server.OpenAsync();
            await using var create = new Npgsql.NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE template", server);
            await create.ExecuteNonQueryAsync();
        }
        return new TestDatabase(options);
    }

    public Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        if (_postgres.IsValueCreated) _postgres.Value.Dispose();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }
}

/// <summary>Tests that need a database share one server and run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class Databases : ICollectionFixture<DatabaseFixture>
{
    public const string Name = "databases";

    public static TheoryData<DatabaseProvider> Both => [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];
}

/// <summary>The same with a server of their own: what is erased and restored takes half as long as all the others, and can go beside them.</summary>
[CollectionDefinition(Name)]
public sealed class DatabasesBeside : ICollectionFixture<DatabaseFixture>
{
    public const string Name = "databases beside";
}
