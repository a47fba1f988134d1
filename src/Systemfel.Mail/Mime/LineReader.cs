namespace Systemfel.Mail;

/// <summary>Walks the lines of a mail, each with its line end. A lone CR ends a line only where there is no LF at all (old Macintosh mail).</summary>
internal ref struct LineReader
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly byte _end;
    private int _start;
    private int _next;

    public LineReader(ReadOnlySpan<byte> source)
    {
        _source = source;
        _end = source.IndexOf((byte)'\n') < 0 && source.IndexOf((byte)'\r') >= 0 ? (byte)'\r' : (byte)'\n';
        _start = 0;
        _next = 0;
    }

    public readonly ReadOnlySpan<byte> Current => _source[_start.._next];

    /// <summary>Offset of the current line.</summary>
    public readonly int Start => _start;

    /// <summary>Offset after the current line.</summary>
    public readonly int Next => _next;

    public readonly LineReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_next >= _source.Length)
            return false;
        _start = _next;
        var length = _source[_start..].IndexOf(_end);
        _next = length < 0 ? _source.Length : _start + length + 1;
        return true;
    }
}
