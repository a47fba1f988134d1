using System.Globalization;
using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>A label that says which numbered item of the letter the words after it answer.</summary>
/// <param name="Numbers">The item numbers; more than one for 'Punkt 1 och 2:'.</param>
/// <param name="References">The SF numbers the label names, else none.</param>
/// <param name="Certain">False for a bare '1.' that may as well be a list of the sender's own.</param>
/// <param name="Rest">The words after the label on its line.</param>
internal sealed partial record ItemLabel(IReadOnlyList<int> Numbers, IReadOnlyList<string> References, bool Certain, string Rest)
{
    private const string Before = @"^[\s*_•·\-–]{0,6}((svar|svaret|vårt svar|angående|ang|avseende|gällande|beträffande|betr|rörande|vad gäller|när det gäller|i fråga om|kommentar|re|ad|till|om|på|för)[.:]?\s{1,3}){0,3}";
    private const string After = @"(\s{0,2}\([^()]{1,80}\))?\s{0,3}(?<sep>,\s[^:.,]{1,60}:|[:.)\]–—-]|$)[*_]{0,2}\s*(?<rest>.*)$";
    private const string Number = @"(?<n>\d{1,2}|ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio)";

    private static readonly string[] Words = ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio"];
    private static readonly string[] Ordinals = ["", "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde"];

    /// <summary>Whether a line opens with a label that can mean nothing else.</summary>
    public static bool IsCertain(string line) => Read(line) is { Certain: true };

    /// <summary>Reads the label at the start of a line, or gives null.</summary>
    public static ItemLabel? Read(string line)
    {
        if (line.Length > 5000)
            return null;
        var digits = HasDigit(line);
        if (digits && Referenced().Match(line) is { Success: true } sf && (sf.Groups["sep"].Success || sf.Groups["before"].Length > 0))
            return new ItemLabel([], ReferencesIn(sf.Groups["list"].Value), true, sf.Groups["rest"].Value.Trim());
        if (Worded().Match(line) is { Success: true } word)
            return new ItemLabel(NumbersOf(word), ReferencesIn(word.Groups["sf"].Value), true, word.Groups["rest"].Value.Trim());
        if (digits && Prefixed().Match(line) is { Success: true } prefixed)
            return new ItemLabel(NumbersOf(prefixed), [], true, prefixed.Groups["rest"].Value.Trim());
        if (Ordinal().Match(line) is { Success: true } ordinal)
            return new ItemLabel([Array.IndexOf(Ordinals, ordinal.Groups["o"].Value.ToLowerInvariant())], [], true, ordinal.Groups["rest"].Value.Trim());
        if (digits && Bare().Match(line) is { Success: true } bare && NumbersOf(bare) is [> 0] numbers)
            return new ItemLabel(numbers, [], false, bare.Groups["rest"].Value.Trim());
        return null;
    }

    /// <summary>Puts labels that stand after a sentence on lines of their own: 'Fråga 1: ja. Fråga 2: nej.'</summary>
    public static string BreakBeforeLabels(string text) => LabelAfterSentence().Replace(text, "$1\n$2");

    private static bool HasDigit(string line)
    {
        foreach (var c in line)
        {
            if (char.IsDigit(c))
                return true;
        }

        return false;
    }

    private static List<string> ReferencesIn(string text) => [.. Reference().Matches(text).Select(m => m.Value.ToUpperInvariant())];

    private static List<int> NumbersOf(Match m)
    {
        var numbers = new List<int> { NumberOf(m.Groups["n"].Value) };
        if (m.Groups["m"].Success)
        {
            var last = NumberOf(m.Groups["m"].Value);
            if (m.Groups["range"].Success && last > numbers[0] && last - numbers[0] < 20)
                numbers.AddRange(Enumerable.Range(numbers[0] + 1, last - numbers[0]));
            else
                numbers.Add(last);
        }

        return numbers;
    }

    private static int NumberOf(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        var word = text.ToLowerInvariant();
        return word == "en" ? 1 : Array.IndexOf(Words, word);
    }

    [GeneratedRegex(Before + @"(punkten|punkt|pkt|frågan|fråga|frågeställning|brist|systemfel|fel|ärende|svar|item|question|point|nr|p)\.?\s{0,3}(nr\.?\s{0,2}|nummer\s)?#?" + Number + @"(\s{0,2}((och|&|,|samt|\+|and)|(?<range>-|–|till|t\.?o\.?m\.?))\s{0,2}(?<m>\d{1,2}|två|tre|fyra|fem))?\s{0,2}(\((?<sf>SF-\d{4}-\d{3,6})\))?" + After, RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Worded();

    [GeneratedRegex(@"^[\s*_•·\-–]{0,6}(?<before>((svar|svaret|vårt svar|angående|ang|avseende|gällande|beträffande|betr|rörande|vad gäller|när det gäller|i fråga om|kommentar|re|ad|till|om|på|för)[.:]?\s{1,3}){0,3})((ärende|systemfel|brist|punkt|nr)\s)?(?<list>[(\[]?SF-\d{4}-\d{3,6}[)\]]?(\s{0,2}(,|och|&|samt)\s{0,2}[(\[]?SF-\d{4}-\d{3,6}[)\]]?){0,8})\s{0,3}(?<sep>[:.–—-]|$)?[*_]{0,2}\s*(?<rest>.*)$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Referenced();

    [GeneratedRegex(@"^[\s*_•·\-–]{0,6}(ad|svar på|svar till|ang\.?|angående|beträffande|gällande|avseende|rörande)\s{1,3}(?<n>\d{1,2})\s{0,3}[:.)–—-][*_]{0,2}\s+(?<rest>.*)$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Prefixed();

    [GeneratedRegex(@"SF-\d{4}-\d{3,6}", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^[\s*_]{0,6}(på |angående |för )?(den )?(?<o>första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde) (punkten|frågan|bristen|systemfelet)\s{0,3}[:–—-]\s*(?<rest>.*)$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"^[\s*_]{0,6}(\((?<n>\d{1,2})\)|(?<n>\d{1,2})\)|(?<n>\d{1,2})[.:](\s|$)|(?<n>\d{1,2})\s[–—-]\s|#(?<n>\d{1,2})\b[:.)]?)[*_]{0,2}\s*(?<rest>.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Bare();

    [GeneratedRegex(@"([.!?:;])[ \t]+((?:Svar (?:på )?)?(?:[Pp]unkt|[Ff]råga|[Pp]kt|Svar)\.? ?\d{1,2} ?[:)]|(?:Ang|Angående|Gällande|Avseende)\.? SF-\d{4}-\d{3,6} ?[:–-])", RegexOptions.NonBacktracking)]
    private static partial Regex LabelAfterSentence();
}
