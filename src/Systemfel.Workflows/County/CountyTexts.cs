using System.Text.Encodings.Web;
using System.Text.Json;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.County;

/// <summary>Texts under headings of a return that came as a file, as they are kept.</summary>
internal static class CountyTexts
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<ReturnText> Read(string json) => JsonSerializer.Deserialize<List<ReturnText>>(json, Options) ?? [];

    public static string Write(IReadOnlyList<ReturnText> texts) => JsonSerializer.Serialize(texts, Options);
}
