using System.Net;
using Systemfel.Data.Accounts;

namespace Systemfel.Web.Tests.Meetings.Live;

/// <summary>'Tangenter i möten', and what the meeting makes of them.</summary>
[Collection(OpenMeetings.Name)]
public sealed class KeysPagesTests(LiveWorld world)
{
    private const string Path = "/konto/tangenter";

    [Fact]
    public async Task Keys_WhenTwoWouldBeTheSame_SayWhichAndKeepWhatWasTyped()
    {
        using var browser = await NewAsync("krock");

        var page = await browser.PostFormAsync(Path, ("shortcuts", "true"), ("keys[hold]", "1"), ("keys[merge]", "m"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("gör redan ”Samverkansgrupp 1”", page.Html.QuerySelector("#tangent-hold-fel")!.TextContent);
        Assert.Equal(("1", "m"), (Value(page, "hold"), Value(page, "merge")));
    }

    [Fact]
    public async Task Keys_AreThoseOfTheRoutesMovesAndNoOthers()
    {
        var page = await (await world.Coordinator).GetAsync(Path);
        var review = await (await world.Coordinator).GetAsync(MeetingWorld.At(await world.ItemAsync(world.Review)));

        var shown = review.Html.QuerySelectorAll(".vaxel button").Select(b => (b.QuerySelector("b")!.TextContent, b.GetAttribute("data-key")));
        Assert.Equal(shown, page.Html.QuerySelectorAll("fieldset.tangenter").First().QuerySelectorAll(".falt")
            .Select(f => (f.QuerySelector("label")!.TextContent, f.QuerySelector("input")!.GetAttribute("value"))));
    }

    [Fact]
    public async Task Keys_WhenChanged_StandOnTheButtonsOfTheMeeting()
    {
        using var browser = await NewAsync("byter");
        var item = await world.ItemAsync(world.Review);

        var saved = await browser.PostFormAsync(Path, ("shortcuts", "true"), ("keys[hold]", "v"), ("keys[note]", ""), ("keys[next]", "n"));
        var page = await browser.GetAsync(MeetingWorld.At(item));

        Assert.Equal(Path, saved.Location);
        Assert.Equal("v", page.Html.QuerySelector(".vaxel button[value=hold]")!.GetAttribute("aria-keyshortcuts"));
        Assert.Equal("V", page.Html.QuerySelector(".vaxel button[value=hold] kbd")!.TextContent);
        Assert.Equal("Enter n", page.Html.QuerySelector("[data-step=on]")!.GetAttribute("aria-keyshortcuts"));
        Assert.False(page.Html.QuerySelector("#note")!.HasAttribute("aria-keyshortcuts"));
        Assert.Equal("v", Value(await browser.GetAsync(Path), "hold"));
    }

    [Fact]
    public async Task Keys_WhenTurnedOff_StandOnNoButtonAndTheScriptIsNotLoaded()
    {
        using var browser = await NewAsync("utan");

        await browser.PostFormAsync(Path);
        var page = await browser.GetAsync(MeetingWorld.At(await world.ItemAsync(world.Review)));

        Assert.Empty(page.Html.QuerySelectorAll("[aria-keyshortcuts], kbd, script[src*=meeting-keys]"));
    }

    [Fact]
    public async Task Keys_WhenReset_AreAsTheyWereShown()
    {
        using var browser = await NewAsync("ater");
        await browser.PostFormAsync(Path, ("shortcuts", "true"), ("keys[hold]", "v"));

        await browser.PostFormAsync(Path, ("shortcuts", "true"), ("keys[hold]", "1"), ("reset", "ja"));

        Assert.Equal("4", Value(await browser.GetAsync(Path), "hold"));
    }

    [Fact]
    public async Task Meeting_WhenShownLarge_StaysLargeThroughADecisionAndASteppingOn()
    {
        var browser = await world.Coordinator;
        var item = await world.ItemAsync(world.Review, MeetingWorld.HasOneLine);
        var large = MeetingWorld.At(item) + "&visning=stor";

        var decided = await browser.PostFormAsync(large, $"/mote/{item.MeetingId}/beslut?visning=stor", ("val", "refer:sg1"));
        var page = await browser.GetAsync(decided.Location!);

        Assert.Equal(large, decided.Location);
        Assert.NotNull(page.Html.QuerySelector("main.storvisning"));
        Assert.EndsWith("visning=stor", page.Html.QuerySelector("[data-step=on]")!.GetAttribute("formaction"));
    }

    private async Task<Browser> NewAsync(string name)
    {
        await world.CreateAccountAsync($"{name}@tangent.example", Role.Coordinator);
        return await world.SignedInAsync($"{name}@tangent.example");
    }

    private static string? Value(Page page, string action) => page.Html.QuerySelector($"#tangent-{action}")!.GetAttribute("value");
}
