namespace Systemfel.Workflows.Imports.Planning;

/// <summary>What a column of a list becomes of a deficiency.</summary>
public enum ImportField
{
#pragma warning disable CS1591 // The fields are those of Deficiency, explained there.
    None, Title, Pattern, Consequence, Proposal, Authority, SubArea, Level, Municipality, Submitted, Closed, Outcome, Note, Band, Kind,
#pragma warning restore CS1591
}

/// <summary>The fields' names on screen, and the headers that lists use for them.</summary>
public static class ImportFields
{
    /// <summary>Each field's Swedish name, in the order in which they are offered.</summary>
    public static readonly IReadOnlyDictionary<ImportField, string> Labels = new Dictionary<ImportField, string>
    {
        [ImportField.None] = "Läses inte in",
        [ImportField.Title] = "Rubrik",
        [ImportField.Pattern] = "Vad som brister",
        [ImportField.Consequence] = "Följd",
        [ImportField.Proposal] = "Förslag",
        [ImportField.Authority] = "Myndighet",
        [ImportField.SubArea] = "Delområde",
        [ImportField.Level] = "Nivå",
        [ImportField.Municipality] = "Kommun",
        [ImportField.Submitted] = "Rapporterat (datum eller år)",
        [ImportField.Closed] = "Avslutat (datum eller år)",
        [ImportField.Outcome] = "Utfall",
        [ImportField.Note] = "Vad som hände",
        [ImportField.Band] = "Antal personer",
        [ImportField.Kind] = "Slag (systemfel eller gott exempel)",
    };

    // Whole headers first; what a longer header begins with is tried after that, in this order.
    private static readonly (ImportField Field, string[] Headers)[] Known =
    [
        (ImportField.Title, ["rubrik", "titel", "ärende", "kort beskrivning", "namn på bristen", "title"]),
        (ImportField.Pattern, ["vad som brister", "vad händer", "beskrivning", "brist", "systembrist", "systemfel", "problem", "text", "beskriv", "description"]),
        (ImportField.Consequence, ["följd för målgruppen", "följd", "konsekvens", "effekt för", "vad det leder till"]),
        (ImportField.Proposal, ["förslag", "lösning", "åtgärdsförslag", "förbättringsförslag"]),
        (ImportField.SubArea, ["delområde", "område", "avdelning", "verksamhet", "enhet"]),
        (ImportField.Authority, ["myndighet", "huvudman", "aktör", "organisation", "mottagare", "instans", "berörd"]),
        (ImportField.Level, ["nivå", "level"]),
        (ImportField.Municipality, ["kommun", "ort"]),
        (ImportField.Closed, ["avslutad", "avslutat", "klart", "stängd", "avslutsdatum"]),
        (ImportField.Submitted, ["inskickad", "datum", "rapporterat", "inkom", "registrerad", "rapportdatum", "år", "date", "tidpunkt"]),
        (ImportField.Outcome, ["utfall", "resultat", "status", "läge", "outcome"]),
        (ImportField.Note, ["motivering", "vad som hände", "återkoppling", "åtgärd", "kommentar", "anteckning", "svar"]),
        (ImportField.Band, ["antal personer", "antal berörda", "antal", "berörda personer"]),
        (ImportField.Kind, ["slag", "typ"]),
    ];

    /// <summary>Proposes a field for each header; none is proposed twice.</summary>
    /// <param name="headers">The list's.</param>
    public static Dictionary<string, ImportField> Propose(IReadOnlyList<string> headers)
    {
        var proposed = headers.ToDictionary(h => h, _ => ImportField.None);
        var taken = new HashSet<ImportField>();
        foreach (var match in (Func<string, string, bool>[])[(h, w) => h == w, (h, w) => h.StartsWith(w, StringComparison.Ordinal), (h, w) => w.Length > 4 && h.Contains(w, StringComparison.Ordinal)])
        {
            foreach (var (field, words) in Known)
            {
                if (taken.Contains(field)) continue;
                var header = words.Select(w => headers.FirstOrDefault(h => proposed[h] == ImportField.None && match(Plain(h), w))).FirstOrDefault(h => h != null);
                if (header == null) continue;
                proposed[header] = field;
                taken.Add(field);
            }
        }
        // One column of text alone is what is wrong; its first words become the heading.
        if (taken.Contains(ImportField.Title) && !taken.Contains(ImportField.Pattern) && headers.Count == 1) proposed[headers[0]] = ImportField.Pattern;
        return proposed;
    }

    internal static string Plain(string text) => string.Join(' ', Text.SearchWords.Words(text));
}
