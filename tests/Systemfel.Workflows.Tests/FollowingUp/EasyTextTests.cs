using System.Text.RegularExpressions;
using Systemfel.Workflows.FollowingUp;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Tests.FollowingUp;

public class EasyTextTests
{
    private static readonly DateOnly Due = new(2027, 3, 1);

    public static TheoryData<string, string?, string> Standing => new()
    {
        { Stages.Review, null, "Vi ombud pratar nu" },
        { Stages.Group, null, "till ett möte" },
        { Stages.AwaitingAnswer, null, "Vi har frågat Försäkringskassan. De ska svara senast 1 mars 2027." },
        { Stages.FollowUp, null, "Något ska göras hos Försäkringskassan. Det ska vara klart 1 mars 2027." },
        { Stages.Effect, null, "Märks det för dig?" },
        { Stages.Closed, "remedied", "Det har blivit bättre hos Försäkringskassan." },
        { Stages.Closed, "partly", "lite bättre" },
        { Stages.Closed, "declined", "Försäkringskassan säger nej." },
        { Stages.Closed, "no-answer", "Försäkringskassan har inte svarat oss." },
        { Stages.Closed, "obsolete", "Vi arbetar inte mer med det här nu." },
    };

    [Theory, MemberData(nameof(Standing))]
    public void Of_WhereALineStands_SaysItInShortSentences(string stage, string? outcome, string expected)
    {
        var text = EasyText.Of([new EasyLine("FK", "Försäkringskassan", stage, Due, outcome)], seen: 3, isGoodExample: false, Due.AddDays(-30));

        Assert.Contains(text, p => p.Contains(expected, StringComparison.Ordinal));
        Assert.Contains(text, p => p.Contains("3 gånger", StringComparison.Ordinal));
        // Lätt svenska: no sentence of more than 12 words, and no commas.
        Assert.All(text.SelectMany(p => Regex.Split(p, @"(?<=[.?!])\s")), s => Assert.InRange(s.Split(' ').Length, 1, 12));
        Assert.DoesNotContain(text, p => p.Contains(',', StringComparison.Ordinal));
    }

    [Fact]
    public void Of_ADayThatHasPassed_SaysThatItHas()
    {
        Assert.Contains("Vi har frågat kommunen. De skulle ha svarat 1 mars 2027. De har inte svarat än.", EasyText.Of([new EasyLine("KO", "Kommun", Stages.AwaitingAnswer, Due, null)], 1, false, Due.AddDays(1)));
        Assert.Contains("Något ska göras hos kommunen. Det skulle vara klart 1 mars 2027. Vi frågar hur det gick.", EasyText.Of([new EasyLine("KO", "Kommun", Stages.FollowUp, Due, null)], 1, false, Due.AddDays(1)));
    }

    [Fact]
    public void Of_ACaseSeenOnce_DoesNotSpeakOfOthers() =>
        Assert.DoesNotContain(EasyText.Of([new EasyLine("", "", Stages.Review, null, null)], 1, false, Due), p => p.Contains("ensam", StringComparison.Ordinal));

    [Fact]
    public void Of_AnAuthority_UsesTheEverydayWordWhereverItStands()
    {
        Assert.Contains("Kommunen säger nej. De tänker inte ändra det här.", EasyText.Of([new EasyLine("KO", "Kommun", Stages.Closed, null, "declined")], 1, false, Due));
        Assert.Contains("Det har blivit bättre hos psykiatrin. Tack för att du berättade.", EasyText.Of([new EasyLine("PS", "Region, psykiatri", Stages.Closed, null, "remedied")], 1, false, Due));
    }

    [Theory]
    [InlineData("Sjukersättning", "Det handlar om sjukersättning.")]
    [InlineData("LSS-insatser", "Det handlar om LSS-insatser.")]
    [InlineData("Annat", "Ditt namn står inte där. Vi skriver inget som pekar ut dig.")]
    public void Of_ASubArea_SaysWhatItIsAbout(string area, string expected) =>
        Assert.Equal(expected, EasyText.Of([new EasyLine("FK", "Försäkringskassan", Stages.Review, null, null, area)], 1, false, Due)[1]);

    [Fact]
    public void Of_WhatHasBeenDone_PutsNoWordsInTheAuthoritysMouth() =>
        Assert.DoesNotContain(EasyText.Of([new EasyLine("FK", "Försäkringskassan", Stages.Effect, null, null)], 1, false, Due), p => p.Contains("säger", StringComparison.Ordinal));

    [Fact]
    public void Of_EveryOutcome_HasWordsOfItsOwnOrTheCommonOnes() =>
        Assert.All(Outcomes.Labels.Keys, o => Assert.All(EasyText.Of([new EasyLine("KO", "Kommun", Stages.Closed, null, o)], 1, false, Due), p => Assert.NotEmpty(p)));
}
