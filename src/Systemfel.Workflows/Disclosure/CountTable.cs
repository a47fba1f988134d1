namespace Systemfel.Workflows.Disclosure;

/// <summary>One innermost cell of a table: where in it.</summary>
/// <param name="Group">What the row belongs to, such as the county of a municipality; empty for a table without that level.</param>
/// <param name="Row">The row.</param>
/// <param name="Column">The column.</param>
public sealed record Cell(string Group, string Row, string Column);

/// <summary>Persons counted by row and column, exactly as they are: never to be shown as it stands.</summary>
/// <param name="Counts">By cell; each 0 or more. A cell that is missing counts 0.</param>
public sealed record CountTable(IReadOnlyDictionary<Cell, int> Counts)
{
    internal int Sum(IEnumerable<Cell> cells) => cells.Sum(c => Counts.GetValueOrDefault(c));
}

/// <summary>What may be shown of a number of persons.</summary>
/// <param name="Value">0, or 5 and more; null: hidden.</param>
/// <param name="AsOf">The publication that the number is from: one that has changed by fewer than five since then is repeated.</param>
public readonly record struct ShownCount(int? Value, DateOnly AsOf);

/// <summary>Cells that are told together, and what is told of them.</summary>
internal sealed record Block(IReadOnlyList<Cell> Cells, int? Value, DateOnly AsOf);
