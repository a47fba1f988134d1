namespace Systemfel.Mail;

/// <summary>What a mail is, and for delivery reports whom it concerns.</summary>
/// <param name="Kind">The sort.</param>
/// <param name="Recipients">Every recipient a delivery report names, failed or not; empty for other mails.</param>
/// <param name="DiaryNumber">The authority's own reference number when the mail is a receipt that gives one ('har registrerats med dnr ...'), else null.</param>
public sealed record MailClassification(MailKind Kind, IReadOnlyList<DeliveryStatus> Recipients, string? DiaryNumber)
{
    /// <summary>The recipients to whom nothing more will be tried, each address once.</summary>
    public IReadOnlyList<DeliveryStatus> FailedRecipients => [.. Recipients.Where(r => r.HasFailed).DistinctBy(r => r.Address.ToLowerInvariant())];
}
