using Systemfel.Data.Cases;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Yearly;

/// <summary>A passage that is proposed.</summary>
/// <param name="Field">'6.2'.</param>
/// <param name="Heading">'Kommun: försörjningsstöd'; empty for none.</param>
/// <param name="Text">Plain Swedish.</param>
/// <param name="Cases">What it tells of; none when it only counts.</param>
public sealed record DraftPassage(string Field, string Heading, string Text, IReadOnlyList<long> Cases);

/// <summary>What is counted of the service's own work in a year.</summary>
/// <param name="Reviews">How many times the team has met to review.</param>
/// <param name="Groups">Each group that met, how many times, and how many cases it had.</param>
public sealed record YearWork(int Reviews, IReadOnlyList<(string Group, int Meetings, int Cases)> Groups);

/// <summary>
/// Writes the drafts of the form's texts out of the year's cases: what happens, what it leads to, how often it was seen, what came of it.
/// Each passage is about its own cases, so that it can be followed back, and taken out with them. No clock, no database.
/// </summary>
public static class YearDraft
{
    /// <summary>Under one heading so many cases get passages of their own, the most seen; the others are named together.</summary>
    public const int MostTold = 6;

    /// <summary>A field's passages, in the form's order.</summary>
    /// <param name="template">The form.</param>
    /// <param name="field">A field of passages.</param>
    /// <param name="cases">The year's, the most seen first.</param>
    /// <param name="work">What is counted.</param>
    /// <exception cref="ArgumentException">The field is not drafted.</exception>
    public static IReadOnlyList<DraftPassage> Of(ReturnTemplate template, ReturnField field, IReadOnlyList<YearCase> cases, YearWork work) => field.Source switch
    {
        "cases" => [.. template.Headings.SelectMany(h => UnderHeading(field.Id, h.FullTitle, [.. cases.Where(c => c.IsOfYear && HeadingOf(template, c) == h)]))],
        "measures" => [.. cases.SelectMany(c => c.Measures.Select(m => new DraftPassage(field.Id, "", OfMeasure(c, m), [c.Id]))), .. OfGroups(field.Id, work)],
        "work" => [new DraftPassage(field.Id, "", OfWork(work), [])],
        _ => throw new ArgumentException($"The field {field.Id} has no passages to draft.", nameof(field)),
    };

    /// <summary>Passages for cases that came later, one each, under their headings.</summary>
    public static IReadOnlyList<DraftPassage> OfNew(ReturnTemplate template, ReturnField field, IReadOnlyList<YearCase> cases, bool isForm = true) => field.Source == "cases"
        ? [.. cases.Where(c => c.IsOfYear).Select(c => new DraftPassage(field.Id, HeadingOf(template, c).FullTitle, OfCase(c, isForm), [c.Id]))]
        : [];

    /// <summary>The heading that a case is told under: the first, by rank, with a rule that fits; what fits none is told last of all.</summary>
    public static DeficiencyHeading HeadingOf(ReturnTemplate template, YearCase subject) =>
        template.Headings.OrderBy(h => h.Rank).FirstOrDefault(h => h.Rules.Any(r => Fits(r, subject))) ?? template.Headings[^1];

    /// <summary>One case in a few sentences.</summary>
    /// <param name="subject">The case.</param>
    /// <param name="isForm">In the form counts are exact; elsewhere they are banded.</param>
    public static string OfCase(YearCase subject, bool isForm = true) => string.Join(' ', new[]
    {
        Sentence(subject.Pattern.Length > 0 ? subject.Pattern : subject.Title), Sentence(subject.Consequence), OfSeen(subject, isForm), OfOutcome(subject),
    }.Where(s => s.Length > 0));

    /// <summary>A heading's passages.</summary>
    internal static IEnumerable<DraftPassage> UnderHeading(string field, string heading, List<YearCase> cases, bool isForm = true)
    {
        foreach (var c in cases.Take(MostTold)) yield return new DraftPassage(field, heading, OfCase(c, isForm), [c.Id]);
        var others = cases.Skip(MostTold).ToList();
        if (others.Count > 0)
            yield return new DraftPassage(field, heading, "Ombuden har också rapporterat:\n" + string.Join('\n', others.Select(c => $"– {c.Title.TrimEnd('.')}")), [.. others.Select(c => c.Id)]);
    }

    private static bool Fits(HeadingRule rule, YearCase subject)
    {
        var first = subject.To.Count > 0 ? subject.To[0] : null;
        return (rule.Authorities.Count == 0 || (first != null && rule.Authorities.Contains(first.Code)))
            && (rule.SubAreas.Count == 0 || (first != null && rule.SubAreas.Contains($"{first.Code}/{first.SubArea}")))
            && (rule.Themes.Count == 0 || (subject.Theme != null && rule.Themes.Contains(subject.Theme)))
            && subject.To.DistinctBy(t => t.Code).Count() >= rule.FewestAuthorities;
    }

    private static string OfSeen(YearCase subject, bool isForm)
    {
        var often = subject switch
        {
            { Seen: > 1 } when !isForm => $"Ombuden har sett det {Banded(subject.Seen)} under året.",
            { Seen: > 1, Places: > 1 } => $"Ombuden har sett det {Number(subject.Seen)} gånger under året, i {Number(subject.Places)} kommuner.",
            { Seen: > 1 } => $"Ombuden har sett det {Number(subject.Seen)} gånger under året.",
            { Frequency: Frequency.Weekly } => "Det händer varje vecka.",
            { Frequency: Frequency.Monthly } => "Det händer varje månad.",
            _ => "",
        };
        return subject.IsNew ? often : $"{often} Bristen rapporterades första gången {subject.FirstYear}.".Trim();
    }

    private static string OfOutcome(YearCase subject) => (subject.Outcome, subject.Measures) switch
    {
        ("remedied", _) => "Det är åtgärdat.",
        ("partly", _) => "Det är delvis åtgärdat.",
        ("declined", _) => "Myndigheten har svarat att inget ändras.",
        ("needs-regulation", _) => "Det kräver att reglerna ändras.",
        ("no-answer", _) => "Frågan har avslutats utan svar.",
        (_, var m) when m.Any(x => x.Kind is YearMeasureKind.Changed or YearMeasureKind.Done) => "Något har ändrats, se åtgärder.",
        (_, var m) when m.Any(x => x.Kind == YearMeasureKind.Planned) => "En ändring är planerad, se åtgärder.",
        _ => "",
    };

    internal static string OfMeasure(YearCase subject, YearMeasure measure)
    {
        var who = Named(measure.Who, subject);
        return measure.Kind switch
        {
            YearMeasureKind.Changed => $"{who} har ändrat något efter frågan om {Quoted(subject.Title)}: {Sentence(measure.Text)}{OfEffect(subject)}",
            YearMeasureKind.Done => $"{who} har gjort det som utlovades efter frågan om {Quoted(subject.Title)}: {Sentence(measure.Text)}{OfEffect(subject)}",
            YearMeasureKind.OwnDone => $"Frågan om {Quoted(subject.Title)} har tagits upp direkt med dem som berörs: {Sentence(measure.Text)}{OfEffect(subject)}",
            _ => $"{who} planerar en ändring efter frågan om {Quoted(subject.Title)}: {Sentence(measure.Text)}{(measure.DueOn is { } due ? $" Den ska vara klar {SwedishText.Date(due)}." : "")}",
        };
    }

    /// <summary>Who, for the beginning of a sentence; a municipality that is not known by name is 'kommunen'.</summary>
    private static string Named(string who, YearCase subject)
    {
        if (who.Length == 0) who = subject.To.Count > 0 ? subject.To[0].Name : "Verksamheten";
        return subject.To.Any(t => t.Code == "KO" && t.Name == who) ? "Kommunen" : who;
    }

    private static string OfEffect(YearCase subject) => subject.Outcome switch
    {
        "remedied" => " Ombuden märker ändringen.",
        "partly" => " Ombuden märker ändringen delvis.",
        _ => "",
    };

    internal static IEnumerable<DraftPassage> OfGroups(string field, YearWork work)
    {
        if (work.Groups.Count == 0) yield break;
        yield return new DraftPassage(field, "", string.Join(' ', work.Groups.Select(g => $"{g.Group} har haft {Count(g.Meetings, "ett möte", "möten")} och behandlat {Count(g.Cases, "ett systemfel", "systemfel")}.")), []);
    }

    internal static string OfWork(YearWork work) => string.Join(' ', new[]
    {
        "Ombuden rapporterar löpande de brister som de ser, i text som inte pekar ut någon person.",
        work.Reviews == 0 ? "" : $"PO-teamet har gått igenom rapporterna vid {Count(work.Reviews, "ett tillfälle", "tillfällen")} under året och bestämt vad som ska tas vidare.",
        string.Join(' ', work.Groups.Select(g => $"{g.Group} har haft {Count(g.Meetings, "ett möte", "möten")} och behandlat {Count(g.Cases, "ett systemfel", "systemfel")}.")),
        "Frågor som tas vidare skickas till den myndighet som berörs, och svaren följs upp tills ombuden ser om något har ändrats.",
    }.Where(s => s.Length > 0));

    private static string Banded(int times) => times switch
    {
        < 5 => $"{Disclosure.PersonCounts.Few} gånger",
        < 10 => "5–9 gånger",
        _ => "tio gånger eller fler",
    };

    private static string Quoted(string title) => $"”{title.TrimEnd('.')}”";

    private static string Sentence(string text)
    {
        var words = text.Trim();
        return words.Length == 0 || words[^1] is '.' or '?' or '!' or '”' or '…' ? words : words + ".";
    }

    internal static string Count(int n, string one, string many) => n == 1 ? one : $"{Number(n)} {many}";

    internal static string Number(int n) => n is >= 2 and <= 12
        ? ((string[])["två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"])[n - 2]
        : n.ToString(SwedishText.Culture);
}
