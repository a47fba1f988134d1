using Systemfel.Data.Storage;
using Systemfel.Workflows.Accounts;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Ingest;

namespace Systemfel.Web.Hosting;

/// <summary>Starts the web server; what stops it from starting is said in one line on stderr, with exit code 1.</summary>
public static class ServerStart
{
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = await BuildAsync(args);
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (Explain(e) is { } line)
        {
            await Console.Error.WriteLineAsync("Systemfel does not start: " + line);
            return 1;
        }
    }

    /// <summary>The server put together but not started: for the verbs of the command line too.</summary>
    /// <exception cref="ConfigurationException">A setting that it cannot run with.</exception>
    internal static (WebApplication App, SystemfelSettings Settings) Compose(string[] args)
    {
        var builder = WebApplication.CreateBuilder(Place.Options(args));
        Swedish.UseEverywhere();
        var settings = SystemfelSettings.Read(builder.Configuration, builder.Environment);
        builder.AddSystemfelWeb(settings);
        return (builder.Build(), settings);
    }

    private static async Task<WebApplication> BuildAsync(string[] args)
    {
        var (app, settings) = Compose(args);
        Swedish.WarnWithoutIcu(app.Logger);
        await app.Services.GetRequiredService<Migrator>().MigrateAsync();
        await FirstData.LoadAsync(app, settings);
        await ReplayIncidentsAsync(app);
        await CheckMailboxesAsync(app.Services);
        await TellFirstStartAsync(app.Services, settings);
        app.UseSystemfelPipeline(settings);
        return app;
    }

    /// <summary>Before the first page is shown: a database from a backup may hold texts that have been erased since.</summary>
    private static async Task ReplayIncidentsAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var replayed = await scope.ServiceProvider.GetRequiredService<IncidentReplay>().ExecuteAsync();
        if (replayed > 0) app.Logger.LogWarning("{Count} incidents of erasures.log were not in the database, and have been carried out again.", replayed);
    }

    /// <summary>A mailbox of an organisation that is not here would fill with answers that nobody sees.</summary>
    private static async Task CheckMailboxesAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<MailboxOwners>().FindHomelessAsync() is { } mailbox)
            throw new ConfigurationException(mailbox.Key + ":Organisation", $"'{mailbox.Organisation}' is the name of no organisation in the database.");
    }

    /// <summary>An installation without accounts is opened with a code that only the console shows; it goes to no log.</summary>
    private static async Task TellFirstStartAsync(IServiceProvider services, SystemfelSettings settings)
    {
        await using var scope = services.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<FirstStart>().IsOpenAsync()) return;
        var code = services.GetRequiredService<FirstStartCode>().Shown;
        await Console.Out.WriteLineAsync($"Det finns inget konto än. Öppna {new Uri(settings.PublicBaseUrl, "/forsta-start")} och ange koden {code}");
    }

    internal static string? Explain(Exception e) => e switch
    {
        ConfigurationException => OneLine(e.Message),
        InvalidDataException or FormatException when e.Message.Contains("appsettings", StringComparison.OrdinalIgnoreCase) => OneLine(e.Message),
        IOException when e.Message.Contains("address", StringComparison.OrdinalIgnoreCase) => "ASPNETCORE_URLS: " + OneLine(e.Message),
        Microsoft.Data.Sqlite.SqliteException s => "ConnectionStrings:Systemfel: " + OneLine(s.Message),
        Npgsql.NpgsqlException n => "ConnectionStrings:Systemfel: " + OneLine(n.Message),
        UnauthorizedAccessException or IOException => OneLine(e.Message),
        InvalidDataException when e.Message.Contains(IncidentReplay.LogName, StringComparison.Ordinal) => OneLine(e.Message),
        InvalidOperationException when e.Message.StartsWith("The database was written by a newer", StringComparison.Ordinal) => e.Message,
        _ => null,
    };

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
