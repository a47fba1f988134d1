using System.Text;
using Systemfel.Data.Imports;
using Systemfel.Workflows.Imports.Reading;

namespace Systemfel.Workflows.Tests.Imports;

/// <summary>What is read of a list, and each way in which a file can be bad: named by row and column.</summary>
public sealed class ImportReaderTests
{
    private const string List = "Rubrik;Myndighet;Datum\nLånga väntetider;Försäkringskassan;2021-03-01\n";

    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static TheoryData<string, Func<byte[]>> Unreadable => new()
    {
        { "TooLarge 0 ", () => new byte[ImportLimits.Bytes + 1] },
        { "Empty 0 ", () => [] },
        { "Empty 0 ", () => "\n;;\n"u8.ToArray() },
        { "WrongType 0 ", () => "%PDF-1.7 ..."u8.ToArray() },
        { "WrongType 0 ", () => [0x89, 0x50, 0x4E, 0x47, 1, 2] },
        { "OldWorkbook 0 ", () => [0xD0, 0xCF, 0x11, 0xE0, 1, 2] },
        { "WrongType 0 ", () => Workbooks.Word() },
        { "BrokenWorkbook 0 ", () => "PK\u0003\u0004 inget mer"u8.ToArray() },
        { "BrokenWorkbook 0 ", () => Workbooks.WithSheet("<worksheet><sheetData><row r=\"1\"><c") },
        { "BrokenWorkbook 3 ", () => Workbooks.WithSheet(Numbered(2, 3, 3)) },
        { "BrokenWorkbook 2 ", () => Workbooks.WithSheet(Numbered(2, 3, 2)) },
        { "BrokenWorkbook 0 ", () => Workbooks.WithSheet(Numbered(0)) },
        { "MacroWorkbook 0 ", () => Workbooks.WithSheet(Workbooks.Sheet(["Rubrik"], ["x"]), more: "xl/vbaProject.bin") },
        { "UnpacksTooLarge 0 ", () => Workbooks.Zip("xl/media/bild.bin", ImportLimits.Unpacked + 1) },
        { "UnpacksTooLarge 0 ", () => Workbooks.Zip("xl/styles.xml", ImportLimits.WholePart + 1) },
        { "BrokenEncoding 2 ", () => [.. "Rubrik;År\nV\0ntan;2021\n"u8] },
        { "BrokenEncoding 2 ", () => [.. "Rubrik;R\nV"u8, 0x81, .. "ntan;2021"u8] },
        { "MixedEncodings 3 ", () => [.. "Rubrik;År\nVäntan;2021\n"u8, .. Windows.GetBytes("Kö;2022\n")] },
        { "MixedEncodings 1 ", () => [.. Windows.GetBytes("Rubrik;År\n"), .. "Väntan;2021\n"u8] },
        { "BrokenEncoding 2 ", () => [0xEF, 0xBB, 0xBF, .. "Rubrik;År\n"u8, .. Windows.GetBytes("Kö;2022\n")] },
        { "OpenQuote 3 ", () => "Rubrik;År\nKö;2021\n\"Väntan;2022\nSlut;2023\n"u8.ToArray() },
        { "NoRows 1 ", () => "Rubrik;Myndighet\n"u8.ToArray() },
        { "TooManyColumns 1 ", () => Encoding.UTF8.GetBytes(string.Join(';', Enumerable.Range(1, 101)) + "\n1;2\n") },
        { "TooManyRows 20002 ", () => Encoding.UTF8.GetBytes("Rubrik;År\n" + string.Concat(Enumerable.Repeat("Kö;2021\n", 20_001))) },
    };

    [Theory, MemberData(nameof(Unreadable), DisableDiscoveryEnumeration = true)]
    public void Read_WhenTheFileIsNoList_RefusesWithThePlace(string expected, Func<byte[]> file)
    {
        var content = file();

        var refused = Assert.Throws<ImportFileException>(() => ImportReader.Read(ImportReader.SortOf(content), content));

        Assert.Equal(expected, Place(refused.Fault));
        Assert.Equal(FaultReach.File, refused.Fault.Reach);
    }

    public static TheoryData<string, string> Faulty => new()
    {
        { "DuplicateHeader 1 Rubrik", "Rubrik;År;rubrik\nKö;2021;x\n" },
        { "MixedSeparators 3 ", "Rubrik;År;Kommun\nKö;2021;Falun\nVäntan,2022,Säter\n" },
        { "StrayQuote 2 ", "Rubrik;År\n\"Kö\" till Kassan;2021\n" },
        { "MoreCells 3 C", "Rubrik;År\nKö;2021\nKö;2021;mer\n" },
        { "CellWithoutHeader 2 B", "Rubrik;;År\nKö;x;2021\n" },
        { "EmptyColumn 1 Tom", "Rubrik;Tom;År\nKö;;2021\n" },
        { "SkippedAbove 3 ", "Systemfel 2021\n\nRubrik;År\nKö;2021\n" },
        { "CellTooLong 2 A", $"Rubrik;År\n{new string('a', 20_001)};2021\n" },
    };

    [Theory, MemberData(nameof(Faulty))]
    public void Read_WhenSomethingIsWrong_NamesRowAndColumn(string expected, string text) =>
        Assert.Contains(expected, Csv(Encoding.UTF8.GetBytes(text)).Faults.Select(Place));

    public static TheoryData<byte[]> Encodings =>
    [
        Encoding.UTF8.GetBytes(List), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(List)], [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(List)],
        [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(List)], Encoding.Unicode.GetBytes(List), Windows.GetBytes(List),
        Encoding.UTF8.GetBytes(List.Replace(';', ',')), Encoding.UTF8.GetBytes(List.Replace(';', '\t')), Encoding.UTF8.GetBytes("sep=;\r\n" + List.Replace("\n", "\r\n")),
    ];

    [Theory, MemberData(nameof(Encodings))]
    public void Read_WhateverTheEncodingAndSeparator_GivesTheSameRows(byte[] content)
    {
        var table = Csv(content);

        Assert.Equal(["Rubrik", "Myndighet", "Datum"], table.Headers);
        Assert.Equal(["Långa väntetider", "Försäkringskassan", "2021-03-01"], Assert.Single(table.Rows).Cells);
    }

    [Fact]
    public void Read_WhenAQuotedCellHoldsLineBreaksAndQuotes_KeepsThemAndTheRowNumbers()
    {
        var table = Csv("Rubrik;Text\n\"Kö\";\"Rad ett\r\nrad \"\"två\"\"; tre\"\nVäntan;x\n"u8.ToArray());

        Assert.Equal("Rad ett\nrad \"två\"; tre", table.Rows[0].Cells[1]);
        Assert.Equal(3, table.Rows[1].Number);
    }

    [Fact]
    public void Read_WhenAWorkbookHoldsDatesAndShared_ReadsThemAsShown()
    {
        var content = Workbooks.WithSheet(
            Workbooks.Sheet(["Rubrik", "Datum", "Inkom", "Dagar"], ["<c t=\"s\"><v>0</v></c>", "<c s=\"1\"><v>44256</v></c>", "<c s=\"2\"><v>44256.5</v></c>", "<c s=\"3\"><v>44256</v></c>"]),
            shared: "<si><r><t>Långa </t></r><r><t>köer</t></r><rPh sb=\"0\" eb=\"1\"><t>uttal</t></rPh></si>");

        Assert.Equal(["Långa köer", "2021-03-01", "2021-03-01", "44256"], Assert.Single(Xlsx(content).Rows).Cells);
    }

    [Fact]
    public void Read_WhenACellIsAFormula_TakesItsLastValueAndSaysSo()
    {
        var table = Xlsx(Workbooks.Of(["Rubrik", "År"], ["<c t=\"str\"><f>A9&amp;\"x\"</f><v>Kö</v></c>", "2021"]));

        Assert.Equal("Kö", table.Rows[0].Cells[0]);
        Assert.Equal(["Formula 2 A"], table.Faults.Select(Place));
    }

    [Theory]
    [InlineData("<c><f>1+1</f></c>", "FormulaWithoutValue 2 A")]
    [InlineData("<c t=\"e\"><v>#REF!</v></c>", "CellError 2 A")]
    public void Read_WhenACellHasNoValue_NamesIt(string cell, string expected) =>
        Assert.Contains(expected, Xlsx(Workbooks.Of(["Rubrik", "År"], [cell, "2021"], ["Kö", "2021"])).Faults.Select(Place));

    [Fact]
    public void Read_WhenThereAreMoreSheets_SaysWhichWereNotRead() =>
        Assert.Equal("Annat", Assert.Single(Xlsx(Workbooks.WithSheet(Workbooks.Sheet(["Rubrik", "År"], ["Kö", "2021"]), "<sheet name=\"Annat\" sheetId=\"2\" r:id=\"r9\"/>")).Faults).Detail);

    [Theory]
    [InlineData("Försäkringskassan")]
    [InlineData("Arbetsförmedlingen:")]
    [InlineData("2.1 Falu kommun")]
    [InlineData("Socialtjänsten")]
    [InlineData("Region Dalarna")]
    [InlineData("Arbetsförmedlingen och Försäkringskassan")]
    public void Read_WhenAPastedReportNamesBodiesInPlainLetters_TakesThemForTheAuthority(string heading)
    {
        var table = ImportReader.Read(ImportFormat.Text, Encoding.UTF8.GetBytes($"{heading}\nUtredningar tar lång tid.\n\nKronofogden\nBrev går inte att förstå.\n"));

        Assert.Equal([heading.TrimEnd(':').Replace("2.1 ", "", StringComparison.Ordinal), "Kronofogden"], table.Rows.Select(r => r.Cells[0]));
        Assert.Equal(["Utredningar tar lång tid.", "Brev går inte att förstå."], table.Rows.Select(r => r.Cells[2]));
    }

    [Fact]
    public void Read_WhenAPastedReportSetsItsHeadingsApart_LeavesNamesWithinTheText()
    {
        var table = ImportReader.Read(ImportFormat.Text, "REGIONEN\nTandvården\n- Lång väntan\n\nKOMMUNEN\nInget svar.\n"u8.ToArray());

        Assert.Equal(["REGIONEN|Tandvården|Lång väntan", "KOMMUNEN||Inget svar."], table.Rows.Select(r => string.Join('|', r.Cells)));
    }

    [Fact]
    public void Read_WhenAReportIsPasted_SplitsItByHeadingsBulletsAndParagraphs()
    {
        var table = ImportReader.Read(ImportFormat.Text, """
            6.2 Brister under året

            KOMMUN
            Försörjningsstöd:
            Ansökan är svår att fylla i för den som har svårt att läsa, och det finns ingen
            som hjälper till på plats. Många avstår därför från att söka.
            Handläggare byts ofta, och varje ny handläggare begär in samma uppgifter på nytt av
            den sökande.
            Boendestöd
            - Kö på flera månader
            - Besluten är kortare än be-
              hovet

            FÖRSÄKRINGSKASSAN
            Utredningar tar lång tid.
            """u8.ToArray());

        Assert.Equal(
            [
                "KOMMUN|Försörjningsstöd|Ansökan är svår att fylla i för den som har svårt att läsa, och det finns ingen som hjälper till på plats. Många avstår därför från att söka.",
                "KOMMUN|Försörjningsstöd|Handläggare byts ofta, och varje ny handläggare begär in samma uppgifter på nytt av den sökande.",
                "KOMMUN|Boendestöd|Kö på flera månader",
                "KOMMUN|Boendestöd|Besluten är kortare än behovet",
                "FÖRSÄKRINGSKASSAN||Utredningar tar lång tid.",
            ],
            table.Rows.Where(r => r.Cells[0].Length > 0).Select(r => string.Join('|', r.Cells)));
    }

    [Fact]
    public void Read_WithMoreNoticesThanAreKept_StillSaysWhatStopsARow()
    {
        var builder = new TableBuilder();
        builder.Add(1, ["Rubrik", "Antal"]);
        builder.Add(2, ["Besked dröjer", "3"]);
        for (var i = 0; i <= ImportLimits.Notices; i++) builder.Fault(FaultKind.Formula, 2, "B");
        builder.Fault(FaultKind.CellError, 2, "B", "#REF!");

        var table = builder.Build("xlsx");

        Assert.Equal(ImportLimits.Notices, table.Faults.Count(f => f.Kind == FaultKind.Formula));
        Assert.Equal((2, "B"), table.Faults.Where(f => f.Kind == FaultKind.CellError).Select(f => (f.Row, f.Column)).Single());
    }

    [Theory]
    [InlineData("2023-04-01")]
    [InlineData("1/4 2023")]
    [InlineData("1 april 2023")]
    [InlineData("20230401")]
    [InlineData("den 1 apr. 2023")]
    [InlineData("1.4.2023")]
    [InlineData("2023-04-01 09:30")]
    [InlineData("45017")]
    public void Read_WhateverTheFormOfADate_GivesTheDay(string text) =>
        Assert.Equal(new GivenDate(new DateOnly(2023, 4, 1), true, true), ImportDates.Read(text));

    [Theory]
    [InlineData("april 2023", 4, true)]
    [InlineData("2023-04", 4, true)]
    [InlineData("2023", 1, false)]
    public void Read_WhenNoDayIsGiven_SaysHowMuchIs(string text, int month, bool isMonth) =>
        Assert.Equal(new GivenDate(new DateOnly(2023, month, 1), false, isMonth), ImportDates.Read(text));

    /// <summary>A workbook of an older Macintosh program, where a cell has lost its format.</summary>
    [Theory]
    [InlineData(false, 2015, 5, 4)]
    [InlineData(true, 2019, 5, 5)]
    public void Read_OfACountOfDays_GoesByTheWorkbook(bool is1904, int year, int month, int day) =>
        Assert.Equal(new GivenDate(new DateOnly(year, month, day), true, true), ImportDates.Read("42128", is1904));

    [Fact]
    public void Read_OfASemicolonInASentence_IsNoOtherSeparator() =>
        Assert.DoesNotContain(ImportReader.Read(ImportFormat.Csv, System.Text.Encoding.UTF8.GetBytes("Myndighet,Text\nFK,Kö\n,\"Beslut dröjer; inget besked\"\n")).Faults, f => f.Kind == FaultKind.MixedSeparators);

    [Theory]
    [InlineData("2023-02-29")]
    [InlineData("31/4 2023")]
    [InlineData("32")]
    [InlineData("våren 2023")]
    [InlineData("april")]
    public void Read_WhenItIsNoDay_GivesNothing(string text) => Assert.Null(ImportDates.Read(text));

    /// <summary>A sheet with headers in row 1 and rows that say these numbers of themselves.</summary>
    private static string Numbered(params int[] rows)
    {
        var sheet = Workbooks.Sheet([["Rubrik", "År"], .. rows.Select(_ => new[] { "Kö", "2021" })]);
        for (var i = rows.Length; i > 0; i--) sheet = sheet.Replace($"<row r=\"{i + 1}\">", $"<row r=\"{rows[i - 1]}\">", StringComparison.Ordinal);
        return sheet;
    }

    private static ImportTable Csv(byte[] content) => ImportReader.Read(ImportFormat.Csv, content);

    private static ImportTable Xlsx(byte[] content) => ImportReader.Read(ImportFormat.Xlsx, content);

    private static string Place(ImportFault fault) => $"{fault.Kind} {fault.Row} {fault.Column}";
}
