using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Systemfel.Workflows.Imports.Reading;

/// <summary>A workbook's first visible sheet, read element by element: a sheet of any length takes the memory of its words alone.</summary>
internal static class XlsxReading
{
    /// <summary>Rows that a sheet has: ISO/IEC 29500, and every spreadsheet program.</summary>
    private const int MostRows = 1_048_576;

    /// <exception cref="ImportFileException">It is no workbook, holds no sheet with anything in it, or is too large.</exception>
    public static ImportTable Read(byte[] content, CancellationToken ct)
    {
        WorkbookGuard.Refuse(content, ct);
        try
        {
            using var document = SpreadsheetDocument.Open(new MemoryStream(content, writable: false), false);
            var workbook = document.WorkbookPart ?? throw new ImportFileException(new ImportFault(FaultKind.BrokenWorkbook));
            var builder = new TableBuilder();
            var sheet = FirstSheet(workbook, builder);
            var is1904 = workbook.Workbook?.WorkbookProperties?.Date1904?.Value == true;
            var cells = new SheetCells(SharedWords(workbook), DateStyles.Of(workbook), is1904, builder);
            ReadSheet(sheet.Part, cells, builder, ct);
            return builder.Build($"Excel, bladet {sheet.Name}") with { Is1904 = is1904 };
        }
        catch (Exception e) when (e is OpenXmlPackageException or XmlException or FileFormatException or InvalidDataException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw new ImportFileException(new ImportFault(FaultKind.BrokenWorkbook));
        }
    }

    private static (string Name, WorksheetPart Part) FirstSheet(WorkbookPart workbook, TableBuilder builder)
    {
        var sheets = workbook.Workbook?.Sheets?.Elements<Sheet>().ToList() ?? [];
        var visible = sheets.FindAll(s => s.State?.Value is null || s.State.Value == SheetStateValues.Visible);
        if (sheets.Count > visible.Count) builder.Fault(FaultKind.Hidden, detail: (sheets.Count - visible.Count).ToString(CultureInfo.InvariantCulture));
        var first = visible.FirstOrDefault() ?? throw new ImportFileException(new ImportFault(FaultKind.NoSheet));
        if (visible.Count > 1) builder.Fault(FaultKind.OtherSheets, detail: string.Join(", ", visible.Skip(1).Select(s => s.Name?.Value)));
        return first.Id?.Value is { } id && workbook.TryGetPartById(id, out var part) && part is WorksheetPart sheet
            ? (first.Name?.Value ?? "", sheet)
            : throw new ImportFileException(new ImportFault(FaultKind.BrokenWorkbook));
    }

    /// <summary>Words that cells point at by number. Phonetic readings are no words of the cell.</summary>
    private static List<string> SharedWords(WorkbookPart workbook)
    {
        var words = new List<string>();
        if (workbook.SharedStringTablePart is not { } part) return words;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
                words.Add(WordsOf(reader.LoadCurrentElement()!));
        return words;
    }

    private static void ReadSheet(WorksheetPart part, SheetCells cells, TableBuilder builder, CancellationToken ct)
    {
        using var reader = OpenXmlReader.Create(part);
        var last = 0;
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement) continue;
            ct.ThrowIfCancellationRequested();
            var number = reader.Attributes.FirstOrDefault(a => a.LocalName == "r").Value is { } r && int.TryParse(r, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : last + 1;
            // Rows are told apart by their numbers: the same one twice, or one that goes back, is no sheet.
            if (number <= last || number > MostRows) throw new ImportFileException(new ImportFault(FaultKind.BrokenWorkbook, Math.Min(number, MostRows)));
            last = number;
            var row = new List<string>();
            if (reader.ReadFirstChild())
            {
                do
                {
                    if (reader.ElementType != typeof(Cell)) continue;
                    Put(row, (Cell)reader.LoadCurrentElement()!, cells, number);
                }
                while (reader.ReadNextSibling());
            }
            builder.Add(number, row);
        }
    }

    private static void Put(List<string> row, Cell cell, SheetCells cells, int number)
    {
        var at = cell.CellReference?.Value is { } reference ? Column(reference) : row.Count;
        if (at > 16_384) throw new ImportFileException(new ImportFault(FaultKind.BrokenWorkbook));
        var words = cells.WordsOf(cell, number, at);
        // What lies beyond the columns that are taken is counted when it holds anything, and never makes room for itself.
        if (words.Length == 0 && at >= row.Count) return;
        if (at >= ImportLimits.Columns) throw new ImportFileException(new ImportFault(FaultKind.TooManyColumns, number, "", (at + 1).ToString(CultureInfo.InvariantCulture)));
        while (row.Count <= at) row.Add("");
        row[at] = words;
    }

    private static int Column(string reference)
    {
        var index = 0;
        foreach (var c in reference)
        {
            if (!char.IsAsciiLetterUpper(c)) break;
            index = index * 26 + (c - 'A' + 1);
            if (index > 16_384) break;
        }
        return index - 1;
    }

    internal static string WordsOf(OpenXmlElement item) =>
        string.Concat(item.Descendants<DocumentFormat.OpenXml.Spreadsheet.Text>().Where(t => t.Ancestors<PhoneticRun>().FirstOrDefault() == null).Select(t => t.Text));
}
