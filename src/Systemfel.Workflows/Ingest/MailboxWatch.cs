using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Systemfel.Data.Mail;
using Systemfel.Mail;
using Systemfel.Workflows.Outbox;

namespace Systemfel.Workflows.Ingest;

/// <summary>
/// Stays connected to one mailbox: fetches all that lies there, waits for news (IDLE, or asking each minute where the server cannot),
/// fetches again; and comes back, ever more slowly, to a server that is gone.
/// </summary>
public sealed class MailboxWatch
{
    /// <summary>So long it waits for news at most. Fetching between is a net under a server that forgets to tell.</summary>
    public static readonly TimeSpan IdleFor = TimeSpan.FromMinutes(9);

    /// <summary>So often a server that cannot tell is asked.</summary>
    public static readonly TimeSpan PollEvery = TimeSpan.FromMinutes(1);

    /// <summary>A server that cries news all the time is not fetched from more often than this.</summary>
    public static readonly TimeSpan Floor = TimeSpan.FromSeconds(1);

    private readonly MailboxOptions _mailbox;
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _time;
    private readonly BackOff _backOff;
    private readonly ILogger _logger;
    private int _failures;

    /// <summary>Connects to nothing yet.</summary>
    /// <param name="mailbox">Which mailbox.</param>
    /// <param name="scopes">A scope is taken for each fetch.</param>
    /// <param name="time">The clock.</param>
    /// <param name="backOff">The waits between tries.</param>
    /// <param name="logger">Told when it fails and when it works again, without addresses.</param>
    public MailboxWatch(MailboxOptions mailbox, IServiceScopeFactory scopes, TimeProvider time, BackOff backOff, ILogger logger) =>
        (_mailbox, _scopes, _time, _backOff, _logger) = (mailbox, scopes, time, backOff, logger);

    /// <summary>Runs until it is stopped; whatever fails is noted and tried again.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await StayAsync(ct);
            }
            catch (Exception) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                await FailedAsync(e, ct);
                // Trying a wrong password often locks the account.
                var wait = e is MailAuthenticationException { IsTransient: false } ? _backOff.After(int.MaxValue) : _backOff.After(_failures);
                await DelayAsync(wait, ct);
            }
        }
    }

    private async Task StayAsync(CancellationToken ct)
    {
        // The row first: a server that cannot be reached must show on the page too.
        var row = await InScopeAsync(s => s.GetRequiredService<MailboxStatus>().RowAsync(_mailbox, ct));
        if (!await InScopeAsync(s => s.GetRequiredService<MailFence>().LooksOpenAsync(ct))) throw new MailFencedException();
        await ClaimAsync(row.Id, ct);
        await using var imap = await ImapClient.ConnectAsync(_mailbox.Server, ct);
        var idles = imap.CanIdle;
        while (true)
        {
            var started = _time.GetTimestamp();
            await ClaimAsync(row.Id, ct);
            await FetchAsync(imap, row, ct);
            if (idles) idles = await IdleAsync(imap, ct);
            if (!idles) await Task.Delay(PollEvery, _time, ct); // the next fetch selects the folder anew, which is asking
            if (Floor - _time.GetElapsedTime(started) is var rest && rest > TimeSpan.Zero) await Task.Delay(rest, _time, ct);
        }
    }

    /// <returns>Whether the server idles.</returns>
    private async Task<bool> IdleAsync(ImapClient imap, CancellationToken ct)
    {
        try
        {
            await imap.IdleAsync(IdleFor, _time, ct);
            return true;
        }
        catch (MailProtocolException) when (imap.IsUsable)
        {
            // It offers what it then refuses: asked each minute from now on.
            return false;
        }
    }

    private Task<bool> FetchAsync(ImapClient imap, Mailbox row, CancellationToken ct) => InScopeAsync(async services =>
    {
        using var turn = await services.GetRequiredService<FetchTurns>().EnterAsync(row.Id, Timeout.InfiniteTimeSpan, ct);
        var result = await services.GetRequiredService<MailboxFetch>().FetchAsync(imap, _mailbox, row, ct);
        // Left over from a run that was killed between storing and reading.
        if (result.Stored == 0) await services.GetRequiredService<MailIngest>().ExecuteAsync(ct);
        if (_failures > 0) _logger.LogInformation("Fetching mail works again ({Mailbox})", _mailbox.Key);
        _failures = 0;
        return true;
    });

    /// <summary>Waits while another node is at it: all are woken by the same mail.</summary>
    private async Task ClaimAsync(long id, CancellationToken ct)
    {
        while (!await InScopeAsync(s => s.GetRequiredService<MailboxStatus>().ClaimAsync(id, ct)))
            await Task.Delay(MailboxStatus.Hold / 6, _time, ct);
    }

    private async Task FailedAsync(Exception e, CancellationToken ct)
    {
        _failures++;
        _logger.LogWarning("Fetching mail failed {Failures} times in a row ({Mailbox}): {Exception}", _failures, _mailbox.Key, e.GetType().Name);
        try
        {
            await InScopeAsync(async services =>
            {
                var status = services.GetRequiredService<MailboxStatus>();
                var row = await status.RowAsync(_mailbox, ct);
                await status.FailedAsync(row.Id, e, ct);
                return true;
            });
        }
        catch (Exception second) when (!ct.IsCancellationRequested)
        {
            // The database is away too: the log says so, and the next try comes.
            _logger.LogWarning("How fetching mail goes could not be noted ({Mailbox}): {Exception}", _mailbox.Key, second.GetType().Name);
        }
    }

    private async Task DelayAsync(TimeSpan wait, CancellationToken ct)
    {
        try
        {
            await Task.Delay(wait, _time, ct);
        }
        catch (OperationCanceledException)
        {
            // The loop ends by itself.
        }
    }

    private async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }
}
