using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Systemfel.Workflows.Documents;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.County;

/// <summary>
/// Reads a return out of the Word document that the product makes (<see cref="ReturnDocument"/>), also when somebody has typed in it: fields are found
/// by their number, tables by their caption, rows and columns by their names.
/// </summary>
internal static class ReturnWordFile
{
    private const string Empty = "–";

    /// <summary>What a document may hold when it is unpacked, in bytes: one that holds more is no return.</summary>
    private const int MostUnpacked = 20 << 20;

    /// <exception cref="ReturnFileException">No Word document, or one in which no field of the form is found.</exception>
    public static ReturnFile Read(byte[] content, string templateKey, int year)
    {
        var template = ReturnTemplates.Find(templateKey) ?? throw new ReturnFileException($"Blanketten ”{templateKey}” finns inte här.");
        if (content.Length > ReturnJson.MostBytes) throw new ReturnFileException("Filen är större än 5 MB, så den är ingen årsredovisning. Välj en annan fil.");
        var (title, blocks) = Blocks(content);
        if (!title.StartsWith(template.Name, StringComparison.Ordinal))
            throw new ReturnFileException($"Dokumentet är inte ”{template.Name}”, så som det laddas ned ur Systemfel. Be om det, eller om JSON-filen.");
        if (!title.EndsWith($" {year}", StringComparison.Ordinal)) throw new ReturnFileException($"Dokumentet heter ”{title}”, men redovisningen gäller {year}.");
        var reading = new Reading(template);
        foreach (var block in blocks) reading.Take(block);
        if (reading.Values.Count == 0) throw new ReturnFileException("I dokumentet finns inget ifyllt fält. Kontrollera att det är den ifyllda redovisningen.");
        return new ReturnFile(template.Key, year, "", "", "", reading.Values, reading.Texts);
    }

    private sealed record Block(string Style, string Text, IReadOnlyList<IReadOnlyList<string>> Rows);

    private static (string Title, List<Block> Blocks) Blocks(byte[] content)
    {
        try
        {
            using var document = WordprocessingDocument.Open(new MemoryStream(content), isEditable: false, new OpenSettings { MaxCharactersInPart = MostUnpacked });
            var body = document.MainDocumentPart?.Document?.Body ?? throw new ReturnFileException("Filen är inget Word-dokument som går att läsa. Välj en annan fil.");
            var blocks = body.ChildElements.Select(Of).OfType<Block>().ToList();
            return (blocks.Find(b => b.Style == WordStyles.Title)?.Text ?? "", blocks);
        }
        catch (Exception e) when (e is OpenXmlPackageException or InvalidDataException or FileFormatException or System.Xml.XmlException or InvalidOperationException)
        {
            throw new ReturnFileException("Filen är inget Word-dokument som går att läsa. Välj en annan fil.");
        }
    }

    private static Block? Of(OpenXmlElement element) => element switch
    {
        Paragraph p => new Block(p.ParagraphProperties?.ParagraphStyleId?.Val?.Value ?? WordStyles.Normal, TextOf(p), []),
        Table t => new Block("", "", [.. t.Elements<TableRow>().Select(r => (IReadOnlyList<string>)[.. r.Elements<TableCell>().Select(c => string.Join('\n', c.Elements<Paragraph>().Select(TextOf)).Trim())])]),
        _ => null,
    };

    private static string TextOf(Paragraph paragraph) =>
        string.Concat(paragraph.Descendants().Select(d => d switch { DocumentFormat.OpenXml.Wordprocessing.Text t => t.Text, Break => "\n", TabChar => "\t", _ => "" })).Trim();

    private sealed class Reading(ReturnTemplate template)
    {
        private ReturnField? _field;
        private string _heading = "";
        private int _place;

        public Dictionary<string, string> Values { get; } = [];
        public List<ReturnText> Texts { get; } = [];

        public void Take(Block block)
        {
            if (block.Rows.Count > 0) Table(block.Rows);
            else if (block.Text.Length > 0) Paragraph(block);
        }

        private void Paragraph(Block block)
        {
            if (block.Style == WordStyles.Heading(1) || block.Style == WordStyles.Title) _field = null;
            else if (FieldOf(block.Text) is { } found && block.Style != WordStyles.Heading(3)) Begin(found, block.Text);
            else if (_field?.Kind == ReturnFieldKind.Passages) Passage(block);
            else if (_field?.Kind == ReturnFieldKind.Ranked && _place < _field.Places) Set($"{_field.Id}/{++_place}", block.Text);
            else if (_field?.Kind == ReturnFieldKind.Text) Values[_field.Id] = Values.TryGetValue(_field.Id, out var before) ? $"{before}\n{block.Text}" : block.Text;
        }

        private void Begin(ReturnField field, string text)
        {
            (_field, _heading, _place) = (field, "", 0);
            var label = $"{field.Id} {field.Label}";
            if (field.Kind is not (ReturnFieldKind.Table or ReturnFieldKind.Passages or ReturnFieldKind.Ranked) && text.Length > label.Length) Set(field.Id, Typed(field, text[label.Length..].TrimStart(':', ' ')));
        }

        private void Passage(Block block)
        {
            if (block.Style == WordStyles.Heading(3)) _heading = block.Text;
            else Texts.Add(new ReturnText(_field!.Id, _heading, block.Text, 0));
        }

        private void Table(IReadOnlyList<IReadOnlyList<string>> rows)
        {
            if (_field is not { Kind: ReturnFieldKind.Table } field) return;
            foreach (var cells in rows.Skip(1))
                if (field.Rows.FirstOrDefault(r => r.Label == cells[0]) is { } row)
                    for (var i = 0; i < field.Columns.Count && i + 1 < cells.Count; i++) Set(field.KeyOf(row, field.Columns[i]), cells[i + 1]);
            _field = null;
        }

        /// <summary>A day is written out in the document.</summary>
        private static string Typed(ReturnField field, string text) =>
            field.Kind == ReturnFieldKind.Date && DateOnly.TryParseExact(text, "d MMMM yyyy", CultureInfo.GetCultureInfo("sv-SE"), DateTimeStyles.None, out var day)
                ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                : text;

        private void Set(string key, string text)
        {
            if (text.Length > 0 && text != Empty) Values[key] = text;
        }

        private ReturnField? FieldOf(string text) => template.Fields.FirstOrDefault(f => text.StartsWith($"{f.Id} {f.Label}", StringComparison.Ordinal));
    }
}
