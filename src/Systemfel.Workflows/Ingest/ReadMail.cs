using System.Globalization;
using Systemfel.Data.Mail;
using Systemfel.Mail;

namespace Systemfel.Workflows.Ingest;

/// <summary>What the mail room reads out of raw bytes, and how it is noted on the stored mail.</summary>
internal sealed record ReadMail(MimeMessage Message, ReplyText Reply, MailClassification Classification)
{
    private const int LongestHeader = 400;

    public MailKind Kind => Classification.Kind;

    /// <exception cref="UnreadableMailException">There is no mail in the bytes.</exception>
    public static ReadMail Of(byte[] raw, string? letterText = null)
    {
        var message = MimeMessage.Parse(raw);
        var reply = ReplyText.Split(message.Text, letterText);
        return new ReadMail(message, reply, MailClassifier.Classify(message, reply));
    }

    /// <summary>The text again, now that the letter it answers is known: answers written into an unmarked copy are then found.</summary>
    public ReadMail Against(string letterText) => this with { Reply = ReplyText.Split(Message.Text, letterText) };

    public void NoteOn(MailMessage mail, int personalData)
    {
        mail.Kind = KindName(Kind);
        mail.Subject = Shown(Message.Subject);
        mail.FromAddress = Shown(Message.From.Count > 0 ? Message.From[0].Address : "");
        mail.FromName = Shown(Message.From.Count > 0 ? Message.From[0].Name ?? "" : "");
        mail.MessageId = Shown(Message.MessageId ?? "");
        mail.NewText = Reply.NewText;
        mail.QuotedText = string.Join("\n\n", new[] { Reply.Signature, Reply.QuotedText }.Where(t => t != ""));
        var problems = Message.Problems.ToList();
        if (personalData > 0) problems.Add(personalData == 1 ? "1 ställe kan peka ut en person" : $"{personalData} ställen kan peka ut en person");
        mail.Problems = string.Join("; ", problems);
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
            });
        }
    }

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
