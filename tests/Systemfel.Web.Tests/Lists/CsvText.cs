using System.Text;

namespace Systemfel.Web.Tests.Lists;

/// <summary>Reads a file as RFC 4180 says, by hand, so that the writer's own library does not judge itself.</summary>
internal sealed class CsvText
{
    private readonly List<List<string>> _rows = [[]];
    private readonly StringBuilder _cell = new();

    public static List<List<string>> Read(byte[] bytes)
    {
        var reader = new CsvText();
        reader.Take(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'));
        return reader._rows;
    }

    private void Take(string text)
    {
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var doubled = quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"';
            if (doubled) i++;
            if (c == '"' && !doubled) quoted = !quoted;
            else if (!quoted && c == ';') EndCell();
            else if (!quoted && c == '\n') EndRow();
            else if (quoted || c != '\r') _cell.Append(c);
        }
        if (_rows[^1].Count == 0 && _cell.Length == 0) _rows.RemoveAt(_rows.Count - 1);
        else EndCell();
    }

    private void EndCell()
    {
        _rows[^1].Add(_cell.ToString());
        _cell.Clear();
    }

    private void EndRow()
    {
        EndCell();
        _rows.Add([]);
    }
}
