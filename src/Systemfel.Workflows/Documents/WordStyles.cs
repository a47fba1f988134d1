using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Systemfel.Workflows.Documents;

/// <summary>The styles of a document, its settings and its footer. Style ids are Word's own, so that it shows them by their usual names.</summary>
internal static class WordStyles
{
    public const string Language = "sv-SE";
    public const string Normal = "Normal";
    public const string Title = "Title";
    public const string Caption = "Caption";
    public const string ListItem = "ListParagraph";
    public const string Cell = "TableText";
    public const string Table = "TableGrid";
    private const string Foot = "Footer";
    private const string Ink = "1B1926";

    /// <summary>The id of a heading's style, 1 to 3.</summary>
    public static string Heading(int level) => $"Heading{level}";

    /// <summary>The styles.</summary>
    public static Styles Make() => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                new RunFonts { Ascii = "Calibri", HighAnsi = "Calibri", ComplexScript = "Calibri" },
                new Color { Val = Ink },
                new FontSize { Val = "22" },
                new Languages { Val = Language, EastAsia = Language })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(
                new SpacingBetweenLines { After = "120", Line = "276", LineRule = LineSpacingRuleValues.Auto }))),
        Paragraph(Normal, "Normal", isDefault: true),
        Paragraph(Title, "Title", before: 0, after: 240, size: 40, isBold: true),
        Paragraph(Heading(1), "heading 1", before: 360, after: 120, size: 32, isBold: true, outline: 0),
        Paragraph(Heading(2), "heading 2", before: 280, after: 80, size: 26, isBold: true, outline: 1),
        Paragraph(Heading(3), "heading 3", before: 200, after: 60, size: 23, isBold: true, outline: 2),
        Paragraph(Caption, "caption", before: 200, after: 80, size: 22, isBold: true, keepsNext: true),
        Paragraph(ListItem, "List Paragraph", after: 60),
        Paragraph(Cell, "Table Text", before: 40, after: 40),
        Paragraph(Foot, "footer", size: 18),
        TableStyle());

    /// <summary>The settings: the language for what has no other, and the layout of today's Word.</summary>
    public static Settings Settings() => new(
        new Compatibility(new CompatibilitySetting
        {
            Name = CompatSettingNameValues.CompatibilityMode,
            Uri = "http://schemas.microsoft.com/office/word",
            Val = "15",
        }),
        new ThemeFontLanguages { Val = Language });

    /// <summary>The footer: 'Sida 1 av 3', counted by the program that shows it.</summary>
    public static Footer PageNumber() => new(WordText.Paragraph(Foot,
        WordText.Run("Sida ")).With(Field("PAGE"), WordText.Run(" av "), Field("NUMPAGES")));

    private static Paragraph With(this Paragraph paragraph, params OpenXmlElement[] more)
    {
        paragraph.Append(more);
        return paragraph;
    }

    private static SimpleField Field(string instruction) => new(WordText.Run("1")) { Instruction = $" {instruction} " };

    private static Style Paragraph(string id, string name, int before = 0, int after = 120, int? size = null, bool isBold = false,
        int? outline = null, bool keepsNext = false, bool isDefault = false)
    {
        var style = new Style(new StyleName { Val = name }) { Type = StyleValues.Paragraph, StyleId = id };
        if (isDefault)
            style.Default = true;
        else
            style.Append(new BasedOn { Val = Normal }, new NextParagraphStyle { Val = id == ListItem || id == Cell ? id : Normal });
        style.Append(new PrimaryStyle());
        var shape = new StyleParagraphProperties();
        if (keepsNext || outline is not null)
            shape.Append(new KeepNext(), new KeepLines());
        shape.AppendChild(new SpacingBetweenLines { Before = $"{before}", After = $"{after}" });
        if (outline is { } level)
            shape.AppendChild(new OutlineLevel { Val = level });
        style.AppendChild(shape);
        var letters = new StyleRunProperties();
        if (isBold)
            letters.AppendChild(new Bold());
        if (size is { } points)
            letters.AppendChild(new FontSize { Val = $"{points}" });
        style.AppendChild(letters);
        return style;
    }

    private static Style TableStyle() => new(
        new StyleName { Val = "Table Grid" },
        new StyleTableProperties(
            new TableBorders(
                new TopBorder { Val = BorderValues.Single, Size = 4, Color = Ink },
                new LeftBorder { Val = BorderValues.Single, Size = 4, Color = Ink },
                new BottomBorder { Val = BorderValues.Single, Size = 4, Color = Ink },
                new RightBorder { Val = BorderValues.Single, Size = 4, Color = Ink },
                new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4, Color = Ink },
                new InsideVerticalBorder { Val = BorderValues.Single, Size = 4, Color = Ink }),
            new TableCellMarginDefault(
                new TableCellLeftMargin { Width = 108, Type = TableWidthValues.Dxa },
                new TableCellRightMargin { Width = 108, Type = TableWidthValues.Dxa })))
    { Type = StyleValues.Table, StyleId = Table };
}
