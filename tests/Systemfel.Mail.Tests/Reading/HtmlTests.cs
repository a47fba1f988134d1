namespace Systemfel.Mail.Tests;

public class HtmlTests
{
    private static string Text(string html) => Written.Mail($"From: a@x.example\nContent-Type: text/html; charset=utf-8\n\n{html}").Text;

    [Theory]
    [InlineData("<p>Svar<script>alert(1)</script></p>")]
    [InlineData("<style>p{}</style><p>Svar</p>")]
    [InlineData("<p>Svar</p><!-- kommentar <p>x</p> -->")]
    [InlineData("<div style=\"display:none\">förhandstext</div>Svar")]
    [InlineData("<div style='max-height:0px;overflow:hidden'>förhandstext</div>Svar")]
    [InlineData("<span style=\"font-size:0\">dold</span>Svar")]
    [InlineData("<span style=\"mso-hide:all\">dold</span>Svar")]
    [InlineData("<style>.pre, #dold { display: none } @media x { .syns { display:none } }</style><div class='pre x'>dold</div><p id=dold>dold</p><span class=syns>Svar</span>")]
    [InlineData("<div style='position:absolute;left:-9999px'>dold</div><div style='height:0;width:0;overflow:hidden'>dold</div>Svar")]
    [InlineData("<span hidden>dold</span>Svar")]
    [InlineData("<img src=http://spion.example/x.png onerror=alert(1)>Svar<iframe src=http://x.example></iframe>")]
    [InlineData("<title>titel</title><svg><text>x</text></svg><b>Svar")]
    [InlineData("Svar<template>y</template><noscript>x</noscript>")]
    public void Html_WhenItHoldsWhatMustNotShow_GivesTheTextOnly(string html) => Assert.Equal("Svar", Text(html).Trim());

    [Theory]
    [InlineData("<p>ett</p><p>två</p>", "ett\n\ntvå")]
    [InlineData("<p class=MsoNormal>ett</p><p class=MsoNormal>två</p>", "ett\ntvå")]
    [InlineData("ett<br>två<br><br>tre", "ett\ntvå\n\ntre")]
    [InlineData("<div>ett</div><div><br></div><div>två</div>", "ett\n\ntvå")]
    [InlineData("<ol><li>ja</li><li>nej</li></ol>", "1. ja\n2. nej")]
    [InlineData("<ol><li><p>ja</p></li><li class=x><p class=MsoNormal>nej</p></li></ol>", "1. ja\n\n2. nej")]
    [InlineData("<ol start=2><li>nej</li></ol><ul><li>x</ul>", "2. nej\n- x")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc")]
    [InlineData("<pre>a\n  b</pre>", "a\n  b")]
    [InlineData("Hej&nbsp;&aring;&auml;&ouml; &lt;b&gt;", "Hej åäö <b>")]
    [InlineData("Svar<blockquote type=cite>frågan<blockquote>äldre</blockquote></blockquote>", "Svar\n\n> frågan\n>\n>> äldre")]
    [InlineData("<blockquote style='margin:0 0 0 40px;border:none'>indrag</blockquote>", "indrag")]
    [InlineData("<p style='font-size:10pt;line-height:1.0;opacity:1;margin-left:-5px'>syns</p>", "syns")]
    [InlineData("Hej<div class=gmail_signature>Åsa</div>", "Hej\n-- \nÅsa")]
    public void Html_WhenStructured_KeepsItsLines(string html, string expected) => Assert.Equal(expected, Text(html));

    [Theory]
    [InlineData("<div>", 200_000)]
    [InlineData("<b><i><p>", 100_000)]
    [InlineData("<font color=a><p>", 60_000)]
    [InlineData("<table><tr><td>", 60_000)]
    [InlineData("<blockquote>", 60_000)]
    [InlineData("<a href=x>", 60_000)]
    [InlineData("<!--", 100_000)]
    [InlineData("<", 500_000)]
    [InlineData("&", 500_000)]
    public async Task Html_WhenItIsABomb_IsReadInTime(string piece, int times)
    {
        var html = "<p>Svar</p>" + string.Concat(Enumerable.Repeat(piece, times));
        var text = await Task.Run(() => Text(html)).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.StartsWith("Svar", text, StringComparison.Ordinal);
    }
}
