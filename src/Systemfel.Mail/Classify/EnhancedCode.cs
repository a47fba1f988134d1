using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Enhanced status codes (RFC 3463) in free text, told apart from IP addresses and version numbers.</summary>
internal static partial class EnhancedCode
{
    /// <summary>The first code of class 2, 4 or 5, or null.</summary>
    public static string? Find(string text) => Code().Match(text) is { Success: true } m ? m.Groups["code"].Value : null;

    /// <summary>The first code of a failure, class 4 or 5, or null.</summary>
    public static string? FindFailure(string text) => Failure().Match(text) is { Success: true } m ? m.Groups["code"].Value : null;

    /// <summary>The code that begins a text, or null.</summary>
    public static string? AtStart(string text) => Code().Match(text) is { Success: true } m && m.Groups["code"].Index == 0 ? m.Groups["code"].Value : null;

    [GeneratedRegex(@"(^|[^\d.])(?<code>[245]\.\d{1,3}\.\d{1,3})([^\d.]|\.[^\d]|\.?$)", RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    [GeneratedRegex(@"(^|[^\d.])(?<code>[45]\.\d{1,3}\.\d{1,3})([^\d.]|\.[^\d]|\.?$)", RegexOptions.NonBacktracking)]
    private static partial Regex Failure();
}
