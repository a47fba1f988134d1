using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Systemfel.Mail;

/// <summary>The classes and ids that a mail's own style sheets hide. Rules inside @media are not read: they are for small screens.</summary>
internal sealed partial class HiddenStyles
{
    private const int LongestSheet = 100_000;
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    public static HiddenStyles Read(IDocument document)
    {
        var read = new HiddenStyles();
        foreach (var sheet in document.QuerySelectorAll("style").Take(20).Select(s => s.TextContent))
        {
            if (sheet.Length > LongestSheet || !HtmlElements.Hides(sheet))
                continue;
            foreach (Match rule in Rule().Matches(AtRule().Replace(Comment().Replace(sheet, " "), " ")))
            {
                if (HtmlElements.Hides(rule.Groups["body"].Value))
                    read.Add(rule.Groups["selectors"].Value);
            }
        }

        return read;
    }

    public bool Hide(IElement element) =>
        _names.Count > 0
        && ((element.Id is { Length: > 0 } id && _names.Contains("#" + id)) || element.ClassList.Any(name => _names.Contains("." + name)));

    // Only a plain class or id; 'table .x:hover' says nothing of x as such.
    private void Add(string selectors)
    {
        foreach (var selector in selectors.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Simple().Match(selector) is { Success: true } m)
                _names.Add(m.Groups["name"].Value);
        }
    }

    [GeneratedRegex(@"/\*[^*]*\*+([^/*][^*]*\*+)*/", RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    [GeneratedRegex(@"@[^{};]*\{([^{}]*\{[^{}]*\})*[^{}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex AtRule();

    [GeneratedRegex(@"(?<selectors>[^{}]*)\{(?<body>[^{}]*)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^[a-z]{0,10}(?<name>[.#][A-Za-z_][\w\-]{0,60})$", RegexOptions.NonBacktracking)]
    private static partial Regex Simple();
}
