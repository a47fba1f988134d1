using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Storage;
using Systemfel.Workflows;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Reference;

namespace Systemfel.Kills;

/// <summary>A database with the services that work on it, as the server has them.</summary>
public sealed class Storage : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public Storage(DatabaseOptions options, Ledger? ledger = null, TimeSpan later = default, Aim? aim = null)
    {
        Options = options;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(new LaterTime(later));
        services.AddSystemfelData(options);
        services.AddSingleton<Migrator>();
        services.AddSystemfelWorkflows(new WorkflowOptions { KeyPath = Path.Combine(Path.GetTempPath(), "systemfel-kills-keys") });
        services.AddSystemfelLetters(new LetterOptions { IsDevelopment = true });
        if (ledger != null) services.AddSingleton<IMailTransport>(new LedgerTransport(ledger, aim ?? Aim.None));
        _services = services.BuildServiceProvider();
    }

    public DatabaseOptions Options { get; }

    public static DatabaseOptions Read(string provider, string connection) => new(Enum.Parse<DatabaseProvider>(provider, ignoreCase: true), connection);

    /// <summary>Each piece of work has a connection of its own, as each request has.</summary>
    public async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>Makes the schema and fills it with the demo, its post included.</summary>
    public Task FillAsync() => WithAsync(async s =>
    {
        await s.GetRequiredService<Migrator>().MigrateAsync();
        await s.GetRequiredService<ReferenceLoader>().LoadAsync();
        await s.GetRequiredService<DemoSeeder>().SeedAsync();
        await s.GetRequiredService<DemoPost>().AddAsync();
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Npgsql.NpgsqlConnection.ClearAllPools();
    }
}

/// <summary>The clock, put forward.</summary>
internal sealed class LaterTime(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}
