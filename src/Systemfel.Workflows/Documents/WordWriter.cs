using System.Globalization;
using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Systemfel.Workflows.Documents;

/// <summary>
/// Writes a document as docx (ECMA-376, Word 2019): Swedish, with real heading, list and caption styles, so that a screen reader finds
/// its way. The same document gives the same bytes: parts and relations have fixed names, and the entries of the package one date.
/// </summary>
public static class WordWriter
{
    /// <summary>The media type of what is written.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private const string MainType = ContentType + ".main+xml";
    private const string CoreType = "application/vnd.openxmlformats-package.core-properties+xml";
    private const string FooterId = "rId4";

    // The first date that a zip archive can hold.
    private static readonly DateTimeOffset EntryDate = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the document.</summary>
    /// <param name="document">What it holds.</param>
    /// <returns>The bytes of the file.</returns>
    /// <exception cref="ArgumentException">A heading of another level than 1 to 3, a table without columns, or a row of another width.</exception>
    public static byte[] Write(WordDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        using var package = new MemoryStream();
        using (var word = WordprocessingDocument.Create(package, WordprocessingDocumentType.Document))
            Fill(word, document);
        return WithOneDate(package);
    }

    private static void Fill(WordprocessingDocument word, WordDocument document)
    {
        var main = word.AddNewPart<MainDocumentPart>(MainType, "rId1");
        var body = new WordBody();
        main.AddNewPart<StyleDefinitionsPart>("rId1").Styles = WordStyles.Make();
        main.AddNewPart<DocumentSettingsPart>("rId3").Settings = WordStyles.Settings();
        main.AddNewPart<FooterPart>(FooterId).Footer = WordStyles.PageNumber();
        main.Document = new Document(new Body(body.Make(document).Append(Section())));
        main.AddNewPart<NumberingDefinitionsPart>("rId2").Numbering = WordNumbering.Make(body.NumberedLists);
        using var core = word.AddNewPart<CoreFilePropertiesPart>(CoreType, "rId2").GetStream(FileMode.Create);
        WriteProperties(core, document);
    }

    private static SectionProperties Section() => new SectionProperties(
        new FooterReference { Type = HeaderFooterValues.Default, Id = FooterId },
        new PageSize { Width = 11906, Height = 16838 },
        new PageMargin { Top = 1418, Bottom = 1418, Left = 1418, Right = 1418, Header = 709, Footer = 709, Gutter = 0 });

    private static void WriteProperties(Stream stream, WordDocument document)
    {
        const string Core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        const string Dublin = "http://purl.org/dc/elements/1.1/";
        const string Terms = "http://purl.org/dc/terms/";
        const string Instance = "http://www.w3.org/2001/XMLSchema-instance";
        using var xml = XmlWriter.Create(stream);
        xml.WriteStartElement("cp", "coreProperties", Core);
        xml.WriteElementString("dc", "title", Dublin, WordText.Clean(document.Title));
        xml.WriteElementString("dc", "creator", Dublin, WordText.Clean(document.Creator));
        xml.WriteElementString("dc", "language", Dublin, WordStyles.Language);
        xml.WriteStartElement("dcterms", "created", Terms);
        xml.WriteAttributeString("xsi", "type", Instance, "dcterms:W3CDTF");
        xml.WriteString(document.Created.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static byte[] WithOneDate(MemoryStream package)
    {
        using var dated = new MemoryStream();
        package.Position = 0;
        using (var from = new ZipArchive(package, ZipArchiveMode.Read))
        using (var to = new ZipArchive(dated, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var entry in from.Entries)
                Copy(entry, to);
        return dated.ToArray();
    }

    private static void Copy(ZipArchiveEntry entry, ZipArchive to)
    {
        var copy = to.CreateEntry(entry.FullName, CompressionLevel.Optimal);
        copy.LastWriteTime = EntryDate;
        using var source = entry.Open();
        using var target = copy.Open();
        source.CopyTo(target);
    }
}
