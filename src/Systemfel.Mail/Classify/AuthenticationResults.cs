using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>What our own receiving server found out about a mail's sender (Authentication-Results, RFC 8601).</summary>
/// <param name="Spf">The result of SPF as <c>pass</c> or <c>fail</c>, or null.</param>
/// <param name="Dkim">The result of DKIM; <c>pass</c> when any signature passed; or null.</param>
/// <param name="Dmarc">The result of DMARC, or null. Only this one says anything of the From line.</param>
/// <param name="FromDomain">The From domain that DMARC was about, lower case, or null.</param>
public sealed partial record AuthenticationResults(string? Spf, string? Dkim, string? Dmarc, string? FromDomain)
{
    /// <summary>Reads the topmost header that our own server wrote. All others are ignored: the sender can write as many as they like,
    /// also with our server's name, but only further down.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="authservId">The name our receiving server puts first in the header; null or empty gives null.</param>
    /// <returns>The results, or null when the topmost such header is not our server's.</returns>
    public static AuthenticationResults? Read(MimeMessage message, string? authservId)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (string.IsNullOrWhiteSpace(authservId) || message.Headers.First("Authentication-Results") is not { } header)
            return null;
        var value = Comments().Replace(header.Raw, " ");
        var parts = value.Split(';', StringSplitOptions.TrimEntries);
        if (!parts[0].Split(' ')[0].Equals(authservId.Trim(), StringComparison.OrdinalIgnoreCase))
            return null;
        var found = parts.Skip(1).Select(p => Result().Match(p)).Where(m => m.Success).ToList();
        var dkim = Of(found, "dkim");
        var dmarc = parts.FirstOrDefault(p => p.StartsWith("dmarc", StringComparison.OrdinalIgnoreCase)) ?? "";
        return new AuthenticationResults(
            Of(found, "spf").FirstOrDefault(),
            dkim.Contains("pass") ? "pass" : dkim.FirstOrDefault(),
            Of(found, "dmarc").FirstOrDefault(),
            FromHeader().Match(dmarc) is { Success: true } m ? m.Groups[1].Value.ToLowerInvariant() : null);
    }

    private static List<string> Of(List<Match> found, string method) =>
        [.. found.Where(m => m.Groups["method"].Value.Equals(method, StringComparison.OrdinalIgnoreCase)).Select(m => m.Groups["result"].Value.ToLowerInvariant())];

    [GeneratedRegex(@"\([^()]{0,500}\)", RegexOptions.NonBacktracking)]
    private static partial Regex Comments();

    [GeneratedRegex(@"^(?<method>[A-Za-z\-]{2,20})(/\d)?\s{0,3}=\s{0,3}(?<result>[A-Za-z]{2,20})\b", RegexOptions.NonBacktracking)]
    private static partial Regex Result();

    [GeneratedRegex(@"header\.from\s{0,3}=\s{0,3}(?:[^\s@;]{0,100}@)?([A-Za-z0-9.\-]{1,250})", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex FromHeader();
}
