using System.Text;

namespace Systemfel.Mail;

/// <summary>Finds the boundary lines of a multipart (RFC 2046 5.1), also doubled, with trailing blanks, or with the last one missing.</summary>
internal static class Multiparts
{
    /// <summary>The ranges between boundary lines, without the line end that belongs to the boundary.</summary>
    public static List<(int Start, int End)> Split(ReadOnlySpan<byte> body, string boundary, ReadingState state)
    {
        var delimiter = Encoding.Latin1.GetBytes("--" + boundary);
        var ranges = new List<(int, int)>();
        var open = -1;
        var closed = false;
        var lines = new LineReader(body);
        while (lines.MoveNext())
        {
            var kind = Kind(lines.Current, delimiter);
            if (kind == Boundary.None)
                continue;
            if (open >= 0)
                Add(body, open, lines.Start, ranges);
            // Text after a closing boundary that is followed by another opening one is a part again: forwarders glue mails so.
            open = kind == Boundary.Opening ? lines.Next : -1;
            closed = kind == Boundary.Closing;
            if (ranges.Count > state.Limits.Parts)
                return ranges;
        }

        if (open >= 0)
            Add(body, open, body.Length, ranges);
        if (!closed && ranges.Count > 0)
            state.Problem("multipart without its last boundary");
        return ranges;
    }

    /// <summary>Whether a boundary line with this boundary is there.</summary>
    public static bool Contains(ReadOnlySpan<byte> body, string boundary)
    {
        var delimiter = Encoding.Latin1.GetBytes("--" + boundary.TrimEnd());
        var from = 0;
        while (body[from..].IndexOf(delimiter) is >= 0 and var at)
        {
            if (from + at == 0 || body[from + at - 1] is (byte)'\n' or (byte)'\r')
                return true;
            from += at + 1;
        }

        return false;
    }

    /// <summary>The boundary a body seems to use: its first <c>--x</c> line that is followed by a header line.</summary>
    public static string? GuessBoundary(ReadOnlySpan<byte> body)
    {
        var candidate = ReadOnlySpan<byte>.Empty;
        var lines = new LineReader(body);
        while (lines.MoveNext())
        {
            var line = lines.Current.TrimEnd("\r\n \t"u8);
            if (candidate.Length > 0 && HeaderReader.IsPartField(line))
                return Encoding.Latin1.GetString(candidate);
            candidate = line.Length is > 2 and < 200 && line.StartsWith("--"u8) && line.IndexOf((byte)' ') < 0
                ? line[2..]
                : default;
        }

        return null;
    }

    private enum Boundary
    {
        None,
        Opening,
        Closing,
    }

    private static Boundary Kind(ReadOnlySpan<byte> line, ReadOnlySpan<byte> delimiter)
    {
        if (line.Length < delimiter.Length || line[0] != '-' || !line.StartsWith(delimiter))
            return Boundary.None;
        var rest = line[delimiter.Length..].TrimEnd("\r\n \t"u8);
        if (rest.IsEmpty)
            return Boundary.Opening;
        return rest.StartsWith("--"u8) && rest.Trim((byte)'-').Trim(" \t"u8).IsEmpty ? Boundary.Closing : Boundary.None;
    }

    private static void Add(ReadOnlySpan<byte> body, int start, int end, List<(int, int)> ranges)
    {
        if (end > start && body[end - 1] == '\n')
            end--;
        if (end > start && body[end - 1] == '\r')
            end--;
        // A doubled boundary line leaves nothing between.
        if (body[start..end].Trim(" \r\n\t"u8).IsEmpty)
            return;
        ranges.Add((start, end));
    }
}
