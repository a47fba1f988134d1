using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Bounces that carry no delivery-status part: qmail, Exim, gateways, Exchange's text in Swedish and English.</summary>
internal static partial class BounceText
{
    private const int LongestText = 100_000;

    /// <summary>Whether sender and words make the mail a bounce.</summary>
    public static bool IsBounce(MimeMessage message)
    {
        if (message.Headers.Contains("X-Failed-Recipients"))
            return true;
        var subject = BouncedSubject().IsMatch(message.Subject);
        var text = Head(message.Text);
        if (IsMailSystem(message))
            return subject || Failure().IsMatch(text);
        // Some gateways send from an ordinary address, but never with a person's 'SV:' in front.
        return subject && Failure().IsMatch(text) && (EnhancedCode.FindFailure(text) is not null || SmtpCode().IsMatch(text));
    }

    /// <summary>Whether the words say that more attempts follow.</summary>
    public static bool IsDelay(MimeMessage message) =>
        Delay().IsMatch(message.Subject) || (Delay().IsMatch(Head(message.Text)) && !Failure().IsMatch(message.Subject) && !GivenUp().IsMatch(Head(message.Text)));

    /// <summary>The addresses named as failed, each with the status code nearest after it.</summary>
    public static List<DeliveryStatus> Recipients(MimeMessage message)
    {
        var text = BeforeOriginal(message.Text.Length > LongestText ? message.Text[..LongestText] : message.Text);
        var own = message.To.Select(a => a.Address).Concat(message.From.Select(a => a.Address)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var named = message.Headers.All("X-Failed-Recipients").SelectMany(h => AddressParser.Parse(h.Raw)).Select(a => a.Address).ToList();
        var found = new Dictionary<string, DeliveryStatus>(StringComparer.OrdinalIgnoreCase);
        foreach (Match m in Address().Matches(text))
        {
            var address = m.Value.Trim('.', '\'', '<', '>');
            if (own.Contains(address) || IsMachine(address) || (named.Count > 0 && !named.Contains(address, StringComparer.OrdinalIgnoreCase)))
                continue;
            var after = text.Substring(m.Index + m.Length, Math.Min(600, text.Length - m.Index - m.Length));
            if (NextAddress(after, address, own) is > 0 and var next)
                after = after[..next];
            var status = EnhancedCode.FindFailure(after);
            if (!found.TryGetValue(address, out var before) || before.Status is null)
                found[address] = new DeliveryStatus(address, null, "failed", status, null);
        }

        foreach (var address in named.Where(a => !found.ContainsKey(a)))
            found[address] = new DeliveryStatus(address, null, "failed", null, null);
        if (found.Count == 1 && found.Values.First() is { Status: null } only && EnhancedCode.FindFailure(text) is { } any)
            return [only with { Status = any }];
        return [.. found.Values];
    }

    /// <summary>Whether the sender is a mail system: null return path, mailer-daemon, postmaster, Exchange's system mailbox.</summary>
    public static bool IsMailSystem(MimeMessage message)
    {
        if (message.Headers.First("Return-Path")?.Raw.Trim() == "<>" && !message.Headers.Contains("X-Auto-Response-Suppress") && BouncedSubject().IsMatch(message.Subject))
            return true;
        return message.From.Any(a => MailSystem().IsMatch(a.Address) || MailSystem().IsMatch(a.Name ?? ""));
    }

    /// <summary>The text without the returned copy of our own mail.</summary>
    public static string BeforeOriginal(string text) => Copy().Match(text) is { Success: true } m ? text[..m.Index] : text;

    private static int NextAddress(string after, string address, HashSet<string> own)
    {
        foreach (Match m in Address().Matches(after))
        {
            var other = m.Value.Trim('.', '\'', '<', '>');
            if (!other.Equals(address, StringComparison.OrdinalIgnoreCase) && !own.Contains(other) && !IsMachine(other))
                return m.Index;
        }

        return -1;
    }

    private static string Head(string text) => text.Length > 3000 ? text[..3000] : text;

    private static bool IsMachine(string address) => MailSystem().IsMatch(address) || address.Contains(".prod.", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(mailer-daemon|postmaster|mail-?daemon|mdaemon|bounces?)\b|microsoftexchange[0-9a-f]{20,}|mail delivery (sub)?system|mailer-daemon", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex MailSystem();

    [GeneratedRegex(@"^(undeliver(able|ed)|failure notice|delivery (status notification|failure|has failed|failed|notification|problem)|returned mail|mail (delivery|system)( |:).{0,40}(fail|error|return)|mail delivery failed|message (undeliverable|could not be delivered|not delivered)|non.?delivery|warning: message .{0,60}delayed|det g(ick|år) inte att leverera|kunde inte levereras|kan inte levereras|ej levere|inte levererat|ole?ver(er)?bart?|olevererat|leveransfel|leverans(en)? misslyck|meddelandet (kunde|har) inte|leveransstatus|felmeddelande om leverans|returnerad? (post|e-post|mejl)|retur:)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex BouncedSubject();

    [GeneratedRegex(@"(could not|couldn't|wasn't able to|was not able to|unable to|cannot) (be )?deliver|(delivery|message) .{0,60}(has )?failed|undeliverable|permanent(ly)? (error|fail)|not be delivered|did ?n.t reach|rejected (your|the) message|user unknown|mailbox (is )?(full|unavailable)|no such (user|mailbox)|det g(ick|år) inte att leverera|(kunde|kan|har) inte levere|inte (kunnat )?levererats|leveransen .{0,40}misslyck|misslyckades med att leverera|hittades inte på|kunde inte hittas|finns inte|nådde inte fram|avvisade (ditt )?meddelande", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Failure();

    [GeneratedRegex(@"delayed|still being retried|will be retried|will keep trying|has not (yet )?been delivered|not yet been delivered|temporary (failure|problem)|försenad|fördröj|försöker (leverera )?(igen|fortfarande)|nya försök|kommer att försöka", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Delay();

    [GeneratedRegex(@"given up|permanent|no further attempt|inga (fler|ytterligare) försök", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex GivenUp();

    [GeneratedRegex(@"\b(45|55)\d\b", RegexOptions.NonBacktracking)]
    private static partial Regex SmtpCode();

    [GeneratedRegex(@"(?i)[a-z0-9åäöéü._%+\-']{1,64}@[a-z0-9åäö\-]{1,63}(\.[a-z0-9åäö\-]{1,63}){1,8}", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?mi)^[-=_ >]{0,40}(below this line is a copy|this is a copy of (the|your) message|original message( headers)?|included is a copy|the following is a copy|unsent message below|ursprungligt meddelande|ursprungliga meddelandehuvuden|kopia av (ditt|det ursprungliga) meddelande|meddelandehuvuden|returned message|message header follows|your original message|received: from )", RegexOptions.NonBacktracking)]
    private static partial Regex Copy();
}
