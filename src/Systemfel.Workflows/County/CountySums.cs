using System.Globalization;
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

/// <summary>What the county makes of its returns: sums for the 1 March, and one service beside another.</summary>
public static class CountySums
{
    /// <summary>Every figure of the form over the returns that count.</summary>
    public static IReadOnlyList<CountySum> Of(ReturnTemplate template, IReadOnlyList<CountyStand> stands)
    {
        var counted = stands.Where(s => s.Counts).ToList();
        return
        [
            .. template.Sections.SelectMany(section => section.Fields.SelectMany(field => Cells(field)
                .Select(c => (Cell: c, Numbers: counted.Select(s => s.Values.Number(c.Key)).OfType<decimal>().ToList()))
                .Select(c => new CountySum($"{section.Id} {section.Title}", $"{field.Id} {field.Label}", c.Cell.Row, c.Cell.Column, c.Numbers.Sum(), c.Numbers.Count)))),
        ];
    }

    /// <summary>Tables that count clients: those can be set side by side.</summary>
    public static IReadOnlyList<ReturnField> Comparable(ReturnTemplate template) =>
        [.. template.Sections.Where(s => s.Id is "2" or "3").SelectMany(s => s.Fields).Where(f => f.Kind == ReturnFieldKind.Table && f.Columns.All(c => c.Kind == ReturnFieldKind.Number))];

    /// <summary>
    /// A table of clients, service by service, as it may leave: cells of few are joined with others (<see cref="PersonCountDisclosure"/>). Rows that are
    /// totals of others are left out, for whoever has a total and its parts can work out what is hidden.
    /// </summary>
    public static Publication Compare(ReturnTemplate template, ReturnField field, IReadOnlyList<CountyStand> stands, DateOnly today)
    {
        var totals = template.Sums.Select(s => s.Total).ToHashSet();
        var parts = field.Rows.Where(r => field.Rows.Count == 1 || !totals.Contains($"{field.Id}/{r.Id}")).ToList();
        return PersonCountDisclosure.Publish(new CountTable(stands.Where(s => s.Counts).SelectMany(s => parts.SelectMany(r => field.Columns.Select(c => (
            Cell: new Cell("", s.Service.Name, $"{r.Label}, {c.Label.ToLower(CultureInfo.CurrentCulture)}"),
            Count: (int)Math.Round(s.Values.Number(field.KeyOf(r, c)) ?? 0))))).ToDictionary(c => c.Cell, c => c.Count)), today);
    }

    private static IEnumerable<(string Key, string Row, string Column)> Cells(ReturnField field) => field.Kind switch
    {
        ReturnFieldKind.Number or ReturnFieldKind.Decimal => [(field.Id, "", "")],
        ReturnFieldKind.Table => field.Rows.SelectMany(r => field.Columns.Where(c => c.Kind is ReturnFieldKind.Number or ReturnFieldKind.Decimal).Select(c => (field.KeyOf(r, c), r.Label, c.Label))),
        _ => [],
    };
}
