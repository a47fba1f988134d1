namespace Systemfel.Mail.Tests;

public class ItemAnswersTests
{
    private const string Subject = "SV: Systemfel att besvara (SF-2026-0042, SF-2026-0051) [#K7Q2M9]";

    private static string Find(string text, string subject = Subject) =>
        string.Join(" | ", ItemAnswers.Find(ReplyText.Split(text), subject).Select(a => $"{a.Key}={a.Value.Replace('\n', ' ')}"));

    [Theory]
    [InlineData("Vi instämmer i punkt 1 men inte i punkt 2.")]
    [InlineData("Vi svarar samlat: båda stämmer.")]
    [InlineData("Vi har gjort detta:\n1. utrett\n2. rättat\n3. följt upp")]
    [InlineData("Den 1 juni ändras mallen.")]
    [InlineData("Punkt 7: finns inte i brevet.")]
    [InlineData("Punkt 1, 2 och 3 är bra förslag som vi återkommer till.")]
    [InlineData("Svar till 2026. Vi ändrar.")]
    [InlineData("Kl. 9. Det är då vi öppnar.")]
    [InlineData("")]
    public void Find_WhenNothingTells_IsEmpty(string text) => Assert.Equal("", Find(text));

    [Theory]
    [InlineData("1) Ja.\n2) Nej.")]
    [InlineData("1. Ja.\n\n2. Nej.")]
    [InlineData("(1) Ja.\n(2) Nej.")]
    [InlineData("1: Ja.\n2: Nej.")]
    [InlineData("#1 Ja.\n#2 Nej.")]
    [InlineData("1 – Ja.\n2 – Nej.")]
    [InlineData("Hej! 1) Ja. 2) Nej.\n")]
    [InlineData("1) Ja. 2) Nej.")]
    [InlineData("Punkt 1: Ja.\nPunkt 2: Nej.")]
    [InlineData("Punkt 2: Nej.\nPunkt 1: Ja.")]
    [InlineData("Fråga 1: Ja. Fråga 2: Nej.")]
    [InlineData("Fråga 1\nJa.\n\nFråga 2\nNej.")]
    [InlineData("Svar på punkt 1: Ja.\nSvar på punkt 2: Nej.")]
    [InlineData("Svar 1: Ja.\nSvar 2: Nej.")]
    [InlineData("*Punkt 1:* Ja.\n*Punkt 2:* Nej.")]
    [InlineData("- Punkt 1: Ja.\n- Punkt 2: Nej.")]
    [InlineData("Punkt 1 (kontaktväg): Ja.\nPunkt 2, om BankID: Nej.")]
    [InlineData("Ad 1. Ja.\nAd 2. Nej.")]
    [InlineData("Svar på 1: Ja.\nSvar på 2: Nej.")]
    [InlineData("Punkt ett: Ja.\nPunkt två: Nej.")]
    [InlineData("Första punkten: Ja.\nAndra punkten: Nej.")]
    [InlineData("Ang. SF-2026-0042: Ja.\nAng. SF-2026-0051: Nej.")]
    [InlineData("SF-2026-0051: Nej.\nSF-2026-0042 - Ja.")]
    [InlineData("Angående SF-2026-0042\nJa.\n\nGällande sf-2026-0051\nNej.")]
    [InlineData("1. Beslutsbrev skickas utan kontaktväg. (SF-2026-0042)\nSvar: Ja.\n\n2. Omprövning kräver BankID. (SF-2026-0051)\nSvar: Nej.")]
    [InlineData("> 1. Beslutsbrev (SF-2026-0042)\n\nJa.\n\n> 2. Omprövning (SF-2026-0051)\n\nNej.")]
    [InlineData("> 1. Beslutsbrev (SF-2026-0042)\nJa.\n> 2. Omprövning\n> (SF-2026-0051)\nNej.")]
    [InlineData("> 1. Beslutsbrev\nJa.\n> 2. Omprövning\nNej.\n> Svara gärna\n> Med vänlig hälsning")]
    [InlineData("Se nedan.\n\nFrån: PO\nSkickat: i går\nTill: Åsa\nÄmne: x\n\n1. Beslutsbrev (SF-2026-0042)\n\nSvar: Ja.\n\n2. Omprövning (SF-2026-0051)\n[Åsa Öst] Nej.\n\nSvara gärna.")]
    public void Find_WhenAnsweredPerItem_GivesEach(string text) => Assert.Equal("1=Ja. | 2=Nej.", Find("Hej!\n" + text + "\n\nMvh\nÅsa"));

    [Theory]
    [InlineData("Punkt 1 och 2: Vi instämmer.")]
    [InlineData("Punkt 1-2: Vi instämmer.")]
    [InlineData("Ang. SF-2026-0042 och SF-2026-0051: Vi instämmer.")]
    public void Find_WhenOneLabelNamesTwo_GivesBoth(string text) => Assert.Equal("1=Vi instämmer. | 2=Vi instämmer.", Find(text));

    [Fact]
    public void Find_WhenACourtesyEndsTheMail_IsNotPartOfTheLastAnswer() => Assert.Equal("1=Ja. | 2=Nej.", Find("1) Ja.\n\n2) Nej.\n\nHör gärna av er om ni undrar något."));

    [Fact]
    public void Find_WhenAnAnswerHasItsOwnList_KeepsItWhole() =>
        Assert.Equal("1=Tre saker: 1) a 2) b | 2=Nej.", Find("Punkt 1: Tre saker:\n1) a\n2) b\nPunkt 2: Nej."));

    [Fact]
    public void Find_WhenReferencesAreNumberedByTheQuote_UsesThatOrder()
    {
        var text = "SF-2026-0051: Nej.\nSF-2026-0042: Ja.\n\nDen 9 apr. 2026 skrev PO:\n> 1. Omprövning (SF-2026-0051)\n>\n> 2. Beslutsbrev (SF-2026-0042)\n";
        Assert.Equal("1=Nej. | 2=Ja.", Find(text, "SV: Systemfel"));
    }

    [Fact]
    public void Find_WhenAnswerStandsBelowTheWholeLetter_IsNotGivenToTheLastItem() =>
        Assert.Equal("", Find("> 1. Beslutsbrev\n>\n> 2. Omprövning\n>\n> Svara gärna på varje punkt för sig.\n\nVi håller med."));

    [Fact]
    public void Find_WhenTheLettersItemsAreGiven_UsesThem() =>
        Assert.Equal("Ja.", ItemAnswers.Find(ReplyText.Split("Ang. SF-2026-0099: Ja."), "SV", [new LetterPoint(3, "SF-2026-0099")])[3]);
}
