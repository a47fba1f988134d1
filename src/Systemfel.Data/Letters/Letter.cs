using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;

namespace Systemfel.Data.Letters;

public enum LetterState { Draft, Sent, Cancelled }

/// <summary>One letter per authority contact and meeting, with numbered items.</summary>
public sealed class Letter
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public Organisation Organisation { get; internal set; } = null!;
    /// <summary>'Vår beteckning': PO 2026/118; given when sent.</summary>
    public string Reference { get; internal set; } = "";
    /// <summary>'Er beteckning', learned from receipts or entered.</summary>
    public string TheirReference { get; internal set; } = "";
    public long? MeetingId { get; internal set; }
    public Meeting? Meeting { get; internal set; }
    public long PartyId { get; internal set; }
    public Party Party { get; internal set; } = null!;
    public long? ContactId { get; internal set; }
    public Contact? Contact { get; internal set; }
    public LetterState State { get; internal set; }
    public DateOnly AnswerBy { get; internal set; }
    /// <summary>The coordinator's own words above the items; may be empty.</summary>
    public string Introduction { get; internal set; } = "";
    public string Subject { get; internal set; } = "";
    /// <summary>Six characters in the subject, [#K7Q2M9]: a proposal for matching when the token is lost, never proof.</summary>
    public string Tag { get; internal set; } = "";
    public DateTimeOffset CreatedAt { get; internal set; }
    public DateTimeOffset? SentAt { get; internal set; }
    public long? SentById { get; internal set; }
    public Accounts.Account? SentBy { get; internal set; }
    public int Version { get; internal set; }
    public List<LetterItem> Items { get; internal set; } = [];
    public List<LetterRecipient> Recipients { get; internal set; } = [];
}

/// <summary>A numbered point of a letter: the text as it was sent, kept as it left.</summary>
public sealed class LetterItem
{
    public long Id { get; internal set; }
    public long LetterId { get; internal set; }
    public Letter Letter { get; internal set; } = null!;
    public int Number { get; internal set; }
    public long DeficiencyId { get; internal set; }
    public Deficiency Deficiency { get; internal set; } = null!;
    public long BookmarkId { get; internal set; }
    public string Title { get; internal set; } = "";
    public string Pattern { get; internal set; } = "";
    public string Proposal { get; internal set; } = "";
    public string SubArea { get; internal set; } = "";
    public List<Answer> Answers { get; internal set; } = [];
}

public enum DeliveryState
{
    NotSent,
    Queued,
    /// <summary>Our server has taken it.</summary>
    Sent,
    Delayed,
    Failed,
    /// <summary>The recipient's server reports that it has it.</summary>
    Delivered,
}

/// <summary>Who got the letter: an address copied from the contact, and what proves an answer to it.</summary>
public sealed class LetterRecipient
{
    public long Id { get; internal set; }
    public long LetterId { get; internal set; }
    public Letter Letter { get; internal set; } = null!;
    public string Address { get; internal set; } = "";
    public string Name { get; internal set; } = "";
    public string Domains { get; internal set; } = "";
    /// <summary>The token is HMAC(key, id, nonce): no table or backup holds a usable one.</summary>
    public byte[] Nonce { get; internal set; } = [];
    /// <summary>SHA-256 of the token, for matching.</summary>
    public byte[] TokenHash { get; internal set; } = [];
    public DateOnly ExpiresOn { get; internal set; }
    public DateTimeOffset? RevokedAt { get; internal set; }
    public DeliveryState Delivery { get; internal set; }
    public string DeliveryDetail { get; internal set; } = "";
    /// <summary>Name and role that the reply page's user last gave.</summary>
    public string SignedBy { get; internal set; } = "";
}

public enum AnswerKind { Received, Changed, Planned, NoChange, MoreTime, SomeoneElse, Question }

public enum AnswerSource { Mail, Page, Phone, Meeting, Paper }

public enum AnswerState
{
    /// <summary>Saved on the reply page, not yet sent.</summary>
    Started,
    /// <summary>Waits for a person to accept what it says.</summary>
    Proposed,
    Accepted,
    Rejected,
}

/// <summary>What an authority answered on one point. No answer changes a case until a person has accepted it.</summary>
public sealed class Answer
{
    public long Id { get; internal set; }
    public long DeficiencyId { get; internal set; }
    public Deficiency Deficiency { get; internal set; } = null!;
    public long BookmarkId { get; internal set; }
    public Bookmark Bookmark { get; internal set; } = null!;
    public long? LetterItemId { get; internal set; }
    public LetterItem? LetterItem { get; internal set; }
    public long? LetterRecipientId { get; internal set; }
    public long? MailMessageId { get; internal set; }
    public Mail.MailMessage? MailMessage { get; internal set; }
    /// <summary>Null when a mail has not said it in so many words; the coordinator chooses.</summary>
    public AnswerKind? Kind { get; internal set; }
    public string Text { get; internal set; } = "";
    /// <summary>The date promised (planned) or asked for (more time).</summary>
    public DateOnly? Date { get; internal set; }
    /// <summary>Whom it concerns instead (someone else).</summary>
    public string Who { get; internal set; } = "";
    public AnswerSource Source { get; internal set; }
    /// <summary>The name it is signed with: text, never identity.</summary>
    public string SignedBy { get; internal set; } = "";
    public DateTimeOffset ReceivedAt { get; internal set; }
    public AnswerState State { get; internal set; }
    public DateTimeOffset? DecidedAt { get; internal set; }
    public long? DecidedById { get; internal set; }
}

/// <summary>An organisation's own words for one kind of mail; without one the product's are used.</summary>
public sealed class LetterTemplate
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    /// <summary>letter, reminder, overdue, very-overdue, thanks.</summary>
    public string Kind { get; internal set; } = "";
    /// <summary>Empty: the product's own words.</summary>
    public string Text { get; internal set; } = "";
    public DateTimeOffset ChangedAt { get; internal set; }
    public long? ChangedById { get; internal set; }
    public int Version { get; internal set; }
}
