namespace Systemfel.Workflows.Disclosure;

/// <summary>
/// Makes what may leave of a table of person counts. Cells of 1 to 4 persons are never told by themselves: they are joined with
/// others until 5 or more stand together, and each total that would split such a block is hidden with it (complementary
/// suppression). In a series of publications a number changes only in steps of five or more, and what has once been joined stays
/// joined, so that two publications with one person between them are the same.
/// What is protected and what is not: docs/anonymisation.md.
/// </summary>
public static class PersonCountDisclosure
{
    /// <summary>The fewest persons that are told.</summary>
    public const int Fewest = 5;

    /// <param name="counts">The table as it is.</param>
    /// <param name="on">The publication's day.</param>
    /// <param name="earlier">The one before it in the same series; null for the first.</param>
    public static Publication Publish(CountTable counts, DateOnly on, Publication? earlier = null)
    {
        var blocks = Begin(counts, on, earlier);
        while (blocks.FindIndex(b => MustJoin(b, counts, earlier)) is >= 0 and var at && Partner(blocks, at, counts, earlier) is { } with)
        {
            blocks[Math.Min(at, with)] = Join(blocks[at], blocks[with]);
            blocks.RemoveAt(Math.Max(at, with));
        }
        return new Publication(on, blocks.ConvertAll(b => Tell(b, counts, on, earlier)), counts, earlier);
    }

    internal static bool IsSmall(int persons) => persons is > 0 and < Fewest;

    /// <summary>The first time each cell is alone; then the blocks are those of last time. A cell that is new was nought before.</summary>
    private static List<Block> Begin(CountTable counts, DateOnly on, Publication? earlier)
    {
        if (earlier == null) return [.. counts.Counts.Keys.Select(c => new Block([c], null, on))];
        var known = earlier.Blocks.SelectMany(b => b.Cells).ToHashSet();
        return [.. earlier.Blocks, .. counts.Counts.Keys.Where(c => !known.Contains(c)).Select(c => new Block([c], 0, earlier.On))];
    }

    /// <summary>It would be told anew, and is small or has been.</summary>
    private static bool MustJoin(Block block, CountTable counts, Publication? earlier) =>
        !IsHeld(block, counts) && (IsSmall(counts.Sum(block.Cells)) || earlier?.HasBeenSmall(block.Cells) == true);

    private static bool IsHeld(Block block, CountTable counts) => block.Value is { } told && Math.Abs(counts.Sum(block.Cells) - told) < Fewest;

    /// <summary>Whom to join it with: what costs the fewest totals, then what makes it large enough at once, then what stands first.</summary>
    private static int? Partner(List<Block> blocks, int at, CountTable counts, Publication? earlier)
    {
        var totals = Totals(blocks);
        var whole = totals.FindAll(t => IsWhole(t, blocks));
        (int Cost, bool Joins, int Index)? best = null;
        for (var i = 0; i < blocks.Count; i++)
        {
            // What holds nobody hides nobody; nor what is told to hold nobody, or that it no longer does would show.
            if (i == at || counts.Sum(blocks[i].Cells) == 0 || (blocks[i].Value == 0 && IsHeld(blocks[i], counts))) continue;
            var joined = Join(blocks[at], blocks[i]);
            var cost = whole.Count(t => joined.Cells.Count(t) is > 0 and var inside && inside < joined.Cells.Count);
            var candidate = (cost, MustJoin(joined, counts, earlier), i);
            if (best == null || candidate.CompareTo(best.Value) < 0) best = candidate;
        }
        return best?.Index;
    }

    private static List<Func<Cell, bool>> Totals(List<Block> blocks)
    {
        var cells = blocks.SelectMany(b => b.Cells).ToList();
        return
        [
            .. cells.Select(c => (c.Group, c.Row)).Distinct().Select(r => (Func<Cell, bool>)(c => (c.Group, c.Row) == r)),
            .. cells.Select(c => c.Column).Distinct().Select(k => (Func<Cell, bool>)(c => c.Column == k)),
            .. cells.Select(c => c.Group).Distinct().Select(g => (Func<Cell, bool>)(c => c.Group == g)),
            .. cells.Select(c => (c.Group, c.Column)).Distinct().Select(g => (Func<Cell, bool>)(c => (c.Group, c.Column) == g)),
        ];
    }

    private static bool IsWhole(Func<Cell, bool> total, List<Block> blocks) =>
        blocks.TrueForAll(b => b.Cells.Count(total) is var inside && (inside == 0 || inside == b.Cells.Count));

    private static Block Join(Block a, Block b) =>
        new([.. a.Cells, .. b.Cells], a.Value + b.Value, a.AsOf < b.AsOf ? a.AsOf : b.AsOf);

    private static Block Tell(Block block, CountTable counts, DateOnly on, Publication? earlier)
    {
        if (IsHeld(block, counts)) return block;
        // Alone with its few: there was nobody to join it with.
        return MustJoin(block, counts, earlier) ? block with { Value = null, AsOf = on } : block with { Value = counts.Sum(block.Cells), AsOf = on };
    }
}
