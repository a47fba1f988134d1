using System.Text;
using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>One numbered item of the letter being answered.</summary>
/// <param name="Number">The number the letter gave it, from 1.</param>
/// <param name="Reference">Its case number, as <c>SF-2026-0051</c>, or null.</param>
public sealed record LetterPoint(int Number, string? Reference);

/// <summary>Finds which part of an answer belongs to which numbered item of the letter. What it finds is a proposal for a person.</summary>
public static partial class ItemAnswers
{
    /// <summary>Answers by item number: from labels ('1)', 'Punkt 2:', 'Ang. SF-2026-0051:') or from standing right below a quoted item.</summary>
    /// <param name="reply">The reply taken apart.</param>
    /// <param name="subject">The reply's subject; its SF numbers, in order, number the items when nothing better does.</param>
    /// <param name="points">The letter's items when known; else they are read from the quoted text and the subject.</param>
    /// <returns>Item number to answer, labels cut off; empty when nothing tells.</returns>
    public static IReadOnlyDictionary<int, string> Find(ReplyText reply, string? subject = null, IReadOnlyList<LetterPoint>? points = null)
    {
        ArgumentNullException.ThrowIfNull(reply);
        points ??= LetterPoints.Find(reply.QuotedText, subject ?? "");
        var labelled = Labelled(reply.NewText, points);
        if (labelled.Count > 0)
            return labelled;
        return Inline(reply.Parts);
    }

    private static SortedDictionary<int, string> Labelled(string text, IReadOnlyList<LetterPoint> points)
    {
        var lines = BreakBeforeBareLabels(ItemLabel.BreakBeforeLabels(text)).Split('\n');
        var labels = lines.Select(ItemLabel.Read).ToList();
        var certain = labels.Any(l => l is { Certain: true } && NumbersOf(l, points).Any(n => Fits(n, points)));
        if (!certain && !BareLabelsFit([.. labels.OfType<ItemLabel>()], points))
            return [];

        var answers = new Dictionary<int, StringBuilder>();
        IReadOnlyList<int> current = [];
        for (var i = 0; i < lines.Length; i++)
        {
            var label = labels[i];
            var numbers = label is null || label.Certain != certain ? [] : NumbersOf(label, points).Where(n => Fits(n, points)).ToList();
            if (numbers.Count > 0)
                current = numbers;
            foreach (var number in current)
            {
                if (!answers.TryGetValue(number, out var answer))
                    answers[number] = answer = new StringBuilder();
                answer.Append(numbers.Count > 0 ? label!.Rest : lines[i]).Append('\n');
            }
        }

        return Finish(answers);
    }

    private static IEnumerable<int> NumbersOf(ItemLabel label, IReadOnlyList<LetterPoint> points)
    {
        var named = points.Where(p => label.References.Contains(p.Reference, StringComparer.OrdinalIgnoreCase)).Select(p => p.Number).ToList();
        return named.Count > 0 ? named : label.Numbers;
    }

    private static bool Fits(int number, IReadOnlyList<LetterPoint> points) =>
        number > 0 && (points.Count == 0 ? number < 50 : points.Any(p => p.Number == number));

    // '1.' '2.' '3.' in an answer to a letter of one item is a list of the sender's own.
    private static bool BareLabelsFit(List<ItemLabel> labels, IReadOnlyList<LetterPoint> points)
    {
        var numbers = labels.Where(l => !l.Certain).SelectMany(l => l.Numbers).ToList();
        if (numbers.Count == 0 || numbers.Distinct().Count() != numbers.Count || !numbers.All(n => Fits(n, points)))
            return false;
        return points.Count > 0 || (numbers[0] == 1 && numbers.Zip(numbers.Skip(1)).All(p => p.Second == p.First + 1));
    }

    // '1) ja 2) nej' on one line: each next number in turn.
    private static string BreakBeforeBareLabels(string text)
    {
        var output = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            var next = 2;
            var rest = line;
            if (line.Contains(" 2) ", StringComparison.Ordinal) && FirstBare().Match(line) is { Success: true } first)
            {
                var start = line.IndexOf("1) ", first.Index, StringComparison.Ordinal);
                output.Append(line, 0, start).Append(start > 0 ? "\n" : "");
                rest = line[start..];
                while (rest.IndexOf($" {next}) ", StringComparison.Ordinal) is > 0 and var at)
                {
                    output.Append(rest, 0, at).Append('\n');
                    rest = rest[(at + 1)..];
                    next++;
                }
            }

            output.Append(rest).Append('\n');
        }

        return output.ToString();
    }

    private static SortedDictionary<int, string> Inline(IReadOnlyList<ReplyPart> parts)
    {
        var answers = new Dictionary<int, StringBuilder>();
        var blocks = Enumerable.Range(1, Math.Max(0, parts.Count - 1)).Count(i => parts[i].Kind == ReplyPartKind.New && parts[i - 1].Kind == ReplyPartKind.Quoted);
        for (var i = 1; i < parts.Count; i++)
        {
            if (parts[i].Kind != ReplyPartKind.New || parts[i - 1].Kind != ReplyPartKind.Quoted)
                continue;
            var number = LetterPoints.LastAbove(parts[i - 1].Text, blocks > 1);
            if (number is not { } item)
                continue;
            if (!answers.TryGetValue(item, out var answer))
                answers[item] = answer = new StringBuilder();
            answer.Append(parts[i].Text).Append('\n');
        }

        return Finish(answers);
    }

    private static SortedDictionary<int, string> Finish(Dictionary<int, StringBuilder> answers)
    {
        var finished = new SortedDictionary<int, string>();
        foreach (var (number, text) in answers)
        {
            var answer = Trim(text.ToString());
            if (answer.Length > 0)
                finished[number] = answer;
        }

        return finished;
    }

    // The item's own words repeated before the answer end with its case number in parentheses.
    private static string Trim(string text)
    {
        text = text.Trim();
        var echo = Echo().Match(text);
        if (echo.Success && echo.Length < text.Length)
            text = text[echo.Length..].Trim();
        text = AnswerWord().Replace(text, "").Trim();
        // 'Hör av er om ni undrar något' ends the mail, not the last answer.
        var last = text.LastIndexOf("\n\n", StringComparison.Ordinal);
        return last > 0 && Courtesy().IsMatch(text[last..].Trim()) ? text[..last].Trim() : text;
    }

    [GeneratedRegex(@"^[^()]{0,400}\(SF-\d{4}-\d{3,6}\)[.:]?\s*", RegexOptions.NonBacktracking)]
    private static partial Regex Echo();

    [GeneratedRegex(@"^((vårt |mitt )?svar(et)?|kommentar)\s?:\s*|^\[\p{Lu}[\p{L} .\-]{2,40}\]\s*:?\s*", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex AnswerWord();

    [GeneratedRegex(@"^(hör (gärna |bara )?av|tveka inte|har (du|ni) (fler |några )?frågor|om (du|ni) (har|undrar|vill|behöver)|återkom gärna|vid (ytterligare |eventuella )?frågor|kontakta (gärna |mig |oss )|tack (igen|för )|please contact|do not hesitate).{0,250}$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Courtesy();

    [GeneratedRegex(@"(^|[:.!] )\s{0,4}1\) ", RegexOptions.NonBacktracking)]
    private static partial Regex FirstBare();
}
