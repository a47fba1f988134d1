using System.Net;
using Microsoft.EntityFrameworkCore;

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

    [Theory]
    [InlineData("2098-12-24", "är en helgdag eller helgdagsafton")]
    [InlineData("2098-05-17", "infaller på en helg")]
    public async Task Plan_WhenTheDayIsNoWorkingDay_SaysSoBeforeItIsSaved(string date, string sentence)
    {
        var browser = await world.Coordinator;
        var day = DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
        var group = await world.ReadAsync(r => r.Groups.Where(g => g.Code == "sg1").Select(g => g.Id).SingleAsync());

        var page = await browser.PostFormAsync("/mote", "/mote/planera", ("Group", $"{group}"), ("Date", date), ("Place", "Biblioteket"));

        Assert.Contains(sentence, page.Html.QuerySelector(".anmark")!.TextContent);
        Assert.Equal("Biblioteket", page.Html.QuerySelector("#plan-place")!.GetAttribute("value"));
        Assert.False(await world.ReadAsync(r => r.Meetings.AnyAsync(m => m.Date == day)));
    }

    [Fact]
    public async Task Plan_WhenWhatIsSaidAboutTheDayIsSeen_PlansIt()
    {
        var browser = await world.Coordinator;
        var groups = await world.ReadAsync(r => r.Groups.Where(g => g.Code == "sg1" || g.Code == "sg2").OrderBy(g => g.Code).Select(g => g.Id).ToListAsync());
        await browser.PostFormAsync("/mote", "/mote/planera", ("Group", $"{groups[0]}"), ("Date", "2098-05-20"), ("Place", ""));

        var said = await browser.PostFormAsync("/mote", "/mote/planera", ("Group", $"{groups[1]}"), ("Date", "2098-05-20"), ("Place", ""));
        var seen = said.Html.QuerySelector("form[action$=planera] input[name=Seen]")!.GetAttribute("value")!;
        var planned = await browser.PostFormAsync("/mote", "/mote/planera", ("Group", $"{groups[1]}"), ("Date", "2098-05-20"), ("Place", ""), ("Seen", seen));

        Assert.Contains("möts också Samverkansgrupp 1", said.Html.QuerySelector(".anmark")!.TextContent);
        Assert.StartsWith("/mote/", planned.Location);
    }

    [Fact]
    public async Task Meeting_WhenTheGroupItselfCalls_DoesNotSayThatItsInviterDoes()
    {
        var browser = await world.Coordinator;
        var group = await world.ReadAsync(r => r.Groups.Include(g => g.Inviter).FirstAsync(g => g.InviterPartyId != null));

        var planned = await browser.PostFormAsync("/mote", "/mote/planera", ("Group", $"{group.Id}"), ("Date", "2098-05-21"), ("Place", ""));
        var page = await browser.GetAsync(planned.Location!);

        Assert.DoesNotContain($"{group.Inviter!.Name} kallar", page.Html.QuerySelector("main")!.TextContent);
        Assert.Null(page.Html.QuerySelector(".ingress"));
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
        var shown = await browser.GetAsync($"/mote/{world.Sg1}/godkann");
        var form = shown.Html.QuerySelector("form[action$=godkann]")!.QuerySelectorAll("input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!)).ToArray();
        await MeetingWorld.DecideAsync(browser, await world.ItemAsync(world.Sg1), ("gor", "table"), ("reason", "Tiden tog slut"));

        Assert.Equal(HttpStatusCode.Conflict, (await browser.PostAsync($"/mote/{world.Sg1}/godkann", form)).Status);
    }

    [Fact]
    public async Task Approve_WhenPointsAreUndecided_SaysWhichFirst()
    {
        var browser = await world.Coordinator;
        var open = await world.ItemAsync(world.Review);

        var page = await browser.GetAsync($"/mote/{world.Review}");
        var before = await browser.GetAsync($"/mote/{world.Review}/godkann");

        Assert.Empty(page.Html.QuerySelectorAll("form[action$=godkann]"));
        Assert.NotNull(page.Html.QuerySelector($".justera a[href='/mote/{world.Review}/godkann']"));
        Assert.Contains("följer med till", before.Html.QuerySelector(".ruta")!.TextContent);
        Assert.NotNull(before.Html.QuerySelector($".ruta a[href='{MeetingWorld.At(open)}']"));
    }

    [Fact]
    public async Task Approve_WhenAPointIsAnExample_LeavesItOutOfWhatIsLeftAndOfTheNotes()
    {
        var browser = await world.Coordinator;
        var id = await world.SubmitExampleAsync("KO");
        await world.SubmitAsync("KO");
        await browser.PostFormAsync($"/mote/{world.Review}", $"/mote/{world.Review}/oppna");
        var item = await world.ItemAsync(world.Review, c => c.Id == id);
        var number = item.Deficiency.Number;

        var before = await browser.GetAsync($"/mote/{world.Review}/godkann");
        await MeetingWorld.DecideAsync(browser, item, ("gor", "hold"), ("seen", "3"));
        var open = await browser.GetAsync($"/mote/{world.Review}");
        var notes = await browser.GetAsync($"/mote/{world.Review}/anteckningar");

        Assert.NotEmpty(before.Html.QuerySelectorAll(".ruta a"));
        Assert.Null(before.Html.QuerySelector($".ruta a[href='{MeetingWorld.At(item)}']"));
        Assert.Contains(number, open.Html.QuerySelector("#beslutslista")!.TextContent);
        Assert.DoesNotContain(number, notes.Html.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Close_WhenSomethingIsDecided_IsRefusedAndNotOffered()
    {
        var browser = await world.Coordinator;
        await MeetingWorld.DecideAsync(browser, await world.ItemAsync(world.Review), ("val", "refer:sg1"));
        var shown = await browser.GetAsync($"/mote/{world.Review}");
        var token = shown.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var page = await browser.PostAsync($"/mote/{world.Review}/stang", ("__RequestVerificationToken", token));

        Assert.Empty(shown.Html.QuerySelectorAll("form[action$=stang]"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Något är beslutat", page.Html.QuerySelector(".felsumma li")!.TextContent);
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
