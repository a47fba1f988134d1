using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Systemfel.Workflows.Documents;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.County;

/// <summary>
/// Reads a return out of the Word document that the product makes (<see cref="ReturnDocument"/>), also when somebody has typed in it: fields are found
/// by their number, tables by their caption, rows and columns by their names. What is not understood is said.
/// </summary>
internal static partial class ReturnWordFile
{
    /// <summary>What stands in the form where nothing is filled in.</summary>
    internal const string Empty = "–";

    /// <summary>What a document may hold when it is unpacked, in bytes: one that holds more is no return.</summary>
    private const int MostUnpacked = 20 << 20;

    /// <summary>So much of what was not understood is told.</summary>
    private const int MostLeft = 50;

    /// <returns>What was read.</returns>
    /// <exception cref="ReturnFileException">No Word document, or one in which no field of the form is found.</exception>
    public static ReadReturn Read(byte[] content, string templateKey, int year)
    {
        var template = ReturnTemplates.Find(templateKey) ?? throw new ReturnFileException($"Blanketten ”{templateKey}” finns inte här.");
        if (content.Length > ReturnJson.MostBytes) throw new ReturnFileException("Filen är större än 5 MB, så den är ingen årsredovisning. Välj en annan fil.");
        var (title, blocks) = Blocks(content);
        if (!title.StartsWith(template.Name, StringComparison.Ordinal))
            throw new ReturnFileException($"Dokumentet är inte ”{template.Name}”, så som det laddas ned ur Systemfel. Be om det, eller om JSON-filen.");
        if (!title.EndsWith($" {year}", StringComparison.Ordinal)) throw new ReturnFileException($"Dokumentet heter ”{title}”, men redovisningen gäller {year}.");
        var reading = new ReturnWordReading(template);
        foreach (var block in blocks) reading.Take(block);
        if (reading.Values.Count == 0) throw new ReturnFileException("I dokumentet finns inget ifyllt fält. Kontrollera att det är den ifyllda redovisningen.");
        return new ReadReturn(reading.File(year), "docx", !reading.IsDraft, [.. reading.NotUnderstood.Take(MostLeft)]);
    }

    private static (string Title, List<ReturnWordBlock> Blocks) Blocks(byte[] content)
    {
        try
        {
            using var document = WordprocessingDocument.Open(new MemoryStream(content), isEditable: false, new OpenSettings { MaxCharactersInPart = MostUnpacked });
            var body = document.MainDocumentPart?.Document?.Body ?? throw new ReturnFileException("Filen är inget Word-dokument som går att läsa. Välj en annan fil.");
            var blocks = Flat(body).Select(Of).OfType<ReturnWordBlock>().ToList();
            return (blocks.Find(b => b.Style == WordStyles.Title)?.Text ?? "", blocks);
        }
        catch (Exception e) when (e is OpenXmlPackageException or InvalidDataException or FileFormatException or System.Xml.XmlException or InvalidOperationException)
        {
            throw new ReturnFileException("Filen är inget Word-dokument som går att läsa. Välj en annan fil.");
        }
    }

    /// <summary>What stands in the boxes of a form (w:sdt) stands where they stand.</summary>
    private static IEnumerable<OpenXmlElement> Flat(OpenXmlElement parent) => parent.ChildElements.SelectMany(e => e switch
    {
        SdtElement box => box.ChildElements.Where(c => c is SdtContentBlock or SdtContentRow or SdtContentCell).SelectMany(Flat),
        CustomXmlElement other => Flat(other),
        _ => [e],
    });

    private static ReturnWordBlock? Of(OpenXmlElement element) => element switch
    {
        Paragraph p => new ReturnWordBlock(p.ParagraphProperties?.ParagraphStyleId?.Val?.Value ?? WordStyles.Normal, TextOf(p), []),
        Table t => new ReturnWordBlock("", "", [.. Flat(t).OfType<TableRow>().Select(r => (IReadOnlyList<string>)[.. Flat(r).OfType<TableCell>().Select(c => string.Join('\n', Flat(c).OfType<Paragraph>().Select(TextOf)).Trim())]).Where(r => r.Count > 0)]),
        _ => null,
    };

    private static string TextOf(Paragraph paragraph) =>
        string.Concat(paragraph.Descendants().Select(d => d switch { DocumentFormat.OpenXml.Wordprocessing.Text t => t.Text, Break => "\n", TabChar => "\t", _ => "" })).Trim();

    internal static bool IsEmpty(string text) => text.Length == 0 || text == Empty;

    [GeneratedRegex(@"^(\d+\.\d+[a-z]?)\s+\S")]
    internal static partial Regex Numbered();
}

/// <summary>A paragraph, or a table's rows.</summary>
internal sealed record ReturnWordBlock(string Style, string Text, IReadOnlyList<IReadOnlyList<string>> Rows);
