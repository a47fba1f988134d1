using Systemfel.Workflows.Disclosure;

namespace Systemfel.Workflows.Tests.Disclosure;

/// <summary>Tables as they are met: municipalities in counties by kind of authority, most cells empty or small.</summary>
internal static class RandomTable
{
    public static CountTable Of(Random random)
    {
        var (groups, rows, columns) = (random.Next(1, 3), random.Next(1, 4), random.Next(1, 5));
        var counts = new Dictionary<Cell, int>();
        for (var g = 0; g < groups; g++)
            for (var r = 0; r < rows; r++)
                for (var c = 0; c < columns; c++)
                    counts[new Cell($"län {g}", $"kommun {g}.{r}", $"myndighet {c}")] = Count(random);
        return new CountTable(counts);
    }

    public static CountTable With(this CountTable table, Cell cell, int more)
    {
        var counts = table.Counts.ToDictionary();
        counts[cell] = counts.GetValueOrDefault(cell) + more;
        return new CountTable(counts);
    }

    /// <summary>Every number that a reader of the publication is shown or not shown: its cells and what it is told.</summary>
    public static IEnumerable<(IReadOnlyList<Cell> Cells, ShownCount Shown)> Numbers(Publication p, CountTable table)
    {
        var cells = table.Counts.Keys.ToList();
        foreach (var c in cells) yield return ([c], p.Of(c.Group, c.Row, c.Column));
        foreach (var row in cells.Select(c => (c.Group, c.Row)).Distinct()) yield return (cells.FindAll(c => (c.Group, c.Row) == row), p.OfRow(row.Group, row.Row));
        foreach (var column in cells.Select(c => c.Column).Distinct()) yield return (cells.FindAll(c => c.Column == column), p.OfColumn(column));
        foreach (var group in cells.Select(c => c.Group).Distinct())
        {
            yield return (cells.FindAll(c => c.Group == group), p.OfGroup(group));
            foreach (var column in cells.Select(c => c.Column).Distinct()) yield return (cells.FindAll(c => c.Group == group && c.Column == column), p.OfGroup(group, column));
        }
        yield return (cells, p.Total);
    }

    private static int Count(Random random) => random.Next(10) switch { < 3 => 0, < 7 => random.Next(1, 5), _ => random.Next(5, 25) };
}
