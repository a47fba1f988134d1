using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Systemfel.Data.Tests.Databases;

/// <summary>A PostgreSQL server of this test run's own, on 127.0.0.1 with its data in a temporary folder; gone afterwards.</summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("systemfel-pg-").FullName;
    private readonly int _port = FreePort();

    public PostgresServer()
    {
        // The server refuses to run as root.
        if (Environment.IsPrivilegedProcess) Run("chown", "nobody", _folder);
        RunAsNobody(Find("initdb"), "-D", Path.Combine(_folder, "data"), "-U", "app", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
        RunAsNobody(Find("pg_ctl"), "-s", "-w", "-D", Path.Combine(_folder, "data"), "-l", Path.Combine(_folder, "log"),
            "-o", $"-p {_port} -h 127.0.0.1 -k {_folder} -F -c max_connections=200", "start");
    }

    /// <summary>Every test has a database, and so a pool, of its own: what the last ones left idle is closed soon, or the server would be full.</summary>
    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port};Username=app;Database={database};Maximum Pool Size=20;Connection Idle Lifetime=10;Connection Pruning Interval=5";

    public void Dispose()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        RunAsNobody(Find("pg_ctl"), "-s", "-D", Path.Combine(_folder, "data"), "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private static string Find(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(f => f.Length > 0);
        if (Directory.Exists("/usr/lib/postgresql"))
            folders = folders.Concat(Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(v => Path.Combine(v, "bin")));
        return folders.Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"These tests need PostgreSQL's server programs, and '{program}' is not on this machine. On Debian: apt-get install postgresql");
    }

    private void RunAsNobody(string program, params string[] arguments)
    {
        if (Environment.IsPrivilegedProcess)
            Run("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "env", $"HOME={_folder}", program, .. arguments]);
        else Run(program, arguments);
    }

    private void Run(string program, params string[] arguments)
    {
        // Its output is not read: the server would inherit the pipe and keep it open.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$0\" \"$@\" >\"$OUT\" 2>&1", program, .. arguments])
        {
            WorkingDirectory = _folder,
            Environment = { ["OUT"] = Path.Combine(_folder, Path.GetFileName(program) + ".out") },
        })!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{program}' failed: {File.ReadAllText(Path.Combine(_folder, Path.GetFileName(program) + ".out"))}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
