namespace Systemfel.Mail;

/// <summary>Bytes to a tree of parts, within the limits. Knows the malformations that real mailers make; never throws on a body.</summary>
internal static class MimeParser
{
    /// <summary>Reads one entity (headers, blank line, body).</summary>
    public static MimePart ReadEntity(ReadOnlyMemory<byte> source, int depth, ReadingState state, string? defaultType = null)
    {
        var (headers, bodyStart) = HeaderReader.Read(source.Span, state);
        var part = ReadBody(headers, source[bodyStart..], depth, state, defaultType);
        part.Entity = source;
        return part;
    }

    /// <summary>Opens a body under headers that are already read.</summary>
    public static MimePart ReadBody(HeaderList headers, ReadOnlyMemory<byte> body, int depth, ReadingState state, string? defaultType = null)
    {
        var declared = headers.First("Content-Type")?.Raw;
        var type = ContentType.Parse(declared ?? defaultType, state.Problem);
        var part = new MimePart(headers, type, body, depth, state);
        if (depth > state.Limits.Depth)
        {
            state.LimitMet($"nested deeper than {state.Limits.Depth}, the inside is not opened");
            return part;
        }

        if (type.IsType("multipart"))
        {
            part.Parts = ReadParts(part, depth, state);
            part.Signature = SecureMime.Verify(part, state);
        }
        else if (SecureMime.IsOpaque(part) && SecureMime.Open(part, state) is { } opened && state.TakePart())
        {
            // Shown as if it had not been wrapped; the raw mail keeps the wrapping.
            part.Parts = [ReadEntity(opened.Content, depth + 1, state)];
            part.Signature = opened.Signature;
        }
        else if (part.IsMessage)
            part.Message = ReadMessage(part, depth, state);
        if (part.FileName is null && part.TransferEncoding.Contains("uue", StringComparison.Ordinal))
        {
            Uuencode.Decode(body.Span, out var name);
            part.FileName = AttachmentName.Clean(name);
        }

        return part;
    }

    private static List<MimePart> ReadParts(MimePart part, int depth, ReadingState state)
    {
        // Multiparts may not be encoded, but some gateways encode them all the same.
        var body = part.TransferEncoding is "base64" or "quoted-printable" ? Encoded(part) : part.RawBody;
        var boundary = part.ContentType.Parameters.GetValueOrDefault("boundary");
        if (string.IsNullOrWhiteSpace(boundary) || !Multiparts.Contains(body.Span, boundary))
        {
            var guess = Multiparts.GuessBoundary(body.Span);
            if (guess is not null)
                state.Problem("multipart boundary missing or wrong, the one in the body is used");
            boundary = guess ?? boundary;
        }

        var digest = part.ContentType.MimeType == "multipart/digest" ? "message/rfc822" : null;
        var parts = new List<MimePart>();
        if (!string.IsNullOrWhiteSpace(boundary))
        {
            foreach (var (start, end) in Multiparts.Split(body.Span, boundary.TrimEnd(), state))
            {
                if (!state.TakePart())
                    break;
                parts.Add(ReadEntity(body[start..end], depth + 1, state, digest));
            }
        }

        if (parts.Count == 0 && !body.Span.Trim(" \r\n\t"u8).IsEmpty && state.TakePart())
        {
            state.Problem("multipart without parts, read as text");
            parts.Add(ReadEntity(WithHeaders(body), depth + 1, state, digest));
        }

        return parts;
    }

    private static ReadOnlyMemory<byte> Encoded(MimePart part)
    {
        var decoded = part.Content;
        return decoded.AsSpan().IndexOf("--"u8) >= 0 ? decoded : part.RawBody;
    }

    // A body without its first boundary may still begin with part headers, or with bare text.
    private static ReadOnlyMemory<byte> WithHeaders(ReadOnlyMemory<byte> body)
    {
        var start = body.Span.IndexOfAnyExcept("\r\n"u8);
        var trimmed = body[Math.Max(start, 0)..];
        if (trimmed.Span.StartsWith("Content-"u8) || trimmed.Span.StartsWith("content-"u8))
            return trimmed;
        var made = new byte[body.Length + 2];
        "\r\n"u8.CopyTo(made);
        body.Span.CopyTo(made.AsSpan(2));
        return made;
    }

    private static MimeMessage? ReadMessage(MimePart part, int depth, ReadingState state)
    {
        var body = part.TransferEncoding is "" or "7bit" or "8bit" or "binary" ? part.RawBody : part.Content;
        if (part.TransferEncoding == "base64" && HeaderReaderSeesHeaders(part.RawBody.Span))
            body = part.RawBody; // says base64, is not
        if (!state.TakePart())
            return null;
        var inner = ReadEntity(SkipLeading(body), depth + 1, state);
        if (inner.Headers.Count == 0)
        {
            state.Problem("an attached message is empty or unreadable");
            return null;
        }

        return new MimeMessage(body, inner, state);
    }

    private static bool HeaderReaderSeesHeaders(ReadOnlySpan<byte> body)
    {
        foreach (var line in new LineReader(body.TrimStart("\r\n"u8)))
            return HeaderReader.IsField(line.TrimEnd("\r\n"u8));
        return false;
    }

    /// <summary>Passes over a byte order mark and empty lines before the first header.</summary>
    public static ReadOnlyMemory<byte> SkipLeading(ReadOnlyMemory<byte> source)
    {
        if (source.Span.StartsWith("\uFEFF"u8))
            source = source[3..];
        var start = source.Span.IndexOfAnyExcept("\r\n \t\0"u8);
        // A folded line cannot come first, so blanks before a header are noise.
        return start < 0 ? default : source[start..];
    }
}
