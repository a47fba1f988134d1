using AngleSharp.Html.Parser;
using Systemfel.Data.Cases;
using Systemfel.Web.Features.Shared.Components;

namespace Systemfel.Web.Tests.Shared;

public sealed class ComponentTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public void Step_WhenLate_SaysWhereInWordsAndMarksTheLine()
    {
        var html = Rendering.Tag(new StepTagHelper { Step = 4, Late = true, Text = "Väntar på svar", Plate = "FK", PlateName = "Försäkringskassan" }, "steg");
        Assert.Equal(
            "<span class=\"steg\"><span aria-hidden=\"true\" class=\"mini forsenad\"><i></i><i></i><i></i><i class=\"nu\"></i><i></i><i></i><i></i></span>"
            + "<span><span class=\"dolt\">Steg 4 av 7: </span><abbr class=\"skylt\" title=\"Försäkringskassan\">FK</abbr> Väntar på svar</span></span>", html);
    }

    [Fact]
    public void Plate_WithoutLetters_IsNotShown() => Assert.Equal("", Rendering.Tag(new PlateTagHelper(), "skylt"));

    [Fact]
    public void Level_WhenNotDecided_IsWordsOnly() =>
        Assert.Equal("<span class=\"niva\">Nivå avgörs på mötet</span>", Rendering.Tag(new LevelTagHelper(), "niva"));

    [Fact]
    public void Level_ShowsItsStairs() => Assert.Equal(
        "<span class=\"niva\" data-n=\"3\"><span aria-hidden=\"true\"><i></i><i></i><i></i></span>Central nivå</span>",
        Rendering.Tag(new LevelTagHelper { Level = Level.Central }, "niva"));

    [Fact]
    public void Meter_OfNothing_IsEmptyAndHasNoStyle()
    {
        var html = Rendering.Tag(new MeterTagHelper { Value = 0, Max = 0, Label = "Avklarade" }, "matare");
        Assert.Contains("width=\"0%\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Tile_EncodesNothingTwice() => Assert.Equal(
        "<label class=\"bricka\"><input name=\"a\" type=\"checkbox\" value=\"FK\" /><span aria-hidden=\"true\" class=\"skylt\">FK</span>innehåll</label>",
        Rendering.Tag(new TileTagHelper { Name = "a", Value = "FK", Plate = "FK", Multiple = true }, "bricka"));

    [Fact]
    public async Task Route_WithHostileText_IsEncoded()
    {
        var html = await Rendering.PartialAsync(host, "_Rutt", new RouteLine([new("<script>x</script>", StopState.Now)]));
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task BranchedRoute_HasOneNamedBranchForEachAddressee(int count)
    {
        var route = new BranchedRoute(
            [new("Inskickad", StopState.Passed) { Lines = ["3 mars", "Ombud, Borlänge"] }, new("Månadsgenomgång", StopState.Passed)],
            [.. Enumerable.Range(1, count).Select(i => new RouteBranch("M" + i, "Myndighet " + i,
                [new("Väntar på svar", StopState.Now) { LateText = "14 dagar försenat", Lines = ["Svar senast 9 november"] }, new("Effekt", StopState.Upcoming)]))],
            [new("Avslutad", StopState.Upcoming)]);
        var page = new HtmlParser().ParseDocument(await Rendering.PartialAsync(host, "_Delrutt", route));
        Assert.Equal(count, page.QuerySelectorAll(".gren[role=group] .nu.forsenad[aria-current=step]").Length);
        Assert.All(page.QuerySelectorAll(".gren"), g => Assert.NotNull(page.GetElementById(g.GetAttribute("aria-labelledby")!)));
    }

    [Fact]
    public async Task BranchedRoute_WithOneAddressee_IsOneLine()
    {
        var route = new BranchedRoute([new("Inskickad", StopState.Passed)], [new("FK", "Försäkringskassan", [new("Väntar på svar", StopState.Now)])], [new("Avslutad", StopState.Upcoming)]);
        var page = new HtmlParser().ParseDocument(await Rendering.PartialAsync(host, "_Delrutt", route));
        Assert.Equal(3, page.QuerySelectorAll("ol.rutt > li").Length);
    }

    [Fact]
    public async Task BarChart_SaysInItsTableWhatItDraws()
    {
        var chart = new BarChart("Sett 5 gånger", "Högst i maj", "Månad", "Gånger", [new("apr", 0), new("maj", 5)]);
        var page = new HtmlParser().ParseDocument(await Rendering.PartialAsync(host, "_Stapeldiagram", chart));
        Assert.Equal(["0", "5"], page.QuerySelectorAll("td").Select(t => t.TextContent));
        Assert.Equal(["2", "42"], page.QuerySelectorAll("rect").Select(r => r.GetAttribute("height")));
    }

    [Fact]
    public async Task Pager_OnTheLastPage_LeadsBackOnly()
    {
        var page = new HtmlParser().ParseDocument(await Rendering.PartialAsync(host, "_Sidor", new Pager(3, 20, 45, n => "/register?sida=" + n)));
        Assert.Equal("/register?sida=2", Assert.Single(page.QuerySelectorAll("a")).GetAttribute("href"));
        Assert.Contains("41–45 av 45", page.Body!.TextContent, StringComparison.Ordinal);
    }
}
