using System.Globalization;
using Npgsql;
using Systemfel.Data.Meetings;

namespace Systemfel.Data.Storage;

/// <summary>Hears on PostgreSQL what other nodes have changed in meetings, and signals it here.</summary>
public sealed class MeetingListener(DatabaseOptions options, MeetingSignals signals)
{
    /// <summary>False on SQLite, where there is one process.</summary>
    public bool IsNeeded => options.Provider == DatabaseProvider.Postgres;

    /// <summary>Listens over a connection of its own until it is told to stop.</summary>
    /// <exception cref="NpgsqlException">The connection was lost: listen again.</exception>
    public async Task ListenAsync(CancellationToken ct)
    {
        var own = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false, KeepAlive = 15 };
        await using var connection = new NpgsqlConnection(own.ToString());
        connection.Notification += (_, heard) =>
        {
            if (long.TryParse(heard.Payload, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) signals.Changed(id);
        };
        await connection.OpenAsync(ct);
        await using (var listen = new NpgsqlCommand($"LISTEN {MeetingChanges.Channel}", connection)) await listen.ExecuteNonQueryAsync(ct);
        // What was said while nobody listened.
        signals.AllChanged();
        while (true) await connection.WaitAsync(ct);
    }
}
