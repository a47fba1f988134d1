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
        return message.From.Any(a => AutoReplies.IsNoReply(a.Address))
            || ((subject || Waiting().IsMatch(text)) && !Answering().IsMatch(message.Subject) && message.InReplyTo is null && reply.QuotedText.Length == 0);
    }

    [GeneratedRegex(@"(säkert|säkra|skyddat|krypterat) (e-post|epost|e-)?(meddelande|mejl|mail|brev|post)|säker (e-?post|digital post|meddelandehantering)|säk(er|ra) digitala? kommunikation|\bsdk\b|secure (message|mail|e-mail)|encrypted (message|mail|email)|digitala? brevlåda|ny (digital )?post i|nytt meddelande (på|i|från|via) (mina sidor|e-tjänst\w{0,3}|portalen|tjänsten)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Secure();

    [GeneratedRegex(@"(du|ni) har (fått |mottagit )?(ett |nya? )|(det )?(finns|ligger|väntar) (nu )?ett (nytt |oläst |säkert ){0,2}(meddelande|brev)|har skickat (dig |er )?ett|väntar på (dig|er)|you have (received )?a|has sent you", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Waiting();

    [GeneratedRegex(@"logga in|inlogg|bank-?id|freja|legitimation|öppna (meddelandet|er|din|ditt)\b|läs(a)? meddelandet|hämta (meddelandet|det)|klicka|https?://|engångskod|log in|sign in|open the message|read the message|click", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Fetch();

    [GeneratedRegex(@"^\s*(sv|re|ang|vs|vb|fwd?)\s?:", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Answering();
}
