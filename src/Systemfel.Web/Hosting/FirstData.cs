using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.Reference;

namespace Systemfel.Web.Hosting;

/// <summary>What a new database begins with: the reference data everywhere, the demo in Development only.</summary>
internal static class FirstData
{
    public static async Task LoadAsync(WebApplication app, SystemfelSettings settings)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await services.GetRequiredService<ReferenceLoader>().LoadAsync();
        if (!app.Environment.IsDevelopment() || !app.Configuration.GetValue("Demo:Seed", true)) return;
        if (await services.GetRequiredService<DemoSeeder>().SeedAsync()) await services.GetRequiredService<DemoPost>().AddAsync();
        await TellAsync(services.GetRequiredService<SystemfelReader>(), settings);
    }

    private static async Task TellAsync(SystemfelReader reader, SystemfelSettings settings)
    {
        var accounts = await reader.Accounts.Where(a => a.Email!.EndsWith("@demo.example")).OrderBy(a => a.Id).Select(a => a.Email).ToListAsync();
        if (accounts.Count == 0) return;
        await Console.Out.WriteLineAsync($"""
            Systemfel: {settings.PublicBaseUrl}
            Demokonton, alla med lösenordet {DemoSeeder.Password} (eller ett tryck på {new Uri(settings.PublicBaseUrl, "/demo/logga-in")}):
              {string.Join("\n  ", accounts)}
            """);
    }
}
