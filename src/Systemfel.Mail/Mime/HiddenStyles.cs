using AngleSharp.Dom;

namespace Systemfel.Mail;

/// <summary>The classes and ids that a mail's own style sheets hide. Rules inside @media are not read: they are for small screens.</summary>
internal sealed class HiddenStyles
{
    private const int LongestSheet = 100_000;
    private const int LongestName = 60;
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    public static HiddenStyles Read(IDocument document)
    {
        var read = new HiddenStyles();
        foreach (var sheet in document.QuerySelectorAll("style").Take(20).Select(s => s.TextContent))
        {
            if (sheet.Length <= LongestSheet)
                read.Sheet(WithoutComments(sheet));
        }

        return read;
    }

    public bool Hide(IElement element) =>
        _names.Count > 0
        && ((element.Id is { Length: > 0 } id && _names.Contains("#" + id)) || element.ClassList.Any(name => _names.Contains("." + name)));

    private static string WithoutComments(string sheet)
    {
        if (sheet.IndexOf("/*", StringComparison.Ordinal) is >= 0 and var start)
        {
            var output = new System.Text.StringBuilder(sheet.Length);
            var from = 0;
            while (start >= 0)
            {
                output.Append(sheet, from, start - from);
                var end = sheet.IndexOf("*/", start + 2, StringComparison.Ordinal);
                from = end < 0 ? sheet.Length : end + 2;
                start = sheet.IndexOf("/*", from, StringComparison.Ordinal);
            }

            return output.Append(sheet, from, sheet.Length - from).ToString();
        }

        return sheet;
    }

    private void Sheet(ReadOnlySpan<char> sheet)
    {
        while (sheet.IndexOf('{') is >= 0 and var open)
        {
            var selectors = sheet[..open];
            sheet = sheet[(open + 1)..];
            // '@import x;' ends before the next rule; '@media {...}' holds rules of its own.
            var last = selectors.LastIndexOf(';');
            selectors = selectors[(last + 1)..].Trim();
            if (selectors.StartsWith("@"))
            {
                sheet = AfterBlock(sheet);
                continue;
            }

            var close = sheet.IndexOf('}');
            if (close < 0)
                return;
            if (HtmlElements.Hides(sheet[..close]))
                Add(selectors);
            sheet = sheet[(close + 1)..];
        }
    }

    private static ReadOnlySpan<char> AfterBlock(ReadOnlySpan<char> sheet)
    {
        var depth = 1;
        var at = 0;
        while (depth > 0)
        {
            var brace = sheet[at..].IndexOfAny('{', '}');
            if (brace < 0)
                return default;
            depth += sheet[at + brace] == '{' ? 1 : -1;
            at += brace + 1;
        }

        return sheet[at..];
    }

    // Only a plain class or id, perhaps with its element; 'table .x:hover' says nothing of x as such.
    private void Add(ReadOnlySpan<char> selectors)
    {
        foreach (var range in selectors.Split(','))
        {
            var selector = selectors[range].Trim();
            var mark = selector.IndexOfAny('.', '#');
            if (mark < 0 || selector.Length - mark > LongestName)
                continue;
            var name = selector[(mark + 1)..];
            if (name.Length > 0 && !ContainsOther(name) && !ContainsOther(selector[..mark]))
                _names.Add(selector[mark..].ToString());
        }
    }

    private static bool ContainsOther(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('-' or '_'))
                return true;
        }

        return false;
    }
}
