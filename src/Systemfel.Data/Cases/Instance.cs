using Systemfel.Data.Letters;
using Systemfel.Data.Organisations;

namespace Systemfel.Data.Cases;

/// <summary>One run of a route for one deficiency. Keeps the version that it started on.</summary>
public sealed class Instance
{
    public long Id { get; internal set; }
    public long DeficiencyId { get; internal set; }
    public Deficiency Deficiency { get; internal set; } = null!;
    public long RouteVersionId { get; internal set; }
    public RouteVersion RouteVersion { get; internal set; } = null!;
    /// <summary>Grows with every move; two writers cannot both have read the same one.</summary>
    public int Version { get; internal set; }
    public DateTimeOffset? ClosedAt { get; internal set; }
    /// <summary>The outcome that sums up those of its lines; null while open.</summary>
    public string? Outcome { get; internal set; }
    public string OutcomeNote { get; internal set; } = "";
}

/// <summary>A place where an instance waits: before it is referred there is one, from then on one per addressee.</summary>
public sealed class Bookmark
{
    public long Id { get; internal set; }
    public long DeficiencyId { get; internal set; }
    public Deficiency Deficiency { get; internal set; } = null!;
    public long? AddresseeId { get; internal set; }
    public Addressee? Addressee { get; internal set; }
    /// <summary>The route's stage id.</summary>
    public string Stage { get; internal set; } = "";
    public long? GroupId { get; internal set; }
    public Group? Group { get; internal set; }
    /// <summary>The member's party that took the question home.</summary>
    public long? WaitsForPartyId { get; internal set; }
    public Party? WaitsForParty { get; internal set; }
    public long? LetterItemId { get; internal set; }
    public LetterItem? LetterItem { get; internal set; }
    public DateTimeOffset Since { get; internal set; }
    /// <summary>Last day on time, the day included (Europe/Stockholm).</summary>
    public DateOnly? Due { get; internal set; }
    /// <summary>On hold in the review until this day, or until it has been seen this many times.</summary>
    public DateOnly? HiddenUntil { get; internal set; }
    public int? HiddenUntilSeen { get; internal set; }
    public BookmarkMark Mark { get; internal set; }
    /// <summary>What the mark, the follow-up or the hold is about, in words.</summary>
    public string Note { get; internal set; } = "";
    public string? Outcome { get; internal set; }
    public DateTimeOffset? ClosedAt { get; internal set; }
    public int Version { get; internal set; }
}

/// <summary>Why a bookmark stands where it stands, when that is not plain from its stage.</summary>
public enum BookmarkMark
{
    None,
    /// <summary>Tabled at the last meeting of the group.</summary>
    Tabled,
    /// <summary>The group proposes that PO closes it.</summary>
    CloseProposed,
    /// <summary>The group sent it back with advice.</summary>
    Returned,
    /// <summary>The author has been asked for more.</summary>
    AuthorAsked,
    /// <summary>The ombuds say nothing has become better: raise again.</summary>
    RaiseAgain,
    /// <summary>The authority will change nothing; the group assesses.</summary>
    AnswerToAssess,
    /// <summary>A promised measure was not done.</summary>
    NotDone,
    /// <summary>Raised to the group's chair for being late.</summary>
    AtChair,
    /// <summary>Opened again after closing.</summary>
    Reopened,
    /// <summary>The authority asked something; the PO team owes an answer.</summary>
    AuthorityAsks,
    /// <summary>The authority says that someone else is concerned.</summary>
    SomeoneElse,
    /// <summary>A group without a mandate has discussed it, and it stays there.</summary>
    Discussed,
    /// <summary>A group without a mandate has been told; the team says what comes of it.</summary>
    GroupInformed,
}
