using Systemfel.Data.Cases;
using Systemfel.Workflows.Overview;

namespace Systemfel.Workflows.Yearly;

/// <summary>
/// Drafts the year's report of deficiencies to one recipient: the work, what was reported, and what was remedied. It is read outside the
/// team, so counts are banded; the cases come worded for that audience. No clock, no database.
/// </summary>
public static class ReportDraft
{
    /// <summary>The heading of what has worked, last of all.</summary>
    internal const string Good = "Goda exempel";

    /// <summary>A field's passages.</summary>
    /// <param name="field">One of the three questions.</param>
    /// <param name="cases">Those that concern the recipient, the most seen first.</param>
    /// <param name="good">The good examples that concern the recipient.</param>
    /// <param name="work">What is counted of the meetings.</param>
    /// <param name="year">The year in figures; null for a group, whose cases are a part of them.</param>
    public static IReadOnlyList<DraftPassage> Of(ReturnField field, IReadOnlyList<YearCase> cases, IReadOnlyList<YearGood> good, YearWork work, YearSum? year) => field.Source switch
    {
        "work" => [new DraftPassage(field.Id, "", YearDraft.OfWork(work), [])],
        "cases" => [.. Reported(field.Id, cases), .. Told(field.Id, cases), .. OfGood(field.Id, good)],
        _ => [.. Answered(field.Id, cases, year), .. cases.SelectMany(c => c.Measures.Select(m => new DraftPassage(field.Id, "", YearDraft.OfMeasure(c, m), [c.Id])))],
    };

    private static IEnumerable<DraftPassage> Told(string field, IReadOnlyList<YearCase> cases) => ReturnTemplates.Report.Headings.SelectMany(h =>
        YearDraft.UnderHeading(field, h.FullTitle, [.. cases.Where(c => c.IsOfYear && YearDraft.HeadingOf(ReturnTemplates.Report, c) == h)], isForm: false));

    private static IEnumerable<DraftPassage> Reported(string field, IReadOnlyList<YearCase> cases)
    {
        var told = cases.Where(c => c.IsOfYear).ToList();
        if (told.Count == 0)
        {
            yield return new DraftPassage(field, "", "Inget systemfel som berör er har rapporterats under året.", []);
            yield break;
        }
        var about = told.Where(c => c.To.Count > 0).CountBy(c => c.To[0].Name).OrderByDescending(c => c.Value).Select(c => $"{YearDraft.Number(c.Value)} om {c.Key}");
        var central = told.Count(c => c.Level == Level.Central);
        yield return new DraftPassage(field, "",
            $"Rapporten tar upp {YearDraft.Count(told.Count, "ett systemfel", "systemfel")}: {string.Join(", ", about)}.{(central > 0 ? $" {Capital(YearDraft.Count(central, "ett", "stycken"))} uppstår på central nivå." : "")}", []);
    }

    private static IEnumerable<DraftPassage> OfGood(string field, IReadOnlyList<YearGood> good)
    {
        if (good.Count > 0) yield return new DraftPassage(field, Good, "Ombuden har också sett det som fungerar:\n" + string.Join('\n', good.Select(g => $"– {g.Title.TrimEnd('.')}")), [.. good.Select(g => g.Id)]);
    }

    private static IEnumerable<DraftPassage> Answered(string field, IReadOnlyList<YearCase> cases, YearSum? year)
    {
        var sentences = new List<string>();
        if (year is { Submitted: > 0 })
        {
            sentences.Add(year.Answered == 0
                ? year.Submitted == 1 ? "Det systemfel som rapporterades under året har inte fått svar än." : $"Inget av de {YearDraft.Number(year.Submitted)} systemfel som rapporterades under året har fått svar än."
                : $"Av {YearDraft.Count(year.Submitted, "ett systemfel", "systemfel")} som rapporterades under året har {YearDraft.Count(year.Answered, "ett", "stycken")} fått svar, hälften inom {YearDraft.Count(year.Days!.Median, "en dag", "dagar")}.");
            sentences.Add($"{Capital(YearDraft.Count(year.WithMeasure, "ett", "stycken"))} har en åtgärd som är planerad eller gjord.");
        }
        if (year is { Closed: > 0 }) sentences.Add($"{Capital(YearDraft.Count(year.Closed, "ett systemfel", "systemfel"))} avslutades under året. {Capital(YearDraft.Count(year.ClosedWithoutAnswer, "ett", "stycken"))} av dem fick aldrig svar.");
        if (year == null) sentences.Add(Summed(cases));
        yield return new DraftPassage(field, "", string.Join(' ', sentences.Where(s => s.Length > 0)), []);
    }

    private static string Summed(IReadOnlyList<YearCase> cases)
    {
        var (changed, planned) = (cases.Count(c => c.Measures.Any(m => m.Kind is YearMeasureKind.Changed or YearMeasureKind.Done)), cases.Count(c => c.Measures.Any(m => m.Kind == YearMeasureKind.Planned) && c.Measures.All(m => m.Kind is YearMeasureKind.Planned or YearMeasureKind.OwnDone)));
        var silent = cases.Count(c => c.Outcome == "no-answer");
        return $"{Capital(YearDraft.Count(changed, "ett systemfel", "systemfel"))} har lett till en ändring under året, och för {YearDraft.Count(planned, "ett", "stycken")} är en ändring planerad."
            + (silent > 0 ? $" {Capital(YearDraft.Count(silent, "ett", "stycken"))} har avslutats utan svar." : "");
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
