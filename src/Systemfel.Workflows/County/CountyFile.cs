using System.Text.Encodings.Web;
using System.Text.Json;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.County;

/// <summary>What a return said besides its fields when it came, as the county keeps it. Texts only of a file: those of the product stay where erasing reaches them.</summary>
/// <param name="Template">The form that it follows; empty: nothing has come.</param>
/// <param name="Texts">What stands under headings.</param>
internal sealed record CountyFile(string Template, IReadOnlyList<ReturnText> Texts)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Nothing has come.</summary>
    public static CountyFile None { get; } = new("", []);

    /// <summary>Why figures that do not agree were sent as they are.</summary>
    public string SumReason { get; init; } = "";

    /// <summary>Who signed or decided it.</summary>
    public string DecidedBy { get; init; } = "";

    /// <summary>The day of that.</summary>
    public DateOnly? DecidedOn { get; init; }

    /// <summary>Under which number.</summary>
    public string RegistryNumber { get; init; } = "";

    /// <summary>Swedish: what of a Word document was not understood.</summary>
    public IReadOnlyList<string> NotUnderstood { get; init; } = [];

    /// <summary>Of a file that was read in.</summary>
    public static CountyFile Of(ReturnFile file, IReadOnlyList<string> notUnderstood) => new(file.Template, file.Texts)
    {
        SumReason = file.SumReason,
        DecidedBy = file.DecidedBy,
        DecidedOn = file.DecidedOn,
        RegistryNumber = file.RegistryNumber,
        NotUnderstood = notUnderstood,
    };

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static CountyFile FromJson(string json) => json is "" or "{}" ? None : JsonSerializer.Deserialize<CountyFile>(json, Options) ?? None;

    /// <summary>As it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);
}
