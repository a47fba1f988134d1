namespace Systemfel.Mail.Tests;

public class ReplyTextTests
{
    private const string Letter = """
        --- Svara ovanför den här raden ---

        Hej!

        1. Beslutsbrev skickas utan kontaktväg. (SF-2026-0042)

        2. Omprövning kräver BankID. (SF-2026-0051)

        Med vänlig hälsning
        Personligt ombud
        systemfel@po.example
        """;

    private static string Quote(string text) => string.Join('\n', text.Split('\n').Select(l => l.Length == 0 ? ">" : "> " + l));

    [Theory]
    [InlineData("Från: PO <systemfel@po.example>\nSkickat: den 9 april 2026 09:12\nTill: Åsa\nÄmne: Systemfel\n\n")]
    [InlineData("From: PO <systemfel@po.example>\nSent: Thursday, April 9, 2026 9:12 AM\nTo: Åsa\nSubject: Systemfel\n\n")]
    [InlineData("*Från:* PO <systemfel@po.example>\n*Skickat:* den 9 april 2026\n*Till:* Åsa\n*Ämne:* Systemfel\n\n")]
    [InlineData("________________________________\nFrån: PO <systemfel@po.example>\nSkickat: den 9 april 2026\nTill: Åsa\nÄmne: Systemfel\n")]
    [InlineData("Från: PO <systemfel@po.example> Skickat: den 9 april 2026 Till: Åsa Ämne: Systemfel\n\n")]
    [InlineData("Från: PO <systemfel@po.example>\nDatum: torsdag 9 april 2026 09:12\nTill: Åsa <asa@x.example>,\n Nils <nils@x.example>\nKopia: Berit\nÄmne: Systemfel\n\n")]
    [InlineData("-----Ursprungligt meddelande-----\nFrån: PO\n")]
    [InlineData("-------- Originalmeddelande --------\n")]
    [InlineData("----- Original Message -----\n")]
    [InlineData("---------- Forwarded message ---------\nFrån: PO\n")]
    [InlineData("Den tors 9 apr. 2026 kl 09:12 skrev PO <systemfel@po.example>:\n\n")]
    [InlineData("Den tors 9 apr. 2026 kl 09:12 skrev PO Dalarna, Personliga ombud <\nsystemfel@po.example>:\n\n")]
    [InlineData("On Thu, Apr 9, 2026 at 9:12 AM PO <systemfel@po.example> wrote:\n\n")]
    [InlineData("9 apr. 2026 kl. 09:12 skrev PO <systemfel@po.example>:\n\n")]
    [InlineData("PO <systemfel@po.example> skrev den 9 april 2026 09:12:\n\n")]
    [InlineData("2026-04-09 09:12 GMT+02:00 PO <systemfel@po.example>:\n\n")]
    [InlineData(">>> PO <systemfel@po.example> 2026-04-09 09:12 >>>\n")]
    [InlineData("-----PO skrev: -----\n")]
    [InlineData("")]
    public void Split_WhenAnsweredOnTop_KeepsTheAnswerOnly(string introduction)
    {
        var reply = ReplyText.Split("Hej!\n\nVi håller med.\n\nMvh\nÅsa\n\n" + introduction + Letter);
        Assert.Equal("Hej!\n\nVi håller med.", reply.NewText);
        Assert.Contains("SF-2026-0042", reply.QuotedText, StringComparison.Ordinal);
        Assert.Equal("Mvh\nÅsa", reply.Signature);
    }

    [Theory]
    [InlineData("Den 9 apr. 2026 skrev PO:\n")]
    [InlineData("Den 2026-04-09 kl. 09:12, skrev PO:\n")]
    [InlineData("")]
    public void Split_WhenAnsweredBelowQuotes_KeepsTheAnswerOnly(string introduction) =>
        Assert.Equal("Vi håller med.", ReplyText.Split(introduction + Quote(Letter) + "\n\nVi håller med.\n\n-- \nÅsa").NewText);

    [Fact]
    public void Split_WhenAnsweredBelowAnUnmarkedCopy_KeepsTheAnswerOnly() =>
        Assert.Equal("Vi håller med.", ReplyText.Split("Från: PO\nSkickat: i går\nTill: Åsa\nÄmne: x\n\n" + Letter + "\n\nVi håller med.\n\nMvh\nÅsa").NewText);

    [Fact]
    public void Split_WhenAnsweredBetweenQuotes_KeepsEachAnswer()
    {
        var reply = ReplyText.Split("> 1. Beslutsbrev\n\nJa.\n\n> 2. Omprövning\n\nNej.\n");
        Assert.Equal("Ja.\n\nNej.", reply.NewText);
        Assert.Equal([ReplyPartKind.Quoted, ReplyPartKind.New, ReplyPartKind.Quoted, ReplyPartKind.New], reply.Parts.Select(p => p.Kind));
    }

    [Fact]
    public void Split_WhenAnsweredInsideAnUnmarkedCopy_IsFoundWithTheLetterAtHand()
    {
        var text = "Se svar nedan.\n\nFrån: PO\nSkickat: i går\nTill: Åsa\nÄmne: x\n\n" + Letter.Replace("(SF-2026-0042)", "(SF-2026-0042)\nMallen ändras i juni.");
        Assert.Equal("Se svar nedan.", ReplyText.Split(text).NewText);
        Assert.Equal("Se svar nedan.\n\nMallen ändras i juni.", ReplyText.Split(text, Letter).NewText);
    }

    [Theory]
    [InlineData("Med vänlig hälsning\nÅsa Öst\nHandläggare")]
    [InlineData("Med vänliga hälsningar,\n\nÅsa")]
    [InlineData("Vänliga hälsningar Åsa Öst, Myndigheten")]
    [InlineData("Bästa hälsningar\nÅsa")]
    [InlineData("MVH Åsa")]
    [InlineData("mvh,\nÅsa")]
    [InlineData("Hälsningar\nÅsa")]
    [InlineData("Hälsningar från oss på kommunen")]
    [InlineData("Vänligen\nÅsa")]
    [InlineData("Hälsn. Åsa")]
    [InlineData("Enligt uppdrag\nÅsa Öst")]
    [InlineData("Best regards\nÅsa")]
    [InlineData("Kind regards,\nÅsa")]
    [InlineData("-- \nÅsa\n010-00 00 00")]
    [InlineData("--\nÅsa")]
    [InlineData("/Åsa")]
    [InlineData("// Åsa Öst")]
    [InlineData("Skickat från min iPhone")]
    [InlineData("Skickat från Outlook för iOS")]
    [InlineData("Hämta Outlook för Android<https://aka.ms/x>")]
    [InlineData("Sent from my Samsung")]
    [InlineData("Åsa Öst\nHandläggare\n\nMyndigheten\nBox 1, 791 00 Falun\nTelefon: 010-000 00 00\nwww.m.example\n\nSå här behandlar vi personuppgifter: läs mer på www.m.example/gdpr")]
    [InlineData("Tänk på miljön innan du skriver ut detta mejl")]
    [InlineData("Kommunen behandlar dina personuppgifter enligt dataskyddsförordningen. Läs mer på www.kommun.example")]
    [InlineData("Detta e-postmeddelande kan innehålla konfidentiell information och är endast avsett för mottagaren.")]
    [InlineData("This e-mail is confidential and intended solely for the addressee.")]
    public void Split_WhenSigned_CutsTheSignature(string signature)
    {
        var reply = ReplyText.Split("Vi håller med.\n\n" + signature + "\n");
        Assert.Equal("Vi håller med.", reply.NewText);
        Assert.NotEmpty(reply.Signature);
    }

    [Theory]
    [InlineData("Vänligen återkom med fler exempel.")]
    [InlineData("Hälsningar och blommor hör inte hit men här är svaret: ja.")]
    [InlineData("Den 3 maj skrev vi till er:\nallt är klart.")]
    [InlineData("Vi behandlar personuppgifter varsamt.")]
    [InlineData("Från: och med i dag gäller ny rutin.")]
    [InlineData("Det här skickades från min chef.")]
    [InlineData("Vi mejlade om detta till datum: 3 maj\nTill: alla gäller samma sak.")]
    [InlineData("Åsa Öst\nRing 010-000 00 00")]
    [InlineData("Ja.\n\nPunkt 2: ring\n010-000 00 00")]
    [InlineData("5 > 3 och 3 < 5")]
    public void Split_WhenAnAnswerLooksLikeSomethingElse_KeepsIt(string answer) => Assert.Equal(answer, ReplyText.Split(answer).NewText);

    [Fact]
    public void Split_WhenABannerStandsOnTop_CutsIt() =>
        Assert.Equal("Vi håller med.", ReplyText.Split("OBS! Detta mejl kommer från en extern avsändare. Klicka inte på länkar.\n\nVi håller med.").NewText);

    [Fact]
    public void Split_WhenClosingStandsOnTheLastLineOfText_CutsIt() => Assert.Equal("Vi håller med.", ReplyText.Split("Vi håller med. Mvh Åsa").NewText);

    [Fact]
    public void Split_WhenAQuotedLineWasBrokenByTheMailer_TheTailIsQuoted() =>
        Assert.Equal("Ja.", ReplyText.Split("> 1. Ansökan om ekonomiskt bistånd kräver kontoutdrag för samma månad två\ngånger. (SF-2026-0058)\n>\n\nJa.").NewText);

    [Fact]
    public void Split_Always_KeepsEveryLineInOnePart()
    {
        var text = "Hej\n\nMvh\nÅsa\n\nDen 9 apr. 2026 skrev PO:\n" + Quote(Letter);
        Assert.Equal(text, string.Join('\n', ReplyText.Split(text).Parts.Select(p => p.Text)));
    }

    [Fact]
    public void Split_WhenNothingIsWritten_IsEmpty() => Assert.Equal("", ReplyText.Split("\n \n").NewText);
}
