using System.Globalization;
using System.Text;

namespace Systemfel.Kills;

/// <summary>A mail that the server outside has taken: the same row under the same Message-ID is the same mail, however often it comes.</summary>
public sealed record Sent(string MessageId, long Row)
{
    /// <summary>Each as often as the ledger's lines name it.</summary>
    public static IEnumerable<Sent> In(IEnumerable<string> ledger) =>
        from line in ledger
        where line.StartsWith("sent ", StringComparison.Ordinal)
        let words = line.Split(' ')
        select new Sent(words[1], long.Parse(words[2], CultureInfo.InvariantCulture));
}

/// <summary>Outside the database: what was acknowledged, a line each, on disk before the next piece of work begins.</summary>
public sealed class Ledger(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);

    public void Write(string line)
    {
        _file.Write(Encoding.ASCII.GetBytes(line + "\n"));
        _file.Flush(flushToDisk: true);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The whole lines, each once; one that was cut off by a kill was not acknowledged.</summary>
    public static IReadOnlyList<string> Read(string path) => [.. ReadAll(path).Distinct()];

    /// <summary>The whole lines as often as they were written.</summary>
    public static IReadOnlyList<string> ReadAll(string path)
    {
        if (!File.Exists(path)) return [];
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = file.ReadToEnd();
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
