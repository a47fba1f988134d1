namespace Systemfel.Workflows.Imports.Reading;

/// <summary>A row of a list.</summary>
/// <param name="Number">As a spreadsheet program numbers it: the first is 1.</param>
/// <param name="Cells">As many as there are headers, trimmed.</param>
public sealed record ImportRow(int Number, IReadOnlyList<string> Cells);

/// <summary>A list as it was read: nothing has been made of it yet.</summary>
/// <param name="Headers">In the order of the columns; never empty, each once.</param>
/// <param name="Rows">Those with anything in them.</param>
/// <param name="Faults">What is wrong with the file itself, and notices.</param>
/// <param name="How">How it was read, for the page: 'CSV, UTF-8, semikolon'.</param>
public sealed record ImportTable(
    IReadOnlyList<string> Headers, IReadOnlyList<ImportRow> Rows, IReadOnlyList<ImportFault> Faults, string How)
{
    /// <summary>A workbook that counts days from 1904-01-01, as those of older Macintosh programs do.</summary>
    public bool Is1904 { get; init; }
}

/// <summary>Collects raw rows into a table: finds the headers, drops what is empty, and counts against the limits.</summary>
internal sealed class TableBuilder
{
    private readonly List<(int Number, List<string> Cells)> _rows = [];
    private readonly List<ImportFault> _faults = [];

    private readonly Dictionary<int, int> _ofRow = [];
    private int _notices;

    /// <summary>Notices are said until there are enough of them. What stops the file is always said, and of what stops a row enough to stop it.</summary>
    public void Fault(FaultKind kind, int row = 0, string column = "", string detail = "")
    {
        var fault = new ImportFault(kind, row, column, detail);
        var isSaid = fault.Reach switch
        {
            FaultReach.File => true,
            FaultReach.Row => (_ofRow[row] = _ofRow.GetValueOrDefault(row) + 1) <= ImportLimits.FaultsOfRow,
            _ => ++_notices <= ImportLimits.Notices,
        };
        if (isSaid) _faults.Add(fault);
    }

    /// <exception cref="ImportFileException">There are more rows or columns than are taken.</exception>
    public void Add(int number, List<string> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Length > ImportLimits.Cell)
            {
                Fault(FaultKind.CellTooLong, number, ColumnLetter(i), Length(cells[i]));
                cells[i] = "";
            }
            cells[i] = Tidy(cells[i]);
        }
        while (cells.Count > 0 && cells[^1].Length == 0) cells.RemoveAt(cells.Count - 1);
        if (cells.Count == 0) return;
        if (cells.Count > ImportLimits.Columns) throw new ImportFileException(new ImportFault(FaultKind.TooManyColumns, number, "", Number(cells.Count)));
        if (_rows.Count > ImportLimits.Rows + ImportLimits.RowsAboveHeaders) throw new ImportFileException(new ImportFault(FaultKind.TooManyRows, number));
        _rows.Add((number, cells));
    }

    /// <exception cref="ImportFileException">There is nothing in it, or nothing below the headers.</exception>
    public ImportTable Build(string how)
    {
        if (_rows.Count == 0) throw new ImportFileException(new ImportFault(FaultKind.Empty));
        var at = HeaderRow();
        var headers = _rows[at].Cells;
        if (at > 0) Fault(FaultKind.SkippedAbove, _rows[at].Number);
        if (_rows.Count - at - 1 > ImportLimits.Rows) throw new ImportFileException(new ImportFault(FaultKind.TooManyRows, _rows[at + ImportLimits.Rows + 1].Number));
        var body = _rows[(at + 1)..];
        if (body.Count == 0) throw new ImportFileException(new ImportFault(FaultKind.NoRows, _rows[at].Number));
        RefuseTwins(headers, _rows[at].Number);
        var kept = KeptColumns(headers, body, _rows[at].Number);
        foreach (var (number, cells) in body.Where(r => r.Cells.Count > headers.Count && r.Cells[headers.Count..].Exists(c => c.Length > 0)))
            Fault(FaultKind.MoreCells, number, ColumnLetter(headers.Count), Number(headers.Count));
        return new ImportTable(
            [.. kept.Select(i => headers[i])],
            [.. body.Select(r => new ImportRow(r.Number, [.. kept.Select(i => i < r.Cells.Count ? r.Cells[i] : "")]))],
            [.. _faults.OrderBy(f => f.Reach).ThenBy(f => f.Row)], how);
    }

    /// <summary>A list may begin with a title: the headers are the first row with more than one cell, when there is one near the top.</summary>
    private int HeaderRow()
    {
        if (_rows.TrueForAll(r => r.Cells.Count(c => c.Length > 0) < 2)) return 0;
        var at = _rows.FindIndex(r => r.Cells.Count(c => c.Length > 0) > 1);
        return at > ImportLimits.RowsAboveHeaders ? 0 : at;
    }

    private void RefuseTwins(List<string> headers, int row)
    {
        foreach (var twins in headers.Index().Where(h => h.Item.Length > 0).GroupBy(h => h.Item, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            Fault(FaultKind.DuplicateHeader, row, twins.Key, string.Join(", ", twins.Select(t => ColumnLetter(t.Index))));
    }

    private List<int> KeptColumns(List<string> headers, List<(int Number, List<string> Cells)> body, int row)
    {
        var kept = new List<int>();
        for (var i = 0; i < headers.Count; i++)
        {
            var first = body.FirstOrDefault(r => i < r.Cells.Count && r.Cells[i].Length > 0);
            if (first.Cells == null)
            {
                Fault(FaultKind.EmptyColumn, row, headers[i].Length > 0 ? headers[i] : ColumnLetter(i));
                continue;
            }
            if (headers[i].Length == 0) Fault(FaultKind.CellWithoutHeader, first.Number, ColumnLetter(i));
            else kept.Add(i);
        }
        if (kept.Count == 0) throw new ImportFileException(new ImportFault(FaultKind.NoHeaders, row));
        return kept;
    }

    /// <summary>A, B, ... Z, AA: as a spreadsheet program names it.</summary>
    internal static string ColumnLetter(int index)
    {
        var letters = "";
        for (var n = index + 1; n > 0; n = (n - 1) / 26) letters = (char)('A' + (n - 1) % 26) + letters;
        return letters;
    }

    private static string Tidy(string cell) => cell.ReplaceLineEndings("\n").Replace('\u00A0', ' ').Replace("\u00AD", "", StringComparison.Ordinal).Trim();

    private static string Length(string cell) => Number(cell.Length);

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
