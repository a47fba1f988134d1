using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Systemfel.Workflows.Documents;

namespace Systemfel.Workflows.Tests.Documents;

public sealed class WordWriterTests
{
    private static readonly DateTimeOffset Created = new(2026, 11, 27, 9, 30, 0, TimeSpan.FromHours(1));

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Write_WhenAHeadingHasALevelThatIsNoStyle_Refuses(int level) =>
        Assert.Throws<ArgumentException>(() => Write(new WordHeading(level, "Beslut")));

    [Fact]
    public void Write_WhenATableHasNoColumns_Refuses() =>
        Assert.Throws<ArgumentException>(() => Write(new WordTable("Närvarande", [], [])));

    [Fact]
    public void Write_WhenARowIsShorterThanTheHeader_Refuses() =>
        Assert.Throws<ArgumentException>(() => Write(new WordTable("Närvarande", ["Namn", "För"], [["Eva"]])));

    [Fact]
    public void Write_OfEveryBlock_IsAValidDocument() => Assert.Empty(Faults(Write(EveryBlock)));

    [Fact]
    public void Write_OfHostileText_IsAValidDocument() => Assert.All(Hostile, text => Assert.Empty(Faults(Write(Everywhere(text)))));

    [Fact]
    public void Write_OfALongText_KeepsAllOfIt()
    {
        var text = new string('å', 100_000);

        Assert.Equal(text, Read(Write(new WordParagraph(text)), d => Paragraphs(d)[1].InnerText));
    }

    [Theory]
    [InlineData("]]></w:t>&amp;", "]]></w:t>&amp;")]
    [InlineData("😀 å", "😀 å")]
    [InlineData("  två  ", "  två  ")]
    public void Write_OfAText_KeepsWhatXmlCanHold(string text, string kept) =>
        Assert.Equal(kept, Read(Write(new WordParagraph(text)), d => Paragraphs(d)[1].InnerText));

    [Fact]
    public void Write_OfCharactersThatXmlCannotHold_DropsThemAlone() =>
        Assert.Equal("abcde", Read(Write(new WordParagraph("a\u0000b\ud800c\udc00d\ufffee")), d => Paragraphs(d)[1].InnerText));

    [Theory]
    [InlineData("ett\ntvå")]
    [InlineData("ett\r\ntvå")]
    public void Write_OfANewLine_BreaksTheLine(string text) =>
        Assert.Equal("br", Read(Write(new WordParagraph(text)), d => Paragraphs(d)[1].Descendants<Run>().Single().ElementAt(1).LocalName));

    [Fact]
    public void Write_OfTheSameDocumentTwice_GivesTheSameBytes() => Assert.Equal(Write(EveryBlock), Write(EveryBlock));

    [Fact]
    public void Write_Anything_DatesEveryEntryAlike()
    {
        using var zip = new ZipArchive(new MemoryStream(Write(EveryBlock)));

        Assert.All(zip.Entries, e => Assert.Equal(new DateTime(1980, 1, 1), e.LastWriteTime.DateTime));
    }

    [Fact]
    public void Write_Anything_IsInSwedish() =>
        Assert.Equal("sv-SE", Read(Write(), d => d.MainDocumentPart!.StyleDefinitionsPart!.Styles!.Descendants<Languages>().Single().Val!.Value));

    [Fact]
    public void Write_Anything_BeginsWithItsTitle() =>
        Assert.Equal(("Title", "Protokoll"), Read(Write(), d => (StyleOf(Paragraphs(d)[0]), Paragraphs(d)[0].InnerText)));

    [Fact]
    public void Write_Anything_NumbersItsPages() =>
        Assert.Equal([" PAGE ", " NUMPAGES "], Read(Write(), d => d.MainDocumentPart!.FooterParts.Single().Footer!.Descendants<SimpleField>().Select(f => f.Instruction!.Value!).ToArray()));

    [Fact]
    public void Write_OfHeadings_UsesWordsOwnStyles() =>
        Assert.Equal(["Heading1", "Heading2", "Heading3"],
            Read(Write(new WordHeading(1, "a"), new WordHeading(2, "b"), new WordHeading(3, "c")), d => Paragraphs(d).Skip(1).Select(StyleOf).ToArray()));

    [Fact]
    public void Write_OfHeadings_GivesTheirStylesALevelInTheOutline() =>
        Assert.Equal([0, 1, 2], Read(Write(), d => d.MainDocumentPart!.StyleDefinitionsPart!.Styles!.Descendants<OutlineLevel>().Select(l => l.Val!.Value).ToArray()));

    [Fact]
    public void Write_OfALabelledLine_MarksTheLabelAlone() =>
        Assert.Equal(["Justerat: "], Read(Write(new WordLabelled("Justerat", "nej")), d => Paragraphs(d)[1].Descendants<Run>().Where(r => r.RunProperties?.Bold is not null).Select(r => r.InnerText).ToArray()));

    [Fact]
    public void Write_OfTwoNumberedLists_CountsEachFromOne() =>
        Assert.Equal(2, Read(Write(new WordList(["a", "b"], true), new WordList(["c"], true)),
            d => Paragraphs(d).Skip(1).Select(p => p.ParagraphProperties!.NumberingProperties!.NumberingId!.Val!.Value).Distinct().Count()));

    [Fact]
    public void Write_OfAnEmptyList_WritesNothing() => Assert.Single(Read(Write(new WordList([])), Paragraphs));

    [Fact]
    public void Write_OfATable_MarksTheHeaderRowAlone() =>
        Assert.Equal([true, false], Read(Write(EveryBlock), d => d.MainDocumentPart!.Document!.Descendants<TableRow>().Select(r => r.Descendants<TableHeader>().Any()).ToArray()));

    [Fact]
    public void Write_OfATable_PutsTheCaptionBeforeIt() =>
        Assert.Equal(("Caption", "Närvarande"), Read(Write(EveryBlock), d => Captioned(d.MainDocumentPart!.Document!.Descendants<Table>().Single())));

    [Fact]
    public void Write_Anything_SaysWhoMadeItAndWhen()
    {
        using var zip = new ZipArchive(new MemoryStream(Write()));
        using var core = zip.GetEntry("docProps/core.xml")!.Open();

        Assert.Equal(["Protokoll", "PO Exempelstad", "sv-SE", "2026-11-27T08:30:00Z"], XDocument.Load(core).Root!.Elements().Select(e => e.Value));
    }

    // Not in attributes: they are kept as UTF-8, which has no unpaired surrogates.
    private static readonly string[] Hostile =
    [
        "a\u0000b\u0008c\u001bd", "a\ud800b", "\udc00a\ud83d", "\ufffe\uffff", "]]></w:t></w:r><w:p/>",
        "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>&y;",
    ];

    private static WordBlock[] EveryBlock =>
    [
        new WordHeading(1, "Beslut"), new WordHeading(2, "§ 1"), new WordHeading(3, "Anteckning"), new WordParagraph("Text\nmed rad."),
        new WordParagraph("Ojusterat", IsBold: true), new WordLabelled("Plats", "Stadshuset"), new WordList(["a", "b"]), new WordList(["c"], true),
        new WordTable("Närvarande", ["Namn", "För"], [["Eva", "Regionen"]]),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(1, 0)]
    public void Table_WhenTheSharesAreNotOnePerColumn_IsRefused(params int[] shares) =>
        Assert.Throws<ArgumentException>(() => Write(new WordTable("Närvarande", ["Namn", "För"], [["Eva", "Regionen"]]) { Shares = shares }));

    [Fact]
    public void Table_WithShares_IsValidAndHasColumnsOfThoseWidths()
    {
        var file = Write(new WordTable("Beslut", ["§", "Beslut"], [["1", "Bordlägg"]]) { Shares = [1, 3] });

        Assert.Empty(Faults(file));
        var widths = Read(file, d => d.MainDocumentPart!.Document!.Descendants<DocumentFormat.OpenXml.Wordprocessing.GridColumn>().Select(c => int.Parse(c.Width!.Value!, System.Globalization.CultureInfo.InvariantCulture)).ToArray());
        Assert.InRange(widths[1], 3 * widths[0] - 3, 3 * widths[0] + 3);
    }

    private static WordBlock[] Everywhere(string text) =>
    [
        new WordHeading(1, text), new WordParagraph(text), new WordLabelled(text, text), new WordList([text], true), new WordTable(text, [text], [[text]]),
    ];

    private static byte[] Write(params WordBlock[] blocks) => WordWriter.Write(new("Protokoll", "PO Exempelstad", Created, blocks));

    private static T Read<T>(byte[] file, Func<WordprocessingDocument, T> read)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(file), false);
        return read(document);
    }

    private static string[] Faults(byte[] file) =>
        Read(file, d => new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(d).Select(e => $"{e.Path?.XPath}: {e.Description}").ToArray());

    private static Paragraph[] Paragraphs(WordprocessingDocument document) => [.. document.MainDocumentPart!.Document!.Body!.Elements<Paragraph>()];

    private static string StyleOf(Paragraph paragraph) => paragraph.ParagraphProperties!.ParagraphStyleId!.Val!.Value!;

    private static (string, string) Captioned(Table table) => (StyleOf(table.PreviousSibling<Paragraph>()!), table.PreviousSibling<Paragraph>()!.InnerText);
}
