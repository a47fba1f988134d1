namespace Systemfel.Web.Features.Lists;

/// <summary>A column: what it is called, and its value of a row.</summary>
public sealed record Column<T>(string Name, Func<T, Cell> Value);

/// <summary>A list that can be fetched as a file. Its columns stand here once: each format is written from them.</summary>
/// <param name="Word">What it is called in the log of who fetched what: 'register'.</param>
/// <param name="Name">The file's name, without a day: 'systemfel'.</param>
/// <param name="Title">What it holds, on the sheet's tab.</param>
/// <param name="Columns">From left to right.</param>
public sealed record ListOf<T>(string Word, string Name, string Title, IReadOnlyList<Column<T>> Columns)
{
    /// <summary>What is buffered before it is passed on, in bytes: all that is held of a list, however long it is.</summary>
    private const int Portion = 64 << 10;

    /// <summary>Writes the rows as they come: no more than a portion of them is held.</summary>
    public async Task WriteAsync(ListFormat format, IAsyncEnumerable<T> rows, Stream to, CancellationToken ct)
    {
        using TableWriter table = format == ListFormat.Xlsx ? new XlsxTable(Title) : new CsvTable();
        table.Begin([.. Columns.Select(c => c.Name)]);
        await foreach (var row in rows.WithCancellation(ct))
        {
            foreach (var column in Columns) table.Write(column.Value(row));
            table.EndRow();
            if (table.Held >= Portion) await table.PassOnAsync(to, ct);
        }
        table.End();
        await table.PassOnAsync(to, ct);
    }
}
