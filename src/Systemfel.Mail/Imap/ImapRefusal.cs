namespace Systemfel.Mail;

/// <summary>A command answered with NO or BAD: the connection still works.</summary>
internal sealed class ImapRefusal : MailProtocolException
{
    public ImapRefusal(string end)
        : base("The IMAP server refused: " + Words(end)) => IsTransient = IsTemporary(end);

    /// <summary>Exchange's 'authenticated but not connected', RFC 5530's UNAVAILABLE and INUSE, and the like.</summary>
    public static bool IsTemporary(string end) =>
        end.Contains("not connected", StringComparison.OrdinalIgnoreCase)
        || end.Contains("[UNAVAILABLE]", StringComparison.OrdinalIgnoreCase)
        || end.Contains("[INUSE]", StringComparison.OrdinalIgnoreCase)
        || end.Contains("[SERVERBUG]", StringComparison.OrdinalIgnoreCase)
        || end.Contains("[LIMIT]", StringComparison.OrdinalIgnoreCase)
        || end.Contains("try again", StringComparison.OrdinalIgnoreCase);

    // Only the status and the response code: the words may repeat what was sent.
    private static string Words(string end)
    {
        var status = end.Split(' ', 2)[0];
        var start = end.IndexOf('[', StringComparison.Ordinal);
        var close = end.IndexOf(']', StringComparison.Ordinal);
        return start > 0 && close > start && close - start < 40 ? $"{status} {end[start..(close + 1)]}" : status;
    }
}
