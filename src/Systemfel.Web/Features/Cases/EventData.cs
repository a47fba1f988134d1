using System.Globalization;
using System.Text.Json;
using Systemfel.Web.Features.Shared;

namespace Systemfel.Web.Features.Cases;

/// <summary>What an event says, read from its JSON; what is not there is null.</summary>
public readonly struct EventData(JsonElement data)
{
    public bool Has(string name) => Text(name) is not null;

    public string? Text(string name)
    {
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty(name, out var value)) return null;
        var text = value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Null => null, _ => value.GetRawText() };
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>A day in words; null when it is no date.</summary>
    public string? Day(string name) =>
        DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? WithYear(day) : null;

    public string Before(string name, string before, string after = "") => Day(name) is { } day ? $"{before}{day}{after}" : "";

    public string Suffix(string name, string before, string after = "") => Text(name) is { } text ? $"{before}{text}{after}" : "";

    public string Month(string name, string before) =>
        DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? before + day.Month() : "";

    public T Kind<T>(string name) where T : struct, Enum => KindOrNull<T>(name) ?? default;

    public T? KindOrNull<T>(string name) where T : struct, Enum => Enum.TryParse<T>(Text(name), ignoreCase: true, out var value) ? value : null;

    private static string WithYear(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("sv-SE"));
}
