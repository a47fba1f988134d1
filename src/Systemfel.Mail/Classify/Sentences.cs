using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Cuts Swedish mail text into sentences, roughly: at full stops before a capital, at blank lines, and before lines with a label.</summary>
internal static partial class Sentences
{
    public static IEnumerable<string> Split(string text)
    {
        // Wrapped lines belong together.
        var joined = LineBreak().Replace(text.Replace("\n\n", "\u2029", StringComparison.Ordinal), m => m.Groups["label"].Success ? "\u2029" + m.Groups["label"].Value : " ");
        foreach (var paragraph in joined.Split('\u2029'))
        {
            var start = 0;
            foreach (Match end in End().Matches(paragraph))
            {
                if (Abbreviation().IsMatch(paragraph[start..end.Index]))
                    continue;
                yield return paragraph[start..(end.Index + 1)].Trim();
                start = end.Index + 1;
            }

            if (paragraph[start..].Trim() is { Length: > 0 } rest)
                yield return rest;
        }
    }

    [GeneratedRegex(@"\n[ \t]{0,20}(?<label>\p{L}[\p{L} \-]{1,24}:|[\-•*] |\d{1,2}[.)] |(?-i:[A-ZÅÄÖ]))?", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex LineBreak();

    [GeneratedRegex(@"[.!?]\s{1,3}[\p{Lu}\d]", RegexOptions.NonBacktracking)]
    private static partial Regex End();

    [GeneratedRegex(@"\b(dnr|nr|t\.?ex|kl|ca|tel|tfn|bl\.?a|m\.?m|dvs|jfr|resp|st|d|s\.?k|\d{1,2})$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Abbreviation();
}
