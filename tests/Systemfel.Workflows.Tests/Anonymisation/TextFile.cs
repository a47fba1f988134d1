namespace Systemfel.Workflows.Tests.Anonymisation;

/// <summary>The texts written for the tests of the finder: Texts/finder-texts.tsv.</summary>
internal static class TextFile
{
    public sealed record Marked(string Label, bool HasFind, string Text, IReadOnlyList<string> Words);

    public static readonly IReadOnlyList<Marked> All = [.. Lines().Select(Read)];

    private static IEnumerable<string> Lines()
    {
        using var stream = typeof(TextFile).Assembly.GetManifestResourceStream("Systemfel.Workflows.Tests.Anonymisation.Texts.finder-texts.tsv")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') yield return line;
    }

    private static Marked Read(string line)
    {
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        var label = line[..tab];
        var pieces = line[(tab + 1)..].Replace("\\n", "\n", StringComparison.Ordinal).Split("[[");
        var words = pieces.Skip(1).Select(p => p[..p.IndexOf("]]", StringComparison.Ordinal)]).ToList();
        return new Marked(label.Replace("none ", "", StringComparison.Ordinal), words.Count > 0, string.Concat(pieces).Replace("]]", "", StringComparison.Ordinal), words);
    }
}
