namespace Systemfel.Workflows.Ingest;

/// <summary>How long to wait before a server is tried again: twice as long each time, from 5 seconds to 10 minutes, and never all clients at once.</summary>
/// <param name="random">Spreads the tries.</param>
public sealed class BackOff(Random random)
{
    /// <summary>The shortest wait.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>The wait after so many failures in a row.</summary>
    /// <param name="failures">One or more.</param>
    public TimeSpan After(int failures)
    {
        var doubled = Shortest * Math.Pow(2, Math.Clamp(failures, 1, 30));
        var top = doubled < Longest ? doubled : Longest;
        // Between half and all of it, so that the clients of a server that comes back do not come in step.
        return top / 2 * (1 + random.NextDouble());
    }
}
