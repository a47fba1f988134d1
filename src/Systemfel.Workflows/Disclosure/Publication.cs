namespace Systemfel.Workflows.Disclosure;

/// <summary>
/// A table of person counts as it may leave the organisation. Every number in it, total or cell, is a sum of whole blocks, so all
/// that can be worked out from it are the blocks' own sums: each 0, or 5 and more, and each that holds a small cell holds another.
/// </summary>
public sealed class Publication
{
    private readonly CountTable _counts;
    private readonly Publication? _earlier;

    internal Publication(DateOnly on, IReadOnlyList<Block> blocks, CountTable counts, Publication? earlier) =>
        (On, Blocks, _counts, _earlier) = (on, blocks, counts, earlier);

    /// <summary>The day that it was made for.</summary>
    public DateOnly On { get; }

    internal IReadOnlyList<Block> Blocks { get; }

    /// <summary>All rows, with what they belong to.</summary>
    public IReadOnlyList<(string Group, string Row)> Rows => [.. Blocks.SelectMany(b => b.Cells).Select(c => (c.Group, c.Row)).Distinct()];

    /// <summary>All columns.</summary>
    public IReadOnlyList<string> Columns => [.. Blocks.SelectMany(b => b.Cells).Select(c => c.Column).Distinct()];

    /// <summary>One cell.</summary>
    public ShownCount Of(string group, string row, string column) => Of(c => c.Group == group && c.Row == row && c.Column == column);

    /// <summary>A row's total.</summary>
    public ShownCount OfRow(string group, string row) => Of(c => c.Group == group && c.Row == row);

    /// <summary>A column's total.</summary>
    public ShownCount OfColumn(string column) => Of(c => c.Column == column);

    /// <summary>The total of a group of rows, as a whole or in one column.</summary>
    public ShownCount OfGroup(string group, string? column = null) => Of(c => c.Group == group && (column == null || c.Column == column));

    /// <summary>The total of all.</summary>
    public ShownCount Total => Of(_ => true);

    /// <summary>Any sum of cells: shown when no block lies partly outside it.</summary>
    public ShownCount Of(Func<Cell, bool> which)
    {
        var (sum, asOf) = (0, On);
        foreach (var block in Blocks)
        {
            var inside = block.Cells.Count(which);
            if (inside == 0) continue;
            if (inside < block.Cells.Count || block.Value is not { } value) return new ShownCount(null, On);
            sum += value;
            if (block.AsOf < asOf) asOf = block.AsOf;
        }
        return new ShownCount(sum, asOf);
    }

    /// <summary>Whether these cells together have held 1 to 4 persons in any publication of the series.</summary>
    internal bool HasBeenSmall(IReadOnlyList<Cell> cells)
    {
        for (var p = this; p != null; p = p._earlier)
            if (PersonCountDisclosure.IsSmall(p._counts.Sum(cells))) return true;
        return false;
    }
}
