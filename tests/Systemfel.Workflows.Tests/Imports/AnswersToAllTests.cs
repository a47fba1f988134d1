using Systemfel.Workflows.Imports;
using Systemfel.Workflows.Imports.Planning;

namespace Systemfel.Workflows.Tests.Imports;

/// <summary>One answer to many rows: which rows it is for, and which it leaves alone.</summary>
public sealed class AnswersToAllTests
{
    private const string Like = "Besked dröjer i månader;Text som är ny.;FK;2021\n";
    private const string Same = "Besked dröjer i månader;Den som söker får vänta.;FK;2021\n";
    private const string AlsoLike = "Beskeden dröjer månader för alla;Annan text.;FK;2021\n";

    private static readonly StandingCase[] Standing = [new(5, "SF-2020-0005", "Besked dröjer i månader", "Den som söker får vänta.", [new Body(1, "")])];

    [Theory]
    [InlineData(AnswerToAll.CountLike, "count:5")]
    [InlineData(AnswerToAll.OwnLike, ImportAnswers.Own)]
    public void Give_ToRowsThatAreLike_LeavesThoseAloneThatAreThereOrAnsweredSingly(AnswerToAll answer, string expected)
    {
        var before = new ImportAnswers { Rows = { [4] = ImportAnswers.Own } };

        var given = AnswersToAll.Give(answer, Plan(before), before);

        Assert.Equal([(2, expected), (4, ImportAnswers.Own)], given.Rows.OrderBy(r => r.Key).Select(r => (r.Key, r.Value)));
    }

    [Fact]
    public void Give_AfterAnotherAnswerToAll_TakesItsPlace()
    {
        var counted = AnswersToAll.Give(AnswerToAll.CountLike, Plan(new ImportAnswers()), new ImportAnswers());

        var own = AnswersToAll.Give(AnswerToAll.OwnLike, Plan(counted), counted);

        Assert.Equal([(2, ImportAnswers.Own), (4, ImportAnswers.Own)], own.Rows.OrderBy(r => r.Key).Select(r => (r.Key, r.Value)));
    }

    [Fact]
    public void Plan_WhenWhatARowWasToBeCountedOnIsGone_ProposesAnew()
    {
        var plan = Plan(new ImportAnswers { Rows = { [2] = "count:99" } });

        Assert.Equal(RowBecomes.Case, plan.Rows[0].Becomes);
    }

    [Fact]
    public void Plan_WhenTwoAuthoritiesHaveTheSameText_FindsTheOneOfTheRow()
    {
        StandingCase[] standing = [.. Standing, Standing[0] with { Id = 6, Number = "SF-2020-0006", Bodies = [new Body(2, "")] }];

        var row = ImportPlannerTests.Plan("Rubrik;Beskrivning;Myndighet;Datum\n" + Same.Replace("FK", "KO", StringComparison.Ordinal), standing: standing).Rows[0];

        Assert.Equal((RowBecomes.Nothing, 6), (row.Becomes, row.Like[0].CaseId));
    }

    private static ImportPlan Plan(ImportAnswers answers) =>
        ImportPlannerTests.Plan("Rubrik;Beskrivning;Myndighet;Datum\n" + Like + Same + AlsoLike, answers: answers, standing: Standing);
}
