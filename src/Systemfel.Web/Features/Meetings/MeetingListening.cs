using Npgsql;
using Systemfel.Data.Storage;

namespace Systemfel.Web.Features.Meetings;

/// <summary>Listens to the other nodes for as long as the server runs. Nothing on SQLite.</summary>
internal sealed class MeetingListening(MeetingListener listener, TimeProvider time, ILogger<MeetingListening> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (listener.IsNeeded && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await listener.ListenAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or System.Net.Sockets.SocketException or TimeoutException)
            {
                // Streams look for themselves at each heartbeat meanwhile.
                logger.LogWarning("Does not hear the other nodes' meetings ({Fault}); listens again in {Seconds} seconds", e.GetType().Name, Pause.TotalSeconds);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }
}
