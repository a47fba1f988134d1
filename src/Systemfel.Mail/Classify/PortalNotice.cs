using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Notices that a secure message waits in a portal: the answer is not in the mail, a person must fetch it.</summary>
internal static partial class PortalNotice
{
    public static bool Is(MimeMessage message, ReplyText reply)
    {
        var subject = Secure().IsMatch(message.Subject);
        var text = reply.NewText.Length > 4000 ? reply.NewText[..4000] : reply.NewText;
        if (!(subject || (Secure().IsMatch(text) && Waiting().IsMatch(text))) || !Fetch().IsMatch(text))
            return false;
        // A person who writes 'jag har skickat ett säkert meddelande' answers from an ordinary address, in our thread.
        return message.From.Any(a => AutoReplies.IsNoReply(a.Address)) || (subject && !Answering().IsMatch(message.Subject) && message.InReplyTo is null);
    }

    [GeneratedRegex(@"(säkert|säkra|skyddat|krypterat) (e-post|epost|e-)?(meddelande|mejl|mail|brev|post)|säker (e-?post|digital post|meddelandehantering)|secure (message|mail|e-mail)|encrypted (message|mail|email)|digital brevlåda|ny digital post|nytt meddelande (på|i|från) (mina sidor|e-tjänst|portalen|tjänsten)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Secure();

    [GeneratedRegex(@"(du|ni) har (fått |mottagit )?(ett |nya? )|har skickat (dig |er )?ett|väntar på (dig|er)|you have (received )?a|has sent you", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Waiting();

    [GeneratedRegex(@"logga in|inlogg|bank-?id|freja|legitimation|öppna meddelandet|läs(a)? meddelandet|hämta (meddelandet|det)|klicka|https?://|engångskod|log in|sign in|open the message|read the message|click", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Fetch();

    [GeneratedRegex(@"^\s*(sv|re|ang|vs|vb|fwd?)\s?:", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Answering();
}
