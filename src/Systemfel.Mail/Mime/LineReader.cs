namespace Systemfel.Mail;

/// <summary>Walks the lines of a mail, each with its line end. A lone CR ends a line only where more lines end so than with LF
/// (old Macintosh mail, perhaps with LFs from a gateway).</summary>
internal ref struct LineReader
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly bool _loneCr;
    private int _start;
    private int _next;

    public LineReader(ReadOnlySpan<byte> source)
    {
        _source = source;
        _loneCr = MostEndWithCr(source);
        _start = 0;
        _next = 0;
    }

    public readonly ReadOnlySpan<byte> Current => _source[_start.._next];

    /// <summary>Offset of the current line.</summary>
    public readonly int Start => _start;

    /// <summary>Offset after the current line.</summary>
    public readonly int Next => _next;

    private static bool MostEndWithCr(ReadOnlySpan<byte> source)
    {
        var cr = source.Count((byte)'\r');
        var lf = cr == 0 ? 0 : source.Count((byte)'\n');
        return cr > lf && cr - source.Count("\r\n"u8) > lf;
    }

    public readonly LineReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_next >= _source.Length)
            return false;
        _start = _next;
        var rest = _source[_start..];
        var length = _loneCr ? rest.IndexOfAny((byte)'\r', (byte)'\n') : rest.IndexOf((byte)'\n');
        _next = length < 0 ? _source.Length : _start + length + 1;
        if (_loneCr && length >= 0 && rest[length] == '\r' && _next < _source.Length && _source[_next] == '\n')
            _next++;
        return true;
    }
}
