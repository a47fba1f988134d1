using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace Systemfel.Web.Tests.Lists;

public sealed record SheetCell(string Column, string? Type, string? Style, string Text);

/// <summary>A workbook as the format's own library reads it.</summary>
public sealed class Workbook
{
    public Workbook(byte[] file)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        Faults = [.. new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}")];
        var book = document.WorkbookPart!;
        foreach (var sheet in book.Workbook!.Sheets!.Elements<Sheet>())
        {
            Sheets.Add(sheet.Name!);
            var part = (WorksheetPart)book.GetPartById(sheet.Id!);
            Formulas += part.Worksheet!.Descendants<CellFormula>().Count();
            foreach (var row in part.Worksheet.Descendants<Row>()) Add(row);
        }
    }

    public List<string> Sheets { get; } = [];
    public IReadOnlyList<string> Faults { get; }
    public int Formulas { get; }

    /// <summary>Of all sheets, from the header of the first on; a cell that is not there is empty.</summary>
    public List<List<string>> Rows { get; } = [];

    public List<SheetCell> Cells { get; } = [];

    private void Add(Row row)
    {
        var cells = row.Elements<Cell>().Select(c => (At: Number(c.CellReference!.Value!), Text: c.InlineString?.InnerText ?? c.CellValue?.Text ?? "", Cell: c)).ToList();
        Rows.Add([.. Enumerable.Range(0, Math.Max(Rows.Count == 0 ? 0 : Rows[0].Count, cells.Count == 0 ? 0 : cells.Max(c => c.At) + 1))
            .Select(i => cells.Where(c => c.At == i).Select(c => c.Text).SingleOrDefault(""))]);
        Cells.AddRange(cells.Select(c => new SheetCell(string.Concat(c.Cell.CellReference!.Value!.TakeWhile(char.IsLetter)), c.Cell.DataType?.InnerText, c.Cell.StyleIndex?.InnerText, c.Text)));
    }

    private static int Number(string reference) => reference.TakeWhile(char.IsLetter).Aggregate(0, (n, c) => (n * 26) + c - 'A' + 1) - 1;
}
