using System.Security.Cryptography;

namespace Systemfel.Mail;

/// <summary>Something that came with a mail besides its text.</summary>
public sealed class MailAttachment
{
    private readonly byte[]? _made;
    private string? _hash;

    internal MailAttachment(MimePart part, string name, bool named)
    {
        Part = part;
        Name = name;
        IsNamed = named;
        ContentType = part.ContentType.MimeType;
        IsInline = part.Disposition == "inline" || (part.ContentId is not null && !part.IsAttachment);
    }

    internal MailAttachment(MimePart part, string name, string contentType, byte[] made)
    {
        Part = part;
        Name = name;
        IsNamed = true;
        ContentType = contentType;
        _made = made;
    }

    /// <summary>The part that holds it.</summary>
    public MimePart Part { get; }

    /// <summary>The sender's name for it, made harmless to show, or a made one as <c>bilaga-2.pdf</c>.</summary>
    public string Name { get; }

    /// <summary>Whether the sender gave the name.</summary>
    public bool IsNamed { get; }

    /// <summary>Whether it was unpacked from another attachment (winmail.dat), which is listed too.</summary>
    public bool IsUnpacked { get; init; }

    /// <summary>The declared type in lower case; a claim only.</summary>
    public string ContentType { get; }

    /// <summary>Whether it belongs inside the text, as a logotype does.</summary>
    public bool IsInline { get; }

    /// <summary>The decoded bytes. For an attached message: the message as it stands.</summary>
    public byte[] Content => _made ?? (Part.Message is { } message ? message.Raw.ToArray() : Part.Content);

    /// <summary>SHA-256 of <see cref="Content"/> in lower-case hexadecimal.</summary>
    public string Sha256 => _hash ??= Convert.ToHexStringLower(SHA256.HashData(Content));
}
