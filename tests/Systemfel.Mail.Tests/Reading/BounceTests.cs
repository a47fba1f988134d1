namespace Systemfel.Mail.Tests;

public class BounceTests
{
    private static MailClassification Report(string status, string subject = "Undelivered Mail Returned to Sender") =>
        MailClassifier.Classify(Written.Mail($"From: MAILER-DAEMON@x.example\nSubject: {subject}\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nTyvärr\n--b\nContent-Type: message/delivery-status\n\n{status}\n--b--"));

    private static string Failed(MailClassification c) => string.Join(' ', c.FailedRecipients.Select(r => $"{r.Address}:{r.Status}"));

    [Fact]
    public void Report_WhenDelayed_IsNoBounce()
    {
        var report = Report("Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@y.example\nAction: delayed\nStatus: 4.4.1");
        Assert.Equal(MailKind.DeliveryReport, report.Kind);
        Assert.Empty(report.FailedRecipients);
        Assert.Equal("4.4.1", Assert.Single(report.Recipients).Status);
    }

    [Fact]
    public void Report_WhenDelivered_IsNoBounce() =>
        Assert.Equal(MailKind.DeliveryReport, Report("Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@y.example\nAction: delivered\nStatus: 2.0.0").Kind);

    [Theory]
    [InlineData("Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@y.example\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; b@y.example\nAction: failed\nStatus: 4.4.7\n\nFinal-Recipient: rfc822; c@y.example\nAction: delivered\nStatus: 2.0.0", "a@y.example:5.1.1 b@y.example:4.4.7")]
    [InlineData("Reporting-MTA: dns; x\nFinal-Recipient: rfc822; a@y.example\nAction: failed\nStatus: 5.1.1", "a@y.example:5.1.1")]
    [InlineData("\n\nReporting-MTA: dns; x\n\n\n\nFinal-Recipient: rfc822;<a@y.example>\nAction: Failed (bounced)\nStatus: 5.2.2 (full)", "a@y.example:5.2.2")]
    [InlineData("Final-Recipient: rfc822; a@y.example\nAction: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822; b@y.example\nAction: failed\nStatus: 5.1.2", "a@y.example:5.1.1 b@y.example:5.1.2")]
    [InlineData("Reporting-MTA: dns; x\n\nOriginal-Recipient: rfc822; a+2Bb@y.example\nAction: failed\nDiagnostic-Code: smtp; 550 5.7.1\n (blocked)", "a+b@y.example:5.7.1")]
    [InlineData("Reporting-MTA: dns; x\n\nFinal-Recipient: utf-8; åsa@y.example\nAction: failed\nStatus: 5.1.1", "åsa@y.example:5.1.1")]
    [InlineData("Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@y.example\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; A@y.example\nAction: failed\nStatus: 5.1.1", "a@y.example:5.1.1")]
    [InlineData("Reporting-MTA: dns; x\n\nFinal-Recipient: X400; /S=a/\nOriginal-Recipient: rfc822;a@y.example\nAction: failed\nStatus: 5.1.1", "a@y.example:5.1.1")]
    public void Report_WhenFailed_NamesEveryRecipient(string status, string expected)
    {
        var report = Report(status);
        Assert.Equal(MailKind.Bounce, report.Kind);
        Assert.Equal(expected, Failed(report));
    }

    [Theory]
    [InlineData("MAILER-DAEMON@x.example", "failure notice", "I'm afraid I wasn't able to deliver your message.\n\n<a@y.example>:\nno mailbox here (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nTo: b@y.example\n", "a@y.example:5.1.1")]
    [InlineData("postmaster@x.example", "Det går inte att leverera: Systemfel", "Det gick inte att leverera till följande mottagare eller grupper:\n\na@y.example\nE-postadressen kunde inte hittas.\n\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'\n\nUrsprungliga meddelandehuvuden:\nTo: c@y.example\n", "a@y.example:5.1.10")]
    [InlineData("Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@x.example>", "Undeliverable: Systemfel", "Delivery has failed to these recipients or groups:\n\na@y.example\nThe mailbox is full.\n\nRemote Server returned '554 5.2.2 mailbox full'\n", "a@y.example:5.2.2")]
    [InlineData("Mail Delivery System <mailer-daemon@x.example>", "Mail delivery failed: returning message to sender", "This message was created automatically.\n\n  a@y.example\n    SMTP error: 550 5.1.1 unknown\n  b@y.example\n    SMTP error: 552 5.2.2 full\n\n------ This is a copy of the message ------\n\nTo: c@y.example", "a@y.example:5.1.1 b@y.example:5.2.2")]
    [InlineData("Mail Delivery Subsystem <x@googlemail.example>", "Delivery Status Notification (Failure)", "** Adressen hittades inte **\n\nDitt meddelande levererades inte till a@y.example eftersom adressen inte hittades.\n\nSvaret var: 550 5.1.1 does not exist", "a@y.example:5.1.1")]
    [InlineData("Mail Delivery System <Mailer-Daemon@x.example>", "Mail delivery failed: returning message to sender", "could not be delivered:\n\n  a@y.example\n    host mx.y.example [1.2.3.4] 4.5.6.7\n    SMTP error after RCPT TO:<a@y.example>:\n    550 5.1.1 <a@y.example>: User unknown", "a@y.example:5.1.1")]
    [InlineData("E-postsystemet <postmaster@x.example>", "Leveransfel: Systemfel", "Meddelandet kunde inte levereras till a@y.example. Felkod: 5.2.1.", "a@y.example:5.2.1")]
    [InlineData("MAILER-DAEMON@x.example", "Undelivered Mail Returned to Sender", "<a@y.example>: host mx.y.example said: 550 no such user", "a@y.example:")]
    public void Kind_WhenABounceHasNoReportPart_IsReadFromItsWords(string from, string subject, string text, string expected)
    {
        var c = MailClassifier.Classify(Written.Mail($"From: {from}\nTo: systemfel@po.example\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{text}"));
        Assert.Equal(MailKind.Bounce, c.Kind);
        Assert.Equal(expected, Failed(c));
    }

    [Fact]
    public void Kind_WhenDelayHasNoReportPart_IsDeliveryReport() =>
        Assert.Equal(MailKind.DeliveryReport, MailClassifier.Classify(Written.Mail("From: MAILER-DAEMON@x.example\nSubject: Warning: message 1abc delayed 24 hours\n\nA message has not been delivered yet:\n  a@y.example\nNo action is required; it will be retried.")).Kind);

    [Fact]
    public void Kind_WhenAPersonForwardsABounce_IsReply() =>
        Assert.Equal(MailKind.Reply, MailClassifier.Classify(Written.Mail("From: asa@x.example\nSubject: VB: failure notice\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nDet här kom, kan ni skicka igen?\n--b\nContent-Type: message/rfc822\n\nFrom: MAILER-DAEMON@x.example\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@y.example\nAction: failed\n--b--")).Kind);
}
