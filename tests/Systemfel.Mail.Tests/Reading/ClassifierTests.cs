namespace Systemfel.Mail.Tests;

public class ClassifierTests
{
    private static MailKind Kind(string headers, string text) => MailClassifier.Classify(Written.Reply(text, headers)).Kind;

    [Theory]
    [InlineData("", "Ert brev besvarades först med ett automatiskt svar om att jag var frånvarande. Nu är jag tillbaka och svaret är ja.")]
    [InlineData("Subject: SV: Automatiskt svar: Systemfel\n", "Tack, då återkommer jag.")]
    [InlineData("", "Jag är ledig till den 4 maj men vi hörs efter det.")]
    [InlineData("", "Jag är på semester nästa vecka men här är svaret: ja.\n\n> 1. Brev\n")]
    [InlineData("", "Ärendet har registrerats med dnr 2026-123.\n\n1) Mallen ändras.\n2) Nej.")]
    [InlineData("", "Jag har skickat ett säkert meddelande till er, logga in och läs det.")]
    [InlineData("", "Er fråga om leverans av post: meddelandet kunde inte levereras till klienten, därför ändrar vi rutinen.")]
    [InlineData("Subject: Undeliverable medicines\n", "Vi svarar på er fråga om medicin som inte gick att leverera.")]
    [InlineData("Auto-Submitted: no\n", "Vi håller med.")]
    [InlineData("", "")]
    [InlineData("Subject: Bekräftelse\n", "Jag bekräftar att mallen är ändrad.")]
    [InlineData("Subject: Ledigt i juni\n", "Vi svarar i juni.")]
    public void Kind_WhenAPersonWrites_IsReply(string headers, string text) => Assert.Equal(MailKind.Reply, Kind(headers, text));

    [Theory]
    [InlineData("Auto-Submitted: auto-replied\n", "Jag är borta.")]
    [InlineData("X-Autoreply: yes\n", "Jag är borta.")]
    [InlineData("Precedence: auto_reply\n", "Jag är borta.")]
    [InlineData("X-MS-Exchange-Inbox-Rules-Loop: asa@myndighet.example\n", "Jag är borta.")]
    [InlineData("Subject: Automatiskt svar: Systemfel\n", "Jag är borta.")]
    [InlineData("Subject: Autosvar: Systemfel\n", "Jag är borta.")]
    [InlineData("Subject: Frånvarande: Systemfel\n", "Jag är borta.")]
    [InlineData("Subject: Frånvaromeddelande\n", "Jag är borta.")]
    [InlineData("Subject: Automatic reply: Systemfel\n", "I am away.")]
    [InlineData("Subject: Out of Office: Systemfel\n", "I am away.")]
    [InlineData("Subject: =?utf-8?Q?Ej_p=C3=A5_kontoret=3A_Systemfel?=\n", "Jag är borta.")]
    [InlineData("Subject: Systemfel att besvara\n", "Hej! Jag är på semester till och med den 4 augusti. Vid brådskande ärenden kontakta växeln.")]
    [InlineData("Subject: SV: Systemfel\n", "Hej! Jag är på semester till och med den 4 augusti. Vid brådskande ärenden kontakta växeln.")]
    [InlineData("From: registrator@kommun.example\nSubject: SV: Systemfel\n", "Hej! Er skrivelse har registrerats med dnr KS 2026/00123.\n\nDen 9 apr. 2026 skrev PO:\n> 1. Brev\n")]
    [InlineData("Subject: Semester\n", "Jag är ledig t.o.m. 31/7. Mejlet läses inte.")]
    [InlineData("Subject: Föräldraledig\n", "Jag är föräldraledig. Din e-post vidarebefordras inte.")]
    [InlineData("Subject: Bekräftelse\n", "Hej! Ert ärende har registrerats med dnr KS 2026/00123. Ni får svar inom fyra veckor.")]
    [InlineData("Subject: Tack för ditt mejl\n", "Vi har tagit emot ditt meddelande och återkommer så snart vi kan.")]
    [InlineData("Subject: Mottagningsbekräftelse\n", "Detta är ett automatiskt meddelande och går inte att svara på.")]
    [InlineData("Subject: Registrerat\nX-Auto-Response-Suppress: All\n", "Er skrivelse har diarieförts. Diarienummer: 2026-1234.")]
    [InlineData("Subject: Ärende 123456\nAuto-Submitted: auto-generated\n", "Vi har tagit emot ert mejl.")]
    public void Kind_WhenAMachineAnswers_IsAutoReply(string headers, string text) => Assert.Equal(MailKind.AutoReply, Kind(headers, text));

    [Theory]
    [InlineData("Hej! Ert ärende har registrerats med dnr LST 537-0000-2026.", "LST 537-0000-2026")]
    [InlineData("Skrivelsen har diarieförts. Diarienummer: KS 2026/00123.", "KS 2026/00123")]
    [InlineData("Vi har tagit emot ert mejl.", null)]
    public void DiaryNumber_WhenAReceiptGivesOne_IsLearned(string text, string? expected) =>
        Assert.Equal(expected, MailClassifier.Classify(Written.Reply(text, "Subject: Bekräftelse\nAuto-Submitted: auto-replied\n")).DiaryNumber);

    [Theory]
    [InlineData("Du har fått ett säkert meddelande från Regionen. Logga in med BankID för att läsa meddelandet: https://saker.region.example/m/1", "Subject: Säkert meddelande\n")]
    [InlineData("För att läsa meddelandet behöver du logga in med BankID.", "Subject: Åsa Öst har skickat dig ett säkert e-postmeddelande\nFrom: saker@region.example\n")]
    [InlineData("Ni har ett nytt meddelande på Mina sidor. Logga in för att läsa.", "Subject: Nytt meddelande på Mina sidor\nFrom: noreply@kommun.example\n")]
    [InlineData("You have received a secure message. Click to read the message.", "Subject: Secure message\n")]
    [InlineData("Hej!\nDet finns ett nytt meddelande till er i den säkra digitala kommunikationen (SDK). Öppna er meddelandeklient för att läsa det.", "Subject: Nytt meddelande via SDK\nFrom: sdk@region.example\n")]
    [InlineData("Ni har fått ny post i er digitala brevlåda. Logga in med BankID och läs brevet från kommunen.", "Subject: Ny post från kommunen\nFrom: hej@brevladan.example\n")]
    [InlineData("Handläggaren har skickat ett krypterat meddelande. Hämta engångskod via sms och öppna meddelandet i webbläsaren.", "Subject: Krypterat meddelande från Myndigheten\nFrom: asa@myndighet.example\n")]
    [InlineData("Ni har ett olästs meddelande i e-tjänsten. Klicka här för att logga in.", "Subject: Du har ett nytt meddelande i e-tjänsten\nFrom: noreply@myndighet.example\n")]
    public void Kind_WhenAMessageWaitsInAPortal_IsOther(string text, string headers) =>
        Assert.Equal(MailKind.Other, MailClassifier.Classify(Written.Mail($"{(headers.Contains("From:", StringComparison.Ordinal) ? "" : "From: no-reply@saker.example\n")}{headers}\n{text}")).Kind);

    [Fact]
    public void Kind_WhenItIsANewsletter_IsOther() => Assert.Equal(MailKind.Other, Kind("Subject: Nyhetsbrev\nList-Unsubscribe: <https://x.example>\n", "Nyheter i oktober."));

    [Theory]
    [InlineData("SV: Systemfel", "Vi använder numera säker digital kommunikation (SDK) för sådana ärenden, logga in och se. Rutinen är ändrad.")]
    [InlineData("SV: Systemfel", "Vi har lagt ut blanketten på Mina sidor, där klienten kan logga in med BankID.")]
    [InlineData("Säker e-post", "Vi har infört säker e-post efter ert påpekande, så klienterna kan svara.")]
    public void Kind_WhenAPersonMentionsAPortal_IsReply(string subject, string text) => Assert.Equal(MailKind.Reply, Kind($"Subject: {subject}\n", text));

    [Theory]
    [InlineData("REPLY")]
    [InlineData("CANCEL")]
    [InlineData("COUNTER")]
    public void Kind_WhenAMeetingIsAnswered_IsCalendar(string method) =>
        Assert.Equal(MailKind.Calendar, MailClassifier.Classify(Written.Mail($"From: a@x.example\nSubject: Accepterat: Möte\nContent-Type: text/calendar; method={method}\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n")).Kind);

    [Theory]
    [InlineData("Subject: Läst: Systemfel att besvara\n", "Ditt meddelande till Åsa Öst lästes 2026-05-04 10:12.")]
    [InlineData("Subject: Inte läst: Systemfel\n", "Meddelandet raderades utan att läsas den 4 maj 2026.")]
    [InlineData("Subject: Read: Systemfel\n", "Your message was read on Monday.")]
    public void Kind_WhenAReceiptOfReadingComesAsText_IsReadReceipt(string headers, string text) => Assert.Equal(MailKind.ReadReceipt, Kind(headers, text));

    [Fact]
    public void Kind_WhenItIsAnInvitation_IsCalendar() =>
        Assert.Equal(MailKind.Calendar, MailClassifier.Classify(Written.Mail("From: a@x.example\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\nVi ses\n--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n--b--")).Kind);

    [Theory]
    [InlineData("Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n", "--b\n\nVisades\n--b\nContent-Type: message/disposition-notification\n\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--")]
    [InlineData("Subject: Läst: Systemfel\n", "Meddelandet\n\nTill: Åsa\nÄmne: Systemfel\n\nlästes den 3 maj 2026 10:00.")]
    public void Kind_WhenOurMailWasOpened_IsReadReceipt(string headers, string text) =>
        Assert.Equal(MailKind.ReadReceipt, MailClassifier.Classify(Written.Mail($"From: a@x.example\n{headers}\n{text}")).Kind);
}
