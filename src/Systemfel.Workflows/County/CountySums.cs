using System.Globalization;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.County;

/// <summary>A figure of the form, summed over the county.</summary>
/// <param name="Section">The section's number and title.</param>
/// <param name="Field">The question.</param>
/// <param name="Row">The table's row; empty for none.</param>
/// <param name="Column">The table's column; empty for none.</param>
/// <param name="Sum">Over the services that have filled it in.</param>
/// <param name="Services">How many those are.</param>
public sealed record CountySum(string Section, string Field, string Row, string Column, decimal Sum, int Services);

/// <summary>A service that is not in a table of the county.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Why">Swedish: why.</param>
public sealed record CountyLeftOut(string Name, string Why);

/// <summary>Services beside each other, as it may leave.</summary>
/// <param name="Table">The figures.</param>
/// <param name="LeftOut">Services that are not in it.</param>
public sealed record CountyTable(Publication Table, IReadOnlyList<CountyLeftOut> LeftOut);

/// <summary>What the county makes of its returns: sums for the 1 March, and one service beside another.</summary>
public static class CountySums
{
    /// <summary>Every figure of the form over the returns that count and follow it.</summary>
    public static IReadOnlyList<CountySum> Of(ReturnTemplate template, IReadOnlyList<CountyStand> stands)
    {
        var counted = stands.Where(s => WhyNot(template, s).Length == 0).ToList();
        return
        [
            .. template.Sections.SelectMany(section => section.Fields.SelectMany(field => Cells(field)
                .Select(c => (Cell: c, Numbers: counted.Select(s => s.Values.Number(c.Key, c.Kind)).OfType<decimal>().ToList()))
                .Select(c => new CountySum($"{section.Id} {section.Title}", $"{field.Id} {field.Label}", c.Cell.Row, c.Cell.Column, c.Numbers.Sum(), c.Numbers.Count)))),
        ];
    }

    /// <summary>Services that are not in the sums.</summary>
    public static IReadOnlyList<CountyLeftOut> LeftOut(ReturnTemplate template, IReadOnlyList<CountyStand> stands) =>
        [.. stands.Select(s => new CountyLeftOut(s.Service.Name, WhyNot(template, s))).Where(l => l.Why.Length > 0)];

    /// <summary>Tables that count clients: those can be set side by side.</summary>
    public static IReadOnlyList<ReturnField> Comparable(ReturnTemplate template) =>
        [.. template.Sections.Where(s => s.Id is "2" or "3").SelectMany(s => s.Fields).Where(f => f.Kind == ReturnFieldKind.Table && f.Columns.All(c => c.Kind == ReturnFieldKind.Number))];

    /// <summary>
    /// A table of clients, service by service, as it may leave: cells of few are joined with others (<see cref="PersonCountDisclosure"/>). Rows that are
    /// totals of others are left out, for whoever has a total and its parts can work out what is hidden. So is a service that has not filled the table in:
    /// it has not said that it has no clients.
    /// </summary>
    public static CountyTable Compare(ReturnTemplate template, ReturnField field, IReadOnlyList<CountyStand> stands, DateOnly today)
    {
        var totals = template.Sums.Select(s => s.Total).ToHashSet();
        var parts = field.Rows.Where(r => field.Rows.Count == 1 || !totals.Contains($"{field.Id}/{r.Id}")).ToList();
        var asked = stands.Select(s => (Stand: s, Why: WhyNot(template, s) is { Length: > 0 } why ? why : WhyNot(field, parts, s.Values))).ToList();
        var table = PersonCountDisclosure.Publish(new CountTable(asked.Where(a => a.Why.Length == 0).SelectMany(a => parts.SelectMany(r => field.Columns.Select(c => (
            Cell: new Cell("", a.Stand.Service.Name, $"{r.Label}, {c.Label.ToLower(CultureInfo.CurrentCulture)}"),
            Count: (int)(a.Stand.Values.Number(field.KeyOf(r, c), c.Kind) ?? 0))))).ToDictionary(c => c.Cell, c => c.Count)), today);
        return new CountyTable(table, [.. asked.Where(a => a.Why.Length > 0).Select(a => new CountyLeftOut(a.Stand.Service.Name, a.Why))]);
    }

    private static string WhyNot(ReturnTemplate template, CountyStand stand) => stand.State switch
    {
        CountyReturnState.Missing => "har inte kommit",
        CountyReturnState.AskedToComplete => "ska kompletteras",
        _ => stand.Template.Key == template.Key ? "" : $"följer blanketten {stand.Template.Key}, inte {template.Key}",
    };

    /// <summary>An empty cell is nought where something else of its column is filled in.</summary>
    private static string WhyNot(ReturnField field, IReadOnlyList<ReturnRow> rows, ReturnValues values)
    {
        foreach (var column in field.Columns)
        {
            var keys = rows.Select(r => field.KeyOf(r, column)).ToList();
            if (keys.TrueForAll(k => values[k].Length == 0)) return $"har inte fyllt i {column.Label.ToLower(CultureInfo.CurrentCulture)}";
            if (keys.Exists(k => values[k].Length > 0 && values.Number(k, column.Kind) is not (>= 0 and <= CountyFileCheck.MostClients))) return "har skrivit något som inte är ett antal klienter";
        }
        return "";
    }

    private static IEnumerable<(string Key, string Row, string Column, ReturnFieldKind Kind)> Cells(ReturnField field) => field.Kind switch
    {
        ReturnFieldKind.Number or ReturnFieldKind.Decimal => [(field.Id, "", "", field.Kind)],
        ReturnFieldKind.Table => field.Rows.SelectMany(r => field.Columns.Where(c => c.Kind is ReturnFieldKind.Number or ReturnFieldKind.Decimal).Select(c => (field.KeyOf(r, c), r.Label, c.Label, c.Kind))),
        _ => [],
    };
}
