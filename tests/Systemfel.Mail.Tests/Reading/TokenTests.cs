namespace Systemfel.Mail.Tests;

public class TokenTests
{
    private const string Token = "01J5ZK3Q8R7T9V2W4X6Y8Z0A1B";
    private const string Other = "7YV0M3N5P8QRSTVWXYZ0123456";

    private static string Find(string headers, string text = "Hej") => string.Join(' ', TokenFinder.Find(Written.Mail("From: a@x.example\n" + headers + "\n\n" + text)));

    [Theory]
    [InlineData("To: svar@po.example")]
    [InlineData("To: svar+01J5ZK3Q8R7T9V2W4X6Y8Z0A1@po.example")]
    [InlineData("To: svar+01J5ZK3Q8R7T9V2W4X6Y8Z0A1BC@po.example")]
    [InlineData("To: svar+01J5ZK3Q8R7T9V2W4X6Y8Z0A1U@po.example")]
    [InlineData("To: 01J5ZK3Q8R7T9V2W4X6Y8Z0A1B@po.example")]
    [InlineData("From: svar+01J5ZK3Q8R7T9V2W4X6Y8Z0A1B@po.example")]
    [InlineData("Subject: +01J5ZK3Q8R7T9V2W4X6Y8Z0A1B@po.example")]
    public void Find_WhenNoRecipientHasOne_IsEmpty(string headers) => Assert.Equal("", Find(headers));

    [Fact]
    public void Find_WhenOnlyAReplysTextHasOne_IsEmpty() => Assert.Equal("", Find("To: svar@po.example", $"> Svara till svar+{Token}@po.example"));

    [Theory]
    [InlineData("To: svar+{0}@po.example")]
    [InlineData("To: \"svar+{0}@po.example\" <svar+{0}@po.example>")]
    [InlineData("Cc: b@y.example, PO <svar+{0}@po.example>")]
    [InlineData("Delivered-To: svar+{0}@po.example")]
    [InlineData("X-Original-To: svar+{0}@po.example")]
    [InlineData("X-Forwarded-To: svar+{0}@po.example")]
    [InlineData("Envelope-To: <svar+{0}@po.example>")]
    [InlineData("Received: from x by y\n\tfor <svar+{0}@po.example>; Sat, 3 Oct 2026 14:02:00 +0200")]
    [InlineData("To: =?utf-8?Q?svar=2B{0}=40po.example?=")]
    public void Find_WhenARecipientHasOne_IsUpperCase(string headers)
    {
        Assert.Equal(Token, Find(string.Format(System.Globalization.CultureInfo.InvariantCulture, headers, Token)));
        Assert.Equal(Token, Find(string.Format(System.Globalization.CultureInfo.InvariantCulture, headers, Token.ToLowerInvariant())));
    }

    [Fact]
    public void Find_WhenTwoLettersAreAnswered_GivesBoth() => Assert.Equal($"{Token} {Other}", Find($"To: svar+{Token}@po.example, svar+{Other}@po.example\nDelivered-To: svar+{Other}@po.example"));

    [Fact]
    public void Find_WhenTheReturnedOriginalHasOne_IsFound() =>
        Assert.Equal(Token, Find("To: systemfel@po.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b", $"--b\n\nTyvärr\n--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@y.example\nAction: failed\n--b\nContent-Type: text/rfc822-headers\n\nReply-To: svar+{Token}@po.example\n--b--"));

    [Fact]
    public void FindSimilar_WhenTypedWrong_IsAProposalOnly()
    {
        var mail = Written.Header("To: svar+0lJ5ZK3Q8R7T9V2W4X6Y8ZoA1B@po.example");
        Assert.Empty(TokenFinder.Find(mail));
        Assert.Equal([Token], TokenFinder.FindSimilar(mail));
    }

    [Theory]
    [InlineData("SV: Systemfel [#K7Q2M9]", "K7Q2M9")]
    [InlineData("Ang: [ #k7q2m9 ]", "K7Q2M9")]
    [InlineData("SV: Systemfel [#K7Q2M]", null)]
    [InlineData("SV: Systemfel #K7Q2M9", null)]
    public void FindTag_WhenTheSubjectHasOne_IsGiven(string subject, string? expected) => Assert.Equal(expected, TokenFinder.FindTag(subject));
}
