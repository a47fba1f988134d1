using System.Collections.Concurrent;

namespace Systemfel.Workflows.Register;

/// <summary>An organisation's register as it was at one moment: never changed, so many may search it at once.</summary>
public sealed class RegisterSnapshot
{
    private readonly RegisterRow[] _rows;
    private readonly string[][] _values;
    private readonly Lazy<RegisterRow[]>[] _ordered;
    private readonly ConcurrentDictionary<(string Filter, long AccountId, DateOnly Today), int> _counts = new();

    internal RegisterSnapshot(RegisterRow[] rows, string[][] values, long seen)
    {
        (_rows, _values, Seen) = (rows, values, seen);
        // Each order is made once, when it is first asked for: a search then only walks along it.
        _ordered = [.. Enum.GetValues<RegisterSort>().Select(sort => new Lazy<RegisterRow[]>(() => Ordered(sort)))];
    }

    /// <summary>The highest change that it holds.</summary>
    internal long Seen { get; }

    internal RegisterRow[] Rows => _rows;

    /// <summary>Filters, counts facets, sorts and takes one page, in one pass over the rows.</summary>
    /// <param name="filter">What is asked for.</param>
    /// <param name="sight">Who asks.</param>
    /// <param name="today">Decides what is overdue.</param>
    /// <param name="skip">Hits before the page.</param>
    /// <param name="take">Hits on the page.</param>
    public RegisterHits Search(RegisterFilter filter, RegisterSight sight, DateOnly today, int skip = 0, int take = int.MaxValue)
    {
        var wanted = Wanted(filter);
        var wantsOverdue = filter.Chosen.TryGetValue(RegisterFacet.Overdue, out var o) && o.Count > 0;
        var counts = _values.Select(v => new int[v.Length]).ToArray();
        var overdue = 0;
        var hits = new List<RegisterRow>();
        foreach (var row in _ordered[(int)filter.Sort].Value)
        {
            if (!MayFind(row, sight) || filter.Text?.Contains(row.Id) == false) continue;
            var late = row.AnswerDue < today;
            // A row that fails in one facet only still counts in that one; one that fails in two counts nowhere.
            var failed = wantsOverdue && !late ? OverdueFails : Passes;
            for (var f = 0; f < wanted.Length && failed != FailsTwice; f++)
            {
                if (wanted[f] is not { } chosen || AnyOf(row.Codes[f], chosen)) continue;
                failed = failed == Passes ? f : FailsTwice;
            }
            if (failed == FailsTwice) continue;
            if (late && failed == Passes) overdue++;
            if (failed == Passes)
            {
                hits.Add(row);
                for (var f = 0; f < counts.Length; f++) Add(counts[f], row.Codes[f]);
            }
            else if (failed >= 0)
            {
                Add(counts[failed], row.Codes[failed]);
            }
        }
        return new RegisterHits(hits.Count, [.. hits.Skip(skip).Take(take).Select(r => r.Id)], Facets(counts, overdue));
    }

    /// <summary>How many a filter finds: no facets, no order. Asked again of the same moment, it is not counted again.</summary>
    public int Count(RegisterFilter filter, RegisterSight sight, DateOnly today) =>
        filter.Text != null || sight.Granted != null
            ? CountRows(filter, sight, today)
            : _counts.GetOrAdd((KeyOf(filter), sight.AccountId, today), _ => CountRows(filter, sight, today));

    private static string KeyOf(RegisterFilter filter) =>
        string.Join('|', filter.Chosen.OrderBy(c => c.Key).Select(c => $"{c.Key}={string.Join(',', c.Value.Order(StringComparer.Ordinal))}"));

    /// <summary>Done with a row at the first facet that it fails.</summary>
    private int CountRows(RegisterFilter filter, RegisterSight sight, DateOnly today)
    {
        var wanted = Wanted(filter);
        var wantsOverdue = filter.Chosen.TryGetValue(RegisterFacet.Overdue, out var o) && o.Count > 0;
        var count = 0;
        foreach (var row in _rows)
        {
            if ((wantsOverdue && !(row.AnswerDue < today)) || !MayFind(row, sight) || filter.Text?.Contains(row.Id) == false) continue;
            var passes = true;
            for (var f = 0; f < wanted.Length && passes; f++) passes = wanted[f] is not { } chosen || AnyOf(row.Codes[f], chosen);
            if (passes) count++;
        }
        return count;
    }

    private const int Passes = -1, OverdueFails = -2, FailsTwice = -3;

    private static bool MayFind(RegisterRow row, RegisterSight sight) =>
        (!row.IsDraft || row.AuthorId == sight.AccountId) && (sight.Granted == null || sight.Granted.Contains(row.Id));

    private bool[]?[] Wanted(RegisterFilter filter) =>
        [.. RegisterCodes.Stored.Select((facet, i) => filter.Chosen.TryGetValue(facet, out var chosen) && chosen.Count > 0
            ? _values[i].Select(chosen.Contains).ToArray()
            : null)];

    private static bool AnyOf(int[] codes, bool[] chosen)
    {
        foreach (var code in codes)
            if (chosen[code]) return true;
        return false;
    }

    private static void Add(int[] counts, int[] codes)
    {
        foreach (var code in codes) counts[code]++;
    }

    /// <summary>The rows stand by last change; ties of the other orders go by number.</summary>
    private RegisterRow[] Ordered(RegisterSort sort) => sort switch
    {
        RegisterSort.NextDate => [.. _rows.OrderBy(r => r.NextDue ?? DateOnly.MaxValue).ThenByDescending(r => r.Number, StringComparer.Ordinal)],
        RegisterSort.Seen => [.. _rows.OrderByDescending(r => r.Seen).ThenByDescending(r => r.Number, StringComparer.Ordinal)],
        RegisterSort.Number => [.. _rows.OrderByDescending(r => r.Number, StringComparer.Ordinal)],
        _ => _rows,
    };

    private Dictionary<RegisterFacet, IReadOnlyDictionary<string, int>> Facets(int[][] counts, int overdue)
    {
        var facets = new Dictionary<RegisterFacet, IReadOnlyDictionary<string, int>>
        {
            [RegisterFacet.Overdue] = new Dictionary<string, int> { [RegisterFilter.Yes] = overdue },
        };
        for (var f = 0; f < counts.Length; f++)
        {
            var byValue = new Dictionary<string, int>();
            for (var v = 0; v < counts[f].Length; v++)
                if (counts[f][v] > 0) byValue[_values[f][v]] = counts[f][v];
            facets[RegisterCodes.Stored[f]] = byValue;
        }
        return facets;
    }
}
