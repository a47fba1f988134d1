using System.Globalization;

namespace Systemfel.Workflows.Yearly;

/// <summary>Something in a return that is not as the form wants it.</summary>
/// <param name="Key">The value's key.</param>
/// <param name="Sentence">Swedish: what is wrong, and what to do.</param>
public sealed record ReturnFault(string Key, string Sentence);

/// <summary>Whether what was typed is of the kind that the form asks for. Nothing is refused for it: it is said, and can be saved.</summary>
public static class ReturnCheck
{
    /// <summary>What somebody can choose where the form asks yes or no, as it is kept and shown.</summary>
    public const string Yes = "Ja", No = "Nej", Unknown = "Vet inte";

    /// <summary>A file's values with yes, no and not known as they are kept, however they were typed by hand: ' ja' is 'Ja'. Others stay as they are.</summary>
    /// <param name="template">The file's form.</param>
    /// <param name="values">By key; keys that the form has not stay.</param>
    public static IReadOnlyDictionary<string, string> Spoken(ReturnTemplate template, IReadOnlyDictionary<string, string> values)
    {
        var asked = template.Fields.SelectMany(KindsOf).Where(k => k.Kind is ReturnFieldKind.YesNo or ReturnFieldKind.YesNoUnknown).Select(k => k.Key).ToHashSet();
        return values.ToDictionary(v => v.Key, v => asked.Contains(v.Key) ? Spoken(v.Value) : v.Value);
    }

    private static string Spoken(string typed) =>
        ((string[])[Yes, No, Unknown]).FirstOrDefault(a => string.Equals(a, typed.Trim(), StringComparison.OrdinalIgnoreCase)) ?? typed;

    private static IEnumerable<(string Key, ReturnFieldKind Kind)> KindsOf(ReturnField field) => field.Kind == ReturnFieldKind.Table
        ? field.Rows.SelectMany(r => field.Columns.Select(c => (field.KeyOf(r, c), c.Kind)))
        : field.Keys.Select(k => (k, field.Kind));

    /// <summary>Every value that is not of its kind, in the form's order.</summary>
    public static IReadOnlyList<ReturnFault> FaultsOf(ReturnTemplate template, ReturnValues values) =>
        [.. template.Fields.SelectMany(f => FaultsOf(f, values))];

    /// <summary>The same for one section.</summary>
    public static IReadOnlyList<ReturnFault> FaultsOf(ReturnSection section, ReturnValues values) => [.. section.Fields.SelectMany(f => FaultsOf(f, values))];

    private static IEnumerable<ReturnFault> FaultsOf(ReturnField field, ReturnValues values)
    {
        if (field.Kind != ReturnFieldKind.Table) return field.Keys.Select(k => FaultOf(k, field.Kind, $"{field.Id} {field.Label}", values[k])).OfType<ReturnFault>();
        return field.Rows.SelectMany(r => field.Columns.Select(c => FaultOf(field.KeyOf(r, c), c.Kind, NameOf(field, r, c), values[field.KeyOf(r, c)]))).OfType<ReturnFault>();
    }

    /// <summary>'2.1 Totalt antal klienter, därav 18–29 år, kvinnor'.</summary>
    internal static string NameOf(ReturnField field, ReturnRow row, ReturnColumn column) =>
        $"{field.Id} {field.Label}, {row.Label}, {char.ToLower(column.Label[0], CultureInfo.InvariantCulture)}{column.Label[1..]}";

    private static ReturnFault? FaultOf(string key, ReturnFieldKind kind, string name, string typed)
    {
        if (typed.Length == 0) return null;
        var sentence = kind switch
        {
            ReturnFieldKind.Number when ReturnValues.NumberIn(typed, 0) == null => "är inget helt tal. Skriv bara siffror.",
            ReturnFieldKind.Decimal when ReturnValues.NumberIn(typed, 2) == null => "är inget tal med högst två decimaler. Skriv till exempel 5,50.",
            ReturnFieldKind.YesNo when typed is not (Yes or No) => "är varken ja eller nej.",
            ReturnFieldKind.YesNoUnknown when typed is not (Yes or No or Unknown) => "är varken ja, nej eller vet inte.",
            ReturnFieldKind.Date when !DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => "är ingen dag. Skriv till exempel 2027-01-10.",
            _ => "",
        };
        return sentence.Length == 0 ? null : new ReturnFault(key, $"{name}: ”{typed}” {sentence}");
    }
}
