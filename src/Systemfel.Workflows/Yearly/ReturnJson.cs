using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Systemfel.Workflows.Yearly;

/// <summary>A return as a file that another program can read: what <see cref="ReturnJson"/> writes and reads.</summary>
/// <param name="Template">The form's key: '2022'.</param>
/// <param name="Year">The year that it is about.</param>
/// <param name="Service">The service's name.</param>
/// <param name="Host">The body that answers for it.</param>
/// <param name="County">The county.</param>
/// <param name="Values">The fields by their keys (<see cref="ReturnField.Keys"/>), as they were typed.</param>
/// <param name="Texts">What is written under headings: section 6, or the three questions of 2013.</param>
public sealed record ReturnFile(string Template, int Year, string Service, string Host, string County, IReadOnlyDictionary<string, string> Values, IReadOnlyList<ReturnText> Texts)
{
    /// <summary>What the file says it is.</summary>
    public const string FormatName = "systemfel-arsredovisning";

    /// <summary>The version of this form of file.</summary>
    public const int FormatVersion = 1;

    /// <summary><see cref="FormatName"/>; null in a file that does not say what it is.</summary>
    public string? Format { get; init; }

    /// <summary><see cref="FormatVersion"/>.</summary>
    public int Version { get; init; }

    /// <summary>Why it is sent although a sum does not hold; empty when all hold.</summary>
    public string SumReason { get; init; } = "";

    /// <summary>Who signed or decided it; empty for none yet.</summary>
    public string DecidedBy { get; init; } = "";

    /// <summary>The day of that; null for none yet.</summary>
    public DateOnly? DecidedOn { get; init; }

    /// <summary>Under which number.</summary>
    public string RegistryNumber { get; init; } = "";

    /// <summary>When it was sent; null for a draft, and for one that is decided and about to be sent.</summary>
    public DateTimeOffset? SentAt { get; init; }
}

/// <summary>A text under a heading.</summary>
/// <param name="Field">'6.2'.</param>
/// <param name="Heading">'Kommun: försörjningsstöd'; empty for none.</param>
/// <param name="Text">The words.</param>
/// <param name="Cases">How many cases it builds on.</param>
public sealed record ReturnText(string Field, string Heading, string Text, int Cases);

/// <summary>A file that is no return that can be read. The message is a Swedish sentence for whoever chose it.</summary>
public sealed class ReturnFileException(string message) : Exception(message);

/// <summary>Writes a return as JSON, and reads one back.</summary>
public static class ReturnJson
{
    /// <summary>The longest file that is read, in bytes.</summary>
    public const int MostBytes = 5 << 20;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>UTF-8, without a byte order mark.</summary>
    public static byte[] Write(ReturnFile file) => JsonSerializer.SerializeToUtf8Bytes(file with { Format = ReturnFile.FormatName, Version = ReturnFile.FormatVersion }, Options);

    /// <summary>Reads what <see cref="Write"/> wrote. That a value is of the right kind is <see cref="ReturnCheck"/>'s to say.</summary>
    /// <exception cref="ReturnFileException">Too large, no JSON, another kind of file, of an unknown form, or with a field that the form has not.</exception>
    public static ReturnFile Read(ReadOnlySpan<byte> content)
    {
        if (content.Length > MostBytes) throw new ReturnFileException("Filen är större än 5 MB, så den är ingen årsredovisning. Välj en annan fil.");
        if (content.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) content = content[3..];
        if (content.TrimStart(" \t\r\n"u8) is [not ((byte)'{' or (byte)'['), ..])
            throw new ReturnFileException("Filen är varken Word (docx) eller JSON. Välj den ifyllda blanketten, eller filen som verksamheten har hämtat ur Systemfel.");
        ReturnFile file;
        try
        {
            file = JsonSerializer.Deserialize<ReturnFile>(content, Options) ?? throw new ReturnFileException("Filen är tom. Välj en annan fil.");
        }
        catch (JsonException e)
        {
            throw new ReturnFileException(e.LineNumber is { } line
                ? $"Filen går inte att läsa som en årsredovisning i JSON: felet är på rad {line + 1}. Ladda ned den på nytt och välj den igen."
                : "Filen går inte att läsa som en årsredovisning i JSON. Ladda ned den på nytt och välj den igen.");
        }
        if (file.Format != ReturnFile.FormatName) throw new ReturnFileException("Filen är JSON, men ingen årsredovisning. Välj en annan fil.");
        if (file.Version > ReturnFile.FormatVersion) throw new ReturnFileException($"Filen är skriven av en nyare version ({file.Version}) än den här kan läsa. Be om den som Word i stället.");
        if (file.Version < 1) throw new ReturnFileException("Filen säger inte vilken version den är. Ladda ned den på nytt och välj den igen.");
        // What the type says of nulls is not looked at inside a list or a dictionary.
        if (file.Texts.Any(t => t is null) || file.Values.Values.Any(v => v is null)) throw new ReturnFileException("Filen har en tom plats där ett värde eller en text ska stå. Ladda ned den på nytt och välj den igen.");
        var template = ReturnTemplates.Find(file.Template) ?? throw new ReturnFileException($"Filen följer blanketten ”{file.Template}”, som inte finns här.");
        if (file.Year is < 2000 or > 9998) throw new ReturnFileException($"Filen säger att den gäller år {file.Year}. Rätta året och välj den igen.");
        if (file.Values.TryGetValue(ReturnSending.ReceiverKey, out var to) && to is not (ReturnSending.ToCounty or ReturnSending.ToMunicipality))
            throw new ReturnFileException("Filen säger inte vem den lämnas till på ett sätt som går att läsa. Ladda ned den på nytt och välj den igen.");
        var known = template.Fields.SelectMany(f => f.Keys).Append(ReturnSending.ReceiverKey).ToHashSet();
        if (file.Values.Keys.FirstOrDefault(k => !known.Contains(k)) is { } unknown) throw new ReturnFileException($"Filen har fältet ”{unknown}”, som blanketten {template.Key} inte har.");
        if (file.Texts.FirstOrDefault(t => template.Field(t.Field)?.Kind != ReturnFieldKind.Passages) is { } text) throw new ReturnFileException($"Filen har en text under ”{text.Field}”, som blanketten {template.Key} inte har.");
        return file;
    }
}
