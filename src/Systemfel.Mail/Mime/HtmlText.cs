using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;

namespace Systemfel.Mail;

/// <summary>HTML of a mail to plain text: no scripts, nothing fetched, hidden elements left out, quotes marked with <c>&gt;</c>.</summary>
internal static partial class HtmlText
{
    /// <summary>The text of HTML. Over-large or bomb-like HTML gets its tags stripped without a parser, and a problem is noted.</summary>
    public static string From(string html, ReadingState state)
    {
        if (!state.TakeTime())
            return "";
        if (html.Length > state.Limits.HtmlCharacters)
        {
            state.LimitMet($"HTML over {state.Limits.HtmlCharacters} characters, the rest is not read");
            html = html[..state.Limits.HtmlCharacters];
        }

        if (HtmlNesting.IsBomb(html))
        {
            state.LimitMet("HTML nested beyond reason, read without its structure");
            return Strip(html);
        }

        var document = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(html);
        return document.Body is null ? "" : new HtmlTextWriter(HiddenStyles.Read(document)).Write(document.Body, state);
    }

    /// <summary>The charset that HTML names in its own head, or null (read only when the part declares none).</summary>
    public static string? DeclaredCharset(ReadOnlySpan<byte> html)
    {
        var head = Encoding.Latin1.GetString(html.Length > 2048 ? html[..2048] : html);
        return MetaCharset().Match(head) is { Success: true } m ? m.Groups[1].Value : null;
    }

    private static string Strip(string html)
    {
        var text = new StringBuilder();
        var inTag = false;
        foreach (var c in html)
        {
            if (c == '<')
                inTag = true;
            else if (c == '>')
                inTag = false;
            else if (!inTag)
                text.Append(c);
        }

        return System.Net.WebUtility.HtmlDecode(text.ToString());
    }

    [GeneratedRegex(@"<meta[^>]{0,200}charset\s*=\s*[""']?([A-Za-z0-9_:.\-]{1,40})", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex MetaCharset();
}
