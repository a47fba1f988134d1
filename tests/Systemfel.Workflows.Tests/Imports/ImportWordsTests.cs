using Systemfel.Workflows.Imports.Planning;
using Systemfel.Workflows.Imports.Reading;

namespace Systemfel.Workflows.Tests.Imports;

/// <summary>What a list's own words are taken for, and what is said of those that are not kept.</summary>
public sealed class ImportWordsTests
{
    [Fact]
    public void Words_WhenSomeAreNotKnown_NamesThoseFirst()
    {
        var words = Plan("Kö;;FK;;;Falun;2021;;kanske;\nVäntan;;KO;;hög;Falun;2021;;Åtgärdat;\n").Words;

        Assert.Equal(["hög", "kanske"], words.TakeWhile(w => w.Taken.Length == 0).Select(w => w.Word));
        Assert.Equal(6, words.Count);
    }

    [Fact]
    public void Plan_WhenTheChosenSubAreaIsOfAnotherAuthority_TakesTheAuthoritysOwn()
    {
        var plan = Plan("Kö;;FK;Ekonomi;;;2021;;;\nVäntan;;KO;Ekonomi;;;2021;;;\n", m => m with { Values = new() { [ImportField.SubArea] = new() { ["Ekonomi"] = "13" } } });

        Assert.Equal([13L, 12L], plan.Rows.Select(r => r.Report.Addressees[0].SubAreaId));
    }

    [Fact]
    public void Plan_WhenNoSubAreaIsChosenForAWord_LeavesItOutOfEveryRow()
    {
        var plan = Plan("Kö;;FK;Ekonomi;;;2021;;;\n", m => m with { Values = new() { [ImportField.SubArea] = new() { ["Ekonomi"] = ImportMapping.Nothing } } });

        Assert.Null(plan.Rows[0].Report.Addressees[0].SubAreaId);
    }

    [Fact]
    public void Words_WhenASubAreaIsKnownInAnEarlierRow_DoNotTakeItForNothing()
    {
        var plan = Plan("Kö;;FK;Sjukersättning;;;2021;;;\nVäntan;;KO;Sjukersättning;;;2021;;;\n");

        Assert.Equal(("11", 2), plan.Words.Where(w => w.Field == ImportField.SubArea).Select(w => (w.Taken, w.Rows)).Single());
    }

    [Theory]
    [InlineData("Falu kommun", 2)]
    [InlineData("Säters socialtjänst", 2)]
    [InlineData("Försäkringskassan Dalarna", 1)]
    public void Plan_WhenABodyIsNamedWithItsPlace_KnowsIt(string word, long authority) =>
        Assert.Equal(authority, Plan($"Kö;;{word};;;;2021;;;\n").Rows[0].Report.Addressees.Single().AuthorityId);

    [Fact]
    public void Plan_WhenItIsAnUnemploymentFund_DoesNotTakeItForForsakringskassan() =>
        Assert.Equal([FaultKind.UnknownAuthority], Plan("Kö;;A-kassan;;;;2021;;;\n").Rows[0].Faults.Select(f => f.Kind));

    [Fact]
    public void Plan_WhenAMunicipalityIsNamedInItsOtherForm_KnowsIt() => Assert.Equal(21, Plan("Kö;;FK;;;Falu kommun;2021;;;\n").Rows[0].Report.MunicipalityId);

    [Fact]
    public void Plan_WhenTwoBodiesAreBothAnother_KeepsThemApart()
    {
        static ImportMapping Other(ImportMapping m) => m with { Values = new() { [ImportField.Authority] = new() { ["Skatteverket"] = "3", ["Kronofogden"] = "3" } } };

        var plan = Plan("Besked om skuld dröjer länge;;Kronofogden;;;;2021;;;\nBesked om skuld dröjer länge;;Skatteverket;;;;2021;;;\n", Other);
        var both = Plan("Besked om skuld dröjer länge;;Kronofogden, Skatteverket;;;;2021;;;\n", Other);

        Assert.All(plan.Rows, r => Assert.Equal((RowBecomes.Case, 0), (r.Becomes, r.Like.Count)));
        Assert.Equal("Kronofogden, Skatteverket", both.Rows[0].Report.Addressees.Single().OtherName);
    }

    [Fact]
    public void Plan_WhenAnOpenRowSaysWhatHappened_TellsThatItIsNotKept()
    {
        var plan = ImportPlannerTests.Plan("Rubrik;Myndighet;År;Utfall;Kommentar\nKö;FK;2021;öppen;Vi ringde.\nVäntan;FK;2021;Åtgärdat;De ändrade.\n");

        Assert.Equal([(2, "Kommentar")], plan.Faults.Where(f => f is { Kind: FaultKind.NoteNotKept, Reach: FaultReach.Notice }).Select(f => (f.Row, f.Column)));
        Assert.True(plan.MayBeApplied);
    }

    [Fact]
    public void Plan_WhenWhatHappenedPointsAtAPerson_StopsTheRow()
    {
        var plan = ImportPlannerTests.Plan("Rubrik;Myndighet;År;Utfall;Kommentar\nKö;FK;2021;Åtgärdat;Det gällde 19121212-1212.\n");

        Assert.Equal((RowBecomes.Fault, "Kommentar"), (plan.Rows[0].Becomes, plan.Faults.Where(f => f.Kind == FaultKind.PersonalData).Select(f => f.Column).Single()));
    }

    [Fact]
    public void Plan_WhenARowHasNoDate_ShowsNone()
    {
        var plan = Plan("Kö;;FK;;;;;;;\nVäntan;;FK;;;;2021;;;\n");

        Assert.Equal([false, true], plan.Rows.Select(r => r.HasDate));
    }

    private static ImportPlan Plan(string rows, Func<ImportMapping, ImportMapping>? map = null) => ImportPlannerTests.Plan(ImportPlannerTests.Headers + rows, map);
}
