namespace Systemfel.Mail;

/// <summary>How much of a mail the reader opens before it leaves the rest to a person.</summary>
/// <remarks>Over a limit nothing is thrown: the raw bytes stay whole, <see cref="MimeMessage.Problems"/> says which limit
/// was met and <see cref="MimeMessage.NeedsReview"/> is set.</remarks>
public sealed record MimeLimits
{
    /// <summary>The limits used when none are given.</summary>
    public static MimeLimits Default { get; } = new();

    /// <summary>Deepest nesting of parts that is opened (attached messages count as levels).</summary>
    public int Depth { get; init; } = 20;

    /// <summary>Most parts that are opened in one mail, attached messages included.</summary>
    public int Parts { get; init; } = 200;

    /// <summary>Largest header block in bytes, per part.</summary>
    public int HeaderBytes { get; init; } = 256 * 1024;

    /// <summary>Largest mail in bytes whose body is opened.</summary>
    public int RawBytes { get; init; } = 30 * 1024 * 1024;

    /// <summary>Most bytes that come out of all transfer encodings of one mail together.</summary>
    public int DecodedBytes { get; init; } = 60 * 1024 * 1024;

    /// <summary>Most bytes of one text part that become text; more is no letter but a file.</summary>
    public int TextBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Longest that reading one mail may go on; what is not opened by then is left.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Longest HTML in characters that is turned into text.</summary>
    public int HtmlCharacters { get; init; } = 2 * 1024 * 1024;
}
