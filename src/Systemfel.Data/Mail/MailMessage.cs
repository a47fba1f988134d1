using Systemfel.Data.Letters;

namespace Systemfel.Data.Mail;

public enum MailState
{
    /// <summary>Bytes are safe; not read yet.</summary>
    Stored,
    Filed,
    /// <summary>Waits in 'Osorterat' for a person.</summary>
    Unsorted,
    NotForUs,
    /// <summary>Could not be read three times; shown to a person with its bytes.</summary>
    Quarantined,
}

/// <summary>An incoming mail: the raw bytes untouched, and what was read from them.</summary>
public sealed class MailMessage
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public string Mailbox { get; internal set; } = "";
    public long? UidValidity { get; internal set; }
    public long? Uid { get; internal set; }
    public byte[] Sha256 { get; internal set; } = [];
    public byte[] Raw { get; internal set; } = [];
    public DateTimeOffset ReceivedAt { get; internal set; }
    public MailState State { get; internal set; }
    public int Attempts { get; internal set; }
    public string Kind { get; internal set; } = "";
    public string Subject { get; internal set; } = "";
    public string FromAddress { get; internal set; } = "";
    public string FromName { get; internal set; } = "";
    public string MessageId { get; internal set; } = "";
    public string NewText { get; internal set; } = "";
    public string QuotedText { get; internal set; } = "";
    public string Problems { get; internal set; } = "";
    /// <summary>Empty: the sender is one of the contact's domains. Else why it could not be verified.</summary>
    public string UnverifiedReason { get; internal set; } = "";
    /// <summary>Why it could not be filed, with the guesses, as JSON.</summary>
    public string GuessesJson { get; internal set; } = "[]";
    /// <summary>The number under which an authority has registered our letter, when the mail says one.</summary>
    public string DiaryNumber { get; internal set; } = "";
    /// <summary>What our own receiving server found out about the sender: 'spf=pass dkim=pass dmarc=pass'.</summary>
    public string Authentication { get; internal set; } = "";
    /// <summary>Places that may point at a person; masked for all but the coordinator until someone has released the text.</summary>
    public int Finds { get; internal set; }
    public DateTimeOffset? ReleasedAt { get; internal set; }
    public long? ReleasedById { get; internal set; }
    /// <summary>Someone has said that it points at a person: hidden from all until the registrator has decided.</summary>
    public DateTimeOffset? MaskedAt { get; internal set; }
    public List<MailLetter> Letters { get; internal set; } = [];
    public List<Attachment> Attachments { get; internal set; } = [];
}

public enum MatchedBy { Token, ByHand }

/// <summary>A mail that belongs to a letter; one mail can answer two.</summary>
public sealed class MailLetter
{
    public long MailMessageId { get; internal set; }
    public MailMessage MailMessage { get; internal set; } = null!;
    public long LetterId { get; internal set; }
    public Letter Letter { get; internal set; } = null!;
    public MatchedBy MatchedBy { get; internal set; }
}

public enum AttachmentScan
{
    /// <summary>No scanner is set, or it has not come to this one yet.</summary>
    NotScanned,
    Clean,
    Infected,
    /// <summary>The scanner did not answer; it is tried again.</summary>
    Failed,
}

public sealed class Attachment
{
    public long Id { get; internal set; }
    public long MailMessageId { get; internal set; }
    public MailMessage MailMessage { get; internal set; } = null!;
    public string Name { get; internal set; } = "";
    public string ContentType { get; internal set; } = "";
    public long Size { get; internal set; }
    public byte[] Sha256 { get; internal set; } = [];
    public byte[] Content { get; internal set; } = [];
    /// <summary>What the bytes are, whatever the mail says: 'application/pdf'; empty when they are of no known kind.</summary>
    public string DetectedType { get; internal set; } = "";
    public AttachmentScan Scan { get; internal set; }
    public DateTimeOffset? ScannedAt { get; internal set; }
    /// <summary>The scanner's name for what it found.</summary>
    public string ScanDetail { get; internal set; } = "";
}

/// <summary>A mailbox that answers are fetched from, and how the fetching goes.</summary>
public sealed class Mailbox
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    /// <summary>Account, server and folder, as in <see cref="MailMessage.Mailbox"/>.</summary>
    public string Name { get; internal set; } = "";
    public long? UidValidity { get; internal set; }
    public DateTimeOffset? TriedAt { get; internal set; }
    /// <summary>When the last whole fetch ended.</summary>
    public DateTimeOffset? FetchedAt { get; internal set; }
    public DateTimeOffset? LastMailAt { get; internal set; }
    /// <summary>Mails that stay on the server because they are too large to fetch.</summary>
    public int TooLarge { get; internal set; }
    /// <summary>Fetches that have failed in a row; 0 when all is well.</summary>
    public int Failures { get; internal set; }
    /// <summary>Why the last one failed; no address, no password.</summary>
    public string Error { get; internal set; } = "";
}

public enum OutboxState { Queued, Sending, Sent, Failed, Cancelled }

/// <summary>
/// Mail to be sent, queued in the transaction of the move that wants it. The Message-ID is fixed, so that every extra copy
/// bears the same one; reply address and link are placeholders that are filled in at send time.
/// </summary>
public sealed class OutboxItem
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    /// <summary>Kind, recipient and due date: a rerun finds it and queues nothing.</summary>
    public string UniqueKey { get; internal set; } = "";
    public string Purpose { get; internal set; } = "";
    public long? LetterId { get; internal set; }
    public long? LetterRecipientId { get; internal set; }
    public LetterRecipient? LetterRecipient { get; internal set; }
    public long? DeficiencyId { get; internal set; }
    public string ToAddress { get; internal set; } = "";
    public string ToName { get; internal set; } = "";
    public string Subject { get; internal set; } = "";
    public string Text { get; internal set; } = "";
    public string Html { get; internal set; } = "";
    public string MessageId { get; internal set; } = "";
    public string InReplyTo { get; internal set; } = "";
    public bool IsAutomatic { get; internal set; }
    public OutboxState State { get; internal set; }
    public int Attempts { get; internal set; }
    public DateTimeOffset CreatedAt { get; internal set; }
    public DateTimeOffset NextAttemptAt { get; internal set; }
    public DateTimeOffset? LeasedUntil { get; internal set; }
    public DateTimeOffset? SentAt { get; internal set; }
    /// <summary>When the recipient's server reported that it has it; null when no report has come.</summary>
    public DateTimeOffset? DeliveredAt { get; internal set; }
    /// <summary>The row that this one sends again, to a corrected address.</summary>
    public long? ResendOfId { get; internal set; }
    /// <summary>The server's last word: a status code and text, no address.</summary>
    public string LastError { get; internal set; } = "";
}
