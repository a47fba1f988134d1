namespace Systemfel.Mail;

/// <summary>What kind of content a part says it holds (RFC 2045 5), read tolerantly.</summary>
public sealed class ContentType
{
    internal ContentType(string mediaType, IReadOnlyDictionary<string, string> parameters)
    {
        MimeType = mediaType;
        Parameters = parameters;
    }

    /// <summary>Type and subtype in lower case, as <c>text/plain</c>.</summary>
    public string MimeType { get; }

    /// <summary>The parameters by name (any case), decoded.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>The declared charset, or null.</summary>
    public string? Charset => Parameters.GetValueOrDefault("charset");

    /// <summary>Whether the type before the slash is this one.</summary>
    /// <param name="type">A type as <c>text</c>, lower case.</param>
    /// <returns>True when it is.</returns>
    public bool IsType(string type) => MimeType.StartsWith(type + "/", StringComparison.Ordinal);

    /// <summary>Reads a Content-Type value; never throws. Missing means <c>text/plain</c>, nonsense <c>application/octet-stream</c>.</summary>
    internal static ContentType Parse(string? raw, Action<string>? problem)
    {
        if (string.IsNullOrWhiteSpace(raw))
            return new ContentType("text/plain", new Dictionary<string, string>());
        var (value, parameters) = MimeParameters.Parse(raw, problem);
        var type = value.ToLowerInvariant().Replace(" ", "").Trim('"', '\'', ',');
        return new ContentType(Known(type), parameters);
    }

    private static string Known(string type)
    {
        var slash = type.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && slash < type.Length - 1 && type.IndexOf('/', slash + 1) < 0 && type.All(char.IsAscii))
            return type;
        return type.TrimEnd('/') switch
        {
            "text" or "plain" => "text/plain",
            "html" => "text/html",
            "multipart" => "multipart/mixed",
            "message" => "message/rfc822",
            _ => "application/octet-stream",
        };
    }
}
