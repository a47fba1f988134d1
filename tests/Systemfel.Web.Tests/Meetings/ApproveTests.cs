using System.Net;

namespace Systemfel.Web.Tests.Meetings;

public class ApproveTests(MeetingWorld world) : IClassFixture<MeetingWorld>
{
    [Fact]
    public async Task Plan_WhenNoDayIsGiven_SaysSoAndKeepsThePlace()
    {
        var page = await (await world.Coordinator).PostFormAsync("/mote", "/mote/planera", ("Group", "1"), ("Place", "Biblioteket i Säter"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("Ange vilken dag mötet är.", page.Html.QuerySelector("#plan-date-fel")!.TextContent);
        Assert.Equal("Biblioteket i Säter", page.Html.QuerySelector("#plan-place")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Plan_WhenADayIsGiven_LeadsToTheMeeting()
    {
        var page = await (await world.Coordinator).PostFormAsync("/mote", "/mote/planera", ("Group", "1"), ("Date", "2098-05-14"), ("Place", ""));

        Assert.StartsWith("/mote/", page.Location);
        Assert.Contains("14 maj 2098", (await (await world.Coordinator).GetAsync(page.Location!)).Heading);
    }

    [Fact]
    public async Task List_WhenOneIsAMember_ShowsOnlyTheOwnGroup()
    {
        var page = await (await world.AsAsync("ledamot.avesta")).GetAsync("/mote");

        Assert.Equal(["Samverkansgrupp 1"], page.Html.QuerySelectorAll("main h2").Select(h => h.TextContent));
    }

    [Fact]
    public async Task Approve_WhenSomethingWasDecidedMeanwhile_Is409()
    {
        var browser = await world.Coordinator;
        var shown = await browser.GetAsync($"/mote/{world.Sg1}");
        var form = shown.Html.QuerySelector("form.justera")!.QuerySelectorAll("input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!)).ToArray();
        await MeetingWorld.DecideAsync(browser, await world.ItemAsync(world.Sg1), ("gor", "table"), ("reason", "Tiden tog slut"));

        Assert.Equal(HttpStatusCode.Conflict, (await browser.PostAsync($"/mote/{world.Sg1}/godkann", form)).Status);
    }

    [Fact]
    public async Task Approve_WhenDone_KeepsTheDecisionsForGood()
    {
        var browser = await world.Coordinator;
        var item = await world.ItemAsync(world.Sg2);
        var open = await world.ItemAsync(world.Sg2);
        await MeetingWorld.DecideAsync(browser, item, ("gor", "table"), ("reason", "Ledamoten är sjuk"));
        var form = (await browser.GetAsync(MeetingWorld.At(open))).Html.QuerySelectorAll("form.beslut input[type=hidden]")
            .Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).ToArray();
        var undo = (await browser.GetAsync(MeetingWorld.At(item))).Html.QuerySelector("[data-undo]")!.GetAttribute("value")!;

        await browser.PostFormAsync($"/mote/{world.Sg2}", $"/mote/{world.Sg2}/godkann");
        var confirmed = await browser.GetAsync($"/mote/{world.Sg2}");
        var undone = await browser.PostAsync($"/mote/{world.Sg2}/angra", [.. form, ("beslut", undo)]);
        var decided = await browser.PostAsync($"/mote/{world.Sg2}/beslut", [.. form, ("gor", "table"), ("reason", "För sent")]);
        var held = await (await world.AsAsync("rsmh")).GetAsync($"/mote/{world.Sg2}");

        Assert.Contains("Protokollet är justerat. Besluten kan inte längre ångras", confirmed.Text);
        Assert.DoesNotContain("odkän", confirmed.Html.QuerySelector("main")!.TextContent);
        Assert.Equal("Protokollet är justerat, så beslutet kan inte ångras. Fatta ett nytt beslut i stället.", undone.Html.QuerySelector(".felsumma li")!.TextContent);
        Assert.Equal("Mötet är inte öppet. Öppna mötet och försök igen.", decided.Html.QuerySelector(".felsumma li")!.TextContent);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, decided.Status);
        Assert.Equal("Protokoll", held.Heading);
        Assert.Contains("Bordlägg", held.Html.QuerySelector("table")!.TextContent);
        Assert.Empty(held.Html.QuerySelectorAll("main form"));
    }
}
