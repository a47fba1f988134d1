using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Systemfel.Mail.Tests;

/// <summary>A token server that answers as it is told, one request a connection.</summary>
internal sealed class FakeTokenServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();

    public FakeTokenServer(int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _ = ServeAsync(_stop.Token);
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/hemma/oauth2/v2.0/token");

    /// <summary>What was asked, one body a request.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The answer to request number n, from 1: status and body.</summary>
    public Func<int, (int Status, string Body)> Answer { get; set; } = n => (200, Token("token-" + n));

    /// <summary>What a mail server that asks about a token is told.</summary>
    public Func<string, string> Introspection { get; set; } = _ => """{"active":false}""";

    public static string Token(string token, int seconds = 3600) => $$"""{"token_type":"Bearer","expires_in":{{seconds}},"access_token":"{{token}}"}""";

    public AccessTokens Tokens(TimeProvider? time = null) => new(new OAuthOptions
    {
        TokenUrl = Url,
        ClientId = "klient",
        ClientSecret = "mycket+hemlig",
        Scope = "https://outlook.office365.com/.default",
    }, time);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync(CancellationToken stop)
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(stop);
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII);
            var request = await reader.ReadLineAsync(stop) ?? "";
            var length = 0;
            while (await reader.ReadLineAsync(stop) is { Length: > 0 } line)
            {
                if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                    length = int.Parse(line[15..], System.Globalization.CultureInfo.InvariantCulture);
            }

            var body = new char[length];
            // Asked for nothing, the reader would wait for something.
            if (length > 0)
                await reader.ReadBlockAsync(body, stop);
            var asksAbout = request.Split(' ', 3) is ["GET", var path, _] && path.StartsWith("/introspect?token=", StringComparison.Ordinal) ? path[18..] : null;
            if (asksAbout is null)
                Asked.Add(new string(body));
            var (status, answer) = asksAbout is null ? Answer(Asked.Count) : (200, Introspection(asksAbout));
            var location = status == 302 ? "Location: http://127.0.0.1:1/annat\r\n" : "";
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {status} x\r\n{location}Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(answer)}\r\nConnection: close\r\n\r\n{answer}"), stop);
        }
    }
}
