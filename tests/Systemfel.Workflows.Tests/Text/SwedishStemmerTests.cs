using Systemfel.Workflows.Text;

namespace Systemfel.Workflows.Tests.Text;

public class SwedishStemmerTests
{
    /// <summary>Words and the stems that the Snowball algorithm for Swedish gives them.</summary>
    private const string Published = """
        jakt jakt, jakten jakt, jaktbössa jaktböss, jaktkarlarne jaktkarl, jaktkarlens jaktkarl, jaktlöjtnantens jaktlöjtnant,
        jalusierna jalusi, jamaika jamaik, klockarna klock, klockornas klock, klokheten klok, klokt klokt, klostret klostret,
        kloster klost, klok klok, handläggare handlägg, handläggaren handlägg, handläggarnas handlägg,
        handläggning handläggning, handläggningen handläggning, handläggningstiden handläggningstid, beslut beslut,
        beslutet beslutet, besluten beslut, beslutas beslut, kommun kommun, kommunen kommun, kommuner kommun,
        kommunerna kommun, kommunernas kommun, myndighet mynd, myndigheten mynd, myndigheter mynd, myndigheternas myndighet,
        bostad bost, bostaden bostad, bostäder bostäd, bostadslös bostadslös, bostadslöst bostadslös, hopplöst hopplös,
        ansökan ansökan, ansökningar ansökning, ansökte ansök, väntar vänt, väntan väntan, väntade vänt, väntetid väntetid,
        väntetider väntetid, sjuk sjuk, sjukskrivning sjukskrivning, sjukpenning sjukpenning,
        försörjningsstöd försörjningsstöd, försörjningsstödet försörjningsstödet, ekonomi ekonomi, ekonomisk ekonomisk,
        ekonomiskt ekonomisk, möjlig möj, möjligheter möj, ansvarig ansvar, ansvariga ansvar, rättighet rätt, rättigheter rätt,
        behandling behandling, behandlingen behandling, behandlades behandl, fullt fullt, värdefullt värdefull, skuld skuld,
        skulder skuld, skulden skuld, vård vård, vården vård, vårdens vård, vårdar vård, telefon telefon, telefonen telefon,
        kräva kräv, kräver kräv, krävs kräv, krava krav, ö ö, å å, så så, avslag avslag, avslaget avslaget, avslagen avslag,
        hyra hyr, hyran hyran, hyror hyr, personer person, personens person, enskilda enskild, enskilde enskild,
        enskildas enskild, missnöje missnöj, snabbt snabbt, snabbare snabb, snabbast snabb, friheten frihet, friheter frihet,
        hus hus, husen hus, huset huset, husets huset, buss buss, bussar buss, pass pass, klass klass, as as, es es, mas mas,
        kris kris, krisen kris, betald betald, betalt betalt, betalda betald, längs läng, ombud ombud, ombudet ombudet,
        ombuden ombud, ombudens ombud, stöd stöd, stödet stödet, stöds stöd, fodd fodd, glömd glömd, sägs säg, dags dag,
        paus paus, regels regel
        """;

    public static TheoryData<string, string> Words()
    {
        var data = new TheoryData<string, string>();
        foreach (var pair in Published.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            data.Add(pair.Split(' ')[0], pair.Split(' ')[1]);
        return data;
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void Stem_OfAWord_IsThePublishedOne(string word, string stem) => Assert.Equal(stem, SwedishStemmer.Stem(word));

    [Theory]
    [InlineData("b", true)]
    [InlineData("y", true)]
    [InlineData("v", true)]
    [InlineData("x", false)]
    [InlineData("z", false)]
    [InlineData("q", false)]
    [InlineData("u", false)]
    public void Stem_OfAnEndingS_CutsItOnlyAfterALetterThatMayStandBeforeIt(string letter, bool cut) =>
        Assert.Equal(cut ? "bordar" + letter : "bordar" + letter + "s", SwedishStemmer.Stem("bordar" + letter + "s"));

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("en")]
    [InlineData("ar")]
    [InlineData("2026")]
    public void Stem_WhenTheRegionIsEmpty_IsTheWord(string word) => Assert.Equal(word, SwedishStemmer.Stem(word));
}
