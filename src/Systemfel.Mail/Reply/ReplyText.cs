using System.Text;

namespace Systemfel.Mail;

/// <summary>What a stretch of a reply is.</summary>
public enum ReplyPartKind
{
    /// <summary>Written by the sender for this mail.</summary>
    New,

    /// <summary>The letter being answered or an older mail, with the lines that introduce it.</summary>
    Quoted,

    /// <summary>Closing phrase, name, contact details, mobile and legal footers.</summary>
    Signature,
}

/// <summary>A stretch of lines of one kind.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The lines as they were, LF between them.</param>
public sealed record ReplyPart(ReplyPartKind Kind, string Text);

/// <summary>A reply's text taken apart. Every line of the mail is in exactly one part; nothing is thrown away.</summary>
public sealed class ReplyText
{
    /// <summary>The line that our letters ask people to write above.</summary>
    public const string Marker = "--- Svara ovanför den här raden ---";

    private ReplyText(IReadOnlyList<ReplyPart> parts)
    {
        Parts = parts;
        NewText = Join(ReplyPartKind.New);
        QuotedText = Join(ReplyPartKind.Quoted);
        Signature = Join(ReplyPartKind.Signature);
    }

    /// <summary>The stretches in the order of the mail.</summary>
    public IReadOnlyList<ReplyPart> Parts { get; }

    /// <summary>What the sender newly wrote, above, between and below quotes; greeting and numbers kept, signature not.</summary>
    public string NewText { get; }

    /// <summary>What was quoted, with the lines that introduce it.</summary>
    public string QuotedText { get; }

    /// <summary>Closing, name, contact details and footers.</summary>
    public string Signature { get; }

    /// <summary>Takes a reply apart. Knows Outlook, Outlook on the web, Gmail, Apple Mail, iPhone, Thunderbird, GroupWise and Notes,
    /// in Swedish and English, and <c>&gt;</c> quotes with answers above, below and between.</summary>
    /// <param name="text">The mail's text (<see cref="MimeMessage.Text"/>).</param>
    /// <param name="letter">The text of the letter being answered, when known: answers written into an unmarked copy of it are then found too.</param>
    /// <returns>The parts; empty text gives no parts.</returns>
    public static ReplyText Split(string text, string? letter = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = ReplyLines.From(text);
        QuoteMarks.Mark(lines);
        QuotedMail.Mark(lines, letter);
        Signatures.Mark(lines);
        return new ReplyText(lines.ToParts());
    }

    private string Join(ReplyPartKind kind)
    {
        var output = new StringBuilder();
        foreach (var part in Parts.Where(p => p.Kind == kind))
        {
            var text = part.Text.Trim('\n', ' ', '\t');
            if (text.Length > 0)
                output.Append(output.Length > 0 ? "\n\n" : "").Append(text);
        }

        return output.ToString();
    }
}
