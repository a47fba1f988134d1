namespace Systemfel.Mail;

/// <summary>Reads a header block (RFC 5322 2.2), also one with garbage lines, bad folding or no blank line after it.</summary>
internal static class HeaderReader
{
    private static ReadOnlySpan<byte> Blanks => " \t\r\n\0"u8;

    /// <summary>Reads headers from the start of the bytes.</summary>
    /// <returns>The headers and the offset where the body begins.</returns>
    public static (HeaderList Headers, int BodyStart) Read(ReadOnlySpan<byte> source, ReadingState state)
    {
        var fields = new List<HeaderField>();
        var pending = new List<byte>();
        var bodyStart = source.Length;
        var taken = 0;
        var first = true;
        var lines = new LineReader(source);
        while (lines.MoveNext())
        {
            var line = lines.Current.TrimEnd("\r\n"u8);
            if (line.IsEmpty)
            {
                bodyStart = lines.Next;
                break;
            }

            if (first && (line.StartsWith("From "u8) || line.StartsWith(">From "u8)))
                continue; // mbox
            first = false;
            if (pending.Count > 0 && line[0] is (byte)' ' or (byte)'\t')
            {
                taken += line.Length;
                if (taken <= state.Limits.HeaderBytes)
                    Append(pending, line);
                continue;
            }

            if (IsField(line))
            {
                Flush(pending, fields);
                taken += line.Length;
                if (taken <= state.Limits.HeaderBytes)
                    pending.AddRange(line);
                continue;
            }

            if (line.Trim(Blanks).IsEmpty)
            {
                // A line of blanks only: with more headers after it, it is bad folding; otherwise the body starts.
                if (HeadersFollow(source[lines.Next..]))
                    continue;
                bodyStart = lines.Next;
                break;
            }

            // 'X-Ärende: 1' from a case system: no name of a header, but meant as one.
            if (IsRawNamedField(line))
            {
                Flush(pending, fields);
                taken += line.Length;
                if (taken <= state.Limits.HeaderBytes)
                    pending.AddRange(line);
                state.Problem("a line among the headers is no header");
                continue;
            }

            if (line.StartsWith("--"u8) || !HeadersFollow(source[lines.Next..]))
            {
                state.Problem("no blank line between headers and body");
                bodyStart = lines.Start;
                break;
            }

            if (pending.Count > 0 && IsBadlyFoldedExchange(pending))
                Append(pending, line);
            else
                state.Problem("a line among the headers is no header");
        }

        Flush(pending, fields);
        if (taken > state.Limits.HeaderBytes)
            state.LimitMet($"headers over {state.Limits.HeaderBytes} bytes, the rest of them is not read");
        return (new HeaderList(fields), bodyStart);
    }

    /// <summary>Whether a line has the form <c>Name:</c>.</summary>
    public static bool IsField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon is <= 0 or > 200)
            return false;
        var name = line[..colon].TrimEnd(" \t"u8);
        if (name.IsEmpty)
            return false;
        foreach (var b in name)
        {
            if (b is <= 32 or >= 127)
                return false;
        }

        return true;
    }

    /// <summary>Whether a line is a header as parts have them: <c>Content-...</c> or <c>X-...</c>.</summary>
    public static bool IsPartField(ReadOnlySpan<byte> line) =>
        IsRawNamedField(line) || (IsField(line) && System.Text.Ascii.EqualsIgnoreCase(line[..Math.Min(8, line.Length)], "Content-"u8));

    private static bool IsRawNamedField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        return colon is > 2 and <= 200 && (line[0] | 0x20) == 'x' && line[1] == '-' && line[..colon].TrimEnd((byte)' ').IndexOfAnyInRange((byte)0, (byte)' ') < 0;
    }

    private static void Append(List<byte> pending, ReadOnlySpan<byte> line)
    {
        pending.Add((byte)' ');
        pending.AddRange(line.TrimStart(" \t"u8));
    }

    private static void Flush(List<byte> pending, List<HeaderField> fields)
    {
        if (pending.Count == 0)
            return;
        var bytes = pending.ToArray().AsSpan();
        var colon = bytes.IndexOf((byte)':');
        var name = System.Text.Encoding.ASCII.GetString(bytes[..colon].TrimEnd(" \t"u8));
        var value = Charsets.Guess(bytes[(colon + 1)..].Trim(Blanks), out _);
        fields.Add(new HeaderField(name, Clean(value)));
        pending.Clear();
    }

    // NUL and lone CR inside a header are never meant.
    private static string Clean(string value) =>
        value.AsSpan().ContainsAny('\r', '\n', '\0') ? value.Replace("\0", "").Replace('\r', ' ').Replace('\n', ' ') : value;

    private static bool HeadersFollow(ReadOnlySpan<byte> rest)
    {
        var looked = 0;
        var lines = new LineReader(rest.Length > 16_000 ? rest[..16_000] : rest);
        while (looked < 8 && lines.MoveNext())
        {
            var line = lines.Current.TrimEnd("\r\n"u8);
            if (line.IsEmpty || line.StartsWith("--"u8))
                return false;
            // A long folded References header is one line among these.
            if (line[0] is (byte)' ' or (byte)'\t')
                continue;
            looked++;
            if (IsField(line) && LooksLikeHeaderName(line[..line.IndexOf((byte)':')]))
                return true;
        }

        return false;
    }

    // 'Hej:' in a body is no header; 'Content-Type', 'X-Foo', 'Subject' are.
    private static bool LooksLikeHeaderName(ReadOnlySpan<byte> name)
    {
        if (name.IndexOf((byte)'-') > 0)
            return true;
        var text = System.Text.Encoding.ASCII.GetString(name).ToLowerInvariant();
        return text is "from" or "to" or "cc" or "bcc" or "subject" or "date" or "received" or "sender" or "references";
    }

    // Exchange folds its own long diagnostics headers without the blank that folding needs.
    private static bool IsBadlyFoldedExchange(List<byte> pending) =>
        pending.Count > 4 && (pending[0] | 0x20) == 'x' && pending[1] == '-';
}
