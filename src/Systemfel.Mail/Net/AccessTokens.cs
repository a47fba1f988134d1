using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Access tokens from a token server, each kept until five minutes before its end. One of these serves all connections of an account.</summary>
public sealed partial class AccessTokens
{
    private const int LongestAnswer = 64 * 1024;
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly OAuthOptions _options;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private Task<Token>? _kept;

    /// <summary>Asks nothing yet.</summary>
    /// <param name="options">The token server and the program's id there.</param>
    /// <param name="time">The clock; null for the machine's.</param>
    public AccessTokens(OAuthOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _time) = (options, time ?? TimeProvider.System);
    }

    /// <summary>A token that is good for five minutes at least.</summary>
    /// <param name="refused">A token that the mail server would not take, and that is not given again; null for none.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The token.</returns>
    /// <exception cref="MailAuthenticationException">The token server refuses (never with the secret in the text), or cannot be reached.</exception>
    public async Task<string> GetAsync(string? refused = null, CancellationToken ct = default)
    {
        Task<Token> token;
        lock (_gate)
        {
            // One question serves all who wait for its answer.
            if (_kept is null or { IsFaulted: true } or { IsCanceled: true } || (_kept.IsCompletedSuccessfully && (_kept.Result.Value == refused || _time.GetUtcNow() >= _kept.Result.Until)))
                _kept = AskAsync();
            token = _kept;
        }

        return (await token.WaitAsync(ct).ConfigureAwait(false)).Value;
    }

    /// <summary>Connects with a token where the options want one; a refused token is replaced once: it may have been withdrawn before its end.</summary>
    internal static async Task<T> ConnectAsync<T>(MailServerOptions options, Func<string?, Task<T>> connect, CancellationToken ct)
    {
        if (options.Tokens is not { } tokens || options.User is null)
            return await connect(null).ConfigureAwait(false);
        var token = await tokens.GetAsync(ct: ct).ConfigureAwait(false);
        try
        {
            return await connect(token).ConfigureAwait(false);
        }
        catch (MailAuthenticationException e) when (e.TokenWasRefused)
        {
            return await connect(await tokens.GetAsync(token, ct).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private async Task<Token> AskAsync()
    {
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = _options.ClientId,
            ["client_secret"] = _options.ClientSecret,
        };
        if (_options.Scope != "")
            fields["scope"] = _options.Scope;
        // A redirect would carry the secret to another address.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpClient(handler) { Timeout = Patience, MaxResponseContentBufferSize = LongestAnswer };
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.TokenUrl) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var response = await client.SendAsync(request).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            return response.IsSuccessStatusCode ? Read(body) : throw Refused((int)response.StatusCode, body);
        }
        catch (OperationCanceledException)
        {
            throw new MailAuthenticationException("The token server took too long.") { IsTransient = true };
        }
        catch (HttpRequestException)
        {
            // The inner exception is left out: it may name the address with what stands in it.
            throw new MailAuthenticationException("The token server cannot be reached, or its certificate is not trusted.") { IsTransient = true };
        }
    }

    private Token Read(byte[] body)
    {
        var token = Field(body, "access_token");
        if (token is null || !BearerToken().IsMatch(token))
            throw new MailAuthenticationException("The token server's answer holds no access token.");
        var seconds = double.TryParse(Field(body, "expires_in"), System.Globalization.CultureInfo.InvariantCulture, out var stated) && stated is > 0 and < 1e9 ? stated : 0;
        return new Token(token, _time.GetUtcNow().AddSeconds(seconds) - Margin);
    }

    /// <summary>Only the error's name and Microsoft's number for it: the words of the answer may repeat what was sent.</summary>
    private static MailAuthenticationException Refused(int status, byte[] body)
    {
        var name = Field(body, "error") is { } error && ErrorName().IsMatch(error) ? " " + error : "";
        var number = MicrosoftNumber().Match(Field(body, "error_description") ?? "") is { Success: true } m ? " " + m.Value : "";
        return new MailAuthenticationException($"The token server refused: {status}{name}{number}.") { Code = status, IsTransient = status is 429 or >= 500 };
    }

    private static string? Field(byte[] body, string name)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value)
                && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
        }
        catch (JsonException)
        {
            // A page of a proxy, as a rule; the status says enough.
            return null;
        }
    }

    private sealed record Token(string Value, DateTimeOffset Until);

    [GeneratedRegex(@"^[A-Za-z0-9._~+/-]+={0,4}\z", RegexOptions.NonBacktracking)]
    private static partial Regex BearerToken();

    [GeneratedRegex(@"^[a-z_]{1,40}\z", RegexOptions.NonBacktracking)]
    private static partial Regex ErrorName();

    [GeneratedRegex(@"\bAADSTS\d{1,10}\b", RegexOptions.NonBacktracking)]
    private static partial Regex MicrosoftNumber();
}
