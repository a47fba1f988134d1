namespace Systemfel.Workflows.Tests.Disclosure;

/// <summary>What somebody knows of a sum of unknown whole numbers: which, with which sign, and its low and high end.</summary>
internal sealed record Known(int[] Variables, int[] Signs, int Low, int High)
{
    public static Known Sum(IEnumerable<int> variables, int low, int high)
    {
        int[] all = [.. variables];
        return new Known(all, [.. all.Select(_ => 1)], low, high);
    }

    /// <summary>The later of two numbers is not the smaller.</summary>
    public static Known Grows(int earlier, int later) => new([later, earlier], [1, -1], 0, int.MaxValue / 2);
}

/// <summary>
/// Works out from what is published what it was made from, knowing nothing of how: by linear algebra, and by looking for another
/// table of whole numbers that fits everything. Only when none is found does a number count as recovered.
/// </summary>
internal static class Attacker
{
    private const int Most = 400;

    /// <summary>The equations, reduced (Gauss-Jordan). Sums of cells of a table with its totals need no fractions: every pivot is 1 or -1.</summary>
    public static List<int[]> Reduce(IEnumerable<Known> equations, int variables)
    {
        var left = equations.Select(e =>
        {
            var row = new int[variables];
            foreach (var v in e.Variables) row[v] = 1;
            return row;
        }).ToList();
        var reduced = new List<int[]>();
        for (var column = 0; column < variables; column++)
        {
            if (left.Find(r => r[column] != 0) is not { } pivot) continue;
            if (Math.Abs(pivot[column]) != 1) throw new InvalidOperationException("These sums are not those of a table.");
            left.Remove(pivot);
            foreach (var row in left.Concat(reduced)) Take(row, pivot, column);
            reduced.Add(pivot);
        }
        return reduced;
    }

    /// <summary>Whether the reduced equations alone fix a sum of unknowns.</summary>
    public static bool IsFixed(List<int[]> reduced, int variables, IEnumerable<int> sum)
    {
        var wanted = new int[variables];
        foreach (var v in sum) wanted[v] = 1;
        foreach (var row in reduced) Take(wanted, row, Array.FindIndex(row, c => c != 0));
        return Array.TrueForAll(wanted, c => c == 0);
    }

    /// <summary>Whether a variable can have this value in a table of whole numbers that fits all that is known.</summary>
    /// <param name="known">All of it.</param>
    /// <param name="truth">The true table: only where to look first.</param>
    /// <param name="variable">Which.</param>
    /// <param name="value">The other value.</param>
    public static bool CanBe(Known[] known, int[] truth, int variable, int value)
    {
        var low = new int[truth.Length];
        var high = new int[truth.Length];
        Array.Fill(high, Most);
        low[variable] = high[variable] = value;
        var tries = 5_000;
        return Search(known, truth, low, high, ref tries);
    }

    private static bool Search(Known[] known, int[] truth, int[] low, int[] high, ref int tries)
    {
        if (--tries < 0 || !Propagate(known, low, high)) return false;
        var free = -1;
        for (var i = 0; i < low.Length; i++)
            if (low[i] < high[i] && (free < 0 || high[i] - low[i] < high[free] - low[free])) free = i;
        if (free < 0) return true;
        var near = Math.Clamp(truth[free], low[free], high[free]);
        for (var step = 0; step < 12; step++)
        {
            var value = near + (step % 2 == 0 ? step / 2 : -(step + 1) / 2);
            if (value < low[free] || value > high[free]) continue;
            var (l, h) = ((int[])low.Clone(), (int[])high.Clone());
            l[free] = h[free] = value;
            if (Search(known, truth, l, h, ref tries)) return true;
        }
        return false;
    }

    /// <summary>Narrows each number by each sum, until nothing is narrowed any more; false when nothing fits.</summary>
    private static bool Propagate(Known[] known, int[] low, int[] high)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var k in known)
            {
                int least = 0, most = 0;
                for (var i = 0; i < k.Variables.Length; i++)
                {
                    var v = k.Variables[i];
                    least += k.Signs[i] > 0 ? low[v] : -high[v];
                    most += k.Signs[i] > 0 ? high[v] : -low[v];
                }
                if (least > k.High || most < k.Low) return false;
                for (var i = 0; i < k.Variables.Length; i++)
                {
                    var v = k.Variables[i];
                    // What the others leave for this one; the ends were taken before any of them was narrowed, which only leaves more.
                    var up = k.Signs[i] > 0 ? k.High - least + low[v] : most + low[v] - k.Low;
                    var down = k.Signs[i] > 0 ? k.Low - most + high[v] : least + high[v] - k.High;
                    var (newLow, newHigh) = (Math.Max(low[v], down), Math.Min(high[v], up));
                    if (newLow > newHigh) return false;
                    if (newLow == low[v] && newHigh == high[v]) continue;
                    if (k.Signs[i] > 0) (least, most) = (least + newLow - low[v], most + newHigh - high[v]);
                    else (least, most) = (least + high[v] - newHigh, most + low[v] - newLow);
                    (low[v], high[v], changed) = (newLow, newHigh, true);
                }
            }
        }
        return true;
    }

    private static void Take(int[] from, int[] pivot, int column)
    {
        if (from[column] == 0) return;
        var times = from[column] * pivot[column];
        for (var i = 0; i < from.Length; i++) from[i] -= times * pivot[i];
    }
}
