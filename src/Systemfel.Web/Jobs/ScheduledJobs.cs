using Systemfel.Workflows.Attachments;
using Systemfel.Workflows.Imports;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Reminders;

namespace Systemfel.Web.Jobs;

/// <summary>A job: its name on the page, what it does, how often. Every job is safe to repeat.</summary>
public sealed record ScheduledJob(
    string Id, string Name, string Description, TimeSpan Every, Func<IServiceProvider, Func<CancellationToken, Task<string>>> Work);

public static class ScheduledJobs
{
    /// <summary>Intervals, not clock times: a cron trigger in a local zone can pause for 80 minutes when the clock is set back.</summary>
    public static readonly IReadOnlyList<ScheduledJob> All =
    [
        // Mail is fetched when it comes (FetchingService); this is the net below it, and 'kör nu'.
        new("hamta-post", "Hämta post", "Hämtar e-post ur brevlådorna och läser den. Annars hämtas den så snart den kommer.", TimeSpan.FromMinutes(5),
            s => s.GetRequiredService<MailFetcher>().ExecuteAsync),
        new("skicka-post", "Skicka post", "Skickar det som ligger i utkorgen.", TimeSpan.FromSeconds(20),
            s => s.GetRequiredService<OutboxSender>().ExecuteAsync),
        new("granska-bilagor", "Granska bilagor", "Låter virusskyddet gå igenom bilagor i inkommande post.", TimeSpan.FromMinutes(1),
            s => s.GetRequiredService<AttachmentScanning>().ExecuteAsync),
        new("paminn", "Påminnelser", "Påminner om svar, säger till ordföranden och frågar ombuden om det märks.", TimeSpan.FromMinutes(30),
            s => s.GetRequiredService<ReminderService>().ExecuteAsync),
        new("planera-moten", "Planera möten", "Fyller på mötesserierna, ett år framåt.", TimeSpan.FromHours(6),
            s => s.GetRequiredService<SeriesPlanning>().ExecuteAsync),
        new("importera", "Importera listor", "Lägger in listor som en samordnare har sagt till om att importera.", TimeSpan.FromSeconds(5),
            s => s.GetRequiredService<ImportApplying>().ExecuteAsync),
        new("glom-listor", "Töm gamla listor", "Tar bort filer som har lästs in för import och sedan legat orörda i sju dagar.", TimeSpan.FromHours(12),
            s => s.GetRequiredService<ImportForgetting>().ExecuteAsync),
        new("tom-raderat", "Töm raderat", "Ser till att raderade texter lämnar databasens filer. Görs annars i samma stund som de raderas.", TimeSpan.FromMinutes(5),
            s => s.GetRequiredService<ErasedPages>().ExecuteAsync),
    ];

    public static ScheduledJob? Find(string id) => All.FirstOrDefault(j => j.Id == id);
}
