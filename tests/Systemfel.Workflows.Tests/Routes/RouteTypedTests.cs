using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Routes.Editing;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Routes;

/// <summary>A route made of what was typed: each fault at its field.</summary>
public class RouteTypedTests
{
    private static readonly string[] Authorities = ["KO", "FK", "XX"];
    private static readonly KnownGroup[] Known = [new("team", "PO-teamet"), new("sg1", "Samverkansgrupp 1"), new("old", "Rådet")];

    public static TheoryData<string, string, string> Faulty => new()
    {
        { "name", "", "Skriv vad vägen heter." },
        { "name", new string('a', 121), "Högst 120 tecken" },
        { "stage.review", " ", "Skriv vad steget heter." },
        { "stage.review", new string('a', 61), "Högst 60 tecken" },
        { "stage.review", "a\u0001b", "Högst 60 tecken" },
        { "move.refer", "", "Skriv vad som ska stå på knappen." },
        { "move.refer", new string('a', 61), "Högst 60 tecken" },
        { "hint.hold", new string('a', 61), "Högst 60 tecken" },
        { "group.sg1.label", new string('a', 61), "Högst 60 tecken" },
        { "group.sg1.hint", new string('a', 61), "Högst 60 tecken" },
        { "new.label", new string('a', 61), "Högst 60 tecken" },
        { "days.answerDays", "0", "1 till 3650" },
        { "days.answerDays", "snart", "1 till 3650" },
        { "days.answerDays", "3651", "1 till 3650" },
        { "days.seeFirstDays", "-1", "0 till 3650" },
        { "group.sg1.label", "", "Skriv vad gruppen heter." },
        { "group.sg1.meetings", "53", "0 till 52" },
        { "group.sg1.meetings", "ofta", "0 till 52" },
        { "group.sg1.kind", "reference", "inga beslut att fatta" },
        { "group.sg1.kind", "team", "inga beslut att fatta" },
    };

    [Theory, MemberData(nameof(Faulty))]
    public void Read_WhenAFieldIsFaulty_SaysSoThere(string field, string typed, string sentence)
    {
        var reading = Read((field, typed));

        Assert.Null(reading.Route);
        Assert.Contains(sentence, Assert.Single(reading.Faults, f => f.Field == field).Sentence);
    }

    [Fact]
    public void Read_WhenTwoGroupsAreCalledTheSame_SaysSoAtTheLast() =>
        Assert.Equal("group.sg2.label", Assert.Single(Read(("group.sg2.label", "samverkansgrupp 1")).Faults).Field);

    [Fact]
    public void Read_WhenTheNewGroupIsCalledAsOneThatIsThere_SaysSoAtTheNew() =>
        Assert.Equal("new.label", Assert.Single(Read(("new.label", "Samverkansgrupp 1")).Faults).Field);

    [Fact]
    public void Read_WhenTheNewGroupMeetsTooOften_SaysSoThere() =>
        Assert.Equal("new.meetings", Assert.Single(Read(("new.label", "Rådet"), ("new.meetings", "53")).Faults).Field);

    [Theory]
    [InlineData("")]
    [InlineData("team")]
    public void Read_WhenTheRouteHasSeveralKindsAndTheNewGroupHasNone_SaysSoAtTheKind(string kind)
    {
        var fields = RouteFields.Of(TestWorld.EveryMove, Authorities);
        (fields["new.label"], fields["new.kind"]) = ("Rådet", kind);

        Assert.Equal("new.kind", Assert.Single(RouteTyped.Read(TestWorld.EveryMove, fields, Authorities, Known).Faults).Field);
    }

    [Fact]
    public void Read_WhenTheRouteHasOneKind_TheNewGroupIsOfItWhateverIsSent() =>
        Assert.Equal("steering", Last(Read(("new.label", "Nämnden"), ("new.kind", "reference")).Route!).Item3);

    [Theory]
    [InlineData("team,sg1,sg2,sg1")]
    [InlineData("team,sg1,sg2,")]
    [InlineData("team,sg1,sg2,SG 9!")]
    public void Read_WhenTheListOfGroupsIsTamperedWith_HasTheGroupsOnce(string groups) =>
        Assert.Equal(["team", "sg1", "sg2"], Read(("groups", groups)).Route!.Groups.Select(g => g.Id));

    [Fact]
    public void Read_WhenTheRouteThatItBeganFromIsWrong_SaysSoOfTheWhole()
    {
        var from = Preset() with { Routing = [new RoutingRule("AN", ["sg1"], 9)] };

        Assert.Contains("Be den som sköter driften", Assert.Single(RouteTyped.Read(from, RouteFields.Of(Preset(), Authorities), Authorities, Known).Faults, f => f.Field.Length == 0).Sentence);
    }

    [Fact]
    public void Read_WhenAnAuthorityHasNoGroup_SaysSoThere() =>
        Assert.Equal("to.KO", Assert.Single(Read(("to.KO.0.sg1", "")).Faults).Field);

    [Fact]
    public void Read_WhenAGroupGoesThatAnAuthorityIsRoutedTo_SaysSoThere() =>
        Assert.Equal("to.KO", Assert.Single(Read(("group.sg1.gone", "ja"), ("to.XX.0.sg2", "ja")).Faults).Field);

    [Fact]
    public void Read_WhenAllGroupsGo_SaysThatOneIsNeeded() =>
        Assert.Contains(Read(("group.sg1.gone", "ja"), ("group.sg2.gone", "ja")).Faults, f => f.Field == "groups" && f.Sentence.Contains("minst en grupp", StringComparison.Ordinal));

    [Fact]
    public void Read_WhenTheGroupThatForwardLeadsToGoes_SaysWhatIsNeeded() =>
        Assert.Contains("”Med i årsrapporten”", Assert.Single(Read("stockholm", ("group.socialnamnden.gone", "ja")).Faults, f => f.Field == "groups").Sentence);

    [Fact]
    public void Read_WhenTheReferenceGroupGoes_SaysThatTheRouteIsMadeForOne() =>
        Assert.Contains(Read("hasselby-vallingby", ("group.referensgrupp.gone", "ja"), ("new.label", "")).Faults, f => f.Field == "groups");

    [Fact]
    public void Read_WhenTheTeamIsTakenOut_KeepsIt() =>
        Assert.Equal(["team", "sg1", "sg2"], Read(("groups", "sg1,sg2")).Route!.Groups.Select(g => g.Id));

    [Theory, InlineData("sodra-dalarna"), InlineData("stockholm"), InlineData("hasselby-vallingby")]
    public void Read_WhenNothingIsChanged_IsTheRouteItself(string preset)
    {
        var route = RouteReader.Read(RouteReader.Preset(preset));
        var authorities = route.Routing.Select(r => r.Authority).ToList();

        var read = RouteTyped.Read(route, RouteFields.Of(route, authorities), authorities, []).Route!;

        var named = read with { Groups = [.. read.Groups.Select(g => g with { MeetingsPerYear = null })] };
        Assert.Equal(RouteReader.Write(route), RouteReader.Write(named));
    }

    [Theory, InlineData("sodra-dalarna"), InlineData("stockholm"), InlineData("hasselby-vallingby")]
    public void Write_IsReadBackToTheSame(string preset)
    {
        var json = RouteReader.Write(RouteReader.Read(RouteReader.Preset(preset)));

        Assert.Equal(json, RouteReader.Write(RouteReader.Read(json)));
    }

    [Fact]
    public void Read_WhenLabelsAndDaysAreTyped_HasThem()
    {
        var route = Read(("stage.review", "Veckomötet"), ("move.hold", " Vänta "), ("hint.hold", "Ett tag"), ("days.answerDays", "45"), ("group.sg1.meetings", "6")).Route!;

        Assert.Equal(("Veckomötet", "Vänta", "Ett tag", 45, 6),
            (route.Stage("review").Label, route.Move("hold")!.Label, route.Move("hold")!.Hint, route.Deadlines.AnswerDays, route.Groups[1].MeetingsPerYear));
    }

    [Fact]
    public void Read_WhenALevelIsRoutedOtherwise_ProposesThatForItAlone()
    {
        var route = Read(("to.KO.3.sg2", "ja")).Route!;

        Assert.Equal(["sg1", "sg1", "sg2"], new[] { route.GroupsFor("KO"), route.GroupsFor("KO", 2), route.GroupsFor("KO", 3) }.Select(g => g.Single()));
    }

    [Fact]
    public void Read_WhenMovesAreReordered_KeepsThatOrder()
    {
        var fields = RouteFields.Of(Preset(), Authorities);
        var order = RouteFields.Moved(fields["order"], "hold", up: true, ["refer", "hold", "merge"]);

        var moves = Read(("order", order)).Route!.MovesFrom("review").Select(m => m.Id).ToList();

        Assert.Equal(["hold", "refer"], moves[..2]);
    }

    [Theory]
    [InlineData("a", true, "a,b,c,d")]
    [InlineData("c", true, "c,a,b,d")]
    [InlineData("a", false, "b,c,a,d")]
    [InlineData("c", false, "a,b,c,d")]
    [InlineData("x", false, "a,b,c,d")]
    public void Moved_GoesPastTheNearestOfThoseBeside(string id, bool up, string expected) => Assert.Equal(expected, RouteFields.Moved("a,b,c,d", id, up, ["a", "c"]));

    [Theory]
    [InlineData("Nämnden för vård", "namnden-for-vard")]
    [InlineData("Sg1", "sg1-2")]
    [InlineData("Rådet", "old")]
    [InlineData("!", "grupp")]
    public void Read_WhenAGroupIsAdded_HasAnIdOfItsOwnOrTheOneItHad(string name, string id) =>
        Assert.Equal((id, name, "steering"), Last(Read(("new.label", name), ("new.meetings", "4")).Route!));

    [Fact]
    public void Read_WhenTheTableHasRowsForOthersAuthorities_KeepsThem() => Assert.Equal(["sg1", "sg2"], Read(("name", "Vår väg")).Route!.GroupsFor("AN"));

    [Fact]
    public void GroupsFor_WhenOnlyALevelIsInTheTable_IsSilentForTheOthers()
    {
        var route = Preset() with { Routing = [new RoutingRule("KO", ["sg2"], 3)] };

        Assert.Equal(["sg1", "sg2"], new[] { route.GroupsFor("KO", 1), route.GroupsFor("KO", 3) }.Select(g => g.Single()));
    }

    [Theory, InlineData(0), InlineData(4)]
    public void FaultsOf_WhenALevelIsNone_SaysSo(int level) =>
        Assert.Contains($"the level {level}", Assert.Single(RouteValidation.FaultsOf(Preset() with { Routing = [new RoutingRule("KO", ["sg1"], level)] })));

    private static (string, string, string) Last(RouteDefinition route) => (route.Groups[^1].Id, route.Groups[^1].Label, route.Groups[^1].Kind);

    private static RouteDefinition Preset(string preset = "sodra-dalarna") => RouteReader.Read(RouteReader.Preset(preset));

    private static RouteReading Read(params (string Field, string Text)[] typed) => Read("sodra-dalarna", typed);

    private static RouteReading Read(string preset, params (string Field, string Text)[] typed)
    {
        var fields = RouteFields.Of(Preset(preset), Authorities);
        foreach (var (field, text) in typed) fields[field] = text;
        return RouteTyped.Read(Preset(preset), fields, Authorities, Known);
    }
}
