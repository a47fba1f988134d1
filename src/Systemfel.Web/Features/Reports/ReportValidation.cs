using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Systemfel.Data.Cases;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Reports;

namespace Systemfel.Web.Features.Reports;

/// <summary>Reads the form's text into a report and says what is missing, field by field.</summary>
internal sealed class ReportValidation(ReportFields fields, ReportChoices choices, ModelStateDictionary state, DateOnly today)
{
    private const int TitleLength = 120, TextLength = 4000;

    /// <summary>The order of the page, for the summary of errors.</summary>
    public static readonly IReadOnlyList<string> Order =
    [
        nameof(ReportFields.Kind), nameof(ReportFields.Authorities), nameof(ReportFields.OtherName), "granska-OtherName",
        nameof(ReportFields.Title), "granska-Title", "liknande", nameof(ReportFields.Level), nameof(ReportFields.Municipality),
        nameof(ReportFields.Theme), nameof(ReportFields.Pattern), "granska-Pattern", nameof(ReportFields.Consequence), "granska-Consequence",
        nameof(ReportFields.Proposal), "granska-Proposal", nameof(ReportFields.Frequency), nameof(ReportFields.From), nameof(ReportFields.To),
        nameof(ReportFields.Band), CheckedReport.ProblemId,
    ];

    /// <returns>The report; null when something is missing, with the errors in the model state.</returns>
    public ReportText? Read()
    {
        var kind = Choice<DeficiencyKind>(nameof(fields.Kind), fields.Kind, "Välj om det är ett systemfel eller ett gott exempel.");
        var addressees = Addressees();
        Text(nameof(fields.Title), fields.Title, "Rubriken", TitleLength, "Skriv en rubrik.");
        var level = Level();
        var municipality = Municipality();
        var theme = choices.Themes.FirstOrDefault(t => Is(t.Id, fields.Theme));
        Text(nameof(fields.Pattern), fields.Pattern, "Beskrivningen", TextLength, "Beskriv vad som händer.");
        Text(nameof(fields.Consequence), fields.Consequence, "Följden", TextLength, missing: null);
        Text(nameof(fields.Proposal), fields.Proposal, "Förslaget", TextLength, missing: null);
        var from = Month(nameof(fields.From), fields.From);
        var to = Month(nameof(fields.To), fields.To);
        if (from > to) Fault(nameof(fields.To), "Perioden slutar innan den börjar. Byt plats på månaderna.");
        var band = Choice<AffectedBand>(nameof(fields.Band), fields.Band, "Välj ungefär hur många personer.");
        if (!state.IsValid) return null;
        return new ReportText
        {
            Kind = kind!.Value,
            Title = fields.Title,
            Pattern = fields.Pattern,
            Consequence = fields.Consequence,
            Proposal = fields.Proposal,
            Level = level,
            ThemeId = theme?.Id,
            MunicipalityId = municipality,
            MunicipalityName = choices.Municipalities.FirstOrDefault(m => m.Id == municipality)?.Name,
            PeriodFrom = from,
            PeriodTo = to,
            Frequency = Enum.TryParse<Frequency>(fields.Frequency, out var frequency) && Enum.IsDefined(frequency) ? frequency : null,
            Band = band,
            Addressees = addressees,
        };
    }

    private List<ReportAddressee> Addressees()
    {
        var chosen = choices.Authorities.Where(a => fields.Authorities.Contains(a.Code)).ToList();
        if (chosen.Count == 0) Fault(nameof(fields.Authorities), "Välj minst en myndighet.");
        var isOther = chosen.Any(a => a.Code == ReportChoices.OtherCode);
        if (isOther && fields.OtherName.Length == 0) Fault(nameof(fields.OtherName), "Skriv vilken annan myndighet det gäller.");
        if (isOther) Text(nameof(fields.OtherName), fields.OtherName, "Namnet", TitleLength, missing: null);
        return chosen.ConvertAll(a => new ReportAddressee(
            a.Id,
            a.SubAreas.FirstOrDefault(s => Is(s.Id, fields.SubAreas.GetValueOrDefault(a.Code)))?.Id,
            a.Code == ReportChoices.OtherCode ? fields.OtherName : ""));
    }

    private Level? Level()
    {
        if (fields.Level == "0") return null;
        if (Enum.TryParse<Level>(fields.Level, out var level) && Enum.IsDefined(level)) return level;
        Fault(nameof(fields.Level), "Välj en nivå. Är du osäker, välj ”Vet inte”.");
        return null;
    }

    private long? Municipality()
    {
        if (fields.Municipality == ReportFields.Several) return null;
        if (choices.Municipalities.FirstOrDefault(m => Is(m.Id, fields.Municipality)) is { } municipality) return municipality.Id;
        Fault(nameof(fields.Municipality), "Välj en kommun, eller ”Flera kommuner”.");
        return null;
    }

    private DateOnly? Month(string name, string text)
    {
        if (text.Length == 0) return null;
        if (Words.ParseMonth(text) is not { } month) Fault(name, "Skriv månaden som ÅÅÅÅ-MM, till exempel 2026-09.");
        else if (month > today) Fault(name, "Månaden har inte varit än. Välj en som har varit.");
        else if (month.Year < today.Year - 20) Fault(name, "Månaden ligger för långt bakåt. Välj en senare.");
        else return month;
        return null;
    }

    private void Text(string name, string text, string called, int atMost, string? missing)
    {
        if (text.Length == 0 && missing != null) Fault(name, missing);
        if (text.Length > atMost)
            Fault(name, $"{called} är {text.Length.ToString("N0", CultureInfo.CurrentCulture)} tecken. Korta ner till högst {atMost.ToString("N0", CultureInfo.CurrentCulture)}.");
    }

    private T? Choice<T>(string name, string text, string missing) where T : struct, Enum
    {
        if (Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0])) return value;
        Fault(name, missing);
        return null;
    }

    private void Fault(string name, string message) => state.AddModelError(name, message);

    private static bool Is(long id, string? text) => text == id.ToString(CultureInfo.InvariantCulture);
}
