using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>The number under which an authority keeps our letter, as their receipts write it: behind a label, or alone in the subject.</summary>
internal static partial class DiaryNumbers
{
    /// <summary>The first number behind a label in the text, else behind one in the subject, else the subject's own.</summary>
    /// <param name="subject">The decoded subject.</param>
    /// <param name="text">What the sender newly wrote.</param>
    /// <returns>As written, or null.</returns>
    public static string? Find(string subject, string text) =>
        First(Labelled().Matches(text)) ?? First(Labelled().Matches(subject)) ?? First(Bare().Matches(subject));

    private static string? First(MatchCollection matches)
    {
        foreach (Match m in matches)
        {
            var number = m.Groups["nr"].Value.TrimEnd('.', ',', ';', ':', '-', '/', ' ');
            // Our own numbers come back in quotes and subjects; a day is no number.
            if (number.Length is >= 4 and <= 60 && !Own().IsMatch(number) && !Day().IsMatch(number) && number.Count(char.IsAsciiDigit) >= 3)
                return number;
        }

        return null;
    }

    // The prefix is the register's (KS, RD, FK, LiÖ, IVO): letters that begin with a capital.
    [GeneratedRegex(@"\b(dnr|d\.nr|diarie-?(nummer|numret|nr)|ärende-?(nummer|numret|nr|id)|referens(nummer|numret|nr)?|registrerings(nummer|numret|nr)|mål(nummer|numret|nr)|löp(nummer|numret|nr)|akt(nummer|numret|nr)|beteckning(en)?|(case|reference|registration) (number|no)|ärende|nummer|numret|nr)\b[.:]{0,2}\s{0,3}(är |blir |hos oss |: ?|med |nr |som |dnr |nummer |och ){0,2}(?<nr>(?-i:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,5}[ \-/:.]{0,2})?\d[\dA-ZÅÄÖ.\-/:]{2,30}( ?[-/] ?\d{2,8}){0,3})", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Labelled();

    [GeneratedRegex(@"\b(?<nr>([A-ZÅÄÖ][A-Za-zÅÄÖ]{0,5}[ \-/:.]?)?(19|20)\d{2}[\-/:][\dA-ZÅÄÖ]{1,8}([\-/:.]\d{1,6}){0,3})\b", RegexOptions.NonBacktracking)]
    private static partial Regex Bare();

    [GeneratedRegex(@"^SF-?\d{4}-\d{3,6}", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Own();

    [GeneratedRegex(@"^(19|20)\d{2}-\d{2}-\d{2}$", RegexOptions.NonBacktracking)]
    private static partial Regex Day();
}
