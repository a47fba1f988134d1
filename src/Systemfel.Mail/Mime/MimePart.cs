namespace Systemfel.Mail;

/// <summary>One part of a mail: a leaf with content, a multipart with children, or an attached message.</summary>
public sealed class MimePart
{
    private readonly ReadingState _state;
    private readonly byte[]? _made;
    private byte[]? _content;

    internal MimePart(HeaderList headers, ContentType contentType, ReadOnlyMemory<byte> body, int depth, ReadingState state, byte[]? made = null)
    {
        Headers = headers;
        ContentType = contentType;
        RawBody = body;
        Depth = depth;
        _state = state;
        _made = made;
        var (disposition, parameters) = MimeParameters.Parse(headers.First("Content-Disposition")?.Raw ?? "", state.Problem);
        Disposition = disposition.Length == 0 ? null : disposition.ToLowerInvariant();
        FileName = AttachmentName.Clean(parameters.GetValueOrDefault("filename") ?? parameters.GetValueOrDefault("name")
            ?? contentType.Parameters.GetValueOrDefault("name") ?? contentType.Parameters.GetValueOrDefault("filename"));
        TransferEncoding = (headers.First("Content-Transfer-Encoding")?.Raw ?? "").Split([' ', ';', '('], 2)[0].Trim('"', '\'').ToLowerInvariant();
    }

    /// <summary>The part's own headers.</summary>
    public HeaderList Headers { get; }

    /// <summary>What it says it holds.</summary>
    public ContentType ContentType { get; }

    /// <summary>The disposition in lower case (<c>attachment</c>, <c>inline</c>), or null.</summary>
    public string? Disposition { get; }

    /// <summary>The name its sender gave it, without folders and control characters, or null. Never to be used as a name on disk.</summary>
    public string? FileName { get; internal set; }

    /// <summary>The transfer encoding as written in lower case, empty when none is.</summary>
    public string TransferEncoding { get; }

    /// <summary>The undecoded bytes.</summary>
    public ReadOnlyMemory<byte> RawBody { get; }

    /// <summary>Children of a multipart, in order; empty for leaves.</summary>
    public IReadOnlyList<MimePart> Parts { get; internal set; } = [];

    /// <summary>The message inside a <c>message/rfc822</c> part, or null when there is none or it could not be read.</summary>
    public MimeMessage? Message { get; internal set; }

    /// <summary>Levels above this part: 0 for the mail itself.</summary>
    public int Depth { get; }

    /// <summary>Whether this is a multipart whose parts were found.</summary>
    public bool IsMultipart => Parts.Count > 0;

    /// <summary>Content-ID without angle brackets, or null.</summary>
    public string? ContentId => Headers.First("Content-ID")?.Raw.Trim().Trim('<', '>') is { Length: > 0 } id ? id : null;

    /// <summary>Whether the part calls itself an attachment.</summary>
    public bool IsAttachment => Disposition == "attachment";

    /// <summary>The bytes with the transfer encoding taken off. An unknown encoding, or a mail over its decoding limit, gives the raw bytes.</summary>
    public byte[] Content => _content ??= _made ?? Decode();

    /// <summary>The content as text in the declared charset, with UTF-8 and windows-1252 as fallbacks.</summary>
    public string Text => TextOf(Bytes);

    /// <summary>The text of its first lines, up to so many bytes.</summary>
    internal string TextUpTo(int most, out bool cut)
    {
        var bytes = Bytes;
        cut = bytes.Length > most;
        if (!cut)
            return TextOf(bytes);
        var end = bytes[..most].LastIndexOf((byte)'\n');
        return TextOf(bytes[..(end < 0 ? most : end)]);
    }

    /// <summary>Headers and body as they stand, which is what a signature covers.</summary>
    internal ReadOnlyMemory<byte> Entity { get; set; }

    /// <summary>What the part's own S/MIME signature shows, or null.</summary>
    internal SignatureCheck? Signature { get; set; }

    internal ReadingState State => _state;

    internal bool IsMessage => ContentType.MimeType is "message/rfc822" or "message/global" or "message/news";

    // Text that needs no decoding is read where it stands.
    private ReadOnlySpan<byte> Bytes => _content is null && _made is null && TransferEncoding is "" or "7bit" or "8bit" or "binary" ? RawBody.Span : Content;

    private string TextOf(ReadOnlySpan<byte> bytes) =>
        Charsets.Decode(bytes, ContentType.Charset ?? (ContentType.MimeType == "text/html" ? HtmlText.DeclaredCharset(bytes) : null), _state.Problem);

    private byte[] Decode()
    {
        var raw = RawBody.Span;
        switch (TransferEncoding)
        {
            case "base64":
                return _state.TakeDecoded(raw.Length * 3L / 4) ? TransferDecoding.Base64(raw) : raw.ToArray();
            case "quoted-printable":
                return _state.TakeDecoded(raw.Length) ? TransferDecoding.QuotedPrintable(raw) : raw.ToArray();
            case "x-uuencode" or "uuencode" or "x-uue" or "uue":
                return _state.TakeDecoded(raw.Length) && Uuencode.Decode(raw, out _) is { } decoded ? decoded : raw.ToArray();
            case "" or "7bit" or "8bit" or "binary" or "none":
                break;
            default:
                _state.Problem("unknown transfer encoding, read as it is");
                break;
        }

        return raw.ToArray();
    }
}
