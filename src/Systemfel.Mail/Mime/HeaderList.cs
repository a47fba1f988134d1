using System.Collections;

namespace Systemfel.Mail;

/// <summary>The headers of a mail or part, in order.</summary>
public sealed class HeaderList : IReadOnlyList<HeaderField>
{
    private readonly List<HeaderField> _fields;

    internal HeaderList(List<HeaderField> fields) => _fields = fields;

    /// <summary>How many headers there are.</summary>
    public int Count => _fields.Count;

    /// <summary>The header at a place, counted from 0 at the top.</summary>
    /// <param name="index">The place.</param>
    public HeaderField this[int index] => _fields[index];

    /// <summary>The decoded value of the first header with a name, or null.</summary>
    /// <param name="name">The name, in any case.</param>
    public string? this[string name] => First(name)?.Value;

    /// <summary>The first header with a name, or null.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <returns>The field or null.</returns>
    public HeaderField? First(string name) =>
        _fields.Find(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>All headers with a name, top first.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <returns>The fields, possibly none.</returns>
    public IEnumerable<HeaderField> All(string name) =>
        _fields.Where(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a header with the name is there.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <returns>True when there is one.</returns>
    public bool Contains(string name) => First(name) is not null;

    /// <inheritdoc/>
    public IEnumerator<HeaderField> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
