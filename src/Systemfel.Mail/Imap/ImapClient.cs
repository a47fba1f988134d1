using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Fetches mails from an IMAP server (RFC 3501, MOVE RFC 6851, UIDPLUS RFC 4315). Never marks as read, never deletes by itself.</summary>
public sealed partial class ImapClient : IAsyncDisposable
{
    /// <summary>Most mails asked for in one command.</summary>
    public const int BatchSize = 100;

    /// <summary>Most answers to one command: a search answers in one line, a folder of any size is selected in a dozen.</summary>
    private const int MostAnswers = 20_000;

    private readonly MailServerOptions _options;
    private readonly MailConnection _connection;
    private readonly ImapReader _reader;
    private HashSet<string> _capabilities = new(StringComparer.OrdinalIgnoreCase);
    private int _tag;
    private bool _broken;
    private bool _news;

    private ImapClient(MailServerOptions options, MailConnection connection)
    {
        _options = options;
        _connection = connection;
        _reader = new ImapReader(connection, options.LargestMessage);
    }

    /// <summary>Whether the connection is encrypted.</summary>
    public bool IsEncrypted => _connection.IsEncrypted;

    /// <summary>Whether the connection can still be used; a refused command does not break it.</summary>
    public bool IsUsable => !_broken;

    /// <summary>What the server offers, as it names it.</summary>
    public IReadOnlySet<string> Capabilities => _capabilities;

    /// <summary>Connects, protects the connection as the options say, and signs in when they name a user.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>A client, signed in.</returns>
    /// <exception cref="MailSecurityException">The protection asked for cannot be had.</exception>
    /// <exception cref="MailAuthenticationException">User or password is not accepted.</exception>
    /// <exception cref="MailProtocolException">The server refuses, is not there or takes too long.</exception>
    public static Task<ImapClient> ConnectAsync(MailServerOptions options, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return AccessTokens.ConnectAsync(options, token => ConnectAsync(options, token, ct), ct);
    }

    private static Task<ImapClient> ConnectAsync(MailServerOptions options, string? token, CancellationToken ct) => MailConnection.RunAsync(options, async limit =>
    {
        var client = new ImapClient(options, await MailConnection.OpenAsync(options, limit).ConfigureAwait(false));
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

    /// <summary>Opens a folder for reading and flagging.</summary>
    /// <param name="folder">Its name, as INBOX.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Its UIDVALIDITY and UIDNEXT.</returns>
    /// <exception cref="MailProtocolException">There is no such folder, or the connection failed.</exception>
    public Task<ImapFolder> SelectAsync(string folder, CancellationToken ct = default) => RunAsync(async limit =>
    {
        var (responses, end) = await CommandAsync($"SELECT {Quoted(folder)}", limit).ConfigureAwait(false);
        long validity = 0, next = 0, count = 0;
        // Some servers forget the '* OK' before a response code, so any line may hold one.
        foreach (var text in responses.Select(r => r.Text).Append(end))
        {
            validity = Code(UidValidity(), text) ?? validity;
            next = Code(UidNext(), text) ?? next;
            count = Code(Exists(), text) ?? count;
        }

        return new ImapFolder(validity is > 0 and <= uint.MaxValue ? (uint)validity : 0, next is > 0 and <= uint.MaxValue ? (uint)next : null, Math.Max(0, count));
    }, ct);

    /// <summary>The UIDs from a number on, in rising order.</summary>
    /// <param name="firstUid">The lowest UID wanted; 1 for all.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The UIDs; a mail deleted meanwhile is not among them.</returns>
    public Task<IReadOnlyList<uint>> SearchAsync(uint firstUid = 1, CancellationToken ct = default) =>
        FindAsync(string.Create(CultureInfo.InvariantCulture, $"UID {Math.Max(1, firstUid)}:*"), Math.Max(1, firstUid), ct);

    /// <summary>The UIDs of mails that are larger than a size, so that their bytes need not pass the line to be dropped.</summary>
    /// <param name="bytes">The size.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The UIDs in rising order.</returns>
    public Task<IReadOnlyList<uint>> SearchLargerAsync(long bytes, CancellationToken ct = default) =>
        FindAsync(string.Create(CultureInfo.InvariantCulture, $"LARGER {Math.Clamp(bytes, 0, uint.MaxValue)}"), 1, ct);

    private Task<IReadOnlyList<uint>> FindAsync(string what, uint lowest, CancellationToken ct) => RunAsync<IReadOnlyList<uint>>(async limit =>
    {
        var (responses, _) = await CommandAsync("UID SEARCH " + what, limit).ConfigureAwait(false);
        var found = responses.FindLastIndex(r => r.Text.StartsWith("* SEARCH", StringComparison.OrdinalIgnoreCase));
        // What is told before the result is in it; what comes after it is not.
        _news = responses.Skip(found + 1).Any(IsNews);
        // 'n:*' always gives the last mail, also when its UID is below n.
        return [.. responses.Where(r => r.Text.StartsWith("* SEARCH", StringComparison.OrdinalIgnoreCase))
            .SelectMany(r => r.Text[8..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(t => uint.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var uid) ? uid : 0)
            .Where(uid => uid >= lowest).Distinct().Order()];
    }, ct);

    /// <summary>Fetches mails without marking them as read, one after another, so that each can be stored before the next is held.</summary>
    /// <param name="uids">Which; asked for in batches of <see cref="BatchSize"/>.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The mails in the server's order; one that is gone is left out, one the server gives no bytes for has none.</returns>
    /// <exception cref="MailProtocolException">The server said BYE or the connection failed; what was given before is whole.</exception>
    public async IAsyncEnumerable<FetchedMessage> FetchAsync(IReadOnlyList<uint> uids, [EnumeratorCancellation] CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(uids);
        foreach (var batch in uids.Chunk(BatchSize))
        {
            var wanted = batch.ToHashSet();
            var tag = await RunAsync(limit => SendAsync($"UID FETCH {ImapText.Set(batch)} (UID RFC822.SIZE INTERNALDATE BODY.PEEK[])", limit), ct).ConfigureAwait(false);
            var ended = false;
            var answers = 0;
            try
            {
                while (await RunAsync(limit => NextAsync(tag, limit), ct).ConfigureAwait(false) is { } response)
                {
                    if (++answers > MostAnswers)
                        throw Endless();
                    if (FetchResponse.Read(response, _options.LargestMessage) is { } message && wanted.Remove(message.Uid))
                        yield return message;
                }

                ended = true;
            }
            finally
            {
                // A caller that stops in the middle leaves answers on the line that no later command may read.
                _broken |= !ended;
            }
        }
    }

    /// <summary>Adds a flag or keyword to mails.</summary>
    /// <param name="uids">Which.</param>
    /// <param name="flag">The flag, as <c>\Seen</c> or a keyword of letters.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>A task that ends when the server has answered.</returns>
    /// <exception cref="ArgumentException">The flag is malformed.</exception>
    public Task AddFlagAsync(IReadOnlyList<uint> uids, string flag, CancellationToken ct = default)
    {
        if (!Flag().IsMatch(flag))
            throw new ArgumentException("A flag is a backslash name or letters.", nameof(flag));
        return ForBatchesAsync(uids, set => [$"UID STORE {set} +FLAGS.SILENT ({flag})"], ct);
    }

    /// <summary>Moves mails to a folder: with MOVE, else copied and marked deleted, and expunged one by one where the server can (UIDPLUS).</summary>
    /// <param name="uids">Which.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>A task that ends when the server has answered.</returns>
    public Task MoveAsync(IReadOnlyList<uint> uids, string folder, CancellationToken ct = default)
    {
        var target = Quoted(folder);
        if (_capabilities.Contains("MOVE"))
            return ForBatchesAsync(uids, set => [$"UID MOVE {set} {target}"], ct);
        // A plain EXPUNGE would take with it what other people have marked deleted.
        return ForBatchesAsync(uids, set => _capabilities.Contains("UIDPLUS")
            ? [$"UID COPY {set} {target}", $@"UID STORE {set} +FLAGS.SILENT (\Deleted)", $"UID EXPUNGE {set}"]
            : [$"UID COPY {set} {target}", $@"UID STORE {set} +FLAGS.SILENT (\Deleted)"], ct);
    }

    /// <summary>Creates a folder unless it is there.</summary>
    /// <param name="folder">Its name.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>A task that ends when the folder is there.</returns>
    public Task CreateAsync(string folder, CancellationToken ct = default) => RunAsync(async limit =>
    {
        var (responses, _) = await CommandAsync($"LIST \"\" {Quoted(folder)}", limit).ConfigureAwait(false);
        if (!responses.Any(r => r.Text.StartsWith("* LIST", StringComparison.OrdinalIgnoreCase)))
            await CommandAsync($"CREATE {Quoted(folder)}", limit).ConfigureAwait(false);
        return true;
    }, ct);

    /// <summary>Asks the server whether it is still there.</summary>
    /// <param name="ct">Gives up.</param>
    /// <returns>A task that ends when it has answered.</returns>
    public Task PingAsync(CancellationToken ct = default) => RunAsync(limit => CommandAsync("NOOP", limit), ct);

    /// <summary>Signs out where the connection still works, and closes it.</summary>
    /// <returns>A task that ends when the connection is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (!_broken)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            try
            {
                var tag = await SendAsync("LOGOUT", limit.Token).ConfigureAwait(false);
                while (!(await _reader.ReadAsync(limit.Token).ConfigureAwait(false)).Ends(tag))
                {
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or MailProtocolException)
            {
                // Everything wanted is already here; a server that does not answer LOGOUT changes nothing.
                _broken = true;
            }
        }

        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task GreetAsync(string? token, CancellationToken ct)
    {
        var greeting = await _reader.ReadAsync(ct).ConfigureAwait(false);
        if (greeting.IsBye)
            throw Bye();
        var preauthenticated = greeting.Text.StartsWith("* PREAUTH", StringComparison.OrdinalIgnoreCase);
        await AskCapabilitiesAsync(ct).ConfigureAwait(false);
        if (_options.Security == MailSecurity.StartTls)
        {
            // PREAUTH forbids STARTTLS; someone between could have written it there.
            if (preauthenticated || !_capabilities.Contains("STARTTLS"))
                throw new MailSecurityException("The IMAP server does not offer STARTTLS, which is required.");
            var (_, end) = await CommandAsync("STARTTLS", ct, throwOnNo: false).ConfigureAwait(false);
            if (!IsOk(end))
                throw new MailSecurityException("The IMAP server refused STARTTLS, which is required.");
            await _connection.SecureAsync(ct).ConfigureAwait(false);
            await AskCapabilitiesAsync(ct).ConfigureAwait(false);
        }

        if (_options.User is not null && !preauthenticated)
        {
            await SignInAsync(_options.User, token, ct).ConfigureAwait(false);
            await AskCapabilitiesAsync(ct).ConfigureAwait(false);
        }
    }

    private async Task AskCapabilitiesAsync(CancellationToken ct)
    {
        var (responses, _) = await CommandAsync("CAPABILITY", ct).ConfigureAwait(false);
        _capabilities = responses.Where(r => r.Text.StartsWith("* CAPABILITY", StringComparison.OrdinalIgnoreCase))
            .SelectMany(r => r.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(2)).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private Task<bool> ForBatchesAsync(IReadOnlyList<uint> uids, Func<string, string[]> commands, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(uids);
        return RunAsync(async limit =>
        {
            foreach (var command in uids.Chunk(BatchSize).SelectMany(batch => commands(ImapText.Set(batch))))
                await CommandAsync(command, limit).ConfigureAwait(false);
            return true;
        }, ct);
    }

    private Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> exchange, CancellationToken ct) => RunAsync(_options, exchange, ct);

    private async Task<T> RunAsync<T>(MailServerOptions limits, Func<CancellationToken, Task<T>> exchange, CancellationToken ct)
    {
        if (_broken)
            throw new MailProtocolException("The IMAP connection is already broken.") { IsTransient = true };
        try
        {
            return await MailConnection.RunAsync(limits, exchange, ct).ConfigureAwait(false);
        }
        catch (ImapRefusal)
        {
            throw; // the server said no; the connection is as good as before
        }
        catch
        {
            _broken = true;
            throw;
        }
    }

    private async Task<string> SendAsync(string command, CancellationToken ct)
    {
        if (command.AsSpan().ContainsAny('\r', '\n', '\0'))
            throw new ArgumentException("An IMAP command may not hold line breaks.", nameof(command));
        var tag = string.Create(CultureInfo.InvariantCulture, $"S{++_tag:0000}");
        await _connection.WriteAsync(Encoding.ASCII.GetBytes($"{tag} {command}\r\n"), ct).ConfigureAwait(false);
        return tag;
    }

    // The next untagged answer, or null when the command has ended well.
    private async Task<ImapResponse?> NextAsync(string tag, CancellationToken ct)
    {
        var response = await _reader.ReadAsync(ct).ConfigureAwait(false);
        if (response.IsBye)
            throw Bye();
        _news |= IsNews(response);
        if (!response.Ends(tag))
            return response;
        var end = response.After(tag);
        return IsOk(end) ? null : throw new ImapRefusal(end);
    }

    private async Task<(List<ImapResponse> Responses, string End)> CommandAsync(string command, CancellationToken ct, bool throwOnNo = true)
    {
        var tag = await SendAsync(command, ct).ConfigureAwait(false);
        var responses = new List<ImapResponse>();
        while (true)
        {
            var response = await _reader.ReadAsync(ct).ConfigureAwait(false);
            if (response.IsBye)
                throw Bye();
            _news |= IsNews(response);
            if (!response.Ends(tag))
            {
                responses.Add(response);
                if (responses.Count > MostAnswers)
                    throw Endless();
                continue;
            }

            var end = response.After(tag);
            return IsOk(end) || !throwOnNo ? (responses, end) : throw new ImapRefusal(end);
        }
    }

    private static bool IsNews(ImapResponse response) => News().IsMatch(response.Text);

    private static string Quoted(string folder) => ImapText.Quote(ImapText.Folder(folder)) ?? throw new ArgumentException("A folder name is too long.", nameof(folder));

    private static bool IsOk(string end) => end.StartsWith("OK", StringComparison.OrdinalIgnoreCase);

    private static bool IsTemporary(string end) => ImapRefusal.IsTemporary(end);

    private static MailProtocolException Endless() => new("The IMAP server's answer does not end.") { IsTransient = true };

    private static MailProtocolException Bye() => new("The IMAP server said goodbye (BYE).") { IsTransient = true };

    private static long? Code(Regex code, string text) =>
        code.Match(text) is { Success: true } m && long.TryParse(m.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\[UIDVALIDITY (\d{1,12})\]?", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex UidValidity();

    [GeneratedRegex(@"\[UIDNEXT (\d{1,12})\]?", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex UidNext();

    [GeneratedRegex(@"^\* (\d{1,12}) EXISTS", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Exists();

    [GeneratedRegex(@"^\* [1-9]\d{0,11} (EXISTS|RECENT)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex News();

    [GeneratedRegex(@"^\\?[A-Za-z$][A-Za-z0-9_$-]{0,60}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Flag();
}
