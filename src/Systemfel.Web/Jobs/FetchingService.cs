using Systemfel.Workflows;
using Systemfel.Workflows.Ingest;

namespace Systemfel.Web.Jobs;

/// <summary>Watches every mailbox of the settings for as long as the server runs, so that an answer is there seconds after it came.</summary>
internal sealed class FetchingService(LetterOptions letters, IServiceScopeFactory scopes, TimeProvider time, ILogger<FetchingService> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(letters.Mailboxes.Select(mailbox =>
        Task.Run(() => new MailboxWatch(mailbox, scopes, time, new BackOff(Random.Shared), logger).RunAsync(stoppingToken), stoppingToken)));
}
