using System.Text.Json;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Moves;

namespace Systemfel.Workflows.Reports;

/// <summary>
/// A report as it stands in its form: what was typed and chosen, right or wrong. Choices are codes and ids as text, so that a
/// half-written form can be kept and shown again just as it was left.
/// </summary>
public sealed record ReportFields
{
#pragma warning disable CS1591 // The fields are those of Deficiency, explained there.
    public string Kind { get; set => field = value ?? ""; } = "";
    /// <summary>Codes of the authorities that were ticked.</summary>
    public List<string> Authorities { get; set => field = value ?? []; } = [];
    /// <summary>What was written for 'Annan'.</summary>
    public string OtherName { get; set => field = value ?? ""; } = "";
    /// <summary>Sub-area id by authority code.</summary>
    public Dictionary<string, string> SubAreas { get; set => field = value ?? []; } = [];
    public string Title { get; set => field = value ?? ""; } = "";
    /// <summary>1 to 3; 0 for 'vet inte, mötet avgör'; empty when nothing was chosen.</summary>
    public string Level { get; set => field = value ?? ""; } = "";
    /// <summary>An id, or <see cref="Several"/>.</summary>
    public string Municipality { get; set => field = value ?? ""; } = "";
    public string Theme { get; set => field = value ?? ""; } = "";
    public string Pattern { get; set => field = value ?? ""; } = "";
    public string Consequence { get; set => field = value ?? ""; } = "";
    public string Proposal { get; set => field = value ?? ""; } = "";
    public string Frequency { get; set => field = value ?? ""; } = "";
    /// <summary>yyyy-MM.</summary>
    public string From { get; set => field = value ?? ""; } = "";
    /// <summary>yyyy-MM.</summary>
    public string To { get; set => field = value ?? ""; } = "";
    public string Band { get; set => field = value ?? ""; } = "";
    /// <summary>Keys of finds that the writer has said are no person.</summary>
    public List<string> Accepted { get; set => field = value ?? []; } = [];
#pragma warning restore CS1591

    /// <summary>What <see cref="Municipality"/> holds for 'Flera kommuner'.</summary>
    public const string Several = "flera";

    /// <summary>The fields of free text, in the order in which the check reads them.</summary>
    public static readonly IReadOnlyList<string> TextNames = [nameof(Title), nameof(Pattern), nameof(Consequence), nameof(Proposal), nameof(OtherName)];

    /// <summary>The text of one of <see cref="TextNames"/>.</summary>
    public string Text(string name) => name switch
    {
        nameof(Title) => Title,
        nameof(Pattern) => Pattern,
        nameof(Consequence) => Consequence,
        nameof(Proposal) => Proposal,
        nameof(OtherName) => OtherName,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <summary>The same with each text changed.</summary>
    public ReportFields WithTexts(Func<string, string, string> change) => this with
    {
        Title = change(nameof(Title), Title),
        Pattern = change(nameof(Pattern), Pattern),
        Consequence = change(nameof(Consequence), Consequence),
        Proposal = change(nameof(Proposal), Proposal),
        OtherName = change(nameof(OtherName), OtherName),
    };

    /// <summary>Line endings as text is stored, nothing around the texts: what is checked is what is kept.</summary>
    public ReportFields Tidied() => WithTexts((_, text) => text.ReplaceLineEndings("\n").Trim());

    /// <summary>What stands between the texts when they are joined.</summary>
    public const string Separator = "\n\n";

    /// <summary>All free text, as <see cref="ReportText.AllText()"/> joins it.</summary>
    public string AllText() => ReportText.AllText(Title, Pattern, Consequence, Proposal, [OtherName]);

    /// <summary>Nothing has been written: not worth a draft.</summary>
    public bool IsBlank => TextNames.All(n => string.IsNullOrWhiteSpace(Text(n)));

    /// <summary>The first text that is too long to be checked; null when none is.</summary>
    public string? TooLong => TextNames.FirstOrDefault(n => TextCheck.TooLong(Text(n)) != null);

    internal (ReportFields Fields, IReadOnlyList<string> CutLabels) Cut(TextCheck check)
    {
        var labels = new List<string>();
        var cut = WithTexts((_, text) =>
        {
            var (kept, found) = check.Cut(text);
            labels.AddRange(found);
            return kept;
        });
        // Without a month picker these are written by hand.
        return (cut with { From = Month(From), To = Month(To) }, labels);

        string Month(string text)
        {
            var (kept, found) = check.Cut(text);
            labels.AddRange(found);
            return kept;
        }
    }

    internal string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>The fields of a stored draft.</summary>
    public static ReportFields FromJson(string json) => JsonSerializer.Deserialize<ReportFields>(json) ?? new ReportFields();
}
