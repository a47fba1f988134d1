using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Finds reply tokens: 26 Crockford base32 characters behind a plus in a recipient address. Says nothing of whether a token exists.</summary>
public static partial class TokenFinder
{
    private static readonly string[] RecipientHeaders =
    [
        "To", "Cc", "Delivered-To", "X-Original-To", "X-Forwarded-To", "Envelope-To", "X-Envelope-To", "Apparently-To", "X-Delivered-To",
        "X-RCPT-To", "Resent-To", "Bcc",
    ];

    /// <summary>All tokens in recipient headers, To first, each once, upper case. In a report or a mail with an attached original, also that original's.</summary>
    /// <param name="message">The mail.</param>
    /// <returns>The tokens; one mail can answer several letters.</returns>
    public static IReadOnlyList<string> Find(MimeMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var own = InRecipients(message).Distinct().ToList();
        return own.Count > 0 ? own : [.. InOriginal(message).Distinct()];
    }

    /// <summary>What stands behind a plus in recipient addresses and nearly is a token (24-28 characters, l and o read as 1 and 0):
    /// a proposal for a person, never a match.</summary>
    /// <param name="message">The mail.</param>
    /// <returns>The strings in upper case, those of <see cref="Find"/> left out.</returns>
    public static IReadOnlyList<string> FindSimilar(MimeMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var exact = Find(message);
        return [.. RecipientText(message).SelectMany(t => NearToken().Matches(t)).Select(m => Normal(m.Groups[1].Value)).Distinct().Except(exact)];
    }

    /// <summary>The tag <c>[#K7Q2M9]</c> of a subject, upper case without brackets, or null.</summary>
    /// <param name="subject">A decoded subject.</param>
    /// <returns>Six characters or null.</returns>
    public static string? FindTag(string subject) => Tag().Match(subject) is { Success: true } m ? m.Groups[1].Value.ToUpperInvariant() : null;

    private static IEnumerable<string> InRecipients(MimeMessage message) => RecipientText(message).SelectMany(Tokens);

    private static IEnumerable<string> RecipientText(MimeMessage message) =>
        RecipientHeaders.SelectMany(message.Headers.All).Select(h => h.Value)
            .Concat(message.Headers.All("Received").Select(h => ReceivedFor().Match(h.Raw) is { Success: true } m ? m.Groups[1].Value : ""));

    private static IEnumerable<string> InOriginal(MimeMessage message)
    {
        foreach (var part in message.Parts())
        {
            if (part.Message is { } inner)
            {
                foreach (var token in InRecipients(inner).Concat(inner.Headers.All("Reply-To").SelectMany(h => Tokens(h.Value))))
                    yield return token;
            }
            else if (part.ContentType.MimeType is "text/rfc822-headers" or "message/rfc822-headers" or "message/global-headers")
            {
                foreach (var token in Tokens(part.Text))
                    yield return token;
            }
        }

        // A bounce without parts has our mail copied into its text.
        if (BounceText.IsBounce(message))
        {
            foreach (var token in Tokens(message.Text))
                yield return token;
        }
    }

    private static IEnumerable<string> Tokens(string text) => Token().Matches(text).Select(m => m.Groups[1].Value.ToUpperInvariant());

    private static string Normal(string text) => text.ToUpperInvariant().Replace('O', '0').Replace('I', '1').Replace('L', '1');

    [GeneratedRegex(@"\+([0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{26})(?:[@=>\s""',;]|$)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"\+([0-9A-Za-z]{24,28})(?:[@=>\s""',;]|$)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex NearToken();

    [GeneratedRegex(@"\bfor\s+<?([^\s<>;]{3,320})>?", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex ReceivedFor();

    [GeneratedRegex(@"\[\s?#\s?([0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{6})\s?\]", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
