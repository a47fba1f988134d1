using Systemfel.Web.Features.Import;
using Systemfel.Workflows.Imports.Planning;

namespace Systemfel.Web.Tests.Import;

/// <summary>The answers of one page of rows, which all come with each posting.</summary>
public sealed class AnswerFormTests
{
    private static readonly ImportAnswers Before = new() { Rows = { [2] = ImportAnswers.Own, [3] = ImportAnswers.Own }, ByAll = { 2, 3 } };

    [Fact]
    public void Change_WhenTheAnswerIsNoAnswer_TakesNone()
    {
        var after = new AnswerForm { Rad = [4], Svar = ["<script>"] }.Change(Before);

        Assert.Equal([2, 3], after.Rows.Keys);
    }

    [Fact]
    public void Change_WhenOneRowIsAnswered_LeavesTheOthersAsAnsweredForAll()
    {
        var after = new AnswerForm { Rad = [2, 3], Svar = [ImportAnswers.Own, ImportAnswers.Leave] }.Change(Before);

        Assert.Equal((false, true), (after.IsSingle(2), after.IsSingle(3)));
        Assert.Equal(ImportAnswers.Leave, after.Rows[3]);
    }

    /// <summary>Two who answer at once: what the one has answered since the other's page was shown stands.</summary>
    [Fact]
    public void Change_WhenSomebodyElseHasAnsweredMeanwhile_LeavesThat()
    {
        var after = new AnswerForm { Rad = [2, 4], Svar = ["", ImportAnswers.Leave], Stod = ["", ""] }.Change(Before);

        Assert.Equal((ImportAnswers.Own, ImportAnswers.Leave), (after.Rows[2], after.Rows[4]));
    }

    [Fact]
    public void Change_WhenARowIsToFollowTheProposal_TakesItsAnswerBack()
    {
        var after = new AnswerForm { Rad = [2, 3], Svar = [ImportAnswers.Own, ""] }.Change(Before);

        Assert.Equal([2], after.Rows.Keys);
    }
}
