namespace Systemfel.Mail.Tests;

public class SenderTests
{
    private const string Ours = "Authentication-Results: mx.po.example;\n spf=pass (ok; sender) smtp.mailfrom=x.example;\n dkim=fail header.d=a.example; dkim=pass header.d=x.example;\n dmarc=pass (p=REJECT) header.from=X.example";

    [Theory]
    [InlineData("Subject: x", "mx.po.example")]
    [InlineData("Authentication-Results: annan.example; dmarc=pass header.from=x.example", "mx.po.example")]
    [InlineData("Authentication-Results: annan.example; dmarc=fail\n" + Ours, "mx.po.example")]
    [InlineData(Ours, "")]
    [InlineData(Ours, null)]
    [InlineData(Ours, "po.example")]
    public void Results_WhenTheTopmostIsNotOurServers_AreNone(string headers, string? authservId) =>
        Assert.Null(AuthenticationResults.Read(Written.Header(headers), authservId));

    [Fact]
    public void Results_WhenOurServerWroteThem_AreThoseOfTheTopmost() =>
        Assert.Equal(
            new AuthenticationResults("pass", "pass", "pass", "x.example"),
            AuthenticationResults.Read(Written.Header(Ours + "\nAuthentication-Results: mx.po.example; dmarc=fail header.from=y.example"), "MX.po.example"));

    [Theory]
    [InlineData("Auto-Submitted: auto-generated\n")]
    [InlineData("Auto-Submitted: auto-replied\n")]
    [InlineData("Precedence: bulk\n")]
    [InlineData("List-Id: <x.example>\n")]
    [InlineData("Return-Path: <>\n")]
    [InlineData("X-Auto-Response-Suppress: All\n")]
    [InlineData("From: no-reply@x.example\n")]
    [InlineData("From: svar+01J5ZK3Q8R7T9V2W4X6Y8Z0A1B@po.example\n")]
    [InlineData("Reply-To: svar@po.example\n")]
    [InlineData("Reply-To: utan-doman\n")]
    [InlineData("Subject: Frånvaro: Systemfel\n")]
    public void Answer_WhenItCouldLoop_IsNotAllowed(string headers) => Assert.False(Allowed(headers));

    [Fact]
    public void Answer_WhenTheMailHasGoneRound_IsNotAllowed() => Assert.False(Allowed(string.Concat(Enumerable.Repeat("Received: from a by b\n", 30))));

    [Fact]
    public void Answer_WhenAPersonWrites_IsAllowed() => Assert.True(Allowed("Received: from a by b\nAuto-Submitted: no\n"));

    [Fact]
    public void Name_WhenItTurnsDirection_LosesTheMark() =>
        Assert.Equal("es.nassakssgnirkäsröF", Written.Header("From: =?utf-8?Q?=E2=80=AEes.nassakssgnirk=C3=A4sr=C3=B6F?= <a@x.example>").From[0].Name);

    private static bool Allowed(string headers)
    {
        var mail = Written.Reply("Vi håller med.", headers);
        return AutomaticAnswer.IsAllowed(mail, MailClassifier.Classify(mail), ["svar@po.example"]);
    }
}
