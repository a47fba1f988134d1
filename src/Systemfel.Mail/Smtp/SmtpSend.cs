namespace Systemfel.Mail;

/// <summary>One mail to hand to a server.</summary>
public sealed record SmtpSend
{
    /// <summary>The envelope sender, to whom bounces go; null for the null sender <c>&lt;&gt;</c> (machine mail that must never be answered).</summary>
    public string? Sender { get; init; }

    /// <summary>The envelope recipients.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>The mail's bytes, as from <see cref="MimeMessageWriter"/>.</summary>
    public required ReadOnlyMemory<byte> Message { get; init; }

    /// <summary>Whether to ask for reports on delivery, failure and delay, with headers only, where the server offers DSN (RFC 3461).</summary>
    public bool AskForReports { get; init; } = true;

    /// <summary>An id that delivery reports give back (ENVID), printable ASCII without blanks, or null.</summary>
    public string? EnvelopeId { get; init; }
}
