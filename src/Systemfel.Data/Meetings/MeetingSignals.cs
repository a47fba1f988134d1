using System.Threading.Channels;

namespace Systemfel.Data.Meetings;

/// <summary>
/// Wakes whoever watches a meeting in this process when it has changed. A signal says which meeting and nothing more: what has
/// changed is read from the database, so one that is lost or comes twice does no harm.
/// </summary>
public sealed class MeetingSignals
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, List<MeetingWatch>> _watches = [];

    /// <summary>Begins to watch. What happens from now on is not missed, even before it is waited for.</summary>
    public MeetingWatch Watch(long meetingId)
    {
        var watch = new MeetingWatch(this, meetingId);
        lock (_gate)
        {
            if (!_watches.TryGetValue(meetingId, out var list)) _watches[meetingId] = list = [];
            list.Add(watch);
        }
        return watch;
    }

    public void Changed(long meetingId)
    {
        lock (_gate)
            if (_watches.TryGetValue(meetingId, out var list))
                foreach (var watch in list) watch.Wake();
    }

    /// <summary>Anything may have happened: for when nobody has listened for a while.</summary>
    public void AllChanged()
    {
        lock (_gate)
            foreach (var watch in _watches.Values.SelectMany(l => l)) watch.Wake();
    }

    internal void End(MeetingWatch watch, long meetingId)
    {
        lock (_gate)
            if (_watches.TryGetValue(meetingId, out var list) && list.Remove(watch) && list.Count == 0) _watches.Remove(meetingId);
    }
}

/// <summary>One who watches a meeting. Many signals before the next look are one.</summary>
public sealed class MeetingWatch : IDisposable
{
    private readonly MeetingSignals _signals;
    private readonly long _meetingId;
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    internal MeetingWatch(MeetingSignals signals, long meetingId) => (_signals, _meetingId) = (signals, meetingId);

    /// <summary>Waits until the meeting has changed, or this long has passed.</summary>
    /// <returns>Whether it has changed.</returns>
    public async Task<bool> WaitAsync(TimeSpan most, TimeProvider time, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var woken = _wake.Reader.ReadAsync(either.Token).AsTask();
        await Task.WhenAny(woken, Task.Delay(most, time, either.Token));
        await either.CancelAsync();
        ct.ThrowIfCancellationRequested();
        return woken.IsCompletedSuccessfully;
    }

    public void Dispose() => _signals.End(this, _meetingId);

    internal void Wake() => _wake.Writer.TryWrite(true);
}
