using System.Text.Json.Nodes;
using Systemfel.Workflows.Routes;

namespace Systemfel.Workflows.Tests.Routes;

/// <summary>Routes that are broken in one way each: the fault is named by stage or move.</summary>
public class RouteTests
{
    private static readonly string Preset = RouteReader.Preset("sodra-dalarna");

    public static TheoryData<string> Presets() => [.. RouteReader.Presets];

    [Theory, MemberData(nameof(Presets))]
    public void Preset_HasNoFault(string id) => Assert.Empty(RouteValidation.FaultsOf(RouteReader.Parse(RouteReader.Preset(id))));

    [Fact]
    public void Read_WhenAGroupIsOfAnUnknownKind_NamesIt() => Faulty(r => r["groups"]![1]!["kind"] = "klubb", "group 'sg1' is of the kind 'klubb'");

    [Fact]
    public void Read_WhenThereIsNothingToDoInAReferenceGroup_SaysSo() =>
        Faulty(r => r["groups"]![2]!["kind"] = "reference", "neither 'discuss' nor 'group-informed'");

    [Fact]
    public void Read_WhenNoGroupIsAReferenceGroup_NamesTheMoveThatNeedsOne() =>
        Faulty(r => ((JsonArray)r["moves"]!).Add(JsonNode.Parse("""{"id":"discuss","label":"Diskuterad","from":["group"],"to":["follow-up","stays"],"roles":["member"]}""")), "move 'discuss' is for reference groups");

    [Fact]
    public void Read_WhenThereIsNoGroupToPassOnTo_NamesTheMove() =>
        Faulty(
            r =>
            {
                ((JsonArray)r["groups"]!).RemoveAt(2);
                ((JsonArray)r["moves"]!).Add(JsonNode.Parse("""{"id":"forward","label":"Vidare","from":["group"],"to":"group","roles":["member"],"requires":["group"]}"""));
                r["routing"] = new JsonArray();
            },
            "move 'forward' needs a group to pass on to");

    [Fact]
    public void Preset_WhenThereIsNoneOfThatName_SaysSo() =>
        Assert.Contains("atlantis", Assert.Throws<RouteException>(() => RouteReader.Preset("atlantis")).Message);

    [Fact]
    public void Read_WhenAMoveLeadsNowhereKnown_NamesMoveAndStage() =>
        Faulty(r => Move(r, "hold")["to"] = "vila", "move 'hold' leads to 'vila'");

    [Fact]
    public void Read_WhenAMoveStartsNowhereKnown_NamesMoveAndStage() =>
        Faulty(r => Move(r, "hold")["from"] = new JsonArray("vila"), "move 'hold' starts from 'vila'");

    [Fact]
    public void Read_WhenAMoveIsUnknown_NamesIt() => Faulty(r => Move(r, "hold")["id"] = "sleep", "move 'sleep' is unknown");

    [Fact]
    public void Read_WhenAMoveIsTheProductsOwn_SaysThatItNeedsNoRow() =>
        Faulty(r => Move(r, "classify")["id"] = "approve-text", "move 'approve-text' is the product's own and needs no row");

    [Fact]
    public void Move_WhenItIsTheProductsOwn_IsThereInEveryRoute() =>
        Assert.Equal("Godkänn texten", RouteReader.Parse(Preset).Move("approve-text")!.Label);

    [Fact]
    public void Read_WhenARoleIsUnknown_NamesMoveAndRole() =>
        Faulty(r => Move(r, "close")["roles"] = new JsonArray("kejsare"), "move 'close' names the role 'kejsare'");

    [Fact]
    public void Read_WhenAnInputIsUnknown_NamesMoveAndInput() =>
        Faulty(r => Move(r, "close")["requires"] = new JsonArray("mynt"), "move 'close' requires 'mynt'");

    [Fact]
    public void Read_WhenNobodyMayMakeAMove_NamesIt() => Faulty(r => Move(r, "done")["roles"] = new JsonArray(), "move 'done' may be made by no one");

    [Fact]
    public void Read_WhenAMoveIsThereTwice_NamesIt() =>
        Faulty(r => ((JsonArray)r["moves"]!).Add(Move(r, "done").DeepClone()), "move 'done' is there 2 times");

    [Fact]
    public void Read_WhenAStageIsMissing_NamesIt() =>
        Faulty(r => ((JsonArray)r["stages"]!).Remove(Stage(r, "review")), "stage 'review' is missing");

    [Fact]
    public void Read_WhenAStageWaitsForNobody_NamesIt() => Faulty(r => Stage(r, "group").Remove("waitsFor"), "stage 'group' does not say who it waits for");

    [Fact]
    public void Read_WhenAStageHasNoDeadline_NamesIt() => Faulty(r => Stage(r, "effect").Remove("deadline"), "stage 'effect' has neither a deadline nor a meeting");

    [Fact]
    public void Read_WhenNoMoveLeadsToAStage_NamesIt() =>
        Faulty(r => ((JsonArray)r["stages"]!).Add(JsonNode.Parse("""{"id":"lost","label":"Bortom","waitsFor":"team","deadline":"meeting"}""")), "stage 'lost' can never be reached");

    [Fact]
    public void Read_WhenNoWayLeadsOutOfAStage_NamesIt() =>
        Faulty(
            r =>
            {
                ((JsonArray)r["stages"]!).Add(JsonNode.Parse("""{"id":"pit","label":"Grop","waitsFor":"team","deadline":"meeting"}"""));
                Move(r, "hold")["to"] = new JsonArray("stays", "pit");
            },
            "from stage 'pit' no way leads to 'closed'");

    [Fact]
    public void Read_WhenRoutingNamesTheTeam_NamesAuthorityAndGroup() =>
        Faulty(r => r["routing"]![0]!["groups"] = new JsonArray("team"), "routing for authority 'KO' names the group 'team'");

    [Theory]
    [InlineData("answerDays", 0)]
    [InlineData("tokenDays", 99999)]
    [InlineData("seeFirstDays", -1)]
    public void Read_WhenADeadlineIsOutOfRange_NamesIt(string name, int days) =>
        Faulty(r => r["deadlines"]![name] = days, $"deadline '{name}' is {days} days");

    public static TheoryData<string, string> Needed()
    {
        var data = new TheoryData<string, string>();
        foreach (var (move, inputs) in Workflows.Running.NeededInputs.ByMove)
            foreach (var input in inputs) data.Add(move, input);
        return data;
    }

    [Theory]
    [MemberData(nameof(Needed))]
    public void Read_WhenAnInputThatTheCodeNeedsIsNotRequired_NamesMoveAndInput(string move, string input) =>
        Faulty(
            r => Move(r, move)["requires"] = new JsonArray([.. ((JsonArray)Move(r, move)["requires"]!).Select(i => (string)i!).Where(i => i != input).Select(i => (JsonNode)i)]),
            $"move '{move}' needs '{input}'", RouteReader.Presets.Select(RouteReader.Preset).First(p => RouteReader.Parse(p).Moves.Any(m => m.Id == move)));

    [Fact]
    public void Read_WhenNothingIsRequired_NamesTheMove() => Faulty(r => Move(r, "take-home").Remove("requires"), "move 'take-home' needs 'party'");

    [Fact]
    public void ReadStored_WhenAnInputIsNotRequired_GoesOnWorking() =>
        Assert.Null(RouteReader.ReadStored(Preset.Replace("\"requires\": [\"date\"]", "\"requires\": []", StringComparison.Ordinal)).Move("give-more-time")!.Requires!.FirstOrDefault());

    [Fact]
    public void Read_WhenAMovesCodeEntersAStageThatTheTableDoesNotName_NamesBoth() =>
        Faulty(r => Move(r, "done")["to"] = "review", "move 'done' leads to 'effect'");

    [Theory]
    [InlineData("groups")]
    [InlineData("stages")]
    [InlineData("moves")]
    [InlineData("routing")]
    public void Read_WhenAnEntryIsEmpty_NamesTheList(string list) => Faulty(r => ((JsonArray)r[list]!).Add(null), $"'{list}' holds an empty entry");

    [Theory]
    [InlineData("from")]
    [InlineData("roles")]
    [InlineData("requires")]
    public void Read_WhenAMovesListHoldsNothing_NamesTheMove(string list) =>
        Faulty(r => Move(r, "close")[list] = new JsonArray((JsonNode?)null), "move 'close'");

    [Fact]
    public void Parse_WhenACommaIsMissing_NamesTheLine()
    {
        var fault = Assert.Throws<RouteException>(() => RouteReader.Parse("{\n  \"id\": \"a\"\n  \"version\": 1\n}"));

        Assert.StartsWith("line 3,", fault.Message);
    }

    [Fact]
    public void Parse_WhenAFieldIsMisspelt_NamesTheField()
    {
        var line = Array.FindIndex(Preset.Split('\n'), l => l.Contains("answerDays", StringComparison.Ordinal)) + 1;

        var fault = Assert.Throws<RouteException>(() => RouteReader.Parse(Preset.Replace("answerDays", "answerDayz", StringComparison.Ordinal)));

        Assert.StartsWith($"line {line},", fault.Message);
        Assert.Contains("answerDayz", fault.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"id\": null}")]
    public void Parse_WhenItIsNoRoute_IsRefused(string json) => Assert.Throws<RouteException>(() => RouteReader.Parse(json));

    [Theory]
    [InlineData("KO", "sg1")]
    [InlineData("FK", "sg2")]
    [InlineData("AN", "sg1,sg2")]
    [InlineData("XX", "sg1")]
    public void GroupsFor_FollowsTheTableOrTheFirstGroup(string authority, string groups) =>
        Assert.Equal(groups.Split(','), RouteReader.Parse(Preset).GroupsFor(authority));

    private static void Faulty(Action<JsonObject> breakIt, string fault, string? preset = null)
    {
        var route = JsonNode.Parse(preset ?? Preset)!.AsObject();
        breakIt(route);

        var faults = Assert.Throws<RouteException>(() => RouteReader.Read(route.ToJsonString())).Faults;

        Assert.Contains(faults, f => f.Contains(fault, StringComparison.Ordinal));
    }

    private static JsonObject Move(JsonObject route, string id) => ((JsonArray)route["moves"]!).Select(m => m!.AsObject()).First(m => (string?)m["id"] == id);

    private static JsonObject Stage(JsonObject route, string id) => ((JsonArray)route["stages"]!).Select(m => m!.AsObject()).First(m => (string?)m["id"] == id);
}
