using System.Text;

namespace Systemfel.Mail.Tests;

public class PartTests
{
    private static string Multipart(string boundaryParameter, string body, string type = "mixed") =>
        $"From: a@x.example\nSubject: s\nMIME-Version: 1.0\nContent-Type: multipart/{type}{boundaryParameter}\n\n{body}";

    private const string TwoParts = "--b\nContent-Type: text/plain; charset=utf-8\n\nFörsta\n--b\nContent-Type: application/pdf; name=\"f.pdf\"\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n--b--\n";

    [Theory]
    [InlineData("; boundary=b", TwoParts)]
    [InlineData("; boundary=\"b\"", "inledning\n" + TwoParts + "epilog")]
    [InlineData("", TwoParts)]
    [InlineData("; boundary=annan", TwoParts)]
    [InlineData("; boundary=b", "--b  \nContent-Type: text/plain; charset=utf-8\n\nFörsta\n--b\n--b\nContent-Type: application/pdf; name=f.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n")]
    [InlineData("; boundary=b", "--b\nContent-Type: text/plain; charset=utf-8\n\nFörsta\n--b\nContent-Type: application/pdf;\n name=f.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0")]
    public void Multipart_WhenBoundariesAreOdd_PartsAreFound(string parameter, string body)
    {
        var mail = Written.Mail(Multipart(parameter, body));
        Assert.Equal("Första", mail.Text.Trim());
        var attachment = Assert.Single(mail.Attachments);
        Assert.Equal("f.pdf", attachment.Name);
        Assert.Equal("%PDF-"u8.ToArray(), attachment.Content);
    }

    [Fact]
    public void Multipart_WhenFirstBoundaryIsMissing_TextIsFound() =>
        Assert.Equal("Bara text", Written.Mail(Multipart("; boundary=b", "\nBara text\n")).Text.Trim());

    [Fact]
    public void Multipart_WhenInnerUsesTheParentsBoundary_TextIsFound() =>
        Assert.Equal("Inre", Written.Mail(Multipart("; boundary=b", "--b\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nInre\n--b--\n--b--\n")).Text.Trim());

    [Fact]
    public void Multipart_WhenInnerLacksItsLastBoundary_OuterPartsAreFound()
    {
        var mail = Written.Mail(Multipart("; boundary=b", "--b\nContent-Type: multipart/alternative; boundary=bb\n\n--bb\nContent-Type: text/plain\n\nInre\n--b\nContent-Type: image/png; name=x.png\n\nP\n--b--\n"));
        Assert.Equal("Inre", mail.Text.Trim());
        Assert.Equal("x.png", Assert.Single(mail.Attachments).Name);
    }

    [Theory]
    [InlineData("text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable", "r=C3=A4ksm=C3=B6rg=\n=C3=A5s =3d =ZZ", "räksmörgås = =ZZ")]
    [InlineData("text/plain; charset=utf-8\nContent-Transfer-Encoding: base64", "csOka3Nt\n!!w7ZyZ8Olcw", "räksmörgås")]
    [InlineData("text/plain; charset=utf-8\nContent-Transfer-Encoding: BASE64 ; x", "csOka3Ntw7ZyZ8Olcw==", "räksmörgås")]
    [InlineData("text/plain; charset=x-okand", "räksmörgås", "räksmörgås")]
    [InlineData("text/plain; charset=iso-8859-1", "räksmörgås", "räksmörgås")]
    [InlineData("text/plain", "räksmörgås", "räksmörgås")]
    [InlineData("text", "räksmörgås", "räksmörgås")]
    [InlineData("text/plain charset=utf-8", "räksmörgås", "räksmörgås")]
    [InlineData("text/plain; charset=utf-7", "r+AOQ-ksm+APY-rg+AOU-s", "räksmörgås")]
    [InlineData("text/plain; charset=utf-8\nContent-Transfer-Encoding: x-hittepa", "räksmörgås", "räksmörgås")]
    [InlineData("text/html; charset=utf-8", "<p>räksm&ouml;rgås", "räksmörgås")]
    public void Text_WhenLabelledThisWay_IsReadRight(string type, string body, string expected) =>
        Assert.Equal(expected, Written.Mail($"From: a@x.example\nContent-Type: {type}\n\n{body}\n").Text.Trim());

    [Theory]
    [InlineData("windows-1252", 1252, "räksmörgås – 5 €")]
    [InlineData("iso-8859-15", 28605, "räksmörgås 5 €")]
    [InlineData("utf-8", 1252, "räksmörgås")]
    [InlineData("", 1252, "räksmörgås")]
    [InlineData("koi8-r", 20866, "привет")]
    public void Text_WhenBytesAreInACodePage_IsReadRight(string declared, int codePage, string text)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);
        Assert.Equal(text, Written.Mail($"From: a@x.example\nContent-Type: text/plain; charset=\"{declared}\"\n\n{text}", encoding).Text);
    }

    [Fact]
    public void Problems_WhenCharsetIsUnknown_SayWhatWasDone() =>
        Assert.Contains("unknown charset x-foo, read as windows-1252", ReadWithProblems());

    private static IReadOnlyList<string> ReadWithProblems()
    {
        var mail = Written.Mail("From: a@x.example\nContent-Type: text/plain; charset=x-foo\n\nåäö", Encoding.Latin1);
        Assert.Equal("åäö", mail.Text);
        return mail.Problems;
    }

    [Theory]
    [InlineData("attachment; filename=\"Svar p=?utf-8?Q?=C3=A5?= fr=?utf-8?Q?=C3=A5?=ga.pdf\"", "Svar på fråga.pdf")]
    [InlineData("attachment; filename*=utf-8''Svar%20p%C3%A5.pdf", "Svar på.pdf")]
    [InlineData("attachment; filename*=\"iso-8859-1'sv'Svar%20p%E5.pdf\"", "Svar på.pdf")]
    [InlineData("attachment; filename*=Svar%20p%C3%A5.pdf", "Svar på.pdf")]
    [InlineData("attachment; filename*0*=utf-8''Svar%20p%C3;\n filename*1*=%A5%20;\n filename*2=\"fil.pdf\"", "Svar på fil.pdf")]
    [InlineData("attachment; filename*0=\"Sva\"; filename*1=\"r.pdf\"", "Svar.pdf")]
    [InlineData("attachment; filename=\"Svar p_.pdf\"; filename*=utf-8''Svar%20p%C3%A5.pdf", "Svar på.pdf")]
    [InlineData("attachment; filename*=x-okand''Svar.pdf", "Svar.pdf")]
    [InlineData("attachment; filename=Svar från oss.pdf", "Svar från oss.pdf")]
    [InlineData("attachment; filename=\"C:\\mapp\\..\\Svar.pdf\"", "Svar.pdf")]
    [InlineData("attachment; filename=\"../../etc/passwd\"", "passwd")]
    [InlineData("attachment; filename=\"fdp\u202egpj.exe\"", "fdpgpj.exe")]
    [InlineData("attachment; filename=\"a;b.pdf\"", "a;b.pdf")]
    [InlineData("attachment; filename=\"slutar aldrig.pdf", "slutar aldrig.pdf")]
    [InlineData("attachment", "bilaga-1.pdf")]
    [InlineData("attachment; filename=\"..\"", "bilaga-1.pdf")]
    public void FileName_WhenWrittenThisWay_IsReadAndHarmless(string disposition, string expected)
    {
        var mail = Written.Mail(Multipart("; boundary=b", $"--b\nContent-Type: application/pdf\nContent-Disposition: {disposition}\n\nx\n--b--"));
        Assert.Equal(expected, Assert.Single(mail.Attachments).Name);
    }

    [Fact]
    public void Message_WhenAttached_IsOpened()
    {
        var mail = Written.Mail(Multipart("; boundary=b", "--b\n\nSe bifogat\n--b\nContent-Type: message/rfc822\n\nFrom: b@y.example\nSubject: inre\n\nSvaret\n--b--"));
        var attached = Assert.Single(mail.Attachments);
        Assert.Equal("inre.eml", attached.Name);
        Assert.Equal("Svaret", attached.Part.Message!.Text);
        Assert.Equal("Se bifogat", mail.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Content-Transfer-Encoding: base64\n")]
    public void Message_WhenAttachedIsEmpty_IsNoted(string encoding)
    {
        var mail = Written.Mail(Multipart("; boundary=b", $"--b\n\nSe bifogat\n--b\nContent-Type: message/rfc822; name=x.eml\n{encoding}\n\n--b--"));
        Assert.Equal("Se bifogat", mail.Text);
    }

    [Fact]
    public void Message_WhenBase64_IsOpened()
    {
        var inner = Convert.ToBase64String("From: b@y.example\r\nSubject: inre\r\n\r\nSvaret"u8.ToArray());
        var mail = Written.Mail(Multipart("; boundary=b", $"--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{inner}\n--b--"));
        Assert.Equal("inre", Assert.Single(mail.Attachments).Part.Message!.Subject);
    }

    [Fact]
    public void Uuencode_WhenInTheText_BecomesAnAttachment()
    {
        var mail = Written.Mail("From: a@x.example\n\nHej\nbegin 644 svar.txt\n#0V%T\n");
        Assert.Equal("Hej", mail.Text.Trim());
        var file = Assert.Single(mail.Attachments);
        Assert.Equal("svar.txt", file.Name);
        Assert.Equal("Cat"u8.ToArray(), file.Content);
    }

    [Fact]
    public void Flowed_WhenLinesEndWithBlanks_AreJoinedPerQuoteDepth() =>
        Assert.Equal("> ett två\ntre fyra\n-- \nÅsa", Written.Mail("From: a@x.example\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n> ett \n> två\ntre \nfyra\n-- \nÅsa").Text);

    [Fact]
    public void Alternative_WhenPlainIsAStub_UsesTheHtml()
    {
        var mail = Written.Mail(Multipart("; boundary=b", "--b\nContent-Type: text/plain\n\n \n--b\nContent-Type: text/html; charset=utf-8\n\n<p>Svaret är ja\n--b--", "alternative"));
        Assert.Equal("Svaret är ja", mail.Text);
    }

    [Fact]
    public void Depth_WhenOverTheLimit_StopsAndSaysSo()
    {
        var body = string.Concat(Enumerable.Range(0, 5000).Select(i => $"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n"));
        var mail = Written.Mail(Multipart("; boundary=b0", body));
        Assert.True(mail.NeedsReview);
        Assert.InRange(mail.Parts().Max(p => p.Depth), 1, 21);
    }

    [Fact]
    public void Parts_WhenOverTheLimit_StopAndSaySo()
    {
        var mail = Written.Mail(Multipart("; boundary=b", string.Concat(Enumerable.Range(0, 10_000).Select(i => $"--b\n\ndel {i}\n"))));
        Assert.True(mail.NeedsReview);
        Assert.Equal(201, mail.Parts().Count());
    }

    [Fact]
    public void Raw_WhenOverTheLimit_IsKeptWithHeadersRead()
    {
        var bytes = Written.Bytes("Subject: stor\n\n" + new string('x', 5000));
        var mail = MimeMessage.Parse(bytes, new MimeLimits { RawBytes = 1000 });
        Assert.Equal("stor", mail.Subject);
        Assert.True(mail.NeedsReview);
        Assert.Equal(bytes, mail.Raw.ToArray());
    }

    [Fact]
    public void Decoding_WhenOverTheLimit_LeavesThePartUndecoded()
    {
        var mail = Written.Mail("From: a@x.example\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n" + new string('A', 4000), limits: new MimeLimits { DecodedBytes = 1000 });
        Assert.Equal(4000, mail.Attachments[0].Content.Length);
        Assert.True(mail.NeedsReview);
    }
}
