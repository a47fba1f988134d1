using System.Collections.Frozen;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Systemfel.Mail;

/// <summary>What elements mean in mails: hidden, block, quote, signature. The marks are those of Gmail, Outlook, Apple Mail, Thunderbird and Yahoo.</summary>
internal static partial class HtmlElements
{
    private static readonly FrozenSet<string> Never = new[]
    {
        "script", "style", "head", "title", "template", "noscript", "iframe", "object", "embed", "svg", "math", "select", "audio", "video", "meta", "link",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Blocks = new[]
    {
        "address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "footer", "form", "h1", "h2", "h3", "h4",
        "h5", "h6", "header", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul", "caption",
    }.ToFrozenSet();

    public static bool IsHidden(IElement element)
    {
        if (Never.Contains(element.LocalName) || element.HasAttribute("hidden"))
            return true;
        var style = element.GetAttribute("style");
        return style is not null && Hides(style);
    }

    /// <summary>Whether declarations make an element invisible: not displayed, without size, or far outside the page.</summary>
    public static bool Hides(ReadOnlySpan<char> declarations) => StyleDeclarations.Hide(declarations);

    public static bool IsBlock(IElement element) => Blocks.Contains(element.LocalName);

    /// <summary>Paragraphs with space around them. Word's own have none.</summary>
    public static bool IsParagraph(IElement element) => element.LocalName switch
    {
        "p" => !Has(element, "class", "MsoNormal") && !Margin0().IsMatch(element.GetAttribute("style") ?? ""),
        "h1" or "h2" or "h3" or "h4" or "pre" => true,
        _ => false,
    };

    public static bool IsQuote(IElement element)
    {
        var style = element.GetAttribute("style") ?? "";
        if (element.LocalName is "blockquote" or "div" && OutlookBar().IsMatch(style))
            return true;
        if (element.LocalName == "blockquote")
            return element.GetAttribute("type") == "cite" || Has(element, "class", "gmail_quote") || !IndentOnly().IsMatch(style);
        return element.LocalName == "div" && Has(element, "class", "gmail_quote") && element.QuerySelector("blockquote") is null
            && element.QuerySelector(".gmail_attr") is null;
    }

    public static bool IsSignature(IElement element) =>
        element.LocalName is "div" or "pre" or "table"
        && (Has(element, "class", "gmail_signature") || Has(element, "class", "moz-signature") || element.Id is "Signature" or "ms-outlook-mobile-signature");

    private static bool Has(IElement element, string attribute, string word) =>
        element.GetAttribute(attribute)?.Split(' ').Contains(word, StringComparer.OrdinalIgnoreCase) == true;

    [GeneratedRegex(@"margin(-bottom)?\s*:\s*0(px|cm|pt|in|em)?\s*(;|$|0)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Margin0();

    [GeneratedRegex(@"border-left\s*:\s*solid\s+(blue|#0000ff|#?1010ff)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex OutlookBar();

    // Gmail's and Apple's 'indent more' is a blockquote without a border.
    [GeneratedRegex(@"border(-left)?\s*:\s*(none|0)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex IndentOnly();
}
