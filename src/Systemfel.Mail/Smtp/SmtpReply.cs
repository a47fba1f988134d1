using System.Globalization;
using System.Text;

namespace Systemfel.Mail;

/// <summary>One answer of an SMTP server, of one or several lines (RFC 5321 4.2.1).</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    private const int LongestLine = 8 * 1024;
    private const int MostLines = 200;

    public bool IsGood => Code is >= 200 and < 400;

    public string Text => string.Join(' ', Lines);

    /// <summary>The enhanced code at the start of the words, or null.</summary>
    public string? EnhancedCode =>
        Lines.Count > 0 ? Systemfel.Mail.EnhancedCode.AtStart(Lines[0]) : null;

    public static async Task<SmtpReply> ReadAsync(MailConnection connection, CancellationToken ct)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = await connection.ReadLineAsync(LongestLine, ct).ConfigureAwait(false)
                ?? throw new MailProtocolException("The SMTP server closed the connection.") { IsTransient = true };
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 200 or > 599)
                throw new MailProtocolException("The SMTP server answered something that is no reply.");
            lines.Add(line.Length > 4 ? Encoding.UTF8.GetString(line.AsSpan(4)).Trim() : "");
            if (lines.Count > MostLines)
                throw new MailProtocolException("The SMTP server sent an endless reply.");
            if (line.Length < 4 || line[3] != '-')
                return new SmtpReply(code, lines);
        }
    }

    public MailProtocolException Refused(string what) =>
        new($"The SMTP server refused {what}: {Code} {EnhancedCode}".TrimEnd()) { Code = Code, IsTransient = Code is >= 400 and < 500 };
}
