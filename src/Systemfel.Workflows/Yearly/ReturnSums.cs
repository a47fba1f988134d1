using System.Globalization;

namespace Systemfel.Workflows.Yearly;

/// <summary>What kind of disagreement it is.</summary>
public enum SumFaultKind
{
    /// <summary>A total is not the sum of its parts.</summary>
    Total,
    /// <summary>A part is over the whole that it belongs to.</summary>
    OverWhole,
}

/// <summary>Figures of a return that do not agree.</summary>
/// <param name="Kind">How.</param>
/// <param name="Table">The table, or the field: '2.3 Antal avslutade klienter'.</param>
/// <param name="Row">The row; empty for a field.</param>
/// <param name="Column">The column; empty for a field.</param>
/// <param name="Key">The key of the total, or of the part that is over.</param>
/// <param name="Stated">What stands there.</param>
/// <param name="Other">What the parts make, or what the whole is.</param>
/// <param name="Sentence">Swedish: all of it in words.</param>
public sealed record SumFault(SumFaultKind Kind, string Table, string Row, string Column, string Key, decimal Stated, decimal Other, string Sentence);

/// <summary>
/// Whether the figures of a return agree: each total with its age bands, and no part over its whole. An empty cell counts as nought
/// as long as something of the same sum is filled in; a value that is no number is <see cref="ReturnCheck"/>'s to name, and its sum waits.
/// </summary>
public static class ReturnSums
{
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");

    /// <summary>Every disagreement, totals first, in the form's order. A column whose total is named is not named again for being over a whole.</summary>
    public static IReadOnlyList<SumFault> FaultsOf(ReturnTemplate template, ReturnValues values)
    {
        var totals = template.Sums.SelectMany(s => TotalFaults(template, values, s)).ToList();
        var doubtful = template.Sums.SelectMany(s => s.Parts.Append(s.Total).Select(row => (Sum: s, Row: row)))
            .SelectMany(r => Columns(template, r.Row).Where(c => totals.Exists(t => t.Key == KeyOf(r.Sum.Total, c))).Select(c => KeyOf(r.Row, c))).ToHashSet();
        return [.. totals, .. template.Limits.SelectMany(l => LimitFaults(template, values, l)).Where(f => !doubtful.Contains(f.Fault.Key) && !doubtful.Contains(f.Whole)).Select(f => f.Fault)];
    }

    private static IEnumerable<SumFault> TotalFaults(ReturnTemplate template, ReturnValues values, SumRule rule)
    {
        var (table, row) = Find(template, rule.Total);
        foreach (var column in Columns(template, rule.Total))
        {
            var key = KeyOf(rule.Total, column);
            var parts = rule.Parts.Select(p => KeyOf(p, column)).ToList();
            if (parts.Append(key).All(k => values[k].Length == 0) || parts.Append(key).Any(k => values[k].Length > 0 && values.Number(k, column.Kind) == null)) continue;
            var (stated, sum) = (values.Number(key, column.Kind) ?? 0, parts.Sum(p => values.Number(p, column.Kind) ?? 0));
            if (stated == sum) continue;
            var words = $"{table.Id} {table.Label}, {Small(column.Label)}: {Small(row!.Label)} är {(values[key].Length == 0 ? "tomt" : Words(stated))}, men åldersgrupperna blir tillsammans {Words(sum)}.";
            yield return new SumFault(SumFaultKind.Total, $"{table.Id} {table.Label}", row.Label, column.Label, key, stated, sum, words);
        }
    }

    private static IEnumerable<(SumFault Fault, string Whole)> LimitFaults(ReturnTemplate template, ReturnValues values, LimitRule rule)
    {
        var (part, partRow) = Find(template, rule.Part);
        var (whole, wholeRow) = Find(template, rule.Whole);
        if (partRow == null)
        {
            if (values.Number(rule.Part, part.Kind) is { } one && values.Number(rule.Whole, whole.Kind) is { } all && one > all)
                yield return (new SumFault(SumFaultKind.OverWhole, $"{part.Id} {part.Label}", "", "", rule.Part, one, all, $"{part.Id} {part.Label} är {Words(one)}, mer än {whole.Id} {whole.Label}, {Words(all)}."), rule.Whole);
            yield break;
        }
        foreach (var column in Columns(template, rule.Part))
        {
            var (key, over) = (KeyOf(rule.Part, column), KeyOf(rule.Whole, column));
            if (values.Number(key, column.Kind) is not { } one || values.Number(over, column.Kind) is not { } all || one <= all) continue;
            var words = $"{part.Id} {part.Label}, {Small(column.Label)}: {Small(partRow.Label)} är {Words(one)}, mer än {whole.Id} {whole.Label}, {Small(wholeRow!.Label)}, {Words(all)}.";
            yield return (new SumFault(SumFaultKind.OverWhole, $"{part.Id} {part.Label}", partRow.Label, column.Label, key, one, all, words), over);
        }
    }

    private static (ReturnField Field, ReturnRow? Row) Find(ReturnTemplate template, string path)
    {
        var at = path.IndexOf('/', StringComparison.Ordinal);
        var field = template.Field(at < 0 ? path : path[..at]) ?? throw new InvalidDataException($"The template {template.Key} has a rule about '{path}', which it does not ask for.");
        if (at < 0) return (field, null);
        return (field, field.Rows.FirstOrDefault(r => r.Id == path[(at + 1)..]) ?? throw new InvalidDataException($"The template {template.Key} has a rule about '{path}', which it does not ask for."));
    }

    private static IReadOnlyList<ReturnColumn> Columns(ReturnTemplate template, string path) => Find(template, path).Field.Columns;

    private static string KeyOf(string row, ReturnColumn column) => $"{row}/{column.Id}";

    private static string Small(string label) => char.ToLower(label[0], Swedish) + label[1..];

    private static string Words(decimal number) => number.ToString("#,0.##", Swedish);
}
