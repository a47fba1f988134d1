using Systemfel.Workflows.Accounts;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Tests.Accounts;

public sealed class MeetingKeysTests
{
    private static readonly KeyAction[] Review = [new("refer:sg1", "Samverkansgrupp 1", "1"), new("hold", "Avvakta", "2"), .. MeetingKeys.Common];
    private static readonly KeyAction[] Group = [new("table", "Bordlägg", "1"), .. MeetingKeys.Common];

    [Theory]
    [InlineData("ab")]
    [InlineData("F1")]
    [InlineData("=")]
    public void Choose_WhenItIsNoKey_SaysSoAtTheAction(string typed)
    {
        var refused = Assert.Throws<MoveRefusedException>(() => Choose(("hold", typed)));

        Assert.Equal("hold", refused.Input);
        Assert.Contains("en enda bokstav", refused.Message);
    }

    [Theory]
    [InlineData("hold", "1", "Samverkansgrupp 1")]
    [InlineData("hold", "Z", "Ångra")]
    [InlineData("next", "a", "Skriv anteckning")]
    public void Choose_WhenTheKeyDoesSomethingElse_NamesWhat(string action, string typed, string other)
    {
        var refused = Assert.Throws<MoveRefusedException>(() => Choose((action, typed)));

        Assert.Equal(action, refused.Input);
        Assert.Contains($"gör redan ”{other}”", refused.Message);
    }

    [Fact]
    public void Choose_WhenTwoChange_KeepsWhatDiffersFromWhatIsShown() =>
        Assert.Equal("hold=1 next=. refer:sg1=2", Choose(("hold", "1"), ("refer:sg1", " 2 "), ("next", "."), ("undo", "z")).ToString());

    [Fact]
    public void Choose_WhenTheSameKeyIsOnTwoKindsOfMeeting_IsAllowed() => Assert.Equal("hold=v table=v", Choose(("hold", "V"), ("table", "v")).ToString());

    [Fact]
    public void Choose_WhenNothingIsTyped_LeavesTheActionWithoutAKey()
    {
        var keys = MeetingKeys.Read(Choose(("undo", "")).ToString()).On(Review);

        Assert.Equal(("", "1"), (keys["undo"], keys["refer:sg1"]));
    }

    [Fact]
    public void On_WhenTheRouteHasGivenAnOwnKeyToSomethingNew_LetsTheOwnCountAndLeavesTheOtherWithout()
    {
        var keys = MeetingKeys.Read("hold=1").On(Review);

        Assert.Equal(("1", ""), (keys["hold"], keys["refer:sg1"]));
    }

    private static MeetingKeys Choose(params (string Action, string Key)[] typed) =>
        MeetingKeys.Choose(typed.ToDictionary(t => t.Action, t => (string?)t.Key), [Review, Group]);
}
