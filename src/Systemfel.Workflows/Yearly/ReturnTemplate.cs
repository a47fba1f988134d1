using System.Text.Json.Serialization;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Workflows.Yearly;

/// <summary>
/// The form of a year's return to the County Administrative Board (10 § SFS 2013:522), as data: what it asks, in which order, and which
/// figures must agree. A year's form is a file of its own, since the questions and the age bands change.
/// </summary>
/// <param name="Key">'2022'.</param>
/// <param name="Name">Swedish: what the document is called.</param>
/// <param name="FirstYear">The first year that it is proposed for.</param>
/// <param name="Sections">In the form's order.</param>
/// <param name="Sums">Totals and what they are made of.</param>
/// <param name="Limits">Parts that cannot be over the whole.</param>
/// <param name="Headings">What the deficiencies are told under, in the form's order.</param>
public sealed record ReturnTemplate(
    string Key, string Name, int FirstYear, IReadOnlyList<ReturnSection> Sections, IReadOnlyList<SumRule> Sums, IReadOnlyList<LimitRule> Limits,
    IReadOnlyList<DeficiencyHeading> Headings)
{
    /// <summary>All fields, in the form's order.</summary>
    [JsonIgnore]
    public IEnumerable<ReturnField> Fields => Sections.SelectMany(s => s.Fields);

    /// <summary>A section by its id; null for none.</summary>
    public ReturnSection? Section(string id) => Sections.FirstOrDefault(s => s.Id == id);

    /// <summary>A field by its id; null for none.</summary>
    public ReturnField? Field(string id) => Fields.FirstOrDefault(f => f.Id == id);
}

/// <summary>A section of the form.</summary>
/// <param name="Id">Its number: '2'.</param>
/// <param name="Title">Its title.</param>
/// <param name="Fields">What it asks.</param>
/// <param name="Help">The form's own explanation; empty for none.</param>
public sealed record ReturnSection(string Id, string Title, IReadOnlyList<ReturnField> Fields, string Help = "")
{
    /// <summary>Whether it is written as passages, out of the cases.</summary>
    [JsonIgnore]
    public bool HasPassages => Fields.Any(f => f.Kind == ReturnFieldKind.Passages);
}

/// <summary>What a field takes.</summary>
public enum ReturnFieldKind
{
    /// <summary>A whole number from 0.</summary>
    Number,
    /// <summary>A number from 0 with at most two decimals.</summary>
    Decimal,
    /// <summary>Ja or Nej.</summary>
    YesNo,
    /// <summary>Ja, Nej or Vet inte.</summary>
    YesNoUnknown,
    /// <summary>One line of text.</summary>
    Line,
    /// <summary>Text.</summary>
    Text,
    /// <summary>Some lines in order, the first foremost.</summary>
    Ranked,
    /// <summary>A day.</summary>
    Date,
    /// <summary>Rows and columns.</summary>
    Table,
    /// <summary>Text that is drafted out of the cases, passage by passage.</summary>
    Passages,
}

/// <summary>A field, or a table of them.</summary>
/// <param name="Id">Its number: '2.1'.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Label">The question.</param>
/// <param name="Help">The form's own explanation; empty for none.</param>
public sealed record ReturnField(string Id, ReturnFieldKind Kind, string Label, string Help = "")
{
    /// <summary>A table's columns.</summary>
    public IReadOnlyList<ReturnColumn> Columns { get; init; } = [];

    /// <summary>A table's rows.</summary>
    public IReadOnlyList<ReturnRow> Rows { get; init; } = [];

    /// <summary>How many places a ranking has.</summary>
    public int Places { get; init; }

    /// <summary>Starts as it was last year, for it seldom changes.</summary>
    public bool Carried { get; init; }

    /// <summary>Names the signatory: likely finds of personal data are what it is for.</summary>
    public bool Person { get; init; }

    /// <summary>Is answered yes by the product: it is the routine.</summary>
    public bool Routine { get; init; }

    /// <summary>Is proposed out of who is lacking in the steering groups.</summary>
    public bool Lacking { get; init; }

    /// <summary>Is proposed out of who sits in the steering groups.</summary>
    public bool Composition { get; init; }

    /// <summary>What passages are drafted from: cases, measures or work.</summary>
    public string Source { get; init; } = "";

    /// <summary>The keys of its values, in the form's order: '1.1', '4.5/2', '2.1/totalt/k'.</summary>
    [JsonIgnore]
    public IEnumerable<string> Keys => Kind switch
    {
        ReturnFieldKind.Table => Rows.SelectMany(r => Columns.Select(c => KeyOf(r, c))),
        ReturnFieldKind.Ranked => Enumerable.Range(1, Places).Select(n => $"{Id}/{n}"),
        ReturnFieldKind.Passages => [],
        _ => [Id],
    };

    /// <summary>The key of a cell.</summary>
    public string KeyOf(ReturnRow row, ReturnColumn column) => $"{Id}/{row.Id}/{column.Id}";
}

/// <summary>A column of a table.</summary>
/// <param name="Id">'k'.</param>
/// <param name="Label">'Kvinnor'.</param>
/// <param name="Kind">What its cells take.</param>
public sealed record ReturnColumn(string Id, string Label, ReturnFieldKind Kind = ReturnFieldKind.Number);

/// <summary>A row of a table.</summary>
/// <param name="Id">'18-29'.</param>
/// <param name="Label">'därav 18–29 år'.</param>
/// <param name="Part">The required part of a steering group that it asks for; null for none.</param>
public sealed record ReturnRow(string Id, string Label, RequiredPart? Part = null);

/// <summary>A total equals its parts, column by column. Rows by table and row: '2.1/totalt'.</summary>
/// <param name="Total">The row of the total.</param>
/// <param name="Parts">The rows that make it.</param>
public sealed record SumRule(string Total, IReadOnlyList<string> Parts);

/// <summary>A part is not over the whole, column by column; rows by table and row, or fields by their ids.</summary>
/// <param name="Part">The part.</param>
/// <param name="Whole">The whole.</param>
public sealed record LimitRule(string Part, string Whole);

/// <summary>A heading of the form, and which cases are told under it.</summary>
/// <param name="Id">'vard'.</param>
/// <param name="Title">'Hälso- och sjukvård inklusive psykiatrin'.</param>
/// <param name="Rank">Whose rules are tried first; the lowest.</param>
/// <param name="Rules">One that fits is enough.</param>
/// <param name="Group">What it stands under: 'Kommun'; empty for none.</param>
public sealed record DeficiencyHeading(string Id, string Title, int Rank, IReadOnlyList<HeadingRule> Rules, string Group = "")
{
    /// <summary>'Kommun: försörjningsstöd'.</summary>
    [JsonIgnore]
    public string FullTitle => Group.Length == 0 ? Title : $"{Group}: {char.ToLowerInvariant(Title[0])}{Title[1..]}";
}

/// <summary>Which cases a heading takes: all that is said must hold.</summary>
public sealed record HeadingRule
{
    /// <summary>The first authority is one of these, by code; empty: whichever.</summary>
    public IReadOnlyList<string> Authorities { get; init; } = [];

    /// <summary>The first addressee's authority and sub-area is one of these: 'KO/vrakning'; empty: whichever.</summary>
    public IReadOnlyList<string> SubAreas { get; init; } = [];

    /// <summary>The theme is one of these, by code; empty: whichever.</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>It concerns at least so many kinds of authority.</summary>
    public int FewestAuthorities { get; init; }
}
