using System.Diagnostics;

namespace Systemfel.MailFuzz;

/// <summary>A long series over several threads, with a watch for mails that never end.</summary>
internal static class Series
{
    private const int Batch = 1000;

    public static int Run(int mails, int seed, int threads)
    {
        Console.WriteLine($"seed {seed}, {mails} mails, {threads} threads");
        var folder = Directory.CreateTempSubdirectory("mail-fuzz-").FullName;
        var fuzzer = new Fuzzer(seed);
        var reading = new (int Index, byte[] Mail, long Since)[threads];
        using var watch = new Timer(_ => StopIfHanging(reading, folder), null, 1000, 1000);
        var start = Stopwatch.GetTimestamp();
        var outcomes = new List<Outcome>();
        var next = -Batch;
        var workers = Enumerable.Range(0, threads).Select(worker => Task.Factory.StartNew(() =>
        {
            while (Interlocked.Add(ref next, Batch) is var from && from < mails)
            {
                var outcome = fuzzer.Run(from, Math.Min(from + Batch, mails), (i, mail) => reading[worker] = (i, mail, Stopwatch.GetTimestamp()));
                reading[worker] = default;
                lock (outcomes)
                {
                    outcomes.Add(outcome);
                    Note(outcome, folder);
                    if (outcomes.Count % 50 == 0) Console.WriteLine($"{outcomes.Sum(o => o.Mails)} mails, {Stopwatch.GetElapsedTime(start).TotalMinutes:0.0} min");
                }
            }
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        Task.WaitAll(workers);

        var failures = outcomes.Sum(o => o.Failures.Count);
        var slow = outcomes.MaxBy(o => o.Slowest)!;
        Console.WriteLine($"{outcomes.Sum(o => o.Mails)} mails, {outcomes.Sum(o => o.Bytes) / 1e6:0} MB, {outcomes.Sum(o => (long)o.Asked)} undamaged parts looked for, "
            + $"{failures} failures, slowest {slow.Slowest.TotalMilliseconds:0} ms (index {slow.SlowestIndex}), peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB, "
            + $"{Stopwatch.GetElapsedTime(start).TotalMinutes:0.0} min");
        return failures == 0 ? 0 : 1;
    }

    private static void Note(Outcome outcome, string folder)
    {
        foreach (var failure in outcome.Failures)
        {
            var path = Path.Combine(folder, failure.Index + ".eml");
            File.WriteAllBytes(path, failure.Mail);
            Console.WriteLine($"{failure.Index}: {failure.Why}: {path}");
        }
    }

    private static void StopIfHanging((int Index, byte[] Mail, long Since)[] reading, string folder)
    {
        foreach (var (index, mail, since) in reading)
        {
            if (mail is null || Stopwatch.GetElapsedTime(since) < Fuzzer.Longest * 2) continue;
            var path = Path.Combine(folder, index + "-hangs.eml");
            File.WriteAllBytes(path, mail);
            Console.WriteLine($"{index}: does not end: {path}");
            Environment.Exit(1);
        }
    }
}
