using System.Globalization;
using Systemfel.Workflows.Documents;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.County;

/// <summary>Takes a return's Word document block by block.</summary>
internal sealed class ReturnWordReading(ReturnTemplate template)
{
    private readonly Dictionary<string, List<string>> _typed = [];
    private readonly Dictionary<string, string> _head = [];
    private readonly List<ReturnText> _texts = [];
    private ReturnField? _field;
    private string _heading = "";
    private int _place;
    private bool _isBegun;

    /// <summary>What stands in fields, by key.</summary>
    public IReadOnlyDictionary<string, List<string>> Values => _typed;

    /// <summary>Swedish: what was left out.</summary>
    public List<string> NotUnderstood { get; } = [];

    public void Take(ReturnWordBlock block)
    {
        if (block.Rows.Count > 0) Table(block.Rows);
        else if (block.Text.Length > 0) Paragraph(block);
    }

    /// <summary>The document says of itself that it has not been sent; when it was, none says.</summary>
    public bool IsDraft { get; private set; }

    /// <summary>What was read. A decision stands in one line.</summary>
    public ReturnFile File(int year) => new(
        template.Key, year, _head.GetValueOrDefault("Verksamhet", ""), _head.GetValueOrDefault("Ansvarig", ""), "", _typed.ToDictionary(t => t.Key, t => string.Join('\n', t.Value)), _texts)
    {
        SumReason = _head.GetValueOrDefault("Varför den skickas ändå", "") is var reason && reason == ReturnDocument.NoReason ? "" : reason,
        DecidedBy = _head.GetValueOrDefault("Beslutad eller underskriven", ""),
    };

    private void Paragraph(ReturnWordBlock block)
    {
        if (block.Style == WordStyles.Title) return;
        if (block.Style == WordStyles.Heading(1)) (_field, _isBegun) = (null, true);
        else if (!_isBegun) Head(block.Text);
        else if (FieldOf(block.Text) is { } found && block.Style != WordStyles.Heading(3)) Begin(found, block.Text);
        else if (_field?.Kind == ReturnFieldKind.Passages) Passage(block);
        else if (Renamed(block.Text) is { } renamed) BeginRenamed(renamed, block.Text);
        else if (_field?.Kind == ReturnFieldKind.Ranked && _place < _field.Places) Set($"{_field.Id}/{++_place}", WithoutDash(block.Text));
        else if (_field?.Kind == ReturnFieldKind.Text || (_field is { Kind: not (ReturnFieldKind.Table or ReturnFieldKind.Ranked) } one && !_typed.ContainsKey(one.Id))) Set(_field!.Id, Typed(_field, block.Text));
        else if (!ReturnWordFile.IsEmpty(block.Text)) Left(block.Text, "står inte vid någon fråga");
    }

    /// <summary>What stands before the first section.</summary>
    private void Head(string text)
    {
        if (text == ReturnDocument.Draft) IsDraft = true;
        else if (text.IndexOf(": ", StringComparison.Ordinal) is > 0 and var at) _head.TryAdd(text[..at], text[(at + 2)..].Trim());
    }

    private void Begin(ReturnField field, string text)
    {
        (_field, _heading, _place) = (field, "", 0);
        var label = $"{field.Id} {field.Label}";
        if (HasOne(field) && text.Length > label.Length) Set(field.Id, WithoutDash(Typed(field, text[label.Length..].TrimStart(':', ' '))));
    }

    /// <summary>The question has its number and other words: what stands behind the colon is its value.</summary>
    private void BeginRenamed(ReturnField field, string text)
    {
        (_field, _heading, _place) = (field, "", 0);
        var value = text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var at ? text[(at + 1)..].Trim() : "";
        if (HasOne(field) && value.Length > 0) Set(field.Id, Typed(field, value));
        Left(text, "frågan är skriven på ett annat sätt än i blanketten. Kontrollera vad som lästes in");
    }

    private void Passage(ReturnWordBlock block)
    {
        if (block.Style == WordStyles.Heading(3)) _heading = block.Text;
        else _texts.Add(new ReturnText(_field!.Id, _heading, block.Text, 0));
    }

    private void Table(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (_field is not { Kind: ReturnFieldKind.Table } field)
        {
            Left(string.Join(" ", rows[0]), "tabellen står inte vid någon fråga");
            return;
        }
        foreach (var cells in rows.Skip(1))
        {
            if (field.Rows.FirstOrDefault(r => r.Label == cells[0]) is { } row)
                for (var i = 0; i < field.Columns.Count && i + 1 < cells.Count; i++) Set(field.KeyOf(row, field.Columns[i]), WithoutDash(cells[i + 1]));
            else if (cells.Any(c => !ReturnWordFile.IsEmpty(c))) Left(string.Join(" ", cells), $"raden finns inte i {field.Id}");
        }
        _field = null;
    }

    private static bool HasOne(ReturnField field) => field.Kind is not (ReturnFieldKind.Table or ReturnFieldKind.Passages or ReturnFieldKind.Ranked);

    /// <summary>A day is written out in the document.</summary>
    private static string Typed(ReturnField field, string typed)
    {
        var text = WithoutDash(typed);
        return field.Kind == ReturnFieldKind.Date && DateOnly.TryParseExact(text, "d MMMM yyyy", CultureInfo.GetCultureInfo("sv-SE"), DateTimeStyles.None, out var day)
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : field.Kind == ReturnFieldKind.Text ? typed : text;
    }

    /// <summary>The dash of an empty place, left standing before what was typed there.</summary>
    private static string WithoutDash(string text) => text.Length > 1 && text.StartsWith(ReturnWordFile.Empty, StringComparison.Ordinal) && char.IsWhiteSpace(text[1]) ? text[2..].Trim() : text;

    private void Set(string key, string text)
    {
        if (ReturnWordFile.IsEmpty(text)) return;
        if (_typed.TryGetValue(key, out var lines)) lines.Add(text);
        else _typed[key] = [text];
    }

    private void Left(string text, string why) => NotUnderstood.Add($"”{(text.Length <= 60 ? text : text[..60] + "…")}”: {why}.");

    private ReturnField? FieldOf(string text) => template.Fields.FirstOrDefault(f => text.StartsWith($"{f.Id} {f.Label}", StringComparison.Ordinal));

    private ReturnField? Renamed(string text) => ReturnWordFile.Numbered().Match(text) is { Success: true } number ? template.Field(number.Groups[1].Value) : null;
}
