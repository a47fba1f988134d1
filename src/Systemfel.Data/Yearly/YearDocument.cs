using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;

namespace Systemfel.Data.Yearly;

/// <summary>The return to the County Administrative Board (10 § SFS 2013:522), or the year's report of deficiencies to one recipient.</summary>
public enum YearDocumentKind { Return, Report }

/// <summary>Where it stands: written by the coordinator, read by the head of unit, signed or decided, sent.</summary>
public enum YearDocumentState { Draft, WithUnitManager, WithSignatory, Signed, Sent }

/// <summary>What a service reports of one year, under the headings of that year's template.</summary>
public sealed class YearDocument
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public Organisation Organisation { get; internal set; } = null!;
    public int Year { get; internal set; }
    public YearDocumentKind Kind { get; internal set; }
    /// <summary>Whom a report is for: a group's code, 'county' or 'committee'. Empty for the return.</summary>
    public string Recipient { get; internal set; } = "";
    /// <summary>The template that it follows: '2022'.</summary>
    public string TemplateKey { get; internal set; } = "";
    /// <summary>The fields by their ids, as they were typed: numbers as text, so that what is wrong is kept and said.</summary>
    public string ValuesJson { get; internal set; } = "{}";
    public YearDocumentState State { get; internal set; }
    /// <summary>Why it is sent although a sum does not hold.</summary>
    public string SumReason { get; internal set; } = "";
    /// <summary>Day on which a committee or an authorised signatory decided, and under which number.</summary>
    public DateOnly? DecidedOn { get; internal set; }
    public string DecidedBy { get; internal set; } = "";
    public string RegistryNumber { get; internal set; } = "";
    public DateTimeOffset? SentAt { get; internal set; }
    /// <summary>The County Administrative Board asked for something more, in its words; empty: no.</summary>
    public string CompletionAsked { get; internal set; } = "";
    public DateTimeOffset CreatedAt { get; internal set; }
    public DateTimeOffset ChangedAt { get; internal set; }
    /// <summary>Cases that came later than this are new to section 6.</summary>
    public DateTimeOffset? DraftedAt { get; internal set; }
    public int Version { get; internal set; }
    public List<YearPassage> Passages { get; internal set; } = [];
    public List<YearStep> Steps { get; internal set; } = [];
    public List<YearFile> Files { get; internal set; } = [];
}

/// <summary>A piece of text under a heading, and the cases that it says something of: erasing a case erases it.</summary>
public sealed class YearPassage
{
    public long Id { get; internal set; }
    public long DocumentId { get; internal set; }
    public YearDocument Document { get; internal set; } = null!;
    /// <summary>The field that it belongs to: '6.2', '6.3', '2013.1'.</summary>
    public string Field { get; internal set; } = "";
    /// <summary>The form's heading: 'Kommun: försörjningsstöd'.</summary>
    public string Heading { get; internal set; } = "";
    public string Text { get; internal set; } = "";
    public int SortOrder { get; internal set; }
    /// <summary>Somebody has written in it: a new draft leaves it.</summary>
    public bool IsEdited { get; internal set; }
    public List<YearPassageCase> Cases { get; internal set; } = [];
}

public sealed class YearPassageCase
{
    public long PassageId { get; internal set; }
    public long DeficiencyId { get; internal set; }
    public Deficiency Deficiency { get; internal set; } = null!;
}

/// <summary>What was done with a document of the year, by whom and when: its own log.</summary>
public sealed class YearStep
{
    public long Id { get; internal set; }
    public long DocumentId { get; internal set; }
    /// <summary>written, to-manager, approved, returned, signed, sent, opened, completion-asked ...</summary>
    public string Kind { get; internal set; } = "";
    public string Note { get; internal set; } = "";
    public long AccountId { get; internal set; }
    public Account Account { get; internal set; } = null!;
    public DateTimeOffset At { get; internal set; }
}

/// <summary>A file that goes with it: the committee's minutes.</summary>
public sealed class YearFile
{
    public long Id { get; internal set; }
    public long DocumentId { get; internal set; }
    public string Name { get; internal set; } = "";
    public string ContentType { get; internal set; } = "";
    public byte[] Content { get; internal set; } = [];
    public string Sha256 { get; internal set; } = "";
    public DateTimeOffset AddedAt { get; internal set; }
}
