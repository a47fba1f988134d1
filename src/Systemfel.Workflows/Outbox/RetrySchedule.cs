namespace Systemfel.Workflows.Outbox;

/// <summary>When a mail that the server would not take is tried again: soon at first, then seldom, for two days.</summary>
internal static class RetrySchedule
{
    private static readonly int[] Minutes = [1, 5, 15, 60, 120, 240, 480];

    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(48);

    /// <summary>The next try, or null when it has gone on for too long.</summary>
    /// <param name="createdAt">When the mail was queued.</param>
    /// <param name="attempts">Tries made so far, at least one.</param>
    /// <param name="now">Now.</param>
    public static DateTimeOffset? Next(DateTimeOffset createdAt, int attempts, DateTimeOffset now)
    {
        if (now - createdAt >= GiveUpAfter) return null;
        return now.AddMinutes(Minutes[Math.Min(attempts, Minutes.Length) - 1]);
    }
}
