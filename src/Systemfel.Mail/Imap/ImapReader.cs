using System.Globalization;
using System.Text;

namespace Systemfel.Mail;

/// <summary>Reads answers with literals, also where a server counts a literal one or two bytes wrong.</summary>
internal sealed class ImapReader(MailConnection connection, int largestLiteral)
{
    private const int LongestLine = 1024 * 1024;
    private const int MostLiterals = 50;
    private readonly Queue<byte[]> _waiting = new();

    /// <summary>Whether an answer has been taken off the line already.</summary>
    public bool HasWaiting => _waiting.Count > 0;

    /// <summary>The next answer.</summary>
    public async Task<ImapResponse> ReadAsync(CancellationToken ct)
    {
        var line = await LineAsync(ct).ConfigureAwait(false);
        var text = new StringBuilder();
        var literals = new List<byte[]?>();
        while (LiteralLength(line) is { } length && literals.Count < MostLiterals)
        {
            text.Append(ImapResponse.Decode(line[..LiteralStart(line)])).Append(ImapResponse.LiteralMark);
            var keep = length <= largestLiteral;
            var literal = await connection.ReadBytesAsync(length, keep, ct).ConfigureAwait(false);
            line = await LineAsync(ct).ConfigureAwait(false);
            if (!GoesOn(line) && keep)
                (literal, line) = await MendAsync(literal, line, ct).ConfigureAwait(false);
            literals.Add(keep ? literal : null);
        }

        text.Append(ImapResponse.Decode(line));
        return new ImapResponse(text.ToString(), literals);
    }

    // After a literal the list goes on with a blank or ends with a parenthesis.
    private static bool GoesOn(byte[] line) => line.Length > 0 && line[0] is (byte)' ' or (byte)')';

    private async Task<(byte[] Literal, byte[] Line)> MendAsync(byte[] literal, byte[] line, CancellationToken ct)
    {
        if (line.Length > 0)
        {
            // Counted too few: the mail's last bytes stand before the parenthesis.
            var end = Array.LastIndexOf(line, (byte)')');
            return end is > 0 and <= 2 ? ([.. literal, .. line[..end]], line[end..]) : (literal, line);
        }

        var next = await LineAsync(ct).ConfigureAwait(false);
        if (next.Length > 0 && next[0] == ')')
            return ([.. literal, .. "\r\n"u8], next); // too few by a line end
        // Counted too many: the parenthesis, perhaps with its CR, went into the literal.
        _waiting.Enqueue(next);
        var trimmed = literal.AsSpan().TrimEnd("\r"u8);
        return trimmed.EndsWith(")"u8) ? (trimmed[..^1].ToArray(), ")"u8.ToArray()) : (literal, line);
    }

    private async Task<byte[]> LineAsync(CancellationToken ct)
    {
        if (_waiting.TryDequeue(out var line))
            return line;
        return await connection.ReadLineAsync(LongestLine, ct).ConfigureAwait(false)
            ?? throw new MailProtocolException("The IMAP server closed the connection.") { IsTransient = true };
    }

    private static int LiteralStart(byte[] line) => Array.LastIndexOf(line, (byte)'{');

    private static long? LiteralLength(byte[] line)
    {
        if (line.Length < 3 || line[^1] != '}')
            return null;
        var start = LiteralStart(line);
        if (start < 0)
            return null;
        var digits = Encoding.ASCII.GetString(line.AsSpan(start + 1, line.Length - start - 2)).TrimEnd('+');
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            return null;
        return length <= 4L * 1024 * 1024 * 1024 ? length : throw new MailProtocolException("The IMAP server states an impossible size.");
    }
}
