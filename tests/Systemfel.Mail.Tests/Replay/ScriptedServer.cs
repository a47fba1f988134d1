using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Systemfel.Mail.Tests;

/// <summary>A server that plays a recorded conversation: lines 'S: ...' are sent, 'C: ...' must come from the client,
/// 'S-RAW: ...' is sent without a line end, 'TLS' starts TLS, 'BODY' reads to a lone dot, 'CLOSE' hangs up, 'SILENCE' waits for the client to give up,
/// 'HOLD' counts as the end and keeps the connection until the client hangs up, 'DRIP' sends a byte now and then for ever, 'FLOOD ...' sends a line over and over. With several scripts each connection gets the next.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string[][] _scripts;
    private readonly X509Certificate2 _certificate;
    private readonly Task _play;
    private readonly TaskCompletionSource _held = new();

    public ScriptedServer(string script, string certificateName = "localhost")
        : this([script], certificateName)
    {
    }

    public ScriptedServer(string[] scripts, string certificateName = "localhost")
    {
        _scripts = [.. scripts.Select(s => s.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        _certificate = MakeCertificate(certificateName);
        _listener.Start();
        _play = PlayAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What the client sent, line by line.</summary>
    public List<string> Received { get; } = [];

    /// <summary>The mail sent after DATA, dots still doubled.</summary>
    public string Body { get; private set; } = "";

    public string WriteCertificate()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pem");
        File.WriteAllText(file, _certificate.ExportCertificatePem());
        return file;
    }

    /// <summary>Waits until the conversation is played, and throws when the client said something else.</summary>
    public Task PlayedAsync() => Task.WhenAny(_play, _held.Task).Unwrap().WaitAsync(TimeSpan.FromSeconds(20));

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _play.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _certificate.Dispose();
    }

    private async Task PlayAsync()
    {
        foreach (var script in _scripts)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            await PlayAsync(client.GetStream(), script);
        }
    }

    private async Task PlayAsync(Stream stream, string[] script)
    {
        foreach (var line in script)
        {
            if (line == "CLOSE")
            {
                return;
            }
            else if (line == "TLS")
            {
                var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(_certificate);
                stream = tls;
            }
            else if (line == "SILENCE")
            {
                await ReadLineAsync(stream);
            }
            else if (line == "HOLD")
            {
                _held.SetResult();
                await HoldAsync(stream);
            }
            else if (line == "DRIP")
            {
                await RepeatAsync(stream, "x", TimeSpan.FromMilliseconds(20));
            }
            else if (line.StartsWith("FLOOD ", StringComparison.Ordinal))
            {
                await RepeatAsync(stream, string.Concat(Enumerable.Repeat(line[6..] + "\r\n", 500)), TimeSpan.Zero);
            }
            else if (line == "BODY")
            {
                await ReadBodyAsync(stream);
            }
            else if (line.StartsWith("S-RAW: ", StringComparison.Ordinal))
            {
                await stream.WriteAsync(Encoding.Latin1.GetBytes(line[7..].Replace("\\r", "\r").Replace("\\n", "\n")));
            }
            else if (line.StartsWith("S: ", StringComparison.Ordinal))
            {
                await stream.WriteAsync(Encoding.Latin1.GetBytes(line[3..] + "\r\n"));
            }
            else
            {
                await ExpectAsync(stream, line["C: ".Length..]);
            }
        }
    }

    private static async Task HoldAsync(Stream stream)
    {
        try
        {
            while (await ReadLineAsync(stream) is not null)
            {
            }
        }
        catch (IOException)
        {
            // The client hung up in the middle of a line.
        }
    }

    private static async Task RepeatAsync(Stream stream, string text, TimeSpan pause)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        try
        {
            while (true)
            {
                await stream.WriteAsync(bytes);
                if (pause > TimeSpan.Zero)
                    await Task.Delay(pause);
            }
        }
        catch (IOException)
        {
            // The client has had enough.
        }
    }

    private async Task ExpectAsync(Stream stream, string wanted)
    {
        var got = await ReadLineAsync(stream) ?? throw new InvalidOperationException($"The client hung up where '{wanted}' was expected.");
        Received.Add(got);
        var fits = wanted.EndsWith('*') ? got.StartsWith(wanted[..^1], StringComparison.Ordinal) : got == wanted;
        if (!fits)
            throw new InvalidOperationException($"Expected '{wanted}', got '{got}'.");
    }

    private async Task ReadBodyAsync(Stream stream)
    {
        var body = new StringBuilder();
        while (await ReadLineAsync(stream) is { } line && line != ".")
            body.Append(line).Append("\r\n");
        Body = body.ToString();
    }

    private static async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }

        return null;
    }

    private static X509Certificate2 MakeCertificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
