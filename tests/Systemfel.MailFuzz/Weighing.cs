using System.Diagnostics;
using System.Globalization;
using Systemfel.Mail;

namespace Systemfel.MailFuzz;

/// <summary>Reads one bomb in a process of its own, so that time and memory are that mail's and nothing else's.</summary>
internal static class Weighing
{
    public const double MostMegabytes = 256;
    public const double MostSeconds = 10;

    /// <returns>0 within the limits, 1 outside, 2 for an unknown name.</returns>
    public static int Bomb(string name)
    {
        if (!Bombs.All.TryGetValue(name, out var make)) return 2;
        var mail = make();
        for (var i = 0; i < 3; i++) Read("From: a@x.example\r\nContent-Type: text/html\r\n\r\n<p>Värm upp"u8.ToArray());
        GC.Collect(2, GCCollectionMode.Aggressive, true, true);
        var before = Resident("VmRSS:");
        // Linux forgets the peak so far (proc(5), clear_refs).
        File.WriteAllText("/proc/self/clear_refs", "5");
        var start = Stopwatch.GetTimestamp();
        var read = Read(mail);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var above = Resident("VmHWM:") - before;
        Console.WriteLine($"{name,-34} {mail.Length / 1e6,6:0.0} MB {seconds,6:0.00} s {above,5:0} MB above, {read.Kind}, {read.Problems.Count} problems");
        return above <= MostMegabytes && seconds <= MostSeconds && read.Kind != "unreadable" ? 0 : 1;
    }

    public static int Every()
    {
        var failed = 0;
        foreach (var name in Bombs.All.Keys)
        {
            using var child = Process.Start(Environment.ProcessPath!, [typeof(Weighing).Assembly.Location, "bomb", name]);
            child.WaitForExit();
            if (child.ExitCode != 0) failed++;
        }

        Console.WriteLine($"{Bombs.All.Count} bombs, {failed} outside {MostMegabytes} MB above baseline and {MostSeconds} s");
        return failed == 0 ? 0 : 1;
    }

    private static MailInspection Read(byte[] mail)
    {
        var inspection = MailInspection.Inspect("x.eml", mail);
        _ = inspection.ToJson();
        return inspection;
    }

    private static double Resident(string line) =>
        double.Parse(File.ReadLines("/proc/self/status").First(l => l.StartsWith(line, StringComparison.Ordinal))[line.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1000;
}
