using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Features.Yearly;

/// <summary>What a value of a return is called.</summary>
public static class ReturnLabels
{
    /// <summary>'2.1 Totalt antal klienter, därav 18–29 år, kvinnor'.</summary>
    public static string Of(ReturnSection section, string key)
    {
        var field = section.Fields.First(f => f.Keys.Contains(key));
        var name = $"{field.Id} {field.Label}";
        if (field.Kind == ReturnFieldKind.Ranked) return $"{name}, {key[(key.LastIndexOf('/') + 1)..]}";
        if (field.Kind != ReturnFieldKind.Table) return name;
        var (row, column) = field.Rows.SelectMany(r => field.Columns.Select(c => (r, c))).First(p => field.KeyOf(p.r, p.c) == key);
        return $"{name}, {row.Label}, {column.Label.ToLowerInvariant()}";
    }
}
