using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Systemfel.Workflows.Letters;

/// <summary>
/// The letter as HTML mail: tables and inline styles, because Outlook renders with Word; no images, nothing fetched. Dark mode is
/// an addition for the programs that read a style sheet. Every word from outside is encoded.
/// </summary>
internal static class LetterHtml
{
    private const string Font = "font-family:'Segoe UI',-apple-system,Roboto,Helvetica,Arial,sans-serif;";
    private const string Body = Font + "font-size:16px;line-height:25px;color:#1b1926";
    private const string Small = Font + "font-size:14px;line-height:21px;color:#575368";

    private const string Head = """
        <!doctype html>
        <html lang="sv">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>
        """;

    private const string Style = """
        </title>
        <style>
        @media (prefers-color-scheme: dark) {
        .botten { background: #15141c !important; }
        .blad { background: #1d1b26 !important; }
        .t { color: #edebf5 !important; }
        .t2 { color: #b4b0c4 !important; }
        .l { border-color: #363245 !important; }
        .a { color: #b3a9f7 !important; }
        .spar { background: #b3a9f7 !important; }
        .prick { border-color: #b3a9f7 !important; background: #1d1b26 !important; }
        .prick-k { border-color: #837d9b !important; background: #1d1b26 !important; }
        }
        @media (max-width: 480px) { .luft { padding-left: 20px !important; padding-right: 20px !important; } }
        </style>
        </head>

        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Write(LetterContent letter)
    {
        var html = new StringBuilder(Head.TrimEnd()).Append(Encode(LetterComposer.Subject(letter))).Append(Style.TrimEnd()).Append('\n')
            .Append("<body class=\"botten\" style=\"margin:0;padding:0;background:#f3f2f7\">\n")
            .Append("<table role=\"presentation\" class=\"botten\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"background:#f3f2f7\"><tr><td align=\"center\" style=\"padding:24px 8px\">\n")
            .Append("<table role=\"presentation\" class=\"blad\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"width:100%;max-width:600px;background:#ffffff;border-radius:12px\">\n");
        Row(html, "t2", "22px 40px 0", Small, Systemfel.Mail.ReplyText.Marker);
        Row(html, "t2", "24px 40px 0", Small,
            $"<span class=\"t\" style=\"color:#1b1926;font-weight:700;font-size:17px\">{Encode(letter.Service)}</span><br>{Encode(letter.Host)}<br><br>Vår beteckning {Encode(letter.Reference)}"
            + (letter.TheirReference == "" ? "" : $"<br>Er beteckning {Encode(letter.TheirReference)}"));
        Row(html, "t", "24px 40px 0", Body,
            $"Hej<br><br>{Opening(letter)}");
        if (letter.Introduction.Trim() is { Length: > 0 } introduction) Row(html, "t", "14px 40px 0", Body, Lines(introduction));
        Points(html, letter);
        Row(html, "t", "8px 40px 0", Body, "<strong>Så svarar ni</strong><br>"
            + Encode(LetterComposer.HowToAnswer(letter)).Replace($"[#{Encode(letter.Tag)}]", $"<strong>[#{Encode(letter.Tag)}]</strong>", StringComparison.Ordinal));
        Row(html, "t", "14px 40px 0", Body,
            $"Det går också att <a class=\"a\" href=\"{LetterMail.LinkPlaceholder}\" style=\"color:#483c9c\">svara på webben</a>, en punkt i taget och utan konto. Vidarebefordra gärna till rätt kollega. Skriv inget om enskilda personer.");
        Row(html, "t", "20px 40px 0", Body,
            $"Med vänlig hälsning<br>{Encode(letter.Signer)}, samordnare<br>{Encode(letter.Service)}, {Encode(letter.Host)}, {Encode(letter.Phone)}");
        Line(html, letter);
        html.Append("<tr><td class=\"luft\" style=\"padding:24px 40px 32px\"><div class=\"l t2\" style=\"border-top:1px solid #dedce7;padding-top:18px;")
            .Append(Small).Append("\">").Append(Encode(LetterComposer.Verify(letter))).Append("</div></td></tr>\n")
            .Append("</table>\n</td></tr></table>\n</body>\n</html>\n");
        return html.ToString();
    }

    internal static string Encode(string text) => Encoder.Encode(text);

    private static string Lines(string text) => string.Join("<br>", text.Trim().ReplaceLineEndings("\n").Split('\n').Select(Encode));

    private static void Row(StringBuilder html, string tone, string padding, string style, string content) =>
        html.Append("<tr><td class=\"luft ").Append(tone).Append("\" style=\"padding:").Append(padding).Append(';').Append(style).Append("\">").Append(content).Append("</td></tr>\n");

    private static void Points(StringBuilder html, LetterContent letter)
    {
        html.Append("<tr><td class=\"luft\" style=\"padding:24px 40px 0\"><table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\">\n");
        foreach (var point in letter.Points)
        {
            html.Append("<tr><td class=\"t l\" width=\"34\" valign=\"top\" style=\"width:34px;padding:16px 0;border-top:1px solid #dedce7;").Append(Font)
                .Append("font-size:17px;line-height:25px;font-weight:700;color:#1b1926\">").Append(point.Number)
                .Append(".</td><td class=\"t l\" valign=\"top\" style=\"padding:16px 0;border-top:1px solid #dedce7;").Append(Body)
                .Append("\"><h2 style=\"margin:0;font-size:17px;line-height:25px\">").Append(Encode(point.Title))
                .Append("</h2><span class=\"t2\" style=\"font-size:14px;color:#575368\">").Append(Encode(LetterComposer.Under(point))).Append("</span><br>")
                .Append(Lines(point.Pattern));
            if (point.Proposal.Trim() != "") html.Append("<br><strong>Ombudens förslag:</strong> ").Append(Lines(point.Proposal));
            html.Append("</td></tr>\n");
        }
        html.Append("</table></td></tr>\n");
    }

    /// <summary>Where the points are on their line, as in the rest of the product.</summary>
    private static void Line(StringBuilder html, LetterContent letter)
    {
        html.Append("<tr><td class=\"luft\" style=\"padding:30px 40px 0\">\n<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr>");
        var width = 100 / letter.Stations.Count;
        for (var i = 0; i < letter.Stations.Count; i++)
        {
            if (i > 0) html.Append("<td width=\"").Append(width).Append("%\" style=\"padding:0;width:").Append(width).Append("%\">").Append(Track(i <= letter.Station)).Append("</td>");
            html.Append("<td width=\"22\" style=\"width:22px;padding:0\">").Append(Stop(i, letter.Station)).Append("</td>");
        }
        html.Append("</tr></table>\n<p class=\"t2\" style=\"margin:10px 0 0;").Append(Small).Append("\"><strong class=\"t\" style=\"color:#1b1926\">")
            .Append(Encode(LetterComposer.StationLine(letter))).Append("</strong> ").Append(LetterComposer.AfterStation).Append("</p>\n</td></tr>\n");
    }

    /// <summary>The last day stands out, wherever the organisation's words put it.</summary>
    private static string Opening(LetterContent letter)
    {
        const string day = "\u0001";
        return Lines(LetterComposer.Opening(letter, day)).Replace(Encode(day), $"<strong>{Encode(LetterComposer.WeekDay(letter))}</strong>", StringComparison.Ordinal);
    }

    private static string Track(bool passed) => passed
        ? "<div class=\"spar\" style=\"height:5px;background:#483c9c;line-height:1px;font-size:1px\">&nbsp;</div>"
        : "<div class=\"spar-k\" style=\"height:1px;border-top:3px dotted #7f7994;line-height:1px;font-size:1px\">&nbsp;</div>";

    private static string Stop(int index, int now)
    {
        var (name, border, size) = index < now ? ("prick", "4px solid #483c9c", 8) : index == now ? ("prick", "6px solid #483c9c", 10) : ("prick-k", "2px solid #7f7994", 10);
        return $"<div class=\"{name}\" style=\"background:#ffffff;border:{border};width:{size}px;height:{size}px;border-radius:50%;line-height:1px;font-size:1px;margin:0 auto\">&nbsp;</div>";
    }
}
