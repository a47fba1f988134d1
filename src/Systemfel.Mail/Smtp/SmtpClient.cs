using System.Text;

namespace Systemfel.Mail;

/// <summary>Hands mails to an SMTP server (RFC 5321), with the server's answer for each recipient.</summary>
public sealed partial class SmtpClient : IAsyncDisposable
{
    private readonly MailServerOptions _options;
    private readonly MailConnection _connection;
    private SmtpCapabilities _offered = new([]);
    private bool _broken;

    private SmtpClient(MailServerOptions options, MailConnection connection)
    {
        _options = options;
        _connection = connection;
    }

    /// <summary>Whether the connection is encrypted.</summary>
    public bool IsEncrypted => _connection.IsEncrypted;

    /// <summary>Connects, protects the connection as the options say, and signs in when they name a user.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>A client ready to send.</returns>
    /// <exception cref="MailSecurityException">The protection asked for cannot be had; nothing was sent.</exception>
    /// <exception cref="MailAuthenticationException">User or password is not accepted.</exception>
    /// <exception cref="MailProtocolException">The server refuses, is not there or takes too long.</exception>
    public static Task<SmtpClient> ConnectAsync(MailServerOptions options, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return AccessTokens.ConnectAsync(options, token => ConnectAsync(options, token, ct), ct);
    }

    private static Task<SmtpClient> ConnectAsync(MailServerOptions options, string? token, CancellationToken ct) => MailConnection.RunAsync(options, async limit =>
    {
        var client = new SmtpClient(options, await MailConnection.OpenAsync(options, limit).ConfigureAwait(false));
        try
        {
            await client.GreetAsync(token, limit).ConfigureAwait(false);
            return client;
        }
        catch
        {
            await client._connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }, ct);

    /// <summary>Sends one mail. A refusal is a result, not an exception.</summary>
    /// <param name="send">Envelope and bytes.</param>
    /// <param name="ct">Gives up; the mail may then have been taken or not.</param>
    /// <returns>The server's answer per recipient.</returns>
    /// <exception cref="ArgumentException">An address or the envelope id is malformed, or there is no recipient.</exception>
    /// <exception cref="MailProtocolException">The connection broke or took too long; see <see cref="MailProtocolException.MayHaveBeenSent"/>.</exception>
    public async Task<SmtpResult> SendAsync(SmtpSend send, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(send);
        if (send.Recipients.Count == 0)
            throw new ArgumentException("A mail needs a recipient.", nameof(send));
        var envelope = new SmtpEnvelope(send, _offered);
        if (_broken)
            throw new MailProtocolException("The SMTP connection is already broken.") { IsTransient = true };
        if (envelope.Refusal() is { } refusal)
            return All(send, refusal);
        try
        {
            return await MailConnection.RunAsync(_options, limit => TransferAsync(send, envelope, limit), ct).ConfigureAwait(false);
        }
        catch
        {
            _broken = true;
            throw;
        }
    }

    /// <summary>Says goodbye where the connection still works, and closes it.</summary>
    /// <returns>A task that ends when the connection is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (!_broken)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            try
            {
                await CommandAsync("QUIT", limit.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or MailProtocolException)
            {
                // The mail is already handed over; a server that does not answer QUIT changes nothing.
                _broken = true;
            }
        }

        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task GreetAsync(string? token, CancellationToken ct)
    {
        var greeting = await SmtpReply.ReadAsync(_connection, ct).ConfigureAwait(false);
        if (greeting.Code != 220)
            throw greeting.Refused("the connection");
        await HelloAsync(ct).ConfigureAwait(false);
        if (_options.Security == MailSecurity.StartTls)
        {
            // No offer, or no agreement, ends the attempt: someone between could have taken it away.
            if (!_offered.StartTls || (await CommandAsync("STARTTLS", ct).ConfigureAwait(false)).Code != 220)
                throw new MailSecurityException("The SMTP server does not offer STARTTLS, which is required.");
            await _connection.SecureAsync(ct).ConfigureAwait(false);
            await HelloAsync(ct).ConfigureAwait(false);
        }

        if (_options.User is not null)
            await SignInAsync(_options.User, token, ct).ConfigureAwait(false);
    }

    private async Task HelloAsync(CancellationToken ct)
    {
        var name = _options.LocalName ?? Environment.MachineName;
        if (name.Length == 0 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '[' or ']' or ':')))
            name = "localhost";
        var reply = await CommandAsync("EHLO " + name, ct).ConfigureAwait(false);
        if (reply.Code is 500 or 502 or 504)
        {
            reply = await CommandAsync("HELO " + name, ct).ConfigureAwait(false);
            _offered = new SmtpCapabilities([]);
            if (!reply.IsGood)
                throw reply.Refused("HELO");
            return;
        }

        if (!reply.IsGood)
            throw reply.Refused("EHLO");
        _offered = new SmtpCapabilities(reply.Lines);
    }

    private async Task<SmtpResult> TransferAsync(SmtpSend send, SmtpEnvelope envelope, CancellationToken ct)
    {
        var from = await CommandAsync(envelope.MailFrom(), ct).ConfigureAwait(false);
        if (!from.IsGood)
        {
            await ResetAsync(from, ct).ConfigureAwait(false);
            return All(send, from);
        }

        var results = new List<RecipientResult>();
        foreach (var recipient in send.Recipients)
        {
            var refusal = envelope.Refusal(recipient);
            var reply = refusal ?? await CommandAsync(envelope.RcptTo(recipient), ct).ConfigureAwait(false);
            results.Add(Result(recipient, reply));
        }

        if (!results.Exists(r => r.IsAccepted))
        {
            var last = new SmtpReply(results[^1].Code, [results[^1].Text]);
            await ResetAsync(last, ct).ConfigureAwait(false);
            return new SmtpResult(results, last.Text);
        }

        var data = await CommandAsync("DATA", ct).ConfigureAwait(false);
        if (data.Code == 354)
            data = await BodyAsync(send.Message, ct).ConfigureAwait(false);
        else if (data.IsGood)
            throw new MailProtocolException("The SMTP server answered DATA in an unknown way.");
        return new SmtpResult([.. results.Select(r => r.IsAccepted ? Result(r.Address, data) : r)], data.Text);
    }

    private async Task<SmtpReply> BodyAsync(ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        var stuffed = DotStuffing.Stuff(message.Span);
        // Without its last five bytes a mail can not have been taken; from then on nobody knows until the answer comes.
        await _connection.WriteAsync(stuffed.AsMemory(0, stuffed.Length - 5), ct).ConfigureAwait(false);
        try
        {
            await _connection.WriteAsync(stuffed.AsMemory(stuffed.Length - 5), ct).ConfigureAwait(false);
            return await SmtpReply.ReadAsync(_connection, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or MailProtocolException)
        {
            throw new MailProtocolException("The connection broke after the mail was sent, before the answer.", e) { IsTransient = true, MayHaveBeenSent = true };
        }
    }

    private async Task ResetAsync(SmtpReply last, CancellationToken ct)
    {
        if (last.Code == 421)
            _broken = true; // the server says that it is closing
        else
            await CommandAsync("RSET", ct).ConfigureAwait(false);
    }

    private async Task<SmtpReply> CommandAsync(string command, CancellationToken ct)
    {
        if (command.AsSpan().ContainsAny('\r', '\n', '\0'))
            throw new ArgumentException("An SMTP command may not hold line breaks.", nameof(command));
        await _connection.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), ct).ConfigureAwait(false);
        return await SmtpReply.ReadAsync(_connection, ct).ConfigureAwait(false);
    }

    private static RecipientResult Result(string address, SmtpReply reply) => new(address, reply.Code, reply.EnhancedCode, reply.Text);

    private static SmtpResult All(SmtpSend send, SmtpReply reply) => new([.. send.Recipients.Select(r => Result(r, reply))], reply.Text);
}
