using System.Text;

namespace Systemfel.Mail;

/// <summary>What a mail server reports about one recipient (RFC 3464 2.3).</summary>
/// <param name="Address">Final-Recipient, or Original-Recipient where that alone is an address.</param>
/// <param name="OriginalAddress">Original-Recipient: the address we wrote to, when the server names it.</param>
/// <param name="Action">failed, delayed, delivered, relayed, expanded; empty when not given.</param>
/// <param name="Status">The enhanced code as <c>5.1.1</c>, or null.</param>
/// <param name="Diagnostic">The server's own words, or null.</param>
public sealed record DeliveryStatus(string Address, string? OriginalAddress, string Action, string? Status, string? Diagnostic)
{
    private const int MostRecipients = 500;
    private const int LongestReport = 1 << 20;

    /// <summary>Whether nothing more will be tried.</summary>
    public bool HasFailed => Action == "failed" || (Action.Length == 0 && Status is ['5', ..]);

    /// <summary>Reads all recipients of all delivery-status parts; missing and extra blank lines between groups are tolerated.</summary>
    /// <param name="message">The report.</param>
    /// <returns>One entry per recipient, in order; empty when the mail is no delivery report.</returns>
    public static IReadOnlyList<DeliveryStatus> Read(MimeMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var found = new List<DeliveryStatus>();
        foreach (var part in message.Parts().Where(p => p.ContentType.MimeType is "message/delivery-status" or "message/global-delivery-status"))
        {
            foreach (var group in Groups(part.TextUpTo(LongestReport, out _)))
            {
                if (found.Count < MostRecipients && FromGroup(group) is { } status)
                    found.Add(status);
            }
        }

        return found;
    }

    // A new group begins at a blank line, or where a recipient field comes again without one.
    private static List<Dictionary<string, string>> Groups(string text)
    {
        var groups = new List<Dictionary<string, string>>();
        var current = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var last = "";
        foreach (var raw in text.Replace("\r\n", "\n").Split('\n', '\r'))
        {
            var line = raw.TrimEnd();
            if (line.Length == 0)
            {
                Take(ref current, groups);
                continue;
            }

            if (raw[0] is ' ' or '\t' && last.Length > 0 && current.TryGetValue(last, out var folded))
            {
                current[last] = folded + " " + line.Trim();
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || line.AsSpan(0, colon).Contains(' '))
                continue;
            var name = line[..colon].Trim();
            if (current.ContainsKey(name) || (StartsRecipient(name) && !current.Keys.Any(StartsRecipient) && current.ContainsKey("Reporting-MTA")))
                Take(ref current, groups);
            current[name] = line[(colon + 1)..].Trim();
            last = name;
        }

        Take(ref current, groups);
        return groups;
    }

    private static bool StartsRecipient(string name) =>
        name.Equals("Final-Recipient", StringComparison.OrdinalIgnoreCase) || name.Equals("Original-Recipient", StringComparison.OrdinalIgnoreCase);

    private static void Take(ref Dictionary<string, string> current, List<Dictionary<string, string>> groups)
    {
        if (current.Count > 0)
            groups.Add(current);
        current = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
    }

    private static DeliveryStatus? FromGroup(Dictionary<string, string> group)
    {
        var final = AddressOf(group.GetValueOrDefault("Final-Recipient"));
        var original = AddressOf(group.GetValueOrDefault("Original-Recipient"));
        var address = final is not null && final.Contains('@', StringComparison.Ordinal) ? final : original ?? final;
        if (address is null)
            return null;
        var action = (group.GetValueOrDefault("Action") ?? "").Split([' ', '(', ';'], 2)[0].ToLowerInvariant();
        var diagnostic = group.GetValueOrDefault("Diagnostic-Code");
        var status = EnhancedCode.Find(group.GetValueOrDefault("Status") ?? "") ?? EnhancedCode.Find(diagnostic ?? "");
        return new DeliveryStatus(address, original, action, status, diagnostic);
    }

    // 'rfc822; a@b', 'rfc822;<a@b>', 'utf-8; å@b', or a bare address.
    private static string? AddressOf(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        var semicolon = value.IndexOf(';', StringComparison.Ordinal);
        var text = value[(semicolon + 1)..].Trim();
        var address = AddressParser.Parse(text) is [var first, ..] ? first.Address : text.Trim('<', '>', ' ');
        return address.Length == 0 ? null : Xtext(address);
    }

    // Original-Recipient may be in xtext (RFC 3461 4): '+2B' is a plus.
    private static string Xtext(string address)
    {
        var at = address.IndexOf('+', StringComparison.Ordinal);
        if (at < 0 || !address.Contains("+2B", StringComparison.OrdinalIgnoreCase) && !address.Contains("+40", StringComparison.Ordinal))
            return address;
        var output = new StringBuilder(address.Length);
        for (var i = 0; i < address.Length; i++)
        {
            if (address[i] == '+' && i + 2 < address.Length && address[i + 1] < 128 && address[i + 2] < 128
                && TransferDecoding.Hex((byte)address[i + 1]) is >= 2 and var high && TransferDecoding.Hex((byte)address[i + 2]) is >= 0 and var low
                && (high << 4 | low) is 0x2b or 0x40 or 0x3d)
            {
                output.Append((char)((high << 4) | low));
                i += 2;
            }
            else
            {
                output.Append(address[i]);
            }
        }

        return output.ToString();
    }
}
