using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Systemfel.Workflows.Yearly;

/// <summary>
/// The values of a return as they were typed, by the keys of <see cref="ReturnField.Keys"/>: a number that is wrong is kept as it is, so
/// that it can be shown and said what is wrong with it.
/// </summary>
public sealed class ReturnValues
{
    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The most digits, zeros before the number among them: with more it would be a telephone or personal number in the wrong place.</summary>
    private const int MostDigits = 9;

    private readonly SortedDictionary<string, string> _typed;

    /// <param name="typed">By key; what is empty is left out.</param>
    public ReturnValues(IEnumerable<KeyValuePair<string, string>> typed) =>
        _typed = new(typed.Where(t => !string.IsNullOrWhiteSpace(t.Value)).ToDictionary(t => t.Key, t => t.Value.ReplaceLineEndings("\n").Trim()), StringComparer.Ordinal);

    /// <summary>Nothing typed.</summary>
    public static ReturnValues Empty { get; } = new([]);

    /// <summary>All, by key.</summary>
    public IReadOnlyDictionary<string, string> Typed => _typed;

    /// <summary>What was typed; empty for nothing.</summary>
    public string this[string key] => _typed.GetValueOrDefault(key, "");

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static ReturnValues FromJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? []);

    /// <summary>As it is stored: one object, key by key.</summary>
    public string ToJson() => JsonSerializer.Serialize(_typed, Writing);

    /// <summary>The same with those of some keys exchanged; other keys stay.</summary>
    public ReturnValues With(IEnumerable<KeyValuePair<string, string>> changed)
    {
        var all = new Dictionary<string, string>(_typed);
        foreach (var (key, value) in changed) all[key] = value;
        return new ReturnValues(all);
    }

    /// <summary>The values of a section, in the form's order; empty ones too.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Of(ReturnSection section) =>
        [.. section.Fields.SelectMany(f => f.Keys).Select(k => KeyValuePair.Create(k, this[k]))];

    private static readonly string[] Units = ["kronor", "kr", ":-"];

    /// <summary>A number as Swedes write it: '2 029 410', '5,0', '1 935 360 kr', '2.100.000'; a single point is taken for a comma.</summary>
    /// <returns>Null when it is no number from 0, or has more decimals than are allowed.</returns>
    public static decimal? NumberIn(string typed, int decimals)
    {
        var plain = string.Concat(typed.Where(c => !char.IsWhiteSpace(c))).Replace(',', '.');
        foreach (var unit in Units.Where(u => plain.EndsWith(u, StringComparison.OrdinalIgnoreCase)).Take(1)) plain = plain[..^unit.Length];
        if (plain.Split('.') is { Length: > 2 } groups && groups[0].Length is > 0 and <= 3 && groups.Skip(1).All(g => g.Length == 3)) plain = string.Concat(groups);
        if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        var parts = plain.Split('.');
        // '500.000' is no 500: what stands behind the mark is decimals, and no more of them than are allowed.
        var behind = parts.Length > 1 ? parts[1].Length : 0;
        return parts[0].Length <= MostDigits && behind <= decimals ? number : null;
    }

    /// <summary>The number of a field or a cell; null when nothing is typed, or no number of its kind.</summary>
    /// <param name="key">The value's key.</param>
    /// <param name="kind">What it takes: a whole number, or one with two decimals.</param>
    public decimal? Number(string key, ReturnFieldKind kind) => NumberIn(this[key], kind == ReturnFieldKind.Decimal ? 2 : 0);
}
