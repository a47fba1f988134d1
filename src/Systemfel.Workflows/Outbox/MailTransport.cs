using Systemfel.Mail;

namespace Systemfel.Workflows.Outbox;

/// <summary>A mail with everything filled in, the reply address and the link among it.</summary>
public sealed record OutboundMail
{
    /// <summary>Who writes.</summary>
    public required MailboxAddress From { get; init; }

    /// <summary>To whom.</summary>
    public required MailboxAddress To { get; init; }

    /// <summary>Where answers and bounces go: with the recipient's token where there is one.</summary>
    public required string ReplyTo { get; init; }

    /// <summary>The subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text.</summary>
    public required string Text { get; init; }

    /// <summary>HTML; empty for none.</summary>
    public required string Html { get; init; }

    /// <summary>Without angle brackets; the same in every copy.</summary>
    public required string MessageId { get; init; }

    /// <summary>Without angle brackets; empty for none.</summary>
    public string InReplyTo { get; init; } = "";

    /// <summary>Sent by the clock, not by a person.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>Whether it has no envelope sender (MAIL FROM:&lt;&gt;), so that no machine answers it and nobody is told when it does not arrive:
    /// a mere acknowledgement. A letter or a reminder must hear of its bounce.</summary>
    public bool UsesNullSender { get; init; }

    /// <summary>What delivery reports give back (ENVID): the outbox row's id; empty for none.</summary>
    public string EnvelopeId { get; init; } = "";

    /// <summary>An iCalendar object that goes along as an alternative; empty for none.</summary>
    public string Calendar { get; init; } = "";

    /// <summary>What <see cref="Calendar"/> asks for: REQUEST or CANCEL.</summary>
    public string CalendarMethod { get; init; } = "REQUEST";

    /// <summary>Files that go along.</summary>
    public IReadOnlyList<OutgoingAttachment> Attachments { get; init; } = [];

    /// <summary>When it was written.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The reply page's address; null when it cannot be answered there.</summary>
    public string? ReplyLink { get; init; }
}

/// <summary>How it went.</summary>
public enum SendOutcome
{
    /// <summary>The server has taken it.</summary>
    Accepted,

    /// <summary>Not now; worth another try.</summary>
    Later,

    /// <summary>Never.</summary>
    Refused,
}

/// <param name="Outcome">How it went.</param>
/// <param name="Detail">The server's code and words; no address.</param>
public sealed record SendResult(SendOutcome Outcome, string Detail);

/// <summary>Hands mails over to somewhere.</summary>
public interface IMailTransport
{
    /// <summary>Swedish: what it is, for the administrators' page. No password.</summary>
    string Description { get; }

    /// <summary>Sends one mail. What the server says is a result; only what the program does wrong is thrown.</summary>
    Task<SendResult> SendAsync(OutboundMail mail, CancellationToken ct);
}

/// <summary>For development: nothing leaves the machine; the demo mailbox shows the outbox.</summary>
public sealed class DemoMailTransport : IMailTransport
{
    /// <inheritdoc/>
    public string Description => "Demobrevlådan. Ingen post lämnar datorn.";

    /// <inheritdoc/>
    public Task<SendResult> SendAsync(OutboundMail mail, CancellationToken ct) => Task.FromResult(new SendResult(SendOutcome.Accepted, "i demobrevlådan"));
}

/// <summary>For an installation that has no server to send through yet: mail waits.</summary>
public sealed class NoMailTransport : IMailTransport
{
    /// <inheritdoc/>
    public string Description => "Ingen server för utgående post är inställd. Post väntar i utkorgen.";

    /// <inheritdoc/>
    public Task<SendResult> SendAsync(OutboundMail mail, CancellationToken ct) => Task.FromResult(new SendResult(SendOutcome.Later, "ingen server är inställd (Mail:Smtp:Host)"));
}
