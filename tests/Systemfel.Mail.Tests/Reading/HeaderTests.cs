using System.Text;

namespace Systemfel.Mail.Tests;

public class HeaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   \r\n\r\n")]
    [InlineData("bara text utan huvud\r\noch mer")]
    [InlineData("\0\0\0\u0001\u0002")]
    public void Parse_WhenThereIsNoHeader_SaysUnreadable(string bytes) =>
        Assert.Throws<UnreadableMailException>(() => MimeMessage.Parse(Encoding.Latin1.GetBytes(bytes)));

    [Theory]
    [InlineData("=?utf-8?B?w4VzYQ==?=", "Åsa")]
    [InlineData("=?iso-8859-1?Q?=C5sa_=D6st?=", "Åsa Öst")]
    [InlineData("=?utf-8?B?w4VzYSA=?= =?utf-8?B?w5ZzdA==?=", "Åsa Öst")]
    [InlineData("=?utf-8?B?w4VzYSDD?= =?utf-8?B?lnN0?=", "Åsa Öst")]
    [InlineData("=?utf-8?Q?=C3?=\n =?utf-8?Q?=85sa?=", "Åsa")]
    [InlineData("=?utf-8?B?w4Vz?= =?UTF-8?Q?a?=", "Åsa")]
    [InlineData("SV:=?utf-8?Q?_=C3=85sa?=!", "SV: Åsa!")]
    [InlineData("=??Q?=C3=85sa?=", "Åsa")]
    [InlineData("=?utf-8*sv?Q?=C3=85sa?=", "Åsa")]
    [InlineData("=?x-okand?Q?=C5sa?=", "Åsa")]
    [InlineData("=?utf-8?Q?Vad=3F=3D?=", "Vad?=")]
    [InlineData("=?utf-8?Q?a b c?=", "a b c")]
    [InlineData("=?utf-8?B?w4VzYQ?=", "Åsa")]
    [InlineData("=?utf-8?X?abc?=", "=?utf-8?X?abc?=")]
    [InlineData("=?utf-8?Q?aldrig slut", "=?utf-8?Q?aldrig slut")]
    [InlineData("2 =? 3", "2 =? 3")]
    public void Subject_WhenEncodedAsMailersDo_IsDecoded(string raw, string expected) =>
        Assert.Equal(expected, Written.Header("From: a@x.example\nSubject: " + raw).Subject);

    [Fact]
    public void Subject_WhenRawLatin1_IsReadAsWindows1252() =>
        Assert.Equal("Återkoppling – klar", Written.Mail("Subject: Återkoppling – klar\n\n", Encoding.GetEncoding(1252)).Subject);

    [Fact]
    public void Subject_WhenRawUtf8_IsReadAsUtf8() => Assert.Equal("Återkoppling", Written.Header("Subject: Återkoppling").Subject);

    [Fact]
    public void Subject_WhenFolded_IsOneLine() => Assert.Equal("ett två tre", Written.Header("Subject: ett\n två\n\ttre").Subject);

    [Fact]
    public void Header_WhenBetweenGarbageAndMboxLine_IsFound()
    {
        var mail = MimeMessage.Parse("\uFEFFFrom someone Mon Jan 1\r\nFrom: a@x.example\r\nskräp utan kolon\r\nSubject: hej\r\nTo: b@x.example\r\n\r\ntext"u8.ToArray());
        Assert.Equal("hej", mail.Subject);
        Assert.Equal("b@x.example", mail.To[0].Address);
        Assert.NotEmpty(mail.Problems);
    }

    [Fact]
    public void Header_WhenExchangeFoldsBadly_DoesNotSwallowTheRest()
    {
        var mail = Written.Header("X-MS-Exchange-Diagnostics: 1;abc\ndef/ghi==\nSubject: hej");
        Assert.Equal("hej", mail.Subject);
        Assert.Equal("1;abc def/ghi==", mail.Headers["X-MS-Exchange-Diagnostics"]);
    }

    [Fact]
    public void Body_WhenBlankLineIsMissing_IsStillText()
    {
        var mail = Written.Mail("From: a@x.example\nSubject: hej\nHär börjar texten utan blankrad\noch går vidare\n");
        Assert.Equal("hej", mail.Subject);
        Assert.StartsWith("Här börjar texten", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_WhenOverTheLimit_AreCutAndSaidSo()
    {
        var many = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"X-Fyllnad-{i}: {new string('x', 40)}\n"));
        var mail = Written.Mail("Subject: först\n" + many + "\ntext");
        Assert.Equal("först", mail.Subject);
        Assert.True(mail.NeedsReview);
        Assert.Equal("text", mail.Text);
    }

    [Theory]
    [InlineData("Fri, 03 Oct 2026 14:02:00 +0200", "2026-10-03T14:02:00+02:00")]
    [InlineData("3 Oct 26 14:02 GMT", "2026-10-03T14:02:00+00:00")]
    [InlineData("Sat, 3 Oct 2026 14:02:60 -0000 (UTC)", "2026-10-03T14:02:59+00:00")]
    [InlineData("Sat,3 Oct 2026 14:02:00 CEST", "2026-10-03T14:02:00+02:00")]
    [InlineData("lör, 3 okt 2026 14:02:00 +0200", "2026-10-03T14:02:00+02:00")]
    [InlineData("31 Feb 2026 14:02:00 +0200", null)]
    [InlineData("3 Oct 2026 14:02:00 +9900", "2026-10-03T14:02:00+00:00")]
    [InlineData("99 Foo 2026 25:61:00", null)]
    [InlineData("i går", null)]
    public void Date_WhenWrittenThisWay_IsReadOrNull(string raw, string? expected) =>
        Assert.Equal(expected, Written.Header("Date: " + raw).Date?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void References_WhenFoldedOrUnbracketed_AreIds()
    {
        var mail = Written.Header("References: <a@x.example>\n <b\n @x.example>\nIn-Reply-To: c@x.example");
        Assert.Equal(["a@x.example", "b@x.example"], mail.References);
        Assert.Equal("c@x.example", mail.InReplyTo);
    }
}
