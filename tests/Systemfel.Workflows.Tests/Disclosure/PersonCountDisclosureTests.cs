using Systemfel.Workflows.Disclosure;

namespace Systemfel.Workflows.Tests.Disclosure;

public class PersonCountDisclosureTests
{
    private static readonly DateOnly Day = new(2026, 11, 27);

    /// <summary>Ten thousand tables; somebody who knows all that is published recovers none of their small cells or totals.</summary>
    [Fact]
    public void Publish_TenThousandRandomTables_GivesAwayNoSmallNumber()
    {
        var (recovered, small) = (0, 0);
        for (var seed = 0; seed < 10_000; seed++)
        {
            var table = RandomTable.Of(new Random(seed));
            var published = PersonCountDisclosure.Publish(table, Day);
            var cells = table.Counts.Keys.ToList();
            var truth = cells.Select(c => table.Counts[c]).ToArray();
            var numbers = RandomTable.Numbers(published, table).ToList();
            Assert.All(numbers.Where(n => n.Shown.Value != null), n => Assert.Equal(n.Cells.Sum(c => table.Counts[c]), n.Shown.Value));
            var known = numbers.Where(n => n.Shown.Value != null).Select(n => Known.Sum(n.Cells.Select(c => cells.IndexOf(c)), n.Shown.Value!.Value, n.Shown.Value.Value)).ToArray();
            var reduced = Attacker.Reduce(known, cells.Count);
            foreach (var number in numbers.Where(n => n.Cells.Sum(c => table.Counts[c]) is >= 1 and <= 4))
            {
                small++;
                if (number.Shown.Value != null || Attacker.IsFixed(reduced, cells.Count, number.Cells.Select(c => cells.IndexOf(c)))) recovered++;
            }
            for (var i = 0; i < cells.Count; i++)
            {
                if (truth[i] is < 1 or > 4) continue;
                // Not only is it not fixed: it may be anything from nobody to more than a few.
                if (!Attacker.CanBe(known, truth, i, 0) || !Attacker.CanBe(known, truth, i, 5)) recovered++;
            }
        }
        Assert.Equal(0, recovered);
        Assert.True(small > 50_000, $"Only {small} small numbers were attacked.");
    }

    /// <summary>The same table with one person more: nothing that is shown differs, so that there is nothing to subtract.</summary>
    [Fact]
    public void Publish_WithOnePersonMore_TellsWhatWasTold()
    {
        for (var seed = 0; seed < 10_000; seed++)
        {
            var random = new Random(seed);
            var table = RandomTable.Of(random);
            var later = table.With(table.Counts.Keys.ElementAt(random.Next(table.Counts.Count)), 1);
            var first = PersonCountDisclosure.Publish(table, Day);

            var second = PersonCountDisclosure.Publish(later, Day.AddMonths(1), first);

            Assert.Equal(
                RandomTable.Numbers(first, table).Select(n => n.Shown.Value),
                RandomTable.Numbers(second, table).Select(n => n.Shown.Value));
        }
    }

    /// <summary>Series of publications. The attacker is told even what no reader is: each block's sum and day, and that persons are only added.</summary>
    [Fact]
    public void Publish_FiveHundredSeries_GiveAwayNoSmallCellOfAnyOfThem()
    {
        var (recovered, small) = (0, 0);
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var tables = new List<CountTable> { RandomTable.Of(random) };
            var published = new List<Publication> { PersonCountDisclosure.Publish(tables[0], Day) };
            for (var t = 1; t < 3; t++)
            {
                var next = tables[^1];
                for (var n = random.Next(0, 12); n > 0; n--) next = next.With(next.Counts.Keys.ElementAt(random.Next(next.Counts.Count)), random.Next(1, 4));
                tables.Add(next);
                published.Add(PersonCountDisclosure.Publish(next, Day.AddMonths(t), published[^1]));
            }
            var cells = tables[0].Counts.Keys.ToList();
            var truth = tables.SelectMany(t => cells.Select(c => t.Counts[c])).ToArray();
            var known = Knowledge(published, cells).ToArray();
            for (var i = 0; i < truth.Length; i++)
            {
                if (truth[i] is < 1 or > 4) continue;
                small++;
                if (!Enumerable.Range(0, 9).Any(other => other != truth[i] && Attacker.CanBe(known, truth, i, other))) recovered++;
            }
        }
        Assert.Equal(0, recovered);
        Assert.True(small > 4_000, $"Only {small} small cells were attacked.");
    }

    [Fact]
    public void Publish_WithoutSmallCells_HidesNothing()
    {
        var table = Table(("A", "x", 5), ("A", "y", 0), ("B", "x", 12), ("B", "y", 7));

        var published = PersonCountDisclosure.Publish(table, Day);

        Assert.All(RandomTable.Numbers(published, table), n => Assert.NotNull(n.Shown.Value));
    }

    [Fact]
    public void Publish_WithOneSmallCell_HidesOneMoreCellAndTheTwoTotalsBetweenThem()
    {
        var table = Table(("A", "x", 3), ("A", "y", 9), ("A", "z", 8), ("B", "x", 12), ("B", "y", 7), ("B", "z", 6));

        var published = PersonCountDisclosure.Publish(table, Day);

        // The small cell, the one below it, and the totals of their rows; all columns and the whole are told.
        Assert.Equal([3, 12, 20, 25], RandomTable.Numbers(published, table).Where(n => n.Shown.Value == null).Select(n => n.Cells.Sum(c => table.Counts[c])));
        Assert.Equal((15, 45), (published.OfColumn("x").Value, published.Total.Value));
    }

    [Fact]
    public void Publish_OfFewerThanFiveInAll_TellsNoTotal()
    {
        var table = Table(("A", "x", 3), ("A", "y", 1), ("B", "x", 0), ("B", "y", 0));

        var published = PersonCountDisclosure.Publish(table, Day);

        Assert.Null(published.Total.Value);
        Assert.Equal(0, published.OfRow("", "B").Value);
    }

    [Fact]
    public void Publish_WhatHasGrownByFive_IsToldAnewWithItsDay()
    {
        var table = Table(("A", "x", 7), ("B", "x", 20));
        var first = PersonCountDisclosure.Publish(table, Day);

        var second = PersonCountDisclosure.Publish(table.With(new Cell("", "A", "x"), 5).With(new Cell("", "B", "x"), 4), Day.AddMonths(1), first);

        Assert.Equal((new ShownCount(12, Day.AddMonths(1)), new ShownCount(20, Day)), (second.OfRow("", "A"), second.OfRow("", "B")));
    }

    [Fact]
    public void Publish_OfWhatWasFewLastTime_NeverTellsItAlone()
    {
        var table = Table(("A", "x", 4), ("B", "x", 20));
        var first = PersonCountDisclosure.Publish(table, Day);

        var second = PersonCountDisclosure.Publish(table.With(new Cell("", "A", "x"), 9), Day.AddMonths(1), first);

        Assert.Equal((null, 33), (second.OfRow("", "A").Value, second.Total.Value));
    }

    private static IEnumerable<Known> Knowledge(List<Publication> published, List<Cell> cells)
    {
        int At(int t, Cell c) => t * cells.Count + cells.IndexOf(c);
        for (var t = 0; t < published.Count; t++)
        {
            foreach (var block in published[t].Blocks.Where(b => b.Value != null))
            {
                var on = published.FindIndex(p => p.On == block.AsOf);
                yield return Known.Sum(block.Cells.Select(c => At(on, c)), block.Value!.Value, block.Value.Value);
                // Repeated: it has changed by fewer than five.
                if (on < t) yield return Known.Sum(block.Cells.Select(c => At(t, c)), block.Value.Value - 4, block.Value.Value + 4);
            }
            foreach (var c in cells.Where(_ => t > 0)) yield return Known.Grows(At(t - 1, c), At(t, c));
        }
    }

    private static CountTable Table(params (string Row, string Column, int Count)[] cells) =>
        new(cells.ToDictionary(c => new Cell("", c.Row, c.Column), c => c.Count));
}
