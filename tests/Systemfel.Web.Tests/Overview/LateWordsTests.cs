using Systemfel.Web.Features.Overview;
using Systemfel.Workflows.Overview;

namespace Systemfel.Web.Tests.Overview;

/// <summary>How many are late, in words.</summary>
public class LateWordsTests
{
    [Theory]
    [InlineData(0, 0, "")]
    [InlineData(1, 0, "1 svar är försenat")]
    [InlineData(0, 1, "1 åtgärd är försenad")]
    [InlineData(0, 3, "3 åtgärder är försenade")]
    [InlineData(2, 1, "2 svar och 1 åtgärd är försenade")]
    public void LateWords_SayWhatIsLate(int answers, int promises, string words)
    {
        var today = new DateOnly(2026, 11, 27);
        var page = new OverviewPage(
            new OverviewQuestion(null, null, null, today, [], []), new OverviewFigures([], new OverviewScope(2026)), new OverviewNames(new Dictionary<long, string>(), new Dictionary<long, string>()), [], [], [], [], today)
        {
            LateAnswers = answers,
            LatePromises = promises,
        };

        Assert.Equal(words, page.LateWords);
    }
}
