using Systemfel.Data.Cases;
using Systemfel.Workflows.Overview;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.Tests.Yearly;

public class ReportDraftTests
{
    private static readonly YearWork Work = new(11, [("Grupp ett", 2, 7)]);

    [Fact]
    public void Of_NoCase_SaysSo()
    {
        var passage = Assert.Single(ReportDraft.Of(Field("cases"), [], [], Work, null));

        Assert.Equal("Inget systemfel som berör er har rapporterats under året.", passage.Text);
    }

    [Fact]
    public void Of_Cases_BandsWhatTheFormTellsExactly()
    {
        var texts = ReportDraft.Of(Field("cases"), [Case(1, 3), Case(2, 7), Case(3, 12)], [new YearGood(9, "Ombuden möts av en som lyssnar.", [])], Work, null).Select(p => p.Text).ToList();

        Assert.Equal("Rapporten tar upp tre systemfel: tre om Kommun. Tre stycken uppstår på central nivå.", texts[0]);
        Assert.Contains("färre än 5 gånger", texts[1]);
        Assert.Contains("5–9 gånger", texts[2]);
        Assert.Contains("tio gånger eller fler", texts[3]);
        Assert.DoesNotContain(texts, t => t.Contains("sju gånger", StringComparison.Ordinal));
        Assert.Equal("Ombuden har också sett det som fungerar:\n– Ombuden möts av en som lyssnar", texts[4]);
    }

    [Fact]
    public void Of_WhatWasRemedied_UsesTheOverviewsFigures()
    {
        var sum = new YearSum(40, 12, new Spread(12, 30, 60, 118), 9, 20, 5);

        Assert.Equal(
            "Av 40 systemfel som rapporterades under året har tolv stycken fått svar, hälften inom 60 dagar. Nio stycken har en åtgärd som är planerad eller gjord. 20 systemfel avslutades under året. Fem stycken av dem fick aldrig svar.",
            ReportDraft.Of(Field("measures"), [], [], Work, sum)[0].Text);
    }

    [Fact]
    public void Of_AGroup_CountsItsOwnCases()
    {
        YearCase[] cases =
        [
            Case(1, 1) with { Measures = [new(YearMeasureKind.Changed, "Kommunen", "Alla blir uppringda.", null)] },
            Case(2, 1) with { Measures = [new(YearMeasureKind.Planned, "Kommunen", "En ny rutin.", null)] },
            Case(3, 1) with { Outcome = "no-answer" },
        ];

        Assert.StartsWith("Ett systemfel har lett till en ändring under året, och för ett är en ändring planerad. Ett har avslutats utan svar.", ReportDraft.Of(Field("measures"), cases, [], Work, null)[0].Text);
    }

    private static ReturnField Field(string source) => ReturnTemplates.Report.Fields.Single(f => f.Source == source);

    private static YearCase Case(int id, int seen) => new(
        id, $"SF-2026-{id:0000}", $"Fel {id}", $"Fel {id} händer.", "", [new("KO", "Kommun", "boendestod")], null, Level.Central, null, seen, 3, 2026, "", DateTimeOffset.UnixEpoch, true, []);
}
