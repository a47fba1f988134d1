using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Read receipts that come as plain text, without the part of RFC 8098.</summary>
internal static partial class ReadReceipt
{
    public static bool Is(MimeMessage message) => Subject().IsMatch(message.Subject) && message.Text.Length < 2000 && Words().IsMatch(message.Text);

    [GeneratedRegex(@"^(läst|inte läst|oläst|läskvitto|kvitto|read|not read|deleted|borttaget|raderat|return receipt)\b.{0,20}:", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Subject();

    [GeneratedRegex(@"\b(lästes|har lästs|blev läst|visades|har visats|raderades|togs bort|was (read|displayed|opened|deleted))\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Words();
}
