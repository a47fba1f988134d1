using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Systemfel.Workflows.Imports.Reading;

/// <summary>A cell's words as somebody reads them: shared ones looked up, dates by their format, formulas by the value that was last counted.</summary>
internal sealed class SheetCells(List<string> shared, IReadOnlySet<uint> dateStyles, bool is1904, TableBuilder builder)
{
    public string WordsOf(Cell cell, int row, int column)
    {
        var value = cell.CellValue?.Text ?? "";
        if (cell.CellFormula != null)
        {
            if (value.Length == 0 && cell.DataType?.Value != CellValues.String)
            {
                builder.Fault(FaultKind.FormulaWithoutValue, row, TableBuilder.ColumnLetter(column));
                return "";
            }
            builder.Fault(FaultKind.Formula, row, TableBuilder.ColumnLetter(column));
        }
        if (cell.DataType is not { } type || type.Value == CellValues.Number) return NumberOf(value, cell.StyleIndex?.Value ?? 0);
        if (type.Value == CellValues.SharedString)
            return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < shared.Count ? shared[at] : throw new InvalidDataException("No such shared string.");
        if (type.Value == CellValues.InlineString) return cell.InlineString is { } inline ? XlsxReading.WordsOf(inline) : "";
        if (type.Value == CellValues.Boolean) return value == "1" ? "ja" : "nej";
        if (type.Value == CellValues.Date) return value.Length >= 10 ? value[..10] : value;
        if (type.Value != CellValues.Error) return value;
        builder.Fault(FaultKind.CellError, row, TableBuilder.ColumnLetter(column), value);
        return "";
    }

    private string NumberOf(string value, uint style)
    {
        if (value.Length == 0 || !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return value;
        if (dateStyles.Contains(style) && ImportDates.FromSerial(number, is1904) is { } date) return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return number.ToString("R", CultureInfo.InvariantCulture);
    }
}

/// <summary>Which of a workbook's cell styles show a number as a date: ISO/IEC 29500-1, 18.8.30.</summary>
internal static partial class DateStyles
{
    public static IReadOnlySet<uint> Of(WorkbookPart workbook)
    {
        var dates = new HashSet<uint>();
        if (workbook.WorkbookStylesPart?.Stylesheet is not { CellFormats: { } formats } sheet) return dates;
        var own = (sheet.NumberingFormats?.Elements<NumberingFormat>() ?? [])
            .Where(f => f.NumberFormatId?.HasValue == true).ToLookup(f => f.NumberFormatId!.Value, f => f.FormatCode?.Value ?? "");
        foreach (var (index, format) in formats.Elements<CellFormat>().Index())
        {
            var id = format.NumberFormatId?.Value ?? 0;
            if (id is >= 14 and <= 17 or 22 or >= 27 and <= 36 or >= 50 and <= 58 || own[id].Any(IsDate)) dates.Add((uint)index);
        }
        return dates;
    }

    /// <summary>Days or years in it, what stands in quotes and brackets aside: 'yyyy\-mm\-dd', '[$-41D]d mmmm yyyy', 'åååå'.</summary>
    private static bool IsDate(string code) => Unquoted().Replace(code, "").IndexOfAny(['d', 'D', 'y', 'Y', 'å', 'Å']) >= 0;

    [GeneratedRegex("""\\.|"[^"]*"|\[[^\]]*\]""", RegexOptions.NonBacktracking)]
    private static partial Regex Unquoted();
}
