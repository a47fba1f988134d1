namespace Systemfel.Mail;

/// <summary>What sort of mail it is. The machine names in <c>mail inspect</c> are these in lower case with hyphens.</summary>
public enum MailKind
{
    /// <summary>Written by a person.</summary>
    Reply,

    /// <summary>An absence notice, or a registrator's or system's receipt: no answer, and it stops no deadline.</summary>
    AutoReply,

    /// <summary>A mail of ours could not be delivered to at least one recipient.</summary>
    Bounce,

    /// <summary>A mail of ours is delayed or was delivered.</summary>
    DeliveryReport,

    /// <summary>A recipient's program says that our mail was displayed or deleted.</summary>
    ReadReceipt,

    /// <summary>A meeting request, an answer to one, or its cancelling.</summary>
    Calendar,

    /// <summary>A notice that a message waits in a portal, a newsletter, a machine's mail that answers nothing.</summary>
    Other,

    /// <summary>The bytes could not be read as a mail.</summary>
    Unreadable,
}
