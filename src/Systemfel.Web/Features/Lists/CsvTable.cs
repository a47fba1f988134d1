using System.Globalization;
using CsvHelper;

namespace Systemfel.Web.Features.Lists;

/// <summary>A file that Swedish Excel opens with a double-click: UTF-8 with BOM, semicolons, and no text that it takes for a formula.</summary>
internal sealed class CsvTable : TableWriter
{
    private readonly CsvWriter _csv;

    public CsvTable() =>
        _csv = CsvWriter.Create(Buffer, new CsvWriterOptions { Separator = ';', NewLine = "\r\n", WriteByteOrderMark = true, HasHeader = false }, leaveOpen: true);

    public override void Begin(IReadOnlyList<string> names)
    {
        foreach (var name in names) _csv.WriteField(name);
        EndRow();
    }

    public override void Write(Cell cell) => _csv.WriteField(cell.Kind switch
    {
        CellKind.Text => CsvCell.Safe(cell.Text),
        CellKind.Number => cell.Number.ToString(CultureInfo.InvariantCulture),
        CellKind.Day => cell.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        CellKind.Moment => cell.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        _ => "",
    });

    public override void EndRow()
    {
        _csv.EndRecord();
        _csv.Flush();
    }

    public override void End() => _csv.Flush();

    public override void Dispose()
    {
        _csv.Dispose();
        base.Dispose();
    }
}
