using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Systemfel.Workflows.Documents;

/// <summary>The blocks of a document as elements of its body.</summary>
internal sealed class WordBody
{
    private const int TextWidth = 9070;

    /// <summary>How many numbered lists have been written: each counts from 1 by a numbering of its own.</summary>
    public int NumberedLists { get; private set; }

    /// <summary>The title and the blocks.</summary>
    public IEnumerable<OpenXmlElement> Make(WordDocument document) =>
        [WordText.Paragraph(WordStyles.Title, WordText.Run(document.Title)), .. document.Blocks.SelectMany(Of)];

    private IEnumerable<OpenXmlElement> Of(WordBlock block) => block switch
    {
        WordHeading { Level: >= 1 and <= 3 } heading => [WordText.Paragraph(WordStyles.Heading(heading.Level), WordText.Run(heading.Text))],
        WordParagraph paragraph => [WordText.Paragraph(WordStyles.Normal, WordText.Run(paragraph.Text, paragraph.IsBold))],
        WordLabelled line => [WordText.Paragraph(WordStyles.Normal, WordText.Run(line.Label + ": ", isBold: true), WordText.Run(line.Text))],
        WordList list => ListOf(list),
        WordTable table => TableOf(table),
        _ => throw new ArgumentException($"A document cannot hold {block}.", nameof(block)),
    };

    private IEnumerable<OpenXmlElement> ListOf(WordList list)
    {
        if (list.Items.Count == 0)
            return [];
        var numbering = list.IsNumbered ? WordNumbering.Numbered(++NumberedLists) : WordNumbering.Bullets;
        return [.. list.Items.Select(item => Item(item, numbering))];
    }

    private static Paragraph Item(string text, int numbering) => new(
        new ParagraphProperties(
            new ParagraphStyleId { Val = WordStyles.ListItem },
            new NumberingProperties(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = numbering })),
        WordText.Run(text));

    private static OpenXmlElement[] TableOf(WordTable table)
    {
        if (table.Header.Count == 0)
            throw new ArgumentException($"The table '{table.Caption}' has no columns: give it a header.", nameof(table));
        if (table.Rows.Any(r => r.Count != table.Header.Count))
            throw new ArgumentException($"A row of the table '{table.Caption}' has another width than its header: give it {table.Header.Count} cells.", nameof(table));
        if (table.Shares.Count > 0 && (table.Shares.Count != table.Header.Count || table.Shares.Any(s => s <= 0)))
            throw new ArgumentException($"The table '{table.Caption}' has {table.Header.Count} columns: give it as many shares, each over 0.", nameof(table));
        IReadOnlyList<int> shares = table.Shares.Count > 0 ? table.Shares : [.. table.Header.Select(_ => 1)];
        int[] widths = [.. shares.Select(s => TextWidth * s / shares.Sum())];
        var element = new Table(
            new TableProperties(
                new TableStyle { Val = WordStyles.Table },
                new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct },
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableLook { Val = "0020", FirstRow = true, LastRow = false, FirstColumn = false, LastColumn = false, NoHorizontalBand = true, NoVerticalBand = true },
                new TableCaption { Val = WordText.Clean(table.Caption) }),
            new TableGrid(widths.Select(w => new GridColumn { Width = $"{w}" })));
        element.AppendChild(RowOf(table.Header, widths, isHeader: true));
        element.Append(table.Rows.Select(r => RowOf(r, widths, isHeader: false)));
        return [WordText.Paragraph(WordStyles.Caption, WordText.Run(table.Caption)), element];
    }

    private static TableRow RowOf(IReadOnlyList<string> cells, int[] widths, bool isHeader)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (isHeader)
            properties.AppendChild(new TableHeader());
        var row = new TableRow(properties);
        row.Append(cells.Select((cell, i) => new TableCell(
            new TableCellProperties(new TableCellWidth { Width = $"{widths[i]}", Type = TableWidthUnitValues.Dxa }),
            WordText.Paragraph(WordStyles.Cell, WordText.Run(cell, isHeader)))));
        return row;
    }
}
