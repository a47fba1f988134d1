namespace Systemfel.Mail;

/// <summary>Whether a mail may get an automatic answer at all (RFC 3834 2): never machines, lists, ourselves, or what has gone round.</summary>
public static class AutomaticAnswer
{
    private const int MostHops = 25;

    /// <summary>Says whether an acknowledgement may be sent. How often per sender is for the caller to count.</summary>
    /// <param name="message">The mail to answer.</param>
    /// <param name="classification">What it is.</param>
    /// <param name="ownAddresses">Our own addresses; one with a plus part counts as the same address.</param>
    /// <returns>True for a person's mail that can be answered.</returns>
    public static bool IsAllowed(MimeMessage message, MailClassification classification, IEnumerable<string> ownAddresses)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(classification);
        if (classification.Kind is not (MailKind.Reply or MailKind.Calendar) || AutoReplies.IsMachineSender(message))
            return false;
        if (message.Headers.All("Received").Count() > MostHops)
            return false;
        var sender = message.ReplyTo.Concat(message.From).FirstOrDefault()?.Address;
        var own = ownAddresses.Select(WithoutPlus).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return MailAddressCheck.IsValid(sender) && !message.From.Concat(message.ReplyTo).Any(a => own.Contains(WithoutPlus(a.Address)));
    }

    private static string WithoutPlus(string address)
    {
        var at = address.LastIndexOf('@');
        var plus = address.IndexOf('+', StringComparison.Ordinal);
        return plus > 0 && plus < at ? address[..plus] + address[at..] : address;
    }
}
