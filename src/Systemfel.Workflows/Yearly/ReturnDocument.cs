using System.Globalization;
using Systemfel.Data.Organisations;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Documents;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Yearly;

/// <summary>A return as a document: the form's sections in their order, with what was written. The figures are exact, as the form asks.</summary>
public static class ReturnDocument
{
    private const string Empty = "–";

    /// <summary>What a document says of itself until it has been signed or decided: from then on it is what is sent.</summary>
    internal const string Draft = "Utkast: inte skickad.";

    /// <summary>What stands where a reason is asked for and none is given yet.</summary>
    internal const string NoReason = "inte ifyllt än";

    /// <param name="document">Loaded with its organisation.</param>
    /// <param name="template">Its form.</param>
    /// <param name="passages">Its passages, in order.</param>
    /// <param name="files">Names of the files that go with it.</param>
    /// <param name="now">When the document is made.</param>
    public static WordDocument Of(YearDocument document, ReturnTemplate template, IReadOnlyList<YearPassage> passages, IReadOnlyList<string> files, DateTimeOffset now)
    {
        var values = ReturnValues.FromJson(document.ValuesJson);
        var blocks = new List<WordBlock>
        {
            new WordLabelled("Verksamhet", document.Organisation.Name), new WordLabelled("Ansvarig", document.Organisation.HostName), new WordLabelled("Till", Receiver(document, values)),
            new WordParagraph("Redovisning enligt 10 § förordningen (2013:522) om statsbidrag till kommuner som bedriver verksamhet med personligt ombud."),
        };
        if (document.State < YearDocumentState.Signed) blocks.Add(new WordParagraph(Draft, IsBold: true));
        if (document.DecidedOn is { } on) blocks.Add(new WordLabelled("Beslutad eller underskriven", $"{document.DecidedBy}, {SwedishText.Date(on)}{(document.RegistryNumber.Length > 0 ? $", dnr {document.RegistryNumber}" : "")}"));
        if (files.Count > 0) blocks.Add(new WordLabelled("Bilagor", string.Join(", ", files)));
        AddFaults(blocks, ReturnSending.FaultsOf(template, values), document.SumReason);
        foreach (var section in template.Sections)
        {
            blocks.Add(new WordHeading(1, $"{section.Id} {section.Title}"));
            foreach (var field in section.Fields) blocks.AddRange(Of(field, values, passages));
        }
        return new WordDocument($"{template.Name} {document.Year}", document.Organisation.Name, now, blocks);
    }

    /// <summary>The form with nothing in it, for a service that does not use the product: it is filled in and read back.</summary>
    /// <param name="template">The form.</param>
    /// <param name="year">Which year's.</param>
    /// <param name="service">Whose it will be.</param>
    /// <param name="county">Where it goes.</param>
    /// <param name="now">When the document is made.</param>
    public static WordDocument Blank(ReturnTemplate template, int year, string service, string county, DateTimeOffset now)
    {
        var document = new YearDocument { Year = year, State = YearDocumentState.Sent, Organisation = new Organisation { Name = service, HostName = Empty, County = county } };
        return Of(document, template, [], [], now);
    }

    /// <summary>A report of deficiencies, worded for those outside the team also where somebody has written by hand.</summary>
    /// <param name="document">Loaded with its organisation.</param>
    /// <param name="recipient">Whom it is for.</param>
    /// <param name="passages">Its passages, in order.</param>
    /// <param name="audience">Who reads.</param>
    /// <param name="now">When the document is made.</param>
    public static WordDocument Report(YearDocument document, string recipient, IReadOnlyList<YearPassage> passages, Audience audience, DateTimeOffset now)
    {
        var blocks = new List<WordBlock> { new WordLabelled("Till", recipient), new WordLabelled("Från", $"{document.Organisation.Name}, {document.Organisation.HostName}") };
        if (document.State < YearDocumentState.Signed) blocks.Add(new WordParagraph(Draft, IsBold: true));
        foreach (var field in ReturnTemplates.Report.Fields)
        {
            blocks.Add(new WordHeading(1, field.Label));
            blocks.AddRange(Passages(2, passages.Where(p => p.Field == field.Id), audience));
        }
        return new WordDocument($"{ReturnTemplates.Report.Name} {document.Year}", document.Organisation.Name, now, blocks);
    }

    /// <summary>The same as a file for another program.</summary>
    public static ReturnFile File(YearDocument document, IReadOnlyList<YearPassage> passages) => new(
        document.TemplateKey, document.Year, document.Organisation.Name, document.Organisation.HostName, document.Organisation.County,
        ReturnValues.FromJson(document.ValuesJson).Typed, [.. passages.Where(p => p.Text.Length > 0).Select(p => new ReturnText(p.Field, p.Heading, p.Text, p.Cases.Count))])
    {
        SumReason = document.SumReason,
        DecidedBy = document.DecidedBy,
        DecidedOn = document.DecidedOn,
        RegistryNumber = document.RegistryNumber,
        // The time of the last sending stays in the store while a return is open again: what is written then has not been sent.
        SentAt = document.State == YearDocumentState.Sent ? document.SentAt : null,
    };

    /// <summary>Passages under their headings, each paragraph by itself.</summary>
    /// <param name="level">The level of the headings.</param>
    /// <param name="passages">Of one field, in order.</param>
    /// <param name="audience">Who reads.</param>
    private static IEnumerable<WordBlock> Passages(int level, IEnumerable<YearPassage> passages, Audience audience)
    {
        foreach (var group in passages.Where(p => p.Text.Length > 0).GroupBy(p => p.Heading))
        {
            if (group.Key.Length > 0) yield return new WordHeading(level, group.Key);
            foreach (var paragraph in group.SelectMany(p => p.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))) yield return new WordParagraph(audience.Words(paragraph.Trim()));
        }
    }

    private static string Receiver(YearDocument document, ReturnValues values) =>
        ReturnSending.IsMaterial(values) ? $"{document.Organisation.HostName}, underlag till redovisningen till Länsstyrelsen i {document.Organisation.County}" : $"Länsstyrelsen i {document.Organisation.County}";

    private static void AddFaults(List<WordBlock> blocks, IReadOnlyList<string> faults, string reason)
    {
        if (faults.Count == 0) return;
        blocks.Add(new WordParagraph("Uppgifter som inte stämmer", IsBold: true));
        blocks.Add(new WordList(faults));
        blocks.Add(new WordLabelled("Varför den skickas ändå", reason.Length > 0 ? reason : NoReason));
    }

    private static IEnumerable<WordBlock> Of(ReturnField field, ReturnValues values, IReadOnlyList<YearPassage> passages)
    {
        var name = $"{field.Id} {field.Label}";
        switch (field.Kind)
        {
            case ReturnFieldKind.Table:
                return
                [
                    new WordTable(name, ["", .. field.Columns.Select(c => c.Label)], [.. field.Rows.Select(r => (IReadOnlyList<string>)[r.Label, .. field.Columns.Select(c => Shown(values[field.KeyOf(r, c)]))])])
                    {
                        Shares = [3, .. field.Columns.Select(c => c.Kind == ReturnFieldKind.Line ? 3 : 1)],
                    },
                ];
            case ReturnFieldKind.Passages:
                return [new WordHeading(2, name), .. Passages(3, passages.Where(p => p.Field == field.Id), Audience.Team)];
            case ReturnFieldKind.Text:
                return values[field.Id].Length == 0 ? [new WordLabelled(name, Empty)] : [new WordParagraph(name, IsBold: true), new WordParagraph(values[field.Id])];
            case ReturnFieldKind.Ranked:
                return [new WordParagraph(name, IsBold: true), new WordList([.. field.Keys.Select(k => Shown(values[k]))], IsNumbered: true)];
            case ReturnFieldKind.Date when DateOnly.TryParseExact(values[field.Id], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day):
                return [new WordLabelled(name, SwedishText.Date(day))];
            default:
                return [new WordLabelled(name, Shown(values[field.Id]))];
        }
    }

    private static string Shown(string typed) => typed.Length == 0 ? Empty : typed;
}
