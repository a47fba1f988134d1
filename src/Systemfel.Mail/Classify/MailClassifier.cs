namespace Systemfel.Mail;

/// <summary>Tells people's replies from what machines send. Rules are read in order; the first that fits decides.</summary>
public static class MailClassifier
{
    /// <summary>Classifies a mail by its own headers, parts and words; nothing is looked up.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="reply">The mail's text taken apart, when the caller has it.</param>
    /// <returns>The kind and, for reports, the recipients.</returns>
    public static MailClassification Classify(MimeMessage message, ReplyText? reply = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        var recipients = DeliveryStatus.Read(message);
        if (recipients.Count > 0)
            return new MailClassification(recipients.Any(r => r.HasFailed) ? MailKind.Bounce : MailKind.DeliveryReport, recipients, null);
        if (IsReport(message, "disposition-notification") || ReadReceipt.Is(message))
            return new MailClassification(MailKind.ReadReceipt, [], null);
        if (IsReport(message, "delivery-status") || BounceText.IsBounce(message))
        {
            return BounceText.IsDelay(message)
                ? new MailClassification(MailKind.DeliveryReport, [.. BounceText.Recipients(message).Select(r => r with { Action = "delayed" })], null)
                : new MailClassification(MailKind.Bounce, BounceText.Recipients(message), null);
        }

        reply ??= ReplyText.Split(message.Text);
        if (PortalNotice.Is(message, reply))
            return new MailClassification(MailKind.Other, [], null);
        if (message.CalendarParts.Any(p => !p.IsAttachment))
            return new MailClassification(MailKind.Calendar, [], null);
        if (AutoReplies.Is(message, reply))
            return new MailClassification(MailKind.AutoReply, [], DiaryNumbers.Find(message.Subject, reply.NewText));
        return new MailClassification(AutoReplies.IsMachineOther(message) ? MailKind.Other : MailKind.Reply, [], null);
    }

    private static bool IsReport(MimeMessage message, string type) =>
        message.Parts().Any(p =>
            p.ContentType.MimeType == "message/" + type
            || (p.ContentType.MimeType == "multipart/report" && type.Equals(p.ContentType.Parameters.GetValueOrDefault("report-type"), StringComparison.OrdinalIgnoreCase)));
}
