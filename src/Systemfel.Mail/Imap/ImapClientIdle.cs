namespace Systemfel.Mail;

/// <summary>Waiting for news without asking (IDLE, RFC 2177).</summary>
public sealed partial class ImapClient
{
    /// <summary>A server may sign out whoever has been silent for 30 minutes, and routers forget a connection sooner.</summary>
    public static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(25);

    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(5);

    /// <summary>Whether the server tells by itself when a mail comes; where it does not, ask now and then.</summary>
    public bool CanIdle => _capabilities.Contains("IDLE");

    /// <summary>Waits until the server tells of mails that the last search has not seen, or the time is over.</summary>
    /// <param name="atMost">How long; never longer than <see cref="LongestIdle"/>.</param>
    /// <param name="time">The clock; null for the machine's.</param>
    /// <param name="ct">Ends the wait; where the server answers at once the connection stays usable.</param>
    /// <returns>Whether there is something to fetch.</returns>
    /// <exception cref="MailProtocolException">The server will not idle (the connection <see cref="IsUsable"/>), said BYE, or was lost.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public async Task<bool> IdleAsync(TimeSpan atMost, TimeProvider? time = null, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        if (_news)
            return true;
        var longest = atMost < LongestIdle ? atMost : LongestIdle;
        var limits = _options with { TotalTimeout = longest + _options.TotalTimeout };
        await RunAsync(limits, async limit =>
        {
            var tag = await SendAsync("IDLE", limit).ConfigureAwait(false);
            await WaitForConsentAsync(tag, limit).ConfigureAwait(false);
            if (!await ListenAsync(tag, longest, time ?? TimeProvider.System, limit).ConfigureAwait(false))
                await DoneAsync(tag, ct.IsCancellationRequested ? Goodbye : _options.CommandTimeout, ct.IsCancellationRequested ? CancellationToken.None : limit).ConfigureAwait(false);
            return true;
        }, ct).ConfigureAwait(false);
        ct.ThrowIfCancellationRequested();
        return _news;
    }

    private async Task WaitForConsentAsync(string tag, CancellationToken ct)
    {
        using var limit = MailConnection.Limit(_options.CommandTimeout, ct);
        while (await ReadNewsAsync(limit.Token).ConfigureAwait(false) is { IsContinuation: false } response)
        {
            if (response.Ends(tag))
                throw new ImapRefusal(IsOk(response.After(tag)) ? "NO" : response.After(tag));
        }
    }

    /// <returns>Whether the server has ended the command by itself.</returns>
    private async Task<bool> ListenAsync(string tag, TimeSpan longest, TimeProvider time, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        while (!_news && longest - time.GetElapsedTime(start) is var left && left > TimeSpan.Zero)
        {
            if (!_reader.HasWaiting && !await HasMoreAsync(left, time, ct).ConfigureAwait(false))
                return false;
            if ((await ReadNewsAsync(ct).ConfigureAwait(false)).Ends(tag))
                return true;
        }

        return false;
    }

    private async Task<bool> HasMoreAsync(TimeSpan left, TimeProvider time, CancellationToken ct)
    {
        try
        {
            return await _connection.WaitForDataAsync(left, time, ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Nothing was read, so the server can still be told in order.
            return false;
        }
    }

    private async Task DoneAsync(string tag, TimeSpan longest, CancellationToken ct)
    {
        using var limit = MailConnection.Limit(longest, ct);
        await _connection.WriteAsync("DONE\r\n"u8.ToArray(), limit.Token).ConfigureAwait(false);
        while (!(await ReadNewsAsync(limit.Token).ConfigureAwait(false)).Ends(tag))
        {
        }
    }

    private async Task<ImapResponse> ReadNewsAsync(CancellationToken ct)
    {
        var response = await _reader.ReadAsync(ct).ConfigureAwait(false);
        if (response.IsBye)
            throw Bye();
        _news |= IsNews(response);
        return response;
    }
}
