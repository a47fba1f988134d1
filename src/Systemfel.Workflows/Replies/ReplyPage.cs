using Systemfel.Data.Letters;

namespace Systemfel.Workflows.Replies;

/// <summary>All that the reply page shows to whoever holds the token.</summary>
public sealed record ReplyPage
{
    /// <summary>The letter recipient.</summary>
    public required long RecipientId { get; init; }

    /// <summary>The service that asks.</summary>
    public required string Service { get; init; }

    /// <summary>The body that answers for it.</summary>
    public required string Host { get; init; }

    /// <summary>Where one can verify the letter.</summary>
    public required string Phone { get; init; }

    /// <summary>To whom: party and function.</summary>
    public required string To { get; init; }

    /// <summary>'Vår beteckning'.</summary>
    public required string Reference { get; init; }

    /// <summary>'Er beteckning'; may be empty.</summary>
    public required string TheirReference { get; init; }

    /// <summary>The letter's subject, for answering by mail instead.</summary>
    public required string Subject { get; init; }

    /// <summary>The address that carries the token.</summary>
    public required string ReplyAddress { get; init; }

    /// <summary>The group that decided; null when none did.</summary>
    public string? Group { get; init; }

    /// <summary>When it decided.</summary>
    public DateOnly? DecidedOn { get; init; }

    /// <summary>The last day to answer.</summary>
    public required DateOnly AnswerBy { get; init; }

    /// <summary>Today, in Sweden.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The coordinator who signed the letter.</summary>
    public required string Signer { get; init; }

    /// <summary>Name and role as last given.</summary>
    public required string SignedBy { get; init; }

    /// <summary>The numbered points.</summary>
    public required IReadOnlyList<ReplyItem> Items { get; init; }

    /// <summary>How many answers are written but not sent.</summary>
    public int Unsent => Items.Count(i => i.State == ReplyItemState.Started);
}

/// <summary>Where the answer to a point is.</summary>
public enum ReplyItemState
{
    /// <summary>Nothing is written.</summary>
    Open,

    /// <summary>Saved, not sent.</summary>
    Started,

    /// <summary>Sent; can still be changed.</summary>
    Sent,

    /// <summary>Registered; cannot be changed here any more.</summary>
    Accepted,

    /// <summary>Not written here, but the point has been answered by mail, by telephone or at a meeting, or no longer waits for an answer.</summary>
    Otherwise,
}

/// <summary>A point and its answer.</summary>
public sealed record ReplyItem
{
    /// <summary>The letter item.</summary>
    public required long Id { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>SF-2026-0042.</summary>
    public required string CaseNumber { get; init; }

    /// <summary>Title, as sent.</summary>
    public required string Title { get; init; }

    /// <summary>What recurs, as sent.</summary>
    public required string Pattern { get; init; }

    /// <summary>What the ombuds propose; may be empty.</summary>
    public required string Proposal { get; init; }

    /// <summary>May be empty.</summary>
    public required string SubArea { get; init; }

    /// <summary>Where its answer is.</summary>
    public required ReplyItemState State { get; init; }

    /// <summary>What was answered here; empty while open.</summary>
    public required ReplyInput Answer { get; init; }

    /// <summary>Since when it is answered otherwise; who holds the link may not be who answered, so not with what.</summary>
    public DateOnly? OtherwiseOn { get; init; }

    /// <summary>Answered otherwise: by someone. False when the point has only stopped waiting.</summary>
    public bool HasOtherAnswer { get; init; }

    /// <summary>What has been registered was a first word, such as more time or a question, and the point still waits for the next.</summary>
    public bool IsAwaited { get; init; }

    /// <summary>The last day of a point that waits; more time may have moved it past the letter's.</summary>
    public DateOnly? AwaitedBy { get; init; }
}

/// <summary>An answer as it is written on the page.</summary>
/// <param name="Kind">One of the seven.</param>
/// <param name="Text">In own words.</param>
/// <param name="Date">For planned and more time.</param>
/// <param name="Who">For someone else.</param>
public sealed record ReplyInput(AnswerKind? Kind, string Text, DateOnly? Date, string Who)
{
    /// <summary>Nothing written.</summary>
    public static readonly ReplyInput Empty = new(null, "", null, "");
}
