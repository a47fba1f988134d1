using System.Reflection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Web.Tests.Access;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.Reference;

namespace Systemfel.Web.Tests.Plans;

/// <summary>The matrix's people and doors on a database with some thousand generated cases, and all queries that are sent to it.</summary>
public abstract class PlanWorld : MatrixWorld
{
    private const int Cases = 500;
    private const int Mails = 500;

    private readonly Lazy<QueryLog> _log;

    protected PlanWorld() => _log = new Lazy<QueryLog>(() => new QueryLog(DatabaseWords));

    public QueryLog Log => _log.Value;

    /// <summary>Words of the connection string that no other test's has.</summary>
    protected abstract string DatabaseWords { get; }

    protected override bool SeedsDemo => false;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Jobs:Enabled", "false");
    }

    protected override async Task FillAsync()
    {
        // Listens before the first query: EF Core looks only now and then whether anybody does.
        Log.At = "";
        await using (var scope = Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ReferenceLoader>().LoadAsync();
            await scope.ServiceProvider.GetRequiredService<DemoGenerator>().FillAsync(Cases, Mails, seed: 1);
            await scope.ServiceProvider.GetRequiredService<DemoPost>().AddAsync();
        }
        await WithContextAsync(async db =>
        {
            if (db.Database.IsNpgsql()) await db.Database.ExecuteSqlRawAsync("ANALYZE");
            return true;
        }, Services.GetRequiredService<DatabaseOptions>());
    }

    /// <summary>The context behind a reader, which no one but a test may have.</summary>
    public async Task<T> WithContextAsync<T>(Func<DbContext, Task<T>> work, DatabaseOptions? options = null)
    {
        await using var reader = options == null ? Services.GetRequiredService<DbFactory>().OpenReader() : new DbFactory(options).OpenReader();
        return await work((DbContext)typeof(SystemfelReader).GetField("_db", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(reader)!);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && _log.IsValueCreated) _log.Value.Dispose();
    }
}

public sealed class SqlitePlanWorld : PlanWorld
{
    protected override string DatabaseWords => Folder;
}

public sealed class PostgresPlanWorld : PlanWorld
{
    private readonly string _name = $"plans_{Guid.NewGuid():N}";
    private PostgresServer? _server = new();

    public PostgresPlanWorld()
    {
        using var connection = new NpgsqlConnection(_server!.ConnectionString("postgres"));
        connection.Open();
        using var create = new NpgsqlCommand($"CREATE DATABASE {_name}", connection);
        create.ExecuteNonQuery();
    }

    protected override string DatabaseWords => _name;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Database:Provider", "Postgres");
        builder.UseSetting("ConnectionStrings:Systemfel", _server!.ConnectionString(_name));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) Interlocked.Exchange(ref _server, null)?.Dispose();
    }
}
