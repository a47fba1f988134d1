using System.Globalization;
using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Reads <c>* n FETCH (...)</c>, with numbers as broken servers write them and items in any order.</summary>
internal static partial class FetchResponse
{
    /// <summary>The mail in an answer, or null when it is another answer (as a change of flags) or has no UID.</summary>
    public static FetchedMessage? Read(ImapResponse response, int largest)
    {
        if (!Fetch().IsMatch(response.Text) || !Asked().IsMatch(response.Text) || Number("UID", response.Text) is not (> 0 and <= uint.MaxValue and var uid))
            return null;
        var size = Number("RFC822.SIZE", response.Text) is >= 0 and var stated ? stated : (long?)null;
        var body = Body().Match(response.Text);
        byte[]? raw = null;
        var dropped = false;
        if (body.Success && body.Groups["lit"].Success)
        {
            var index = response.Text.AsSpan(0, body.Groups["lit"].Index).Count(ImapResponse.LiteralMark);
            raw = index < response.Literals.Count ? response.Literals[index] : null;
            dropped = raw is null;
        }
        else if (body.Success && body.Groups["str"].Success)
        {
            raw = System.Text.Encoding.Latin1.GetBytes(Escaped().Replace(body.Groups["str"].Value, "$1"));
        }

        return new FetchedMessage((uint)uid, size, Date(response.Text), raw, dropped || (raw is null && size > largest));
    }

    // '9.37e+06' and negative numbers have been seen.
    private static long? Number(string item, string text)
    {
        foreach (Match m in Numbers().Matches(text))
        {
            if (m.Groups["item"].Value.Equals(item, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(m.Groups["n"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.Abs(number) < 1e15)
                return (long)number;
        }

        return null;
    }

    private static DateTimeOffset? Date(string text)
    {
        if (InternalDate().Match(text) is not { Success: true } m)
            return null;
        return DateTimeOffset.TryParseExact(m.Groups[1].Value.Trim(), "d-MMM-yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }

    [GeneratedRegex(@"\\(.)", RegexOptions.NonBacktracking)]
    private static partial Regex Escaped();

    [GeneratedRegex(@"BODY\[|RFC822|INTERNALDATE", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Asked();

    [GeneratedRegex(@"^\* \d{1,12} FETCH\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Fetch();

    [GeneratedRegex(@"[( ](?<item>UID|RFC822\.SIZE) (?<n>-?\d{1,18}(\.\d{1,9})?(e[+-]?\d{1,3})?)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();

    [GeneratedRegex("INTERNALDATE \"([^\"]{1,60})\"", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex InternalDate();

    [GeneratedRegex("(BODY\\[\\]|RFC822)(<0>)? (?<lit>\u0001)|(BODY\\[\\]|RFC822) \"(?<str>[^\"\\\\]*(\\\\.[^\"\\\\]*)*)\"", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Body();
}
