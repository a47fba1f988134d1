namespace Systemfel.Testing;

/// <summary>A clock that stands still until it is told to move.</summary>
public sealed class FakeTime(DateTimeOffset start) : TimeProvider
{
    private long _utcTicks = start.UtcTicks;

    /// <summary>A Tuesday morning in Sweden.</summary>
    public FakeTime() : this(new DateTimeOffset(2026, 9, 15, 7, 30, 0, TimeSpan.Zero)) { }

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _utcTicks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _utcTicks, by.Ticks);

    public void AdvanceDays(int days) => Advance(TimeSpan.FromDays(days));

    public void Set(DateTimeOffset instant) => Interlocked.Exchange(ref _utcTicks, instant.UtcTicks);
}
