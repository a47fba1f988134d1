using System.Text;

namespace Systemfel.Mail;

/// <summary>One answer of an IMAP server: its text with each literal's place marked, and the literals.</summary>
/// <param name="Text">The line; a literal stands as <c>\u0001</c>.</param>
/// <param name="Literals">The literals in order; null for one that was too large and dropped.</param>
internal sealed record ImapResponse(string Text, IReadOnlyList<byte[]?> Literals)
{
    public const char LiteralMark = '\u0001';

    public bool IsUntagged => Text.StartsWith('*');

    public bool IsContinuation => Text.StartsWith('+');

    public bool IsBye => Text.StartsWith("* BYE", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether this ends the command with the tag.</summary>
    public bool Ends(string tag) => Text.StartsWith(tag + " ", StringComparison.OrdinalIgnoreCase);

    /// <summary>The words after the tag.</summary>
    public string After(string tag) => Text[(tag.Length + 1)..].TrimStart();

    public static string Decode(byte[] line) => Encoding.Latin1.GetString(line).Replace(LiteralMark, ' ');
}
