using System.Text;
using Systemfel.Data.Imports;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Imports;
using Systemfel.Workflows.Imports.Planning;
using Systemfel.Workflows.Imports.Reading;

namespace Systemfel.Workflows.Tests.Imports;

/// <summary>What the dry run says of each row: what it becomes, and what stands in the way.</summary>
public sealed class ImportPlannerTests
{
    private static readonly ImportPlanner Planner = new(new TextCheck(new PersonalDataFinder()));

    private static readonly OwnLists Lists = new(
        1,
        [
            new Authority { Id = 1, Code = "FK", Plate = "FK", Name = "Försäkringskassan", SubAreas = [new SubArea { Id = 11, AuthorityId = 1, Name = "Sjukersättning" }, new SubArea { Id = 13, AuthorityId = 1, Name = "Ekonomi" }] },
            new Authority { Id = 2, Code = "KO", Plate = "KO", Name = "Kommun", SubAreas = [new SubArea { Id = 12, AuthorityId = 2, Name = "Ekonomi" }] },
            new Authority { Id = 3, Code = "AN", Plate = "AN", Name = "Annan" },
        ],
        [new Municipality { Id = 21, Name = "Falun" }]);

    internal const string Headers = "Rubrik;Beskrivning;Myndighet;Delområde;Nivå;Kommun;Datum;Avslutad;Utfall;Antal\n";
    private const string Good = "Besked dröjer i månader;Den som söker får vänta.;FK;Sjukersättning;2;Falun;2021-03-01;2021-06-01;Åtgärdat;7\n";

    [Theory]
    [InlineData(";;FK;;;;2021;;;", "NoText 2 Beskrivning")]
    [InlineData("Kö;;;;;;2021;;;", "NoAuthority 2 Myndighet")]
    [InlineData("Kö;;Riksbanken;;;;2021;;;", "UnknownAuthority 2 Myndighet")]
    [InlineData("Kö;;FK;;hög;;2021;;;", "UnknownLevel 2 Nivå")]
    [InlineData("Kö;;FK;;;Kiruna;2021;;;", "UnknownMunicipality 2 Kommun")]
    [InlineData("Kö;;FK;;;;våren;;;", "BadDate 2 Datum")]
    [InlineData("Kö;;FK;;;;2031-01-01;;;", "FutureDate 2 Datum")]
    [InlineData("Kö;;FK;;;;1900-01-01;;;", "OldDate 2 Datum")]
    [InlineData("Kö;;FK;;;;;;;", "NoDate 2 Datum")]
    [InlineData("Kö;;FK;;;;2021-03-01;2020-03-01;;", "ClosedBefore 2 Avslutad")]
    [InlineData("Kö;;FK;;;;2021;;kanske;", "UnknownOutcome 2 Utfall")]
    [InlineData("Kö;;FK;;;;2021;;;många", "UnknownBand 2 Antal")]
    [InlineData("Kö;Det gäller 19121212-1212 som väntar.;FK;;;;2021;;;", "PersonalData 2 Beskrivning")]
    [InlineData("LÃ¥nga kÃ¶er;;FK;;;;2021;;;", "MangledLetters 2 Rubrik")]
    public void Plan_WhenARowIsWrong_NamesRowAndColumnAndStopsAll(string row, string expected)
    {
        var plan = Plan(Headers + row + "\n" + Good);

        Assert.Contains(expected, plan.Faults.Select(f => $"{f.Kind} {f.Row} {f.Column}"));
        Assert.Equal([RowBecomes.Fault, RowBecomes.Case], plan.Rows.Select(r => r.Becomes));
        Assert.False(plan.MayBeApplied);
    }

    /// <summary>What a row tells besides heading and text is in no case when the row is only counted.</summary>
    [Theory]
    [InlineData("FK;Sjukersättning", "FK;Sjukersättning", RowBecomes.Occurrence)]
    [InlineData("FK;Sjukersättning", "FK;", RowBecomes.Occurrence)]
    [InlineData("FK;Sjukersättning", "FK;Ekonomi", RowBecomes.Case)]
    [InlineData("FK;", "FK, KO;", RowBecomes.Case)]
    [InlineData("FK, KO;", "FK;", RowBecomes.Occurrence)]
    public void Plan_OfTheSameTextTwice_CountsItOnlyWhenNothingIsLost(string first, string second, RowBecomes becomes)
    {
        var plan = Plan(Headers + $"Långa väntetider på besked;Den som söker får vänta.;{first};;;2021;;;\nLånga väntetider på besked;Den som söker får vänta.;{second};;;2021;;;\n");

        Assert.Equal([RowBecomes.Case, becomes], plan.Rows.Select(r => r.Becomes));
        Assert.Equal((2, becomes == RowBecomes.Occurrence), (plan.Rows[1].Like[0].Row, plan.Rows[1].Like[0].IsSame));
    }

    [Fact]
    public void Plan_OfTheSameTextWithAnotherConsequence_IsProposedAlone()
    {
        var plan = Plan("Rubrik;Följd;Myndighet;Datum\nLånga väntetider;Hyran kommer för sent.;FK;2021\nLånga väntetider;Maten räcker inte.;FK;2021\nLånga väntetider;;FK;2021\n");

        Assert.Equal([RowBecomes.Case, RowBecomes.Case, RowBecomes.Occurrence], plan.Rows.Select(r => r.Becomes));
        Assert.False(plan.Rows[1].Like[0].IsSame);
    }

    [Theory]
    [InlineData("Gott exempel", true)]
    [InlineData("goda exempel", true)]
    [InlineData("Godtycklig bedömning", false)]
    [InlineData("Godmanskap", false)]
    [InlineData("", false)]
    public void Plan_OfAKind_TakesOnlyAGoodExampleForOne(string kind, bool isGood) =>
        Assert.Equal(isGood, Plan($"Rubrik;Slag;Myndighet;Datum\nKö;{kind};FK;2021\n").Rows[0].Report.Kind == Data.Cases.DeficiencyKind.GoodExample);

    [Theory]
    [InlineData("1", Data.Cases.AffectedBand.One)]
    [InlineData("en person", Data.Cases.AffectedBand.One)]
    [InlineData("ca 3", Data.Cases.AffectedBand.TwoToFour)]
    [InlineData("5–9 personer", Data.Cases.AffectedBand.FiveToNine)]
    [InlineData("1 200", Data.Cases.AffectedBand.TenOrMore)]
    [InlineData("fler än tio", Data.Cases.AffectedBand.TenOrMore)]
    [InlineData("fler än 9", Data.Cases.AffectedBand.TenOrMore)]
    [InlineData("10+", Data.Cases.AffectedBand.TenOrMore)]
    [InlineData("färre än 5", null)]
    [InlineData("fler än 4", null)]
    [InlineData("1-5", null)]
    [InlineData("0", null)]
    [InlineData("många", null)]
    public void Plan_OfANumberOfPersons_GuessesNoBand(string many, Data.Cases.AffectedBand? band) =>
        Assert.Equal(band, Plan($"Rubrik;Antal;Myndighet;Datum\nKö;{many};FK;2021\n").Rows[0].Report.Band);

    [Fact]
    public void Plan_OfAnEndInTheLastMonthThereIs_IsThePresent() =>
        Assert.Equal(RowBecomes.Case, Plan("Rubrik;Myndighet;Datum;Avslutad\nKö;FK;2021;9999-12\n").Rows[0].Becomes);

    [Fact]
    public void Plan_WhenARowIsGood_MakesAReportOfItsOwnYear()
    {
        var plan = Plan(Headers + Good);

        var row = Assert.Single(plan.Rows);
        Assert.Equal(("Besked dröjer i månader", "Den som söker får vänta."), (row.Report.Title, row.Report.Pattern));
        Assert.Equal((1L, 11L), (row.Report.Addressees[0].AuthorityId, row.Report.Addressees[0].SubAreaId));
        Assert.Equal((new DateOnly(2021, 3, 1), new DateOnly(2021, 6, 1), "remedied"), (row.Submitted, row.Closed, row.Outcome));
        Assert.Equal((Data.Cases.Level.Local, 21L, Data.Cases.AffectedBand.FiveToNine), (row.Report.Level, row.Report.MunicipalityId, row.Report.Band));
        Assert.True(plan.MayBeApplied);
    }

    [Fact]
    public void Plan_WhenNothingIsMapped_SaysSoOfTheFile()
    {
        var plan = Plan("A;B\nx;y\n");

        Assert.Contains(plan.Faults, f => f is { Kind: FaultKind.NothingMapped, Reach: FaultReach.File });
    }

    [Fact]
    public void Plan_WhenTwoColumnsAreTheSame_SaysSoOfTheFile() =>
        Assert.Contains(Plan("Rubrik;X;Myndighet\nKö;y;FK\n", m => m with { Columns = new(m.Columns) { ["X"] = ImportField.Title } }).Faults, f => f.Kind == FaultKind.MappedTwice);

    [Fact]
    public void Plan_WhenARowMayNameAPerson_AsksAndTheAnswerIsRemembered()
    {
        const string text = Headers + "Kö;Handläggaren Karin Lindgren svarar aldrig.;FK;;;;2021;;;\n";
        var asked = Plan(text);
        var find = Assert.Single(asked.Rows).Finds[0].Find;

        Assert.True(asked.Rows[0].Asks);
        Assert.False(asked.MayBeApplied);
        Assert.True(Plan(text, answers: new ImportAnswers { Accepted = [.. asked.Rows[0].Finds.Select(f => f.Find.Key)] }).MayBeApplied);
        Assert.True(Plan(text, answers: new ImportAnswers { AcceptedInRow = { [2] = [find.Key] } }).Rows[0].Accepted.Count > 0);
    }

    [Fact]
    public void Plan_WhenAFaultyRowIsLeftOut_TheOthersMayBeImported()
    {
        var plan = Plan(Headers + "Kö;;Riksbanken;;;;2021;;;\n" + Good, answers: new ImportAnswers { Rows = { [2] = ImportAnswers.Leave } });

        Assert.Equal([RowBecomes.Nothing, RowBecomes.Case], plan.Rows.Select(r => r.Becomes));
        Assert.True(plan.MayBeApplied);
    }

    [Fact]
    public void Plan_WhenARowIsThereTwice_CountsTheSecondOnTheFirst()
    {
        var plan = Plan(Headers + Good + Good);

        Assert.Equal(RowBecomes.Occurrence, plan.Rows[1].Becomes);
        Assert.Equal(2, plan.Rows[1].Like[0].Row);
    }

    [Fact]
    public void Plan_WhenARowIsLikeAStandingCase_ProposesItAndTakesTheAnswer()
    {
        StandingCase[] standing = [new(5, "SF-2020-0005", "Beskeden dröjer månader för de flesta", "Annan text.", [new Body(1, "")]), new(6, "SF-2020-0006", "Besked dröjer i månader", "Annat.", [new Body(2, "")])];

        var proposed = Plan(Headers + Good, standing: standing).Rows[0];
        var counted = Plan(Headers + Good, standing: standing, answers: new ImportAnswers { Rows = { [2] = "count:5" } }).Rows[0];

        Assert.Equal((RowBecomes.Case, 5), (proposed.Becomes, Assert.Single(proposed.Like).CaseId));
        Assert.Equal(RowBecomes.Occurrence, counted.Becomes);
    }

    [Theory]
    [InlineData("Besked dröjer i månader vid sjukersättning", "Besked dröjer i månader vid flytt", 1)]
    [InlineData("Besked dröjer i månader", "Besked dröjer på sjukhuset", 0)]
    [InlineData("Besked", "Besked", 0)]
    public void Plan_WhenHeadingsShareWords_ProposesThoseThatShareMostOfThem(string title, string standing, int like) =>
        Assert.Equal(like, Plan(Headers + $"{title};Den som söker får vänta.;FK;;2;;2021-03-01;;;\n", standing: [new(5, "SF-2020-0005", standing, "Annan text.", [new Body(1, "")])]).Rows[0].Like.Count);

    [Theory]
    [InlineData("duplicate")]
    [InlineData("erased")]
    public void Plan_WhenTheOutcomeChosenForAWordIsNoneThatIsGiven_AsksForAnother(string outcome) =>
        Assert.Contains(FaultKind.UnknownOutcome, Plan(Headers + "Kö;;FK;;;;2021;;kanske;\n", m => m with { Values = new() { [ImportField.Outcome] = new() { ["kanske"] = outcome } } }).Rows[0].Faults.Select(f => f.Kind));

    [Theory]
    [InlineData(11, RowBecomes.Nothing)]
    [InlineData(13, RowBecomes.Case)]
    public void Plan_WhenTheSameTextIsThereAlready_LeavesTheRowOutUnlessItTellsMore(long area, RowBecomes becomes) =>
        Assert.Equal(becomes, Plan(Headers + Good, standing: [new(5, "SF-2021-0001", "Besked dröjer i månader", "Den som söker får vänta.", [new Body(1, "")]) { SubAreas = [area] }]).Rows[0].Becomes);

    [Fact]
    public void Plan_WhenAWordIsUnknown_TakesWhatWasChosenForIt()
    {
        var plan = Plan(
            Headers + "Kö;;Riksbanken;;hög;Kiruna;2021;;kanske;\n",
            m => m with { Values = new() { [ImportField.Authority] = new() { ["Riksbanken"] = "3" }, [ImportField.Level] = new() { ["hög"] = "3" }, [ImportField.Municipality] = new() { ["Kiruna"] = "-" }, [ImportField.Outcome] = new() { ["kanske"] = "open" } } });

        var row = Assert.Single(plan.Rows);
        Assert.Equal("Riksbanken", row.Report.Addressees[0].OtherName);
        Assert.Equal((Data.Cases.Level.Central, (long?)null, (string?)null), (row.Report.Level, row.Report.MunicipalityId, row.Outcome));
        Assert.True(plan.MayBeApplied);
    }

    [Fact]
    public void Plan_WhenOnlyOneTextIsThere_TakesTheHeadingFromIt()
    {
        var plan = Plan("Brist;Myndighet;År\nBesked dröjer för alla. Ingen vet när de kommer.;FK;2021\n");

        Assert.Equal("Besked dröjer för alla", plan.Rows[0].Report.Title);
        Assert.Equal(FaultKind.TitleFromText, Assert.Single(plan.Faults).Kind);
    }

    [Fact]
    public void Swedish_OfEveryFault_IsASentenceWithAPlaceForItsDetail()
    {
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            Assert.True(FaultWords.Knows(kind), kind.ToString());
            Assert.EndsWith(".", FaultWords.Swedish(new ImportFault(kind)), StringComparison.Ordinal);
            Assert.DoesNotContain("ord ur listan", FaultWords.English(new ImportFault(FaultKind.BadDate, Detail: "ord ur listan")), StringComparison.Ordinal);
        }
    }

    internal static ImportPlan Plan(string csv, Func<ImportMapping, ImportMapping>? map = null, ImportAnswers? answers = null, StandingCase[]? standing = null)
    {
        var table = ImportReader.Read(ImportFormat.Csv, Encoding.UTF8.GetBytes(csv));
        var mapping = new ImportMapping { Columns = ImportFields.Propose(table.Headers) };
        return Planner.Plan(table, map?.Invoke(mapping) ?? mapping, answers ?? new ImportAnswers(), Lists, standing ?? [], new DateOnly(2026, 9, 15));
    }
}
