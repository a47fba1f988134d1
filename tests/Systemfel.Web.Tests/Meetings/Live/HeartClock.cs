using Systemfel.Web.Features.Meetings;

namespace Systemfel.Web.Tests.Meetings.Live;

/// <summary>The real time, but the hearts of open streams beat when they are told to.</summary>
public sealed class HeartClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Heart> _hearts = [];
    private bool _owed;

    /// <summary>Lets the open streams' hearts beat once, or the first that is opened.</summary>
    public void Beat()
    {
        List<Heart> hearts;
        lock (_gate)
        {
            _owed = _hearts.Count == 0;
            hearts = [.. _hearts];
        }
        foreach (var heart in hearts) heart.Beat();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != LiveController.Heartbeat) return base.CreateTimer(callback, state, dueTime, period);
        var heart = new Heart(this, callback, state);
        bool owed;
        lock (_gate)
        {
            _hearts.Add(heart);
            owed = _owed;
            _owed = false;
        }
        if (owed) ThreadPool.QueueUserWorkItem(_ => heart.Beat());
        return heart;
    }

    private sealed class Heart(HeartClock clock, TimerCallback callback, object? state) : ITimer
    {
        public void Beat() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            lock (clock._gate) clock._hearts.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
