namespace Systemfel.Workflows.Imports.Reading;

/// <summary>CSV as spreadsheet programs write it: separated by semicolon, comma or tab, which is found by looking; quoted cells may hold line breaks.</summary>
internal static class CsvReading
{
    private static readonly char[] Separators = [';', ',', '\t'];
    private const int LookedAt = 50;

    /// <exception cref="ImportFileException">It cannot be read at all.</exception>
    public static ImportTable Read(byte[] content, CancellationToken ct)
    {
        var (text, encoding, guessed) = TextDecoding.Decode(content);
        var builder = new TableBuilder();
        if (guessed) builder.Fault(FaultKind.GuessedEncoding, detail: encoding);
        var declared = Declared(text);
        var separator = declared ?? Find(text);
        var width = 0;
        foreach (var (cells, row, stray) in CsvRecords.Of(text, separator).Skip(declared == null ? 0 : 1))
        {
            ct.ThrowIfCancellationRequested();
            var filled = cells.Count(c => !string.IsNullOrWhiteSpace(c));
            if (stray) builder.Fault(FaultKind.StrayQuote, row);
            if (width == 0 && filled > 1) width = filled;
            else if (width > 1 && filled == 1 && IsOfAnother(cells, separator, width)) builder.Fault(FaultKind.MixedSeparators, row, "", Name(separator));
            builder.Add(row, cells);
        }
        return builder.Build($"CSV, {encoding}, {Name(separator)}");
    }

    /// <summary>Excel's own first line: 'sep=;'.</summary>
    private static char? Declared(string text) =>
        text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 5 && text[5] is '\r' or '\n' ? text[4] : null;

    /// <summary>The separator that gives most rows of the same width, and more than one column.</summary>
    private static char Find(string text)
    {
        var best = (Separator: ';', Score: 0);
        foreach (var separator in Separators)
        {
            if (Widths(text, separator) is not { Count: > 0 } widths) continue;
            // Rows of one width count most; among those, more columns.
            var usual = widths.GroupBy(w => w).MaxBy(g => g.Count())!;
            var score = usual.Count() * 1000 + Math.Min(usual.Key, 100);
            if (score > best.Score) best = (separator, score);
        }
        return best.Separator;
    }

    private static List<int> Widths(string text, char separator)
    {
        try
        {
            return [.. CsvRecords.Of(text, separator).Take(LookedAt).Select(r => r.Cells.Count).Where(c => c > 1)];
        }
        catch (ImportFileException)
        {
            // By another separator the same quote may be closed; by the right one the reading itself says where it stands.
            return [];
        }
    }

    /// <summary>A row that falls into as many cells as the headers, but by another separator than the one they use.</summary>
    private static bool IsOfAnother(List<string> cells, char separator, int width) =>
        Separators.Any(other => other != separator && cells.First(c => c.Trim().Length > 0).Count(c => c == other) >= width - 1 && !IsSentence(cells, other));

    /// <summary>A text with commas or semicolons in it is no row separated by them.</summary>
    private static bool IsSentence(List<string> cells, char other) => other != '\t' && cells.First(c => c.Trim().Length > 0).Contains($"{other} ", StringComparison.Ordinal);

    private static string Name(char separator) => separator switch { ';' => "semikolon", ',' => "komma", '\t' => "tabb", _ => separator.ToString() };
}
