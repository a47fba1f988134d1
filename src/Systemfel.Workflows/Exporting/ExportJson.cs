using System.Globalization;
using System.Text.Json;

namespace Systemfel.Workflows.Exporting;

/// <summary>Rows as JSON: names in camel case, enumerations by name, days as 2026-11-30, moments in UTC, hashes in hexadecimal. What is kept as JSON stands as JSON.</summary>
internal static class ExportJson
{
    private const string Json = "Json";

    public static string NameOf(string property) =>
        JsonNamingPolicy.CamelCase.ConvertName(property.Length > Json.Length && property.EndsWith(Json, StringComparison.Ordinal) ? property[..^Json.Length] : property);

    /// <summary>The columns of a row, into the object that has been begun.</summary>
    public static void WriteColumns(Utf8JsonWriter json, object row)
    {
        foreach (var column in ExportColumns.Of(row.GetType()))
        {
            json.WritePropertyName(NameOf(column.Name));
            Write(json, column.GetValue(row), isJson: column.Name.EndsWith(Json, StringComparison.Ordinal) || column.Name == "Data");
        }
    }

    private static void Write(Utf8JsonWriter json, object? value, bool isJson)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text when isJson && IsJson(text): json.WriteRawValue(text, skipInputValidation: true); break;
            case string text: json.WriteStringValue(text); break;
            case bool yes: json.WriteBooleanValue(yes); break;
            case Enum name: json.WriteStringValue(name.ToString()); break;
            case DateOnly day: json.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case TimeOnly clock: json.WriteStringValue(clock.ToString("HH:mm", CultureInfo.InvariantCulture)); break;
            case DateTimeOffset moment: json.WriteStringValue(moment); break;
            case Guid id: json.WriteStringValue(id); break;
            case byte[] bytes: json.WriteStringValue(Convert.ToHexStringLower(bytes)); break;
            default: json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            // A text that is no JSON stands as the text that it is.
            return false;
        }
    }
}
