using System.Collections.Concurrent;

namespace Systemfel.Workflows.Ingest;

/// <summary>In this process: one fetch at a time from a mailbox, and when the mailbox was last taken.</summary>
internal sealed class FetchTurns
{
    private readonly ConcurrentDictionary<long, SemaphoreSlim> _turns = new();
    private readonly ConcurrentDictionary<long, DateTimeOffset> _taken = new();

    /// <summary>Waits for the mailbox's turn.</summary>
    /// <returns>Ends the turn; null when it did not come in time.</returns>
    public async Task<IDisposable?> EnterAsync(long mailboxId, TimeSpan atMost, CancellationToken ct)
    {
        var turn = _turns.GetOrAdd(mailboxId, _ => new SemaphoreSlim(1, 1));
        return await turn.WaitAsync(atMost, ct) ? new Turn(turn) : null;
    }

    public DateTimeOffset? TakenAt(long mailboxId) => _taken.TryGetValue(mailboxId, out var at) ? at : null;

    public void Take(long mailboxId, DateTimeOffset at) => _taken[mailboxId] = at;

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
