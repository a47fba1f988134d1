using Systemfel.Data.Yearly;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Features.Yearly;

/// <summary>A year in the list.</summary>
/// <param name="Year">The year.</param>
/// <param name="Document">Its return; null: not begun.</param>
/// <param name="Due">By when it is to be sent.</param>
public sealed record ReturnYear(int Year, YearDocument? Document, DateOnly Due);

/// <summary>The years.</summary>
public sealed record ReturnYears(IReadOnlyList<ReturnYear> Years, bool MayBegin, DateOnly Today);

/// <summary>A return as it stands, with last year beside.</summary>
public sealed record ReturnPage(YearDocument Document, ReturnTemplate Template, ReturnValues Values, ReturnValues Before, DateOnly Due, DateOnly Today)
{
    public bool MayWrite { get; init; }

    /// <summary>What the County Administrative Board says beside the form; empty for nothing.</summary>
    public string CountysNote { get; init; } = "";

    /// <summary>The form that it asks for, when this one follows another; else empty.</summary>
    public string CountysForm { get; init; } = "";

    /// <summary>What is written under headings, in the form's order.</summary>
    public IReadOnlyList<YearPassage> Passages { get; init; } = [];

    /// <summary>Cases that passages tell of and a draft would not, and why.</summary>
    public IReadOnlyDictionary<long, YearUntoldWhy> Untold { get; init; } = new Dictionary<long, YearUntoldWhy>();

    /// <summary>Files that go with it.</summary>
    public IReadOnlyList<FileRow> Files { get; init; } = [];

    /// <summary>What may be done with it as a whole.</summary>
    public FlowRights Rights { get; init; } = new(false, false, false, false);

    /// <summary>The municipality returns, and this is its material.</summary>
    public bool IsMaterial => ReturnSending.IsMaterial(Values);

    /// <summary>How many cases have come since the draft was made, and stand in no passage.</summary>
    public int New { get; init; }

    /// <summary>Cases of the year by authority and level, as the overview counts them.</summary>
    public LevelTable Levels { get; init; } = new([], []);

    /// <summary>Whom a report is for; null for the return.</summary>
    public YearRecipient? Recipient { get; init; }

    public string Url => Recipient is { } to ? $"/arsrapport/{Document.Year}/rapport/{to.Code}" : $"/arsrapport/{Document.Year}";

    /// <summary>What it is called.</summary>
    public string Title => Recipient is { } to ? $"Systemfelsrapport {Document.Year} till {to.Name}" : $"Årsredovisning {Document.Year}";

    /// <summary>What is not of its kind and what does not agree, in the form's order: said at the value.</summary>
    public IReadOnlyDictionary<string, string> Faults => field ??= ReturnWords.FaultsOf(Template, Values);

    /// <summary>Figures that do not agree.</summary>
    public IReadOnlyList<SumFault> Sums => field ??= ReturnSums.FaultsOf(Template, Values);
}

/// <summary>A section's form.</summary>
/// <param name="Page">The return.</param>
/// <param name="Section">The section.</param>
/// <param name="Typed">What stands in the form: stored, typed or pasted.</param>
/// <param name="Proposed">What the groups say, by key.</param>
public sealed record SectionForm(ReturnPage Page, ReturnSection Section, ReturnValues Typed, IReadOnlyDictionary<string, string> Proposed)
{
    /// <summary>What the form has seen.</summary>
    public string Seen { get; init; } = ReturnVersion.Of(Section, Page.Values);

    /// <summary>Somebody else has written it meanwhile: what stands now is shown beside what was typed.</summary>
    public bool IsStale { get; init; }

    /// <summary>Lines of a pasted table that were not understood.</summary>
    public IReadOnlyList<string> NotUnderstood { get; init; } = [];

    /// <summary>The table that was pasted into; null for none.</summary>
    public ReturnField? PastedInto { get; init; }

    /// <summary>What was pasted, when some of it was not understood.</summary>
    public string Pasted { get; init; } = "";

    /// <summary>What is wrong with what stands in the form.</summary>
    public IReadOnlyDictionary<string, string> Faults => field ??= ReturnWords.FaultsOf(Page.Template, Page.Values.With(Typed.Of(Section)));

    /// <summary>Whether a field's value may be taken from the groups: they say something else than what stands there.</summary>
    public bool HasProposal(ReturnField f) => f.Keys.Any(k => Proposed.TryGetValue(k, out var p) && p != Typed[k]);
}

/// <summary>One field of a section's form.</summary>
public sealed record FieldOfForm(SectionForm Form, ReturnField Field);

/// <summary>One field as it reads.</summary>
public sealed record FieldAsRead(ReturnPage Page, ReturnField Field);

/// <summary>A text of passages that a page shows.</summary>
/// <param name="Page">The return.</param>
/// <param name="Passage">The passage.</param>
/// <param name="Text">What stands in its form.</param>
public sealed record PassageForm(ReturnPage Page, YearPassage Passage, string Text)
{
    /// <summary>Those of its cases that the viewer may see: of one that has been withdrawn only its number is shown.</summary>
    public IReadOnlySet<long> Visible { get; init; } = new HashSet<long>();
}

/// <summary>How many cases concern whom, on which level.</summary>
/// <param name="Levels">The levels, in words.</param>
/// <param name="Rows">By authority: its name and how many on each level.</param>
public sealed record LevelTable(IReadOnlyList<string> Levels, IReadOnlyList<(string Name, IReadOnlyList<int> Counts)> Rows)
{
    public int Total => Rows.Sum(r => r.Counts.Sum());
}

/// <summary>A file, without its bytes.</summary>
public sealed record FileRow(long Id, string Name, long Size, DateTimeOffset AddedAt);

/// <summary>What may be done with a document as a whole.</summary>
/// <param name="MayLead">Hand it over, note a decision, send it.</param>
/// <param name="MayApprove">Pass on what is with the unit manager.</param>
/// <param name="MayReturn">Send it back a step.</param>
/// <param name="MayFile">Put files with it.</param>
public sealed record FlowRights(bool MayLead, bool MayApprove, bool MayReturn, bool MayFile)
{
    /// <summary>Open what is sent, to be completed.</summary>
    public bool MayOpen { get; init; }
}

/// <summary>A recipient and its report of a year.</summary>
/// <param name="Recipient">Whom it is for.</param>
/// <param name="Document">The report; null: not begun.</param>
public sealed record ReportRow(YearRecipient Recipient, YearDocument? Document);

/// <summary>The reports of a year.</summary>
public sealed record ReportList(int Year, IReadOnlyList<ReportRow> Rows, bool MayBegin, bool HasReturn, DateOnly Today);
