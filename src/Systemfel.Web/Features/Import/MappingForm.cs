using System.Globalization;
using Systemfel.Workflows.Imports.Planning;

namespace Systemfel.Web.Features.Import;

/// <summary>The form of columns and words as it is posted: names that lie in the list stand in values, never in field names.</summary>
public sealed class MappingForm
{
    public List<string> Rubrik { get; set; } = [];
    public List<ImportField> Falt { get; set; } = [];
    /// <summary>Of which field a word is.</summary>
    public List<ImportField> OrdAv { get; set; } = [];
    public List<string> Ord { get; set; } = [];
    public List<string?> Val { get; set; } = [];
    public string? Myndighet { get; set; }
    public string? Ar { get; set; }
    public string? Utfall { get; set; }

    private const int FirstYear = 1990;

    /// <summary>What is wrong with the year, as a sentence; null when it may be used or is empty.</summary>
    /// <param name="thisYear">The last that has begun.</param>
    public string? YearFault(int thisYear) => string.IsNullOrWhiteSpace(Ar) || YearOf(thisYear) != null ? null
        : $"”{Ar}” är inget år som rader kan få. Skriv ett från {FirstYear} till {thisYear}. Det andra är sparat.";

    /// <param name="thisYear">The last that rows without a date may be given.</param>
    public ImportMapping ToMapping(int thisYear)
    {
        var values = new Dictionary<ImportField, Dictionary<string, string>>();
        for (var i = 0; i < Math.Min(Ord.Count, Math.Min(OrdAv.Count, Val.Count)); i++)
        {
            if (Val[i] is not { Length: > 0 } chosen) continue;
            if (!values.TryGetValue(OrdAv[i], out var words)) values[OrdAv[i]] = words = [];
            words[AsRead(Ord[i])] = chosen;
        }
        var columns = new Dictionary<string, ImportField>();
        for (var i = 0; i < Math.Min(Rubrik.Count, Falt.Count); i++) columns[AsRead(Rubrik[i])] = Falt[i];
        return new ImportMapping
        {
            Columns = columns,
            Values = values,
            AuthorityWhenNone = long.TryParse(Myndighet, NumberStyles.None, CultureInfo.InvariantCulture, out var authority) ? authority : null,
            YearWhenNone = YearOf(thisYear),
            OutcomeWhenNone = Utfall is { Length: > 0 } outcome && ImportChoices.Outcomes.Any(o => o.Value == outcome) ? outcome : new ImportMapping().OutcomeWhenNone,
        };
    }

    private int? YearOf(int thisYear) => int.TryParse(Ar?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= FirstYear && year <= thisYear ? year : null;

    /// <summary>A browser writes line breaks in its own way.</summary>
    private static string AsRead(string text) => text.ReplaceLineEndings("\n");
}
