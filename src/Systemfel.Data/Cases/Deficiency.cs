using Systemfel.Data.Organisations;

namespace Systemfel.Data.Cases;

public enum DeficiencyKind { Deficiency, GoodExample }

/// <summary>Where a fault arises (Stockholm 2019: handläggarnivå, lokal, central). Null on a deficiency: 'vet inte, mötet avgör'.</summary>
public enum Level { CaseOfficer = 1, Local = 2, Central = 3 }

/// <summary>How many persons: banded, never exact, so that no one is pointed out.</summary>
public enum AffectedBand { One, TwoToFour, FiveToNine, TenOrMore }

public enum Frequency { Once, Sometimes, Monthly, Weekly }

/// <summary>A recurring fault (or a good example) in how an authority works, in text that points at no person.</summary>
public sealed class Deficiency
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public Organisation Organisation { get; internal set; } = null!;
    /// <summary>SF-2026-0042: given when it is first submitted, never reused.</summary>
    public string Number { get; internal set; } = "";
    public int Year { get; internal set; }
    public DeficiencyKind Kind { get; internal set; }
    public string Title { get; internal set; } = "";
    public string Pattern { get; internal set; } = "";
    public string Consequence { get; internal set; } = "";
    public string Proposal { get; internal set; } = "";
    public Level? Level { get; internal set; }
    public long? ThemeId { get; internal set; }
    public Term? Theme { get; internal set; }
    public long? CauseTypeId { get; internal set; }
    public Term? CauseType { get; internal set; }
    public long? LifeDomainId { get; internal set; }
    public Term? LifeDomain { get; internal set; }
    /// <summary>Null: several municipalities.</summary>
    public long? MunicipalityId { get; internal set; }
    public Municipality? Municipality { get; internal set; }
    /// <summary>First day of the first and the last month in which it was seen.</summary>
    public DateOnly? PeriodFrom { get; internal set; }
    public DateOnly? PeriodTo { get; internal set; }
    public Frequency? Frequency { get; internal set; }
    public AffectedBand? Band { get; internal set; }
    public long AuthorId { get; internal set; }
    public Accounts.Account Author { get; internal set; } = null!;
    public DateTimeOffset SubmittedAt { get; internal set; }
    public DateTimeOffset ChangedAt { get; internal set; }
    /// <summary>A colleague other than the author has read the text and found that it points at no person; null again when the text changes.</summary>
    public DateTimeOffset? TextApprovedAt { get; internal set; }
    public long? TextApprovedById { get; internal set; }
    public Accounts.Account? TextApprovedBy { get; internal set; }
    /// <summary>Keys of likely finds that the writer has said are no person, separated by blanks: hashes, never the words.</summary>
    public string AcceptedFinds { get; internal set; } = "";
    /// <summary>The text was erased for good: it pointed at a person and had not left the team.</summary>
    public DateTimeOffset? ErasedAt { get; internal set; }
    /// <summary>The text points at a person and had been sent: an official document, hidden from all until the registrator has decided.</summary>
    public DateTimeOffset? MaskedAt { get; internal set; }
    public long ChangeSeq { get; internal set; }
    /// <summary>Withdrawn to its author before the review opened; only the author sees it.</summary>
    public bool IsDraft { get; internal set; }
    /// <summary>Made by the start guide to show how it looks; emptied away, never counted in a return.</summary>
    public bool IsExample { get; internal set; }
    /// <summary>Counted again after it was closed.</summary>
    public bool IsRecurring { get; internal set; }
    public long? MergedIntoId { get; internal set; }
    public Deficiency? MergedInto { get; internal set; }
    public Instance Instance { get; internal set; } = null!;
    public List<Addressee> Addressees { get; internal set; } = [];
    public List<Bookmark> Bookmarks { get; internal set; } = [];
    public List<Occurrence> Occurrences { get; internal set; } = [];
    public List<Grant> Grants { get; internal set; } = [];
    public List<SideNote> SideNotes { get; internal set; } = [];
    public List<AuthorQuestion> Questions { get; internal set; } = [];
    public List<Measure> Measures { get; internal set; } = [];
    public List<EffectQuestion> EffectQuestions { get; internal set; } = [];
    public List<CaseEvent> Events { get; internal set; } = [];
    /// <summary>How many events it has, and the hash of the last: the next follows on it, and one cut off at the end is missed.</summary>
    public int ChainLength { get; internal set; }
    public byte[] ChainHead { get; internal set; } = [];
}

/// <summary>Whom a deficiency concerns: a kind of authority with a sub-area and, once known, the real party.</summary>
public sealed class Addressee
{
    public long Id { get; internal set; }
    public long DeficiencyId { get; internal set; }
    public long AuthorityId { get; internal set; }
    public Authority Authority { get; internal set; } = null!;
    public long? SubAreaId { get; internal set; }
    public SubArea? SubArea { get; internal set; }
    public long? PartyId { get; internal set; }
    public Party? Party { get; internal set; }
    /// <summary>What the author wrote for 'Annan'.</summary>
    public string OtherName { get; internal set; } = "";
    public int SortOrder { get; internal set; }
}
