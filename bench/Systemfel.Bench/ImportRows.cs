using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

/// <summary>Writes an invented list of older deficiencies, as CSV or xlsx by the file's name: the same for the same number of rows.</summary>
internal static class ImportRows
{
    private static readonly string[] Headers = ["Rubrik", "Beskrivning", "Följd", "Myndighet", "Nivå", "Datum", "Avslutad", "Utfall", "Antal"];
    private static readonly string[] Authorities = ["Försäkringskassan", "Arbetsförmedlingen", "Kommun", "Primärvård", "Psykiatri"];
    private static readonly string[] Outcomes = ["Åtgärdat", "Delvis åtgärdat", "Inget svar", "Avböjt av myndigheten", "Inaktuellt"];
    private static readonly string[] What = ["Beslut", "Ansökningar", "Omprövningar", "Utredningar", "Telefontider", "Blanketter", "Bokningar", "Remisser", "Intyg", "Utbetalningar", "Underlag", "Kallelser", "Planer", "Överföringar", "Journaler", "Bedömningar"];
    private static readonly string[] How = ["dröjer", "kommer bort", "skickas till fel enhet", "går inte att förstå", "krävs på nytt varje månad", "saknar motivering", "stängs av utan besked", "kräver e-legitimation", "byter handläggare", "samordnas inte", "följs inte upp", "nekas utan prövning"];
    private static readonly string[] When = ["vid flytt", "efter sjukskrivning", "under sommaren", "när boendestöd saknas", "vid byte av vårdgivare", "inför omprövning", "i kontakten med kundtjänst", "för den som saknar dator", "vid skuldsanering", "efter utskrivning", "på mindre orter", "när tolk behövs"];

    public static int Write(int rows, string file)
    {
        if (file.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase)) WriteWorkbook(rows, file);
        else File.WriteAllLines(file, Enumerable.Range(-1, rows + 1).Select(i => string.Join(';', i < 0 ? Headers : Row(i))), new UTF8Encoding(true));
        return 0;
    }

    private static string[] Row(int i)
    {
        var random = new Random(i);
        var (what, how, when) = (What[random.Next(What.Length)], How[random.Next(How.Length)], When[random.Next(When.Length)]);
        var day = new DateOnly(2015, 1, 1).AddDays(random.Next(3600));
        return
        [
            $"{what} {how} {when}",
            $"{what} {how} {when}. Den som berörs får vänta i {2 + random.Next(9)} månader och måste själv ringa flera gånger för att få veta hur det går. Handläggningen skiljer sig mellan kontoren, och det finns ingen skriftlig rutin att hänvisa till. Underlag begärs in som redan har lämnats, löpnummer {i}.",
            "Personer avstår från stöd som de har rätt till, och ekonomin hinner bli sämre under tiden.",
            Authorities[random.Next(Authorities.Length)], (1 + random.Next(3)).ToString(CultureInfo.InvariantCulture), day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            day.AddDays(random.Next(30, 300)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Outcomes[random.Next(Outcomes.Length)], (1 + random.Next(12)).ToString(CultureInfo.InvariantCulture),
        ];
    }

    private static void WriteWorkbook(int rows, string file)
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", package = "http://schemas.openxmlformats.org/package/2006";
        File.Delete(file);
        using var zip = ZipFile.Open(file, ZipArchiveMode.Create);
        Put("[Content_Types].xml", $"<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>");
        Put("_rels/.rels", $"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Put("xl/workbook.xml", $"<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Brister\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
        Put("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        using var sheet = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml").Open());
        sheet.Write($"<worksheet xmlns=\"{main}\"><sheetData>");
        for (var i = -1; i < rows; i++)
        {
            sheet.Write("<row>");
            foreach (var cell in i < 0 ? Headers : Row(i)) sheet.Write($"<c t=\"inlineStr\"><is><t>{SecurityElement.Escape(cell)}</t></is></c>");
            sheet.Write("</row>");
        }
        sheet.Write("</sheetData></worksheet>");

        void Put(string name, string text)
        {
            using var part = new StreamWriter(zip.CreateEntry(name).Open());
            part.Write(text);
        }
    }
}
