using Systemfel.Data.Storage;
using Systemfel.Web.Hosting;

namespace Systemfel.Web.Verbs;

/// <summary>What verbs share: the server's services without the server, and failures as one line.</summary>
internal static class Verb
{
    /// <summary>Runs with the configured services; the database is brought to this version's schema first.</summary>
    public static Task<int> WithServicesAsync(Func<IServiceProvider, Task<int>> work) => WithServicesAsync(migrate: true, work);

    public static async Task<int> WithServicesAsync(bool migrate, Func<IServiceProvider, Task<int>> work)
    {
        try
        {
            var (app, _) = ServerStart.Compose(["--Logging:LogLevel:Default=Warning"]);
            await using var built = app;
            if (migrate) await app.Services.GetRequiredService<Migrator>().MigrateAsync();
            await using var scope = app.Services.CreateAsyncScope();
            return await work(scope.ServiceProvider);
        }
        catch (Exception e) when (ServerStart.Explain(e) is { } line)
        {
            return await FailAsync(line);
        }
    }

    public static async Task<int> FailAsync(string line)
    {
        await Console.Error.WriteLineAsync(line);
        return 1;
    }
}
