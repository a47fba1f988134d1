using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Yearly;

/// <summary>What was understood of a pasted table.</summary>
/// <param name="Values">By key, as they stood there.</param>
/// <param name="NotUnderstood">Swedish: each line that was left out, and why.</param>
public sealed record PastedTable(IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> NotUnderstood);

/// <summary>
/// Reads rows that were copied out of Word or Excel into a table of the form: cells divided by tabs, or by semicolons. A row is known by
/// its words or its ages; rows of bare numbers are taken in the form's order. A first row with the columns' names says their order.
/// </summary>
public static partial class TablePaste
{
    /// <param name="field">The table.</param>
    /// <param name="pasted">What was pasted.</param>
    public static PastedTable Read(ReturnField field, string pasted)
    {
        var (values, left) = (new Dictionary<string, string>(), new List<string>());
        IReadOnlyList<(ReturnColumn Column, int At)> columns = [.. field.Columns.Select((c, i) => (c, i))];
        // Cells are counted from the first behind the row's name, unless a first row has said where each column stands.
        var headed = 0;
        var next = 0;
        foreach (var line in pasted.ReplaceLineEndings("\n").Split('\n').Where(l => l.Trim().Length > 0))
        {
            var cells = line.Split(line.Contains('\t', StringComparison.Ordinal) ? '\t' : ';').Select(c => c.Trim()).ToList();
            if (OrderIn(field, cells) is { } order)
            {
                headed = order[0].At > 0 ? 1 : 0;
                columns = [.. order.Select(o => (o.Column, o.At - headed))];
                continue;
            }
            var isBare = headed == 0 && cells.Count == columns.Count && cells.TrueForAll(IsNumber);
            var row = isBare ? field.Rows.ElementAtOrDefault(next) : RowOf(field, cells[0]);
            var numbers = isBare ? cells : cells[1..];
            if (row == null)
                left.Add(isBare ? $"”{Shown(line)}”: tabellen har bara {field.Rows.Count} rader." : $"”{Shown(line)}”: raden finns inte i tabellen.");
            else if (numbers.Count <= columns.Max(c => c.At))
                left.Add($"”{Shown(line)}”: raden har {numbers.Count} tal, men tabellen har {columns.Count} kolumner. Skilj dem åt med tabb eller semikolon.");
            else
            {
                foreach (var (column, at) in columns) values[field.KeyOf(row, column)] = numbers[at];
                if (numbers.Where((c, i) => c.Length > 0 && columns.All(k => k.At != i)).Any()) left.Add($"”{Shown(line)}”: raden har fler kolumner än tabellen. De andra är inte tagna.");
                next = field.Rows.ToList().IndexOf(row) + 1;
            }
        }
        return new PastedTable(values, left);
    }

    private static List<(ReturnColumn Column, int At)>? OrderIn(ReturnField field, List<string> cells)
    {
        var named = cells.Select((c, i) => (Column: field.Columns.FirstOrDefault(k => c.Equals(k.Label, StringComparison.OrdinalIgnoreCase) || c.Equals(k.Id, StringComparison.OrdinalIgnoreCase)), At: i))
            .Where(n => n.Column != null).Select(n => (n.Column!, n.At)).DistinctBy(n => n.Item1).ToList();
        return named.Count == field.Columns.Count ? named : null;
    }

    private static ReturnRow? RowOf(ReturnField field, string label)
    {
        // The row's very words come first: a row of the form may have a number in its name that is no age.
        if (field.Rows.FirstOrDefault(r => string.Equals(r.Label.Trim(), label, StringComparison.OrdinalIgnoreCase)) is { } same) return same;
        var ages = AgesIn(label);
        if (ages.Length > 0) return field.Rows.FirstOrDefault(r => AgesIn(r.Label) == ages);
        var words = WordsIn(label);
        if (words.Length == 0) return null;
        return field.Rows.FirstOrDefault(r => WordsIn(r.Label) == words)
            // 'Totalt antal klienter' heads a table whose first row is called 'Totalt'.
            ?? field.Rows.FirstOrDefault(r => r.Id == "totalt" && (words.Contains("totalt", StringComparison.Ordinal) || words == WordsIn(field.Label)))
            ?? field.Rows.FirstOrDefault(r => WordsIn(r.Label).StartsWith(words, StringComparison.Ordinal));
    }

    private static string AgesIn(string label) => string.Join('-', Ages().Matches(label).Select(m => m.Value));

    private static string WordsIn(string label) => string.Concat(label.ToLowerInvariant().Where(char.IsLetter));

    private static bool IsNumber(string cell) => cell.Length == 0 || ReturnValues.NumberIn(cell, 2) != null;

    private static string Shown(string line)
    {
        var text = line.Replace('\t', ' ').Trim();
        return text.Length <= 60 ? text : text[..60] + "…";
    }

    [GeneratedRegex(@"\d{2}")]
    private static partial Regex Ages();
}
