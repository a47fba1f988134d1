using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Systemfel.Mail;

/// <summary>A line-based connection to a mail server with time-outs per piece and per exchange. Reads no further than it is asked to.</summary>
internal sealed class MailConnection : IAsyncDisposable
{
    private readonly TcpClient _client;
    private readonly MailServerOptions _options;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private Stream _stream;
    private int _start;
    private int _end;
    private Task<int>? _pending;

    private MailConnection(TcpClient client, MailServerOptions options)
    {
        _client = client;
        _options = options;
        _stream = client.GetStream();
    }

    public bool IsEncrypted => _stream is SslStream;

    /// <summary>Asked before anyone signs in: passwords and tokens go over TLS, or to the same machine.</summary>
    /// <exception cref="MailSecurityException">They would go in the clear.</exception>
    public void RequireProtected() => RequireProtected(IsEncrypted, _client.Client.RemoteEndPoint);

    internal static void RequireProtected(bool isEncrypted, System.Net.EndPoint? peer)
    {
        if (!isEncrypted && !(peer is System.Net.IPEndPoint { Address: var address } && System.Net.IPAddress.IsLoopback(address)))
            throw new MailSecurityException("A password is not sent over an unprotected connection.");
    }

    public static async Task<MailConnection> OpenAsync(MailServerOptions options, CancellationToken ct)
    {
        var client = new TcpClient();
        try
        {
            using var limit = Limit(options.CommandTimeout, ct);
            await client.ConnectAsync(options.Host, options.Port, limit.Token).ConfigureAwait(false);
            client.NoDelay = true;
            // A connection that idles for minutes must be noticed when the other end is gone without a word.
            client.Client.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            client.Client.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
            var connection = new MailConnection(client, options);
            if (options.Security == MailSecurity.Tls)
                await connection.SecureAsync(ct).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Runs one exchange under the total time-out, and turns lost connections and time-outs into one kind of exception.</summary>
    public static async Task<T> RunAsync<T>(MailServerOptions options, Func<CancellationToken, Task<T>> exchange, CancellationToken ct)
    {
        using var limit = Limit(options.TotalTimeout, ct);
        try
        {
            return await exchange(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new MailProtocolException("The mail server took too long.", e) { IsTransient = true };
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            throw new MailProtocolException("The connection to the mail server was lost or could not be made.", e) { IsTransient = true };
        }
    }

    /// <summary>Starts TLS on an open connection. What the server sent in the clear after agreeing is an attack and ends it.</summary>
    public async Task SecureAsync(CancellationToken ct)
    {
        if (_end > _start)
            throw new MailSecurityException("The server sent more in the clear after STARTTLS.");
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        try
        {
            using var limit = Limit(_options.CommandTimeout, ct);
            await tls.AuthenticateAsClientAsync(ServerTrust.For(_options), limit.Token).ConfigureAwait(false);
            _stream = tls;
        }
        catch (AuthenticationException e)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw new MailSecurityException("TLS could not be agreed, or the server's certificate is not trusted.", e);
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        using var limit = Limit(_options.CommandTimeout, ct);
        await _stream.WriteAsync(bytes, limit.Token).ConfigureAwait(false);
        await _stream.FlushAsync(limit.Token).ConfigureAwait(false);
    }

    /// <summary>One line without its line end, or null at the end of the connection.</summary>
    public async Task<byte[]?> ReadLineAsync(int longest, CancellationToken ct)
    {
        var line = new MemoryStream();
        while (true)
        {
            var found = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            var take = found < 0 ? _end - _start : found + 1;
            line.Write(_buffer, _start, take);
            _start += take;
            if (line.Length > longest)
                throw new MailProtocolException("The mail server sent an endless line.");
            if (found >= 0)
                return line.GetBuffer().AsSpan(0, (int)line.Length).TrimEnd("\r\n"u8).ToArray();
            if (!await FillAsync(ct).ConfigureAwait(false))
                return line.Length == 0 ? null : throw Lost();
        }
    }

    /// <summary>Exactly so many bytes; when <paramref name="keep"/> is false they are read and dropped.</summary>
    public async Task<byte[]> ReadBytesAsync(long count, bool keep, CancellationToken ct)
    {
        var output = keep ? new byte[count] : [];
        long done = 0;
        while (done < count)
        {
            if (_start == _end && !await FillAsync(ct).ConfigureAwait(false))
                throw Lost();
            var take = (int)Math.Min(_end - _start, count - done);
            if (keep)
                _buffer.AsSpan(_start, take).CopyTo(output.AsSpan((int)done));
            _start += take;
            done += take;
        }

        return output;
    }

    /// <summary>Waits until there is something to read, or the end of the connection. When the wait is over the read goes on: a read cut short
    /// on TLS may take half a record with it.</summary>
    /// <returns>False when the time is over.</returns>
    public async Task<bool> WaitForDataAsync(TimeSpan atMost, TimeProvider time, CancellationToken ct)
    {
        if (_end > _start)
            return true;
        if (_pending is null)
        {
            _start = _end = 0;
            _pending = _stream.ReadAsync(_buffer, CancellationToken.None).AsTask();
        }

        try
        {
            await _pending.WaitAsync(atMost, time, ct).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Closing ends the read with an error that nobody waits for.
        _ = _pending?.ContinueWith(t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        await _stream.DisposeAsync().ConfigureAwait(false);
        _client.Dispose();
    }

    private static MailProtocolException Lost() => new("The mail server closed the connection in the middle of an answer.") { IsTransient = true };

    internal static CancellationTokenSource Limit(TimeSpan time, CancellationToken ct)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(time);
        return limit;
    }

    private async Task<bool> FillAsync(CancellationToken ct)
    {
        using var limit = Limit(_options.CommandTimeout, ct);
        if (_pending is { } pending)
        {
            _end = await pending.WaitAsync(limit.Token).ConfigureAwait(false);
            _pending = null;
            return _end > 0;
        }

        if (_start == _end)
            _start = _end = 0;
        var read = await _stream.ReadAsync(_buffer.AsMemory(_end), limit.Token).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }
}
