using System.Diagnostics;
using System.Globalization;
using Systemfel.Workflows.Anonymisation;

/// <summary>Times the check of personal data: a text of 200 words and growing long ones.</summary>
internal static class Finding
{
    private const string Words = "Klienten har sökt boendestöd hos kommunen två gånger sedan i våras och väntar på beslut från handläggaren på Storgatan 12. "
        + "Personnummer 811228-9874 stod på kuvertet, mål nr 1187-25 vilar och Torun Ahlmark ringde 070-174 06 51 utan att få svar. ";

    public static int Run()
    {
        var made = Stopwatch.StartNew();
        var finder = new PersonalDataFinder();
        finder.FindIn(Words);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"start, all data read and one text: {made.Elapsed.TotalMilliseconds:F0} ms"));
        var all = string.Concat(Enumerable.Repeat(Words, 2_000));
        foreach (var (length, rounds) in new[] { (1_300, 300), (25_000, 20), (50_000, 20), (100_000, 20), (200_000, 10) })
        {
            var text = all[..length];
            var times = new List<double>();
            for (var i = 0; i < rounds * 2; i++)
            {
                var clock = Stopwatch.StartNew();
                finder.FindIn(text);
                if (i >= rounds) times.Add(clock.Elapsed.TotalMilliseconds);
            }
            times.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{length} characters: median {times[times.Count / 2]:F2} ms, slowest of {rounds} {times[^1]:F2} ms, {finder.FindIn(text).Count} finds"));
        }
        return 0;
    }
}
