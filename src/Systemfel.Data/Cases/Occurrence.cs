using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;

namespace Systemfel.Data.Cases;

/// <summary>'Samma sak igen': an ombud, a month, a municipality, a band. No new text, so no new risk.</summary>
public sealed class Occurrence
{
    public long Id { get; internal set; }
    public long DeficiencyId { get; internal set; }
    public Deficiency Deficiency { get; internal set; } = null!;
    public long AccountId { get; internal set; }
    public Account Account { get; internal set; } = null!;
    /// <summary>First day of the month.</summary>
    public DateOnly Month { get; internal set; }
    public long? MunicipalityId { get; internal set; }
    public Municipality? Municipality { get; internal set; }
    public AffectedBand Band { get; internal set; }
    public DateTimeOffset CountedAt { get; internal set; }
    public DateTimeOffset? UndoneAt { get; internal set; }
    /// <summary>The case it was counted on before a merge.</summary>
    public long? MovedFromId { get; internal set; }
}

public enum GrantKind { Group, County }

/// <summary>Lets someone outside the organisation's team read a case: a group that it came before, the county.</summary>
public sealed class Grant
{
    public long Id { get; internal set; }
    public long DeficiencyId { get; internal set; }
    public Deficiency Deficiency { get; internal set; } = null!;
    public GrantKind Kind { get; internal set; }
    public long? GroupId { get; internal set; }
    public DateTimeOffset GivenAt { get; internal set; }
}

public enum SideNoteKind { CountyInformed, NationalLevel, PartiesInformed }

/// <summary>Something that was passed on without moving the case: Länsstyrelsen or others for information, the national level.</summary>
public sealed class SideNote
{
    public long Id { get; internal set; }
    public long DeficiencyId { get; internal set; }
    public SideNoteKind Kind { get; internal set; }
    public DateTimeOffset At { get; internal set; }
    public long? MeetingId { get; internal set; }
    public string Note { get; internal set; } = "";
}

/// <summary>'Begär komplettering': a question to the author, and what was answered.</summary>
public sealed class AuthorQuestion
{
    public long Id { get; internal set; }
    public long DeficiencyId { get; internal set; }
    public Deficiency Deficiency { get; internal set; } = null!;
    public long AskedById { get; internal set; }
    public Account AskedBy { get; internal set; } = null!;
    public string Text { get; internal set; } = "";
    public DateTimeOffset AskedAt { get; internal set; }
    public string? Answer { get; internal set; }
    public DateTimeOffset? AnsweredAt { get; internal set; }
}

public enum MeasureState { Planned, Done, NotDone, Withdrawn }

/// <summary>What an authority (or the team) has promised to do, and by when.</summary>
public sealed class Measure
{
    public long Id { get; internal set; }
    public long DeficiencyId { get; internal set; }
    public long BookmarkId { get; internal set; }
    public string Text { get; internal set; } = "";
    public string Responsible { get; internal set; } = "";
    /// <summary>The body that answers for it, when it is one of the organisation's parties.</summary>
    public long? ResponsiblePartyId { get; internal set; }
    public DateOnly? DueOn { get; internal set; }
    public MeasureState State { get; internal set; }
    public DateTimeOffset PromisedAt { get; internal set; }
    public List<Milestone> Milestones { get; internal set; } = [];
}

public enum EffectAnswer { Noticed, Partly, NoDifference, NotYet }

/// <summary>Asked of every ombud who counted an occurrence: does it show for those you support?</summary>
public sealed class EffectQuestion
{
    public long Id { get; internal set; }
    public long DeficiencyId { get; internal set; }
    public Deficiency Deficiency { get; internal set; } = null!;
    public long BookmarkId { get; internal set; }
    public long AccountId { get; internal set; }
    public Account Account { get; internal set; } = null!;
    public DateTimeOffset AskedAt { get; internal set; }
    public DateOnly? AskAgainOn { get; internal set; }
    /// <summary>When its ombud was last asked by mail; null: not yet.</summary>
    public DateTimeOffset? MailedAt { get; internal set; }
    public EffectAnswer? Answer { get; internal set; }
    public DateTimeOffset? AnsweredAt { get; internal set; }
    /// <summary>No longer needs an answer: the line moved on.</summary>
    public bool IsSettled { get; internal set; }
}

/// <summary>A report being written; only its author sees it. A certain find of personal data is cut before it gets here.</summary>
public sealed class Draft
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public long AccountId { get; internal set; }
    public string FieldsJson { get; internal set; } = "{}";
    public DateTimeOffset SavedAt { get; internal set; }
    /// <summary>The withdrawn case that is being written again.</summary>
    public long? DeficiencyId { get; internal set; }
}
