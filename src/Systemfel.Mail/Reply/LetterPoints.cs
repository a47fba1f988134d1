using System.Globalization;
using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Reads the numbered items of our letter out of a quoted copy of it, or out of the subject.</summary>
internal static partial class LetterPoints
{
    private const int Most = 50;
    private const int LongestPoint = 2000;

    public static List<LetterPoint> Find(string quoted, string subject)
    {
        var points = FromQuote(quoted);
        var references = Reference().Matches(subject).Select(m => m.Value.ToUpperInvariant()).Distinct().Take(Most).ToList();
        if (points.Count >= references.Count)
            return points;
        return [.. references.Select((r, i) => new LetterPoint(i + 1, r))];
    }

    /// <summary>The item right above an answer: the one in the quote's last paragraph, or null.</summary>
    public static int? LastAbove(string quoted, bool severalAnswers)
    {
        var lines = quoted.Split('\n').Select(l => QuoteMarks.Strip(l).Trim()).ToList();
        while (lines.Count > 0 && lines[^1].Length == 0)
            lines.RemoveAt(lines.Count - 1);
        var start = lines.LastIndexOf("") + 1;
        var numbers = lines.Skip(start).Select(Number).OfType<int>().ToList();
        // A whole list in one paragraph with one answer below: the answer is to all, not to the last.
        return numbers.Count == 1 || (numbers.Count > 1 && severalAnswers) ? numbers[^1] : null;
    }

    private static List<LetterPoint> FromQuote(string quoted)
    {
        var points = new List<LetterPoint>();
        int? open = null;
        var text = "";
        foreach (var line in quoted.Split('\n').Select(l => QuoteMarks.Strip(l).Trim()).Append(""))
        {
            if (Number(line) is { } number && number == points.Count + (open is null ? 1 : 2))
            {
                Close(points, open, text);
                open = number;
                text = line;
            }
            else if (line.Length == 0)
            {
                Close(points, open, text);
                open = null;
            }
            else if (text.Length < LongestPoint)
            {
                text += " " + line;
            }

            if (points.Count >= Most)
                break;
        }

        return points;
    }

    private static void Close(List<LetterPoint> points, int? number, string text)
    {
        if (number is { } n)
            points.Add(new LetterPoint(n, Reference().Match(text) is { Success: true } m ? m.Value.ToUpperInvariant() : null));
    }

    private static int? Number(string line) =>
        line.Length > 0 && char.IsDigit(line[0]) && Numbered().Match(line) is { Success: true } m ? int.Parse(m.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^(\d{1,2})[.)]\s+\S", RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"SF-\d{4}-\d{3,6}", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
