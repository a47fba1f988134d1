namespace Systemfel.Mail.Tests;

/// <summary>Receipts of registrators and systems, also those written by hand, and answers that only look like them.</summary>
public class ReceiptTests
{
    private static MailClassification Read(string subject, string text, string from = "kansliet@myndighet.example") =>
        MailClassifier.Classify(Written.Reply(text, $"From: {from}\nSubject: {subject}\n"));

    private const string Quote = "\n\nDen 9 apr. 2026 skrev PO <po@po.example>:\n> 1. Brev utan besked\n";

    [Theory]
    [InlineData("SV: Systemfel", "Ärendet har dnr KS 2026/00123. Vi håller med och ändrar mallen i maj.")]
    [InlineData("SV: Systemfel", "Er skrivelse har kommit in och registrerats med dnr KS 2026/00123. Rutinen är nu ändrad.")]
    [InlineData("Svar på er skrivelse, dnr RS 2026-0042", "Vi har tagit emot er skrivelse. Vår bedömning är att handläggaren gjorde rätt.")]
    [InlineData("Svar dnr 2026:77", "Tack för er skrivelse, som fått diarienummer 2026:77. Orsaken till de långa väntetiderna är sjukfrånvaro i arbetsgruppen.")]
    [InlineData("SV: Systemfel", "Tack för ert brev som inkom den 3 maj. Tyvärr har vi inget register över detta. Diarienummer: 2026-11.")]
    [InlineData("SV: Systemfel", "Vi har registrerat ert ärende som 2026/81. Nej, vi gör ingen ändring." + Quote)]
    [InlineData("Beslut i ärende SN 2026/14", "Nämnden har beslutat att avslå begäran. Ange dnr SN 2026/14 om ni hör av er.")]
    [InlineData("SV: Systemfel", "Hej! Jag har läst er skrivelse (dnr HSN 2026-0123). Vårdcentralen har infört en ny kallelse och det ska inte hända igen.")]
    [InlineData("SV: Systemfel", "Ert brev har kommit fram. Vi ser över blanketten och hör av oss i juni.")]
    [InlineData("Bekräftelse", "Härmed bekräftas att handläggarna har fått utbildning. Ärendet är därmed avslutat hos oss.")]
    [InlineData("SV: Systemfel", "Det stämmer att besluten blivit försenade, dnr KS 2026/9. Vi beklagar det.")]
    [InlineData("SV: Systemfel", "Ärende 2026/100 är avslutat eftersom enheten har lagts ned." + Quote)]
    public void Kind_WhenAnAnswerMentionsItsNumber_IsReply(string subject, string text) => Assert.Equal(MailKind.Reply, Read(subject, text).Kind);

    [Theory]
    [InlineData("Er skrivelse är registrerad, AB 2026/1177", "Er skrivelse om väntetider till samtal har kommit in till oss och har fått beteckningen AB 2026/1177. Ange den när ni hör av er.", "AB 2026/1177")]
    [InlineData("SV: Systemfel att besvara", "Hej!\n\nEr skrivelse inkom den 4 maj och är nu diarieförd. Diarienumret är RS 2026-00123.\n\nMed vänlig hälsning\nMaj Berg\nRegistrator" + Quote, "RS 2026-00123")]
    [InlineData("Mottagningsbevis", "Vi bekräftar att er handling har mottagits.\nDnr: 4.3.1-12345/2026\nHandläggare: ännu inte utsedd", "4.3.1-12345/2026")]
    [InlineData("Registrering", "Hej, ert brev är upplagt hos oss. Det har fått ärendenummer V-2026-1234 och kommer att fördelas till en handläggare under veckan.", "V-2026-1234")]
    [InlineData("SV: Systemfel att besvara [#K7Q2M9]", "Hej! Tack för ert brev. Jag har registrerat det som ett ärende hos oss, dnr LiÖ 2026-88, och skickat det vidare till enheten för ekonomiskt bistånd. De återkommer till er.", "LiÖ 2026-88")]
    [InlineData("Ert ärende IVO 2.5.1-12345/2026-3", "Inspektionen har tagit emot er anmälan. Handläggningstiden är för närvarande fyra månader.", "IVO 2.5.1-12345/2026-3")]
    [InlineData("Kvittens", "Skrivelsen har inkommit till Region Norr. Ärendet har tilldelats diarienummer HSN 2026/0456. Ni får svar senast den 30 juni.", "HSN 2026/0456")]
    [InlineData("Bekräftelse på mottaget ärende", "Hej!\nTack för att ni kontaktar oss. Vi har tagit emot ert ärende.\nÄrendenummer: 20260504-0031\nSvarstiden är normalt fem arbetsdagar.\nTelefon: 0771-12 34 56", "20260504-0031")]
    [InlineData("Diariefört", "Brevet från er är diariefört under nummer KS/2026:33. Kommunstyrelsens kansli har lämnat det till socialförvaltningen för besvarande.", "KS/2026:33")]
    [InlineData("SV: Systemfel", "Hej,\nert brev har kommit fram till rätt enhet och registrerats. Handläggare blir Olle Ek, som hör av sig.\nDnr 2026/SN0123" + Quote, "2026/SN0123")]
    [InlineData("Er skrivelse", "Er skrivelse registrerades hos oss den 4 maj med referensnummer FK-2026-004512. Uppge numret vid kontakt med oss.", "FK-2026-004512")]
    [InlineData("Mottaget: Systemfel att besvara", "Detta är en bekräftelse på att vi har mottagit er e-post. Den blir allmän handling. Läs om hur vi behandlar personuppgifter på vår webbplats.", null)]
    [InlineData("SV: SF-2026-0042 Systemfel", "Vi har tagit emot ert brev om SF-2026-0042. Det besvaras av enhetschefen inom tre veckor.", null)]
    [InlineData("SV: Systemfel", "Hej! Har tagit emot och skickat vidare till rätt avdelning. Ert brev är diariefört. /Maj, registrator, tfn 0123-45 67 89" + Quote, null)]
    [InlineData("Inkommen skrivelse, S2026/01234", "Departementet har mottagit er skrivelse. Den kommer att behandlas av enheten för socialtjänst.", "S2026/01234")]
    [InlineData("Ärende mottaget", "Your letter has been received and registered. Please quote reference number ABC-2026-17 when you contact us.", "ABC-2026-17")]
    public void Receipt_WhenWrittenThisWay_IsAutoReplyWithItsNumber(string subject, string text, string? number)
    {
        var read = Read(subject, text);
        Assert.Equal((MailKind.AutoReply, number), (read.Kind, read.DiaryNumber));
    }
}
