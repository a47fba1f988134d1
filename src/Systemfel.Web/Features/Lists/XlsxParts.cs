using System.Globalization;
using System.Security;
using System.Xml;

namespace Systemfel.Web.Features.Lists;

/// <summary>The parts of a workbook that are the same in every one, and how a sheet begins and ends.</summary>
internal static class XlsxParts
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";

    /// <summary>A part that is not named is a sheet: how many there will be is not known when this is written.</summary>
    public const string ContentTypes = Head + """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
        """;

    public const string Relations = Head + $"""
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{Related}/officeDocument" Target="xl/workbook.xml"/></Relationships>
        """;

    /// <summary>0 plain, 1 the header, 2 a day, 3 a moment, 4 text that may have lines.</summary>
    public const string Styles = Head + $"""
        <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>
        """;

    /// <summary>Text has the format of text, so that it stays text when it is typed over.</summary>
    public static string? StyleOf(CellKind kind, bool header) => (kind, header) switch
    {
        (_, true) => "1",
        (CellKind.Day, _) => "2",
        (CellKind.Moment, _) => "3",
        (CellKind.Text, _) => "4",
        _ => null,
    };

    public static string Workbook(string title, int sheets) => Head
        + $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Related}\"><sheets>"
        + string.Concat(Enumerable.Range(1, sheets).Select(n => $"<sheet name=\"{SecurityElement.Escape(Name(title, n))}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>"))
        + "</sheets></workbook>";

    public static string WorkbookRelations(int sheets) => Head
        + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(Enumerable.Range(1, sheets).Select(n => $"<Relationship Id=\"rId{n}\" Type=\"{Related}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"))
        + $"<Relationship Id=\"rId{sheets + 1}\" Type=\"{Related}/styles\" Target=\"styles.xml\"/></Relationships>";

    /// <summary>The header stays in sight when one scrolls.</summary>
    public static void BeginSheet(XmlWriter sheet, int columns, bool isFirst)
    {
        sheet.WriteStartDocument(true);
        sheet.WriteStartElement("worksheet", Main);
        sheet.WriteRaw($"<sheetViews><sheetView {(isFirst ? "tabSelected=\"1\" " : "")}workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
            + string.Create(CultureInfo.InvariantCulture, $"<cols><col min=\"1\" max=\"{columns}\" width=\"20\" customWidth=\"1\"/></cols>"));
        sheet.WriteStartElement("sheetData");
    }

    public static void EndSheet(XmlWriter sheet, string range)
    {
        sheet.WriteEndElement();
        sheet.WriteStartElement("autoFilter");
        sheet.WriteAttributeString("ref", range);
        sheet.WriteEndDocument();
    }

    /// <summary>At most 31 characters, none of \ / ? * [ ] :.</summary>
    private static string Name(string title, int number)
    {
        var tail = number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" {number}");
        var clean = string.Concat(title.Where(c => !@"\/?*[]:".Contains(c, StringComparison.Ordinal)));
        return clean[..Math.Min(clean.Length, 31 - tail.Length)] + tail;
    }
}
