using System.Globalization;
using System.Text.RegularExpressions;
using Systemfel.Data.Mail;
using Systemfel.Mail;
using Systemfel.Workflows.Attachments;
using Systemfel.Workflows.Letters;

namespace Systemfel.Workflows.Ingest;

/// <summary>What the mail room reads out of raw bytes, and how it is noted on the stored mail.</summary>
internal sealed partial record ReadMail(MimeMessage Message, ReplyText Reply, MailClassification Classification)
{
    private const int LongestHeader = 400;
    private const int MostForwarded = 10;

    public MailKind Kind => Classification.Kind;

    /// <exception cref="UnreadableMailException">There is no mail in the bytes.</exception>
    public static ReadMail Of(byte[] raw, string? letterText = null)
    {
        var message = MimeMessage.Parse(raw);
        var reply = ReplyText.Split(WithoutTokens(message.Text), letterText);
        return new ReadMail(message, reply, MailClassifier.Classify(message, reply));
    }

    /// <summary>The text again, now that the letter it answers is known: answers written into an unmarked copy are then found.</summary>
    public ReadMail Against(string letterText) =>
        this with { Reply = ReplyText.Split(WithoutTokens(Message.Text), letterText.Replace(LetterMail.LinkPlaceholder, ShownLink, StringComparison.Ordinal)) };

    /// <summary>
    /// A quoted letter brings its link and answer address along, and whoever reads the case could answer with them. Cut before
    /// anything is shown or noted; the raw bytes keep them. Programs that check links wrap ours in theirs.
    /// </summary>
    internal static string WithoutTokens(string text) => TokenAddress().Replace(TokenLink().Replace(text, ShownLink), "@");

    private const string ShownLink = "[svarslänk]";

    [GeneratedRegex(@"https?://[^\s<>]{0,500}svara(/|%2[fF])[0-9A-Za-z]{26}[^\s<>]{0,2000}", RegexOptions.NonBacktracking)]
    private static partial Regex TokenLink();

    [GeneratedRegex(@"\+[0-9A-Za-z]{26}@", RegexOptions.NonBacktracking)]
    private static partial Regex TokenAddress();

    public void NoteOn(MailMessage mail)
    {
        mail.Kind = KindName(Kind);
        mail.Subject = Shown(Message.Subject);
        mail.FromAddress = Shown(Message.From.Count > 0 ? Message.From[0].Address : "");
        mail.FromName = Shown(Message.From.Count > 0 ? Message.From[0].Name ?? "" : "");
        mail.MessageId = Shown(Message.MessageId ?? "");
        mail.NewText = Reply.NewText;
        mail.QuotedText = string.Join("\n\n", new[] { Reply.Signature, Reply.QuotedText }.Concat(Forwarded()).Where(t => t != ""));
        mail.Problems = string.Join("; ", Message.Problems);
        mail.DiaryNumber = Shown(Classification.DiaryNumber ?? "");
        mail.Attachments.Clear();
        foreach (var a in Message.Attachments)
        {
            var content = a.Content;
            mail.Attachments.Add(new Attachment
            {
                Name = Shown(a.Name),
                ContentType = Shown(a.ContentType),
                Size = content.Length,
                Sha256 = Convert.FromHexString(a.Sha256),
                Content = content,
                DetectedType = AttachmentTypes.Detect(content),
            });
        }
    }

    /// <summary>Mails attached whole are opened as text and folded; the attachment itself stays, too.</summary>
    private IEnumerable<string> Forwarded() => Message.Attachments.Select(a => a.Part.Message).OfType<MimeMessage>().Take(MostForwarded)
        .Select(m => $"--- Bifogat brev: {Shown(m.Subject)} ---\n{WithoutTokens(m.Text)}");

    public static string KindName(MailKind kind) => kind switch
    {
        MailKind.AutoReply => "auto-reply",
        MailKind.DeliveryReport => "delivery-report",
        MailKind.ReadReceipt => "read-receipt",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>On one line, without control characters or those that turn the direction of writing (a name that reads backwards deceives).</summary>
    public static string Shown(string text)
    {
        var line = string.Concat(text.Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))).Trim();
        return line.Length <= LongestHeader ? line : line[..LongestHeader];
    }
}
