using System.Diagnostics;
using System.Globalization;
using Systemfel.Data.Storage;

namespace Systemfel.Kills;

/// <summary>What all kills together came to.</summary>
/// <param name="Loads">Loads that were worked to their end, killed again and again on the way.</param>
/// <param name="Killed">Kills while the process worked.</param>
/// <param name="Aimed">Of those, kills that were aimed at the moment between the answer of the server outside and the mark.</param>
/// <param name="Mails">Mails acknowledged before a kill.</param>
/// <param name="Moves">Moves acknowledged before a kill.</param>
/// <param name="Sent">Mails that the server outside has taken.</param>
/// <param name="Copies">Of those, copies: handed over again because the process died before it could note it.</param>
/// <param name="Broken">What did not hold.</param>
public sealed record KillResult(int Loads, int Killed, int Aimed, int Mails, int Moves, int Sent, int Copies, IReadOnlyList<string> Broken)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Killed} kills while working, {Aimed} of them right after a mail was taken, over {Loads} loads; acknowledged: {Mails} mails, {Moves} moves; sent: {Sent} mails, {Copies} of them again under the same Message-ID; broken invariants: {Broken.Count}");
}

/// <summary>
/// Starts the worker as a process of its own, kills it (SIGKILL) at a random time or right after the server outside has taken a mail,
/// looks at what is left, and starts it again on the same database, until its load is done; then the next load.
/// </summary>
public sealed class KillRuns(Func<int, Task<DatabaseOptions>> copy, string folder, Action<KillResult>? each = null)
{
    private const int MostPerLoad = 8;
    private const int AimedOneIn = 3;

    /// <summary>128 and the number of SIGKILL.</summary>
    private const int KilledExitCode = 137;

    private readonly List<string> _broken = [];
    private Facts? _facts;
    private int _loads, _killed, _aimed, _mails, _moves, _sent, _copies;

    private KillResult Result => new(_loads, _killed, _aimed, _mails, _moves, _sent, _copies, _broken);

    public async Task<KillResult> RunAsync(int kills, int mails, int moves)
    {
        var whole = await MeasureAsync(new Load(mails, moves, 0));
        for (var seed = 1; _killed < kills; seed++) await WorkAsync(new Load(mails, moves, seed), whole, kills);
        return Result;
    }

    private async Task WorkAsync(Load load, TimeSpan whole, int kills)
    {
        var options = await copy(load.Seed);
        // The moments are random, but the same in every series: a fault that is found can be found again.
        var random = new Random(load.Seed);
        var killed = 0;
        for (; killed < MostPerLoad && _killed < kills && await IsKilledAsync(load, options, killed % AimedOneIn == 1 ? Aim.Next(random) : Aim.None, whole * (random.NextDouble() / 2)); killed++)
        {
            await LookAsync(load, options, complete: false);
            each?.Invoke(Result);
        }
        // Later, when no row of the outbox is held any more by a process that died.
        using (var process = Start(load, options, minutesLater: 11)) await EndAsync(process);
        await LookAsync(load, options, complete: true);
        Tally(load, options, killed);
    }

    /// <returns>False when it had ended before its time had come.</returns>
    private async Task<bool> IsKilledAsync(Load load, DatabaseOptions options, Aim aim, TimeSpan after)
    {
        var path = LedgerOf(load);
        var before = Beginnings(path);
        using var process = Start(load, options, aim: aim);
        await BegunAsync(path, before, process);
        if (aim == Aim.None) await KillAsync(process, after);
        await process.WaitForExitAsync();
        if (Ledger.Read(path).Contains("ended")) return false;
        if (process.ExitCode != KilledExitCode) throw new InvalidOperationException($"The worker ended with {process.ExitCode}.");
        _killed++;
        if (aim != Aim.None) _aimed++;
        return true;
    }

    private static async Task KillAsync(Process process, TimeSpan after)
    {
        using var late = new CancellationTokenSource(after);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private void Tally(Load load, DatabaseOptions options, int killed)
    {
        var sent = Sent.In(Ledger.ReadAll(LedgerOf(load))).ToList();
        var copies = sent.Count - sent.DistinctBy(s => s.Row).Count();
        // One mail at a time is handed over, so a kill makes one copy at most.
        if (copies > killed) _broken.Add($"load {load.Seed}: {killed} kills and {copies} copies");
        _loads++;
        _mails += load.Mails;
        _moves += load.Moves;
        _sent += sent.Count;
        _copies += copies;
        if (options.SqliteFile is not { } file) return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var part in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*")) File.Delete(part);
    }

    private async Task LookAsync(Load load, DatabaseOptions options, bool complete)
    {
        await using var storage = new Storage(options);
        var ledger = Ledger.Read(LedgerOf(load));
        var when = complete ? "after its end" : $"after the kill at line {ledger.Count}";
        _broken.AddRange((await new Invariants(storage, load, _facts!).BrokenAsync(ledger, complete)).Select(b => $"load {load.Seed}, {when}: {b}"));
    }

    /// <summary>How long the work takes when nobody stops it.</summary>
    private async Task<TimeSpan> MeasureAsync(Load load)
    {
        var options = await copy(0);
        await using (var storage = new Storage(options)) _facts = await Facts.ReadAsync(storage);
        using var process = Start(load, options);
        await BegunAsync(LedgerOf(load), 0, process);
        var watch = Stopwatch.StartNew();
        await EndAsync(process);
        await LookAsync(load, options, complete: true);
        return watch.Elapsed;
    }

    private static async Task EndAsync(Process process)
    {
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"The worker ended with {process.ExitCode}.");
    }

    private static int Beginnings(string ledger) => Ledger.ReadAll(ledger).Count(l => l == "begun");

    private static async Task BegunAsync(string ledger, int before, Process process)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (Beginnings(ledger) < before + 1 && !process.HasExited) await timer.WaitForNextTickAsync();
        if (process.HasExited && process.ExitCode != 0) throw new InvalidOperationException($"The worker ended with {process.ExitCode} before it began.");
    }

    private Process Start(Load load, DatabaseOptions options, int minutesLater = 0, Aim? aim = null) => Process.Start(new ProcessStartInfo("dotnet",
    [
        typeof(KillRuns).Assembly.Location, "work", options.Provider.ToString(), options.ConnectionString, LedgerOf(load),
        Text(load.Mails), Text(load.Moves), Text(load.Seed), Text(minutesLater),
        Text(aim?.Mail ?? 0), Text(aim?.Microseconds ?? 0),
    ]))!;

    private string LedgerOf(Load load) => Path.Combine(folder, $"ledger-{load.Seed}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
