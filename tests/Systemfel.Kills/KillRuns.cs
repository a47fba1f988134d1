using System.Diagnostics;
using System.Globalization;
using Systemfel.Data.Storage;

namespace Systemfel.Kills;

/// <summary>What all runs together came to.</summary>
public sealed record KillResult(int Runs, int Killed, int MailsAcknowledged, int MovesAcknowledged, IReadOnlyList<string> Broken)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Runs} runs, {Killed} killed before they ended; acknowledged before the kill: {MailsAcknowledged} mails, {MovesAcknowledged} moves; broken invariants: {Broken.Count}");
}

/// <summary>Starts the worker as a process of its own, kills it (SIGKILL) at a random time, looks, lets it finish, looks again.</summary>
public sealed class KillRuns(Func<int, Task<DatabaseOptions>> copy, string folder, Action<KillResult>? each = null)
{
    private readonly List<string> _broken = [];
    private int _killed, _mails, _moves;

    public async Task<KillResult> RunAsync(int runs, int mails, int moves)
    {
        var whole = await MeasureAsync(new Load(mails, moves, 0));
        for (var run = 1; run <= runs; run++)
        {
            var load = new Load(mails, moves, run);
            var options = await copy(run);
            // The moment is random, but the same in every series: a fault that is found can be found again.
            await OnceAsync(load, options, whole * new Random(run).NextDouble());
            if (options.SqliteFile is { } file)
                foreach (var part in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*")) File.Delete(part);
            each?.Invoke(new KillResult(run, _killed, _mails, _moves, _broken));
        }
        return new KillResult(runs, _killed, _mails, _moves, _broken);
    }

    private async Task OnceAsync(Load load, DatabaseOptions options, TimeSpan after)
    {
        var path = LedgerOf(load);
        using (var process = Start(load, options))
        {
            await BegunAsync(path, process);
            using var late = new CancellationTokenSource(after);
            try
            {
                await process.WaitForExitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
                if (!Ledger.Read(path).Contains("ended")) _killed++;
            }
        }
        var ledger = Ledger.Read(path);
        _mails += ledger.Count(l => l.StartsWith("mail", StringComparison.Ordinal));
        _moves += ledger.Count(l => l.StartsWith("move", StringComparison.Ordinal));
        await LookAsync(load, options, ledger, complete: false);
        await FinishAsync(load, options);
        await LookAsync(load, options, Ledger.Read(path), complete: true);
    }

    private async Task LookAsync(Load load, DatabaseOptions options, IReadOnlyList<string> ledger, bool complete)
    {
        await using var storage = new Storage(options);
        var when = complete ? "after the run that finished" : $"after the kill at line {ledger.Count}";
        _broken.AddRange((await new Invariants(storage, load).BrokenAsync(ledger, complete)).Select(b => $"run {load.Seed}, {when}: {b}"));
    }

    /// <summary>How long the work takes when nobody stops it.</summary>
    private async Task<TimeSpan> MeasureAsync(Load load)
    {
        var options = await copy(0);
        using var process = Start(load, options);
        await BegunAsync(LedgerOf(load), process);
        var watch = Stopwatch.StartNew();
        await EndAsync(process);
        await LookAsync(load, options, Ledger.Read(LedgerOf(load)), complete: true);
        return watch.Elapsed;
    }

    private async Task FinishAsync(Load load, DatabaseOptions options)
    {
        using var process = Start(load, options);
        await EndAsync(process);
    }

    private static async Task EndAsync(Process process)
    {
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"The worker ended with {process.ExitCode}.");
    }

    private static async Task BegunAsync(string ledger, Process process)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (Ledger.Read(ledger).Count == 0 && !process.HasExited) await timer.WaitForNextTickAsync();
        if (process.HasExited && process.ExitCode != 0) throw new InvalidOperationException($"The worker ended with {process.ExitCode} before it began.");
    }

    private Process Start(Load load, DatabaseOptions options) => Process.Start(new ProcessStartInfo("dotnet",
    [
        typeof(KillRuns).Assembly.Location, "work", options.Provider.ToString(), options.ConnectionString, LedgerOf(load),
        Text(load.Mails), Text(load.Moves), Text(load.Seed),
    ]))!;

    private string LedgerOf(Load load) => Path.Combine(folder, $"ledger-{load.Seed}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
