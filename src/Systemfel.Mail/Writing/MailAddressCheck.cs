using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Which addresses may go into a header or an SMTP command.</summary>
public static partial class MailAddressCheck
{
    /// <summary>Whether an address can be written to: one at sign, no blanks, brackets, quotes or control characters.</summary>
    /// <param name="address">The bare address.</param>
    /// <returns>True when it can.</returns>
    public static bool IsValid(string? address) => address is { Length: > 2 and <= 254 } && Form().IsMatch(address) && !address.Contains("..", StringComparison.Ordinal);

    /// <summary>The address with its domain in ASCII (IDNA).</summary>
    /// <param name="address">The bare address.</param>
    /// <returns>The same address, the domain as xn-- where needed.</returns>
    /// <exception cref="ArgumentException">It is no address.</exception>
    public static string Valid(string address)
    {
        if (!IsValid(address))
            throw new ArgumentException("Not an e-mail address.", nameof(address));
        var at = address.LastIndexOf('@');
        return Ascii.IsValid(address.AsSpan(at)) ? address : $"{address[..at]}@{new IdnMapping().GetAscii(address, at + 1)}";
    }

    [GeneratedRegex(@"^[^\s@<>()\[\]\\,;:""\p{C}]{1,64}@[\p{L}\p{Nd}]([\p{L}\p{Nd}\-.]{0,250}[\p{L}\p{Nd}])?\z", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
