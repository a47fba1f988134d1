using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Finds which mails of ours a mail is about.</summary>
public static partial class RelatedMessages
{
    /// <summary>Message-IDs without angle brackets, each once, the likeliest first: In-Reply-To, the original that a report or receipt names
    /// or returns, then References from the newest back. A hint for matching, never proof: anyone can write them.</summary>
    /// <param name="message">The mail.</param>
    /// <returns>The ids; empty when the mail names none.</returns>
    public static IReadOnlyList<string> Find(MimeMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var ids = new List<string>();
        if (message.InReplyTo is not null)
            ids.Add(message.InReplyTo);
        foreach (var part in message.Parts())
        {
            if (part.ContentType.MimeType is "message/disposition-notification" or "message/global-disposition-notification")
                ids.AddRange(Ids(OriginalId(), part.Text));
            else if (part.ContentType.MimeType is "text/rfc822-headers" or "message/rfc822-headers" or "message/global-headers")
                ids.AddRange(Ids(MessageIdLine(), part.Text));
            else if (part.Message?.MessageId is { } inner)
                ids.Add(inner);
        }

        if (BounceText.IsBounce(message))
            ids.AddRange(Ids(MessageIdLine(), message.Text));
        ids.AddRange(message.References.Reverse());
        return [.. ids.Distinct()];
    }

    /// <summary>The envelope id that we gave the server with the mail (<see cref="SmtpSend.EnvelopeId"/>), as a delivery report gives it back, or null.</summary>
    /// <param name="message">The report.</param>
    /// <returns>The id.</returns>
    public static string? FindEnvelopeId(MimeMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Parts().Where(p => p.ContentType.MimeType is "message/delivery-status" or "message/global-delivery-status")
            .Select(p => EnvelopeId().Match(p.Text)).FirstOrDefault(m => m.Success)?.Groups[1].Value;
    }

    private static IEnumerable<string> Ids(Regex line, string text) => line.Matches(text.Length > 200_000 ? text[..200_000] : text).Take(10).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"^Original-Message-ID:\s{0,5}<?([^\s<>]{3,500})>?", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex OriginalId();

    [GeneratedRegex(@"^[> ]{0,4}Message-ID:\s{0,5}<([^\s<>]{3,500})>", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex MessageIdLine();

    [GeneratedRegex(@"^Original-Envelope-Id:[ \t]{0,5}([!-~]{1,100})", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex EnvelopeId();
}
