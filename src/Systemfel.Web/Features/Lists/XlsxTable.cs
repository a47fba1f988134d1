using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Systemfel.Web.Features.Lists;

/// <summary>
/// A workbook (ECMA-376, transitional), written from the first row to the last. Text stands as inline strings, which no program
/// reads as a formula; no cell has one. The package is written by hand: the library's own holds a part in memory until it is closed.
/// </summary>
internal sealed class XlsxTable : TableWriter
{
    /// <summary>Rows that a sheet can have; what is more goes on a sheet after it.</summary>
    internal const int MostRows = 1_048_576;

    private readonly ZipArchive _zip;
    private readonly string _title;
    private readonly int _rowsPerSheet;
    private IReadOnlyList<string> _names = [];
    private Stream? _part;
    private XmlWriter? _sheet;
    private int _sheets;
    private int _row;
    private int _column;

    public XlsxTable(string title, int rowsPerSheet = MostRows)
    {
        (_title, _rowsPerSheet) = (title, rowsPerSheet);
        _zip = new ZipArchive(Buffer, ZipArchiveMode.Create, leaveOpen: true);
        Put("[Content_Types].xml", XlsxParts.ContentTypes);
        Put("_rels/.rels", XlsxParts.Relations);
        Put("xl/styles.xml", XlsxParts.Styles);
    }

    public override void Begin(IReadOnlyList<string> names)
    {
        _names = names;
        BeginSheet();
    }

    public override void Write(Cell cell)
    {
        if (_column == 0) BeginRow();
        if (cell.Kind != CellKind.Empty) WriteCell(cell, header: false);
        _column++;
    }

    public override void EndRow()
    {
        _sheet!.WriteEndElement();
        // The writer holds what it has not yet written to the part.
        _column = 0;
    }

    public override void End()
    {
        EndSheet();
        Put("xl/_rels/workbook.xml.rels", XlsxParts.WorkbookRelations(_sheets));
        Put("xl/workbook.xml", XlsxParts.Workbook(_title, _sheets));
        _zip.Dispose();
    }

    public override void Dispose()
    {
        _sheet?.Dispose();
        _part?.Dispose();
        _zip.Dispose();
        base.Dispose();
    }

    private void BeginRow()
    {
        if (_row == _rowsPerSheet)
        {
            EndSheet();
            BeginSheet();
        }
        _row++;
        _sheet!.WriteStartElement("row");
        _sheet.WriteAttributeString("r", _row.ToString(CultureInfo.InvariantCulture));
    }

    private void BeginSheet()
    {
        _sheets++;
        _row = 0;
        _part = _zip.CreateEntry($"xl/worksheets/sheet{_sheets}.xml", CompressionLevel.Fastest).Open();
        _sheet = XmlWriter.Create(_part, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        XlsxParts.BeginSheet(_sheet, _names.Count, isFirst: _sheets == 1);
        foreach (var name in _names)
        {
            if (_column == 0) BeginRow();
            WriteCell(name, header: true);
            _column++;
        }
        EndRow();
    }

    private void EndSheet()
    {
        XlsxParts.EndSheet(_sheet!, $"A1:{Letters(_names.Count - 1)}{_row}");
        _sheet!.Dispose();
        _part!.Dispose();
        (_sheet, _part) = (null, null);
    }

    private void WriteCell(Cell cell, bool header)
    {
        var sheet = _sheet!;
        sheet.WriteStartElement("c");
        sheet.WriteAttributeString("r", Letters(_column) + _row.ToString(CultureInfo.InvariantCulture));
        if (XlsxParts.StyleOf(cell.Kind, header) is { } style) sheet.WriteAttributeString("s", style);
        switch (cell.Kind)
        {
            case CellKind.Number:
                sheet.WriteElementString("v", cell.Number.ToString(CultureInfo.InvariantCulture));
                break;
            case CellKind.Day or CellKind.Moment when XlsxText.Serial(cell.At) is { } serial:
                sheet.WriteElementString("v", serial);
                break;
            default:
                WriteText(cell.Text ?? cell.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
        }
        sheet.WriteEndElement();
    }

    private void WriteText(string text)
    {
        _sheet!.WriteAttributeString("t", "inlineStr");
        _sheet.WriteStartElement("is");
        _sheet.WriteStartElement("t");
        _sheet.WriteAttributeString("xml", "space", null, "preserve");
        _sheet.WriteString(XlsxText.Of(text));
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
    }

    /// <summary>A to Z, then AA.</summary>
    private static string Letters(int column) => column < 26 ? $"{(char)('A' + column)}" : Letters((column / 26) - 1) + Letters(column % 26);

    private void Put(string name, string xml)
    {
        using var part = _zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        part.Write(Encoding.UTF8.GetBytes(xml));
    }
}
