using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Systemfel.Tests.Shared;

/// <summary>The built program as a process of its own on a free port, with the demo in a new SQLite database. Jobs run when they are told to.</summary>
public sealed class SystemfelServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly string _folder = Directory.CreateTempSubdirectory("systemfel-server-").FullName;
    private readonly StringBuilder _log = new();
    private readonly Process _process;

    private SystemfelServer(IReadOnlyDictionary<string, string> settings)
    {
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{FreePort()}"));
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Systemfel.Web.dll"), "--urls", Address.ToString()])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var all = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__Systemfel"] = $"Data Source={Path.Combine(_folder, "systemfel.db")}",
            ["Keys__Path"] = Path.Combine(_folder, "keys"),
            ["PublicBaseUrl"] = Address.GetLeftPart(UriPartial.Authority),
            ["Jobs__Enabled"] = "false",
            ["RateLimits__SignInPerMinute"] = "10000",
            ["RateLimits__ReplyPerMinute"] = "10000",
        };
        foreach (var (name, value) in all.Concat(settings)) start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => Keep($"The server ended with exit code {_process.ExitCode}.");
    }

    public Uri Address { get; }

    /// <summary>What the server has written so far.</summary>
    public string Log
    {
        get { lock (_log) return _log.ToString(); }
    }

    /// <summary>Starts the server and waits until it can be used.</summary>
    /// <param name="settings">Names as in the environment: Mail__Smtp__Host.</param>
    public static async Task<SystemfelServer> StartAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        var server = new SystemfelServer(settings ?? new Dictionary<string, string>());
        try
        {
            await server.RunAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task RunAsync()
    {
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
        using var limit = new CancellationTokenSource(Patience);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        while (!await IsReadyAsync(client))
        {
            if (_process.HasExited) throw new InvalidOperationException("The server did not start:\n" + Log);
            await pulse.WaitForNextTickAsync(limit.Token);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // Nothing listens yet.
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (_log) _log.AppendLine(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
