namespace Systemfel.Mail.Tests;

public class RelatedMessagesTests
{
    private static string Find(string mail) => string.Join(' ', RelatedMessages.Find(Written.Mail(mail)));

    [Fact]
    public void Find_WhenNothingIsNamed_IsEmpty() => Assert.Equal("", Find("From: a@x.example\nMessage-ID: <egen@x.example>\n\nMessage-ID: <citat@po.example>"));

    [Fact]
    public void Find_WhenAReplyIsThreaded_GivesTheAnsweredThenTheNewest() =>
        Assert.Equal("c@po.example b@po.example a@po.example", Find("From: a@x.example\nIn-Reply-To: <c@po.example>\nReferences: <a@po.example> <b@po.example> <c@po.example>\n\nx"));

    [Fact]
    public void Find_WhenAReceiptNamesTheOriginal_GivesIt() =>
        Assert.Equal("brev.1@po.example", Find("From: a@x.example\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\nx\n--b\nContent-Type: message/disposition-notification\n\nOriginal-Message-ID: <brev.1@po.example>\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--"));

    [Theory]
    [InlineData("text/rfc822-headers")]
    [InlineData("message/rfc822")]
    public void Find_WhenABounceReturnsTheOriginal_GivesIt(string type) =>
        Assert.Equal("brev.1@po.example", Find($"From: MAILER-DAEMON@x.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nx\n--b\nContent-Type: {type}\n\nTo: a@y.example\nMessage-ID: <brev.1@po.example>\n\n--b--"));

    [Fact]
    public void FindEnvelopeId_WhenAReportGivesItBack_IsFound() =>
        Assert.Equal("r-17", RelatedMessages.FindEnvelopeId(Written.Mail("From: a@x.example\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\nOriginal-Envelope-Id: r-17\n\nFinal-Recipient: rfc822; a@y.example\nAction: failed")));
}
