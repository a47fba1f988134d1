using System.Text;

namespace Systemfel.Kills;

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
