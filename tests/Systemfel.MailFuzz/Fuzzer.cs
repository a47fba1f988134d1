using System.Diagnostics;

namespace Systemfel.MailFuzz;

/// <summary>What was wrong with one mail.</summary>
internal sealed record Failure(int Index, string Why, byte[] Mail);

/// <summary>What a series showed.</summary>
internal sealed record Outcome(int Mails, long Bytes, int Asked, TimeSpan Slowest, int SlowestIndex, IReadOnlyList<Failure> Failures);

/// <summary>Makes mails, damages them and lets the reader read them. Seed and index give the same mail on every machine.</summary>
internal sealed class Fuzzer(int seed)
{
    /// <summary>No mail of this size may take longer than the reader's own limit.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public (byte[] Mail, Piece Root) Make(int index)
    {
        var random = new Random(unchecked((seed * 1_000_003) + index));
        var root = Trees.Any(random);
        for (var n = random.Next(5); n > 0; n--) Reshape.Once(random, root);
        for (var n = random.Next(4) - 1; n > 0; n--) Damage.ToPart(random, root);
        using var output = new MemoryStream();
        root.Write(output, random.Next(8) switch { 0 or 1 => "\n", 2 => "\r", _ => "\r\n" });
        var mail = output.ToArray();
        return (random.Next(3) == 0 ? Damage.ToBytes(random, mail, root) : mail, root);
    }

    /// <summary>Runs the mails from one index to before another.</summary>
    /// <param name="from">First index.</param>
    /// <param name="to">Index after the last.</param>
    /// <param name="reading">Told what is being read, so that a watch can save a mail that never ends.</param>
    public Outcome Run(int from, int to, Action<int, byte[]>? reading = null)
    {
        var failures = new List<Failure>();
        var (slowest, slowestIndex, bytes, asked) = (TimeSpan.Zero, -1, 0L, 0);
        for (var i = from; i < to; i++)
        {
            var (mail, root) = Make(i);
            reading?.Invoke(i, mail);
            bytes += mail.Length;
            asked += root.All().Count(p => p is { IsLeaf: true, Spoiled: false, Witness.Length: > 0 });
            var start = Stopwatch.GetTimestamp();
            var why = Judged(mail, root);
            var took = Stopwatch.GetElapsedTime(start);
            if (took > slowest) (slowest, slowestIndex) = (took, i);
            if (why is null && took > Longest) why = $"took {took.TotalSeconds:0.0} s";
            if (why is not null) failures.Add(new Failure(i, why, mail));
        }

        return new Outcome(to - from, bytes, asked, slowest, slowestIndex, failures);
    }

    private static string? Judged(byte[] mail, Piece root)
    {
        try
        {
            return Oracle.Judge(mail, root);
        }
        catch (Exception e)
        {
            return "threw " + e.GetType().Name + " at " + e.StackTrace?.Split('\n')[0].Trim();
        }
    }
}
