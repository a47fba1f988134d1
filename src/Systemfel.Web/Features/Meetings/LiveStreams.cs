namespace Systemfel.Web.Features.Meetings;

/// <summary>Counts the open streams of each account, so that no one can hold the server's connections: a few windows are enough.</summary>
public sealed class LiveStreams
{
    /// <summary>Below the six connections that a browser gives one site over HTTP/1.1: two are left for its pages.</summary>
    public const int MostPerAccount = 4;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, int> _open = [];

    /// <returns>Null when the account has as many as it may.</returns>
    public IDisposable? Enter(long accountId)
    {
        lock (_gate)
        {
            var open = _open.GetValueOrDefault(accountId);
            if (open >= MostPerAccount) return null;
            _open[accountId] = open + 1;
        }
        return new Seat(this, accountId);
    }

    private void Leave(long accountId)
    {
        lock (_gate)
            if (--_open[accountId] == 0) _open.Remove(accountId);
    }

    private sealed class Seat(LiveStreams streams, long accountId) : IDisposable
    {
        public void Dispose() => streams.Leave(accountId);
    }
}
