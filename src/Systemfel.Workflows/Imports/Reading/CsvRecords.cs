using System.Text;

namespace Systemfel.Workflows.Imports.Reading;

/// <summary>A record, the row that a spreadsheet program shows it at, and whether a quote stands where none may.</summary>
internal readonly record struct CsvRecord(List<string> Cells, int Row, bool HasStrayQuote);

/// <summary>
/// RFC 4180 with the place of each fault: a quoted cell that never ends is told by the row it begins in, where a reader for well-formed files
/// would hand on the rest of the file as one cell.
/// </summary>
internal static class CsvRecords
{
    /// <exception cref="ImportFileException">A quote is never closed.</exception>
    public static IEnumerable<CsvRecord> Of(string text, char separator)
    {
        var (at, row) = (0, 0);
        while (at < text.Length)
        {
            row++;
            yield return Next(text, separator, row, ref at);
        }
    }

    private static CsvRecord Next(string text, char separator, int row, ref int at)
    {
        var (cells, stray) = (new List<string>(), false);
        while (true)
        {
            cells.Add(at < text.Length && text[at] == '"' ? Quoted(text, separator, row, ref at, ref stray) : Plain(text, separator, ref at, ref stray));
            if (at >= text.Length) break;
            var end = text[at++];
            if (end == separator) continue;
            if (end == '\r' && at < text.Length && text[at] == '\n') at++;
            break;
        }
        return new CsvRecord(cells, row, stray);
    }

    private static string Plain(string text, char separator, ref int at, ref bool stray)
    {
        var start = at;
        while (at < text.Length && text[at] != separator && text[at] is not ('\n' or '\r')) at++;
        var cell = text[start..at];
        // Inches and words in quotes stand in plain cells; what begins so and goes on after a blank does not.
        stray |= cell.TrimStart().StartsWith('"');
        return cell;
    }

    private static string Quoted(string text, char separator, int row, ref int at, ref bool stray)
    {
        var cell = new StringBuilder();
        for (at++; ; at++)
        {
            // Far longer than any cell that is taken: the quote was never meant to open one.
            if (at >= text.Length || cell.Length > 5 * ImportLimits.Cell) throw new ImportFileException(new ImportFault(FaultKind.OpenQuote, row));
            if (text[at] != '"') cell.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[++at]);
            else break;
        }
        at++;
        var rest = Plain(text, separator, ref at, ref stray);
        stray |= rest.Trim().Length > 0;
        return cell.Append(rest).ToString();
    }
}
