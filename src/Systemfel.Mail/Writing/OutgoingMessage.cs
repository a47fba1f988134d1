namespace Systemfel.Mail;

/// <summary>A mail to be written. Nothing here may hold CR, LF, NUL or other control characters except the bodies, where line breaks are meant.</summary>
public sealed record OutgoingMessage
{
    /// <summary>Who sends.</summary>
    public required MailboxAddress From { get; init; }

    /// <summary>The To recipients; at least one unless Cc has one.</summary>
    public IReadOnlyList<MailboxAddress> To { get; init; } = [];

    /// <summary>The Cc recipients.</summary>
    public IReadOnlyList<MailboxAddress> Cc { get; init; } = [];

    /// <summary>Where answers go, as an address with a token behind a plus; null for the sender.</summary>
    public MailboxAddress? ReplyTo { get; init; }

    /// <summary>The subject, any characters but control characters.</summary>
    public required string Subject { get; init; }

    /// <summary>Message-ID without angle brackets. Fixed by the caller, so that every copy sent again bears the same one.</summary>
    public required string MessageId { get; init; }

    /// <summary>The Message-ID this answers, without angle brackets, or null.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>The thread's Message-IDs, oldest first, without angle brackets.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>When it was written.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Auto-Submitted (RFC 3834): <c>auto-generated</c> or <c>auto-replied</c> for machine mail, null for a person's.</summary>
    public string? AutoSubmitted { get; init; }

    /// <summary>The plain text; lines may end in any way.</summary>
    public required string Text { get; init; }

    /// <summary>The same as HTML, or null.</summary>
    public string? Html { get; init; }

    /// <summary>An iCalendar object (RFC 5545) sent as an alternative, or null.</summary>
    public string? Calendar { get; init; }

    /// <summary>The method of <see cref="Calendar"/>, as REQUEST or CANCEL.</summary>
    public string CalendarMethod { get; init; } = "REQUEST";

    /// <summary>Files to send along.</summary>
    public IReadOnlyList<OutgoingAttachment> Attachments { get; init; } = [];

    /// <summary>Further headers, as X-Auto-Response-Suppress. May not repeat one that the writer writes itself.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}

/// <summary>A file to send.</summary>
/// <param name="Name">The name to show, any characters but control characters and slashes.</param>
/// <param name="ContentType">Type and subtype, as <c>application/pdf</c>.</param>
/// <param name="Content">The bytes.</param>
public sealed record OutgoingAttachment(string Name, string ContentType, ReadOnlyMemory<byte> Content);
