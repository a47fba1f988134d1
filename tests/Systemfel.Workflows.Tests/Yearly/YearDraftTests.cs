using Systemfel.Data.Cases;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.Tests.Yearly;

public class YearDraftTests
{
    private static readonly ReturnTemplate Template = ReturnTemplates.Find("2022")!;
    private static readonly ReturnField Deficiencies = Template.Field("6.2")!;
    private static readonly ReturnField Measures = Template.Field("6.3")!;
    private static readonly YearWork NoWork = new(0, []);

    [Theory]
    [InlineData("Kommun: försörjningsstöd", null, "KO/forsorjningsstod")]
    [InlineData("Kommun: vräkningsförebyggande arbete", null, "KO/vrakning")]
    [InlineData("Kommun: socialpsykiatri och funktionsnedsättning", null, "KO/boendestod")]
    [InlineData("Hälso- och sjukvård inklusive psykiatrin", "resurser", "PS/oppenvard")]
    [InlineData("Arbetsförmedlingen", "samordning", "AF/kodning")]
    [InlineData("Försäkringskassan", null, "FK/annat", "AF/annat")]
    [InlineData("Samverkan och samordning mellan vård, socialtjänst och myndigheter", "ansvar", "FK/annat", "AF/annat")]
    [InlineData("Samverkan och samordning mellan vård, socialtjänst och myndigheter", null, "PV/sip")]
    [InlineData("Digitalisering", "digitalt", "AF/kontaktvagar")]
    [InlineData("Digitalisering", null, "KO/digitala-kanaler")]
    [InlineData("Allmänt", "regelverk", "FK/information", "AF/arbetssatt", "KO/forsorjningsstod")]
    [InlineData("Allmänt", null, "AN/a-kassa")]
    [InlineData("Allmänt", null, "XX/")]
    public void HeadingOf_ACase_IsTheFirstWhoseRuleFits(string heading, string? theme, params string[] to)
    {
        var subject = Case(1) with { Theme = theme, To = [.. to.Select(t => new YearAddressee(t[..2], t[..2], t[3..]))] };

        Assert.Equal(heading, YearDraft.HeadingOf(Template, subject).FullTitle);
    }

    [Fact]
    public void OfCase_TellsWhatHappensHowOftenAndWhatCameOfIt() => Assert.Equal(
        "Telefontiden är kort. Ansökan blir försenad. Ombuden har sett det tre gånger under året, i två kommuner. Det är delvis åtgärdat.",
        YearDraft.OfCase(Case(1) with { Seen = 3, Places = 2, Outcome = "partly" }));

    [Fact]
    public void OfCase_ThatIsFromAnEarlierYear_SaysWhichYear() => Assert.Equal(
        "Svårt att nå handläggare 1. Bristen rapporterades första gången 2024.",
        YearDraft.OfCase(Case(1) with { Pattern = "", Consequence = "", IsNew = false, FirstYear = 2024 }));

    [Fact]
    public void Of_ManyCasesUnderAHeading_TellsOfTheMostSeenAndNamesTheOthersTogether()
    {
        var passages = YearDraft.Of(Template, Deficiencies, [.. Enumerable.Range(1, 9).Select(Case)], NoWork);

        Assert.Equal(YearDraft.MostTold + 1, passages.Count);
        Assert.Equal("Ombuden har också rapporterat:\n– Svårt att nå handläggare 7\n– Svårt att nå handläggare 8\n– Svårt att nå handläggare 9", passages[^1].Text);
        Assert.Equal([7L, 8L, 9L], passages[^1].Cases);
        Assert.Equal(Enumerable.Range(1, 9).Select(i => (long)i), passages.SelectMany(p => p.Cases));
    }

    [Fact]
    public void Of_ACaseThatOnlySomethingWasDoneAbout_IsNoDeficiencyOfTheYear() =>
        Assert.Empty(YearDraft.Of(Template, Deficiencies, [Case(1) with { IsOfYear = false }], NoWork));

    [Fact]
    public void Of_Measures_SaysWhoDoesWhatAndFollowsEachToItsCase()
    {
        YearCase[] cases =
        [
            Case(1) with { Outcome = "remedied", Measures = [new(YearMeasureKind.Changed, "Provköpings kommun", "Den som söker blir uppringd inom två dagar", null)] },
            Case(2) with { Measures = [new(YearMeasureKind.Planned, "", "En ny blankett tas fram.", new DateOnly(2027, 1, 15))] },
        ];

        var passages = YearDraft.Of(Template, Measures, cases, new YearWork(4, [("Grupp ett", 2, 7), ("Grupp två", 1, 1)]));

        Assert.Equal(
            [
                "Provköpings kommun har ändrat något efter frågan om ”Svårt att nå handläggare 1”: Den som söker blir uppringd inom två dagar. Ombuden märker ändringen.",
                "Kommun planerar en ändring efter frågan om ”Svårt att nå handläggare 2”: En ny blankett tas fram. Den ska vara klar 15 januari 2027.",
                "Grupp ett har haft två möten och behandlat sju systemfel. Grupp två har haft ett möte och behandlat ett systemfel.",
            ],
            passages.Select(p => p.Text));
        Assert.Equal([[1L], [2L], Array.Empty<long>()], passages.Select(p => p.Cases.ToArray()));
    }

    [Fact]
    public void Of_TheThreeQuestionsOf2013_AnswersEach()
    {
        var template = ReturnTemplates.Find("2013")!;
        YearCase[] cases = [Case(1) with { Measures = [new(YearMeasureKind.Done, "Kommunen", "Alla blir uppringda.", null)] }];

        var texts = new[] { "2013.1", "2013.2", "2013.3" }.Select(f => YearDraft.Of(template, template.Field(f)!, cases, new YearWork(11, [])).Single().Text).ToList();

        Assert.Contains("vid elva tillfällen under året", texts[0]);
        Assert.StartsWith("Telefontiden är kort.", texts[1]);
        Assert.StartsWith("Kommunen har gjort det som utlovades", texts[2]);
    }

    private static YearCase Case(int id) => new(
        id, $"SF-2022-{id:0000}", $"Svårt att nå handläggare {id}", "Telefontiden är kort.", "Ansökan blir försenad", [new("KO", "Kommun", "forsorjningsstod")], null, Level.CaseOfficer, null,
        1, 0, 2022, "", new DateTimeOffset(2022, 5, 1, 8, 0, 0, TimeSpan.Zero), true, []);
}
