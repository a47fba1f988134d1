using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;

namespace Systemfel.Web.Tests.Meetings;

public class OrderTests(MeetingWorld world) : IClassFixture<MeetingWorld>
{
    [Theory]
    [InlineData("ledamot.avesta")]
    [InlineData("ledamot.af")]
    public async Task Order_WhenOneIsNoChair_Is404(string who)
    {
        var browser = await world.AsAsync(who);
        var id = await world.NextPlannedAsync("sg2");

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/mote/{id}/ordning")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(browser, id, "upp", 1, "")).Status);
    }

    [Fact]
    public async Task Order_WhenOneIsTheGroupsChair_ShowsTheButtons()
    {
        var page = await (await world.AsAsync("ledamot.fk")).GetAsync($"/mote/{await world.NextPlannedAsync("sg2")}/ordning");

        Assert.NotEmpty(page.Html.QuerySelectorAll(".ordning button"));
    }

    [Fact]
    public async Task Order_WhenTheCaseIsNotOnTheAgenda_Is404()
    {
        var id = await world.NextPlannedAsync("sg1");
        var page = await (await world.Coordinator).GetAsync($"/mote/{id}/ordning");

        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(await world.Coordinator, id, "upp", 999_999, SeenOn(page))).Status);
    }

    [Fact]
    public async Task Order_WhenTheStepIsUnknown_Is404()
    {
        var id = await world.NextPlannedAsync("sg1");

        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(await world.Coordinator, id, "at-sidan", 1, "")).Status);
    }

    [Fact]
    public async Task Move_WhenSomebodyElseMovedMeanwhile_Is409AndMovesNothing()
    {
        var browser = await world.Coordinator;
        var id = await world.NextPlannedAsync("sg2");
        var page = await browser.GetAsync($"/mote/{id}/ordning");
        var before = CasesOn(page);
        await PostAsync(browser, id, "forst", before[2], SeenOn(page));

        var late = await PostAsync(browser, id, "forst", before[1], SeenOn(page));

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Dagordningen har ändrats", late.Text);
        Assert.Equal([before[2], before[0], before[1]], CasesOn(await browser.GetAsync($"/mote/{id}/ordning")).Take(3));
    }

    [Fact]
    public async Task Move_InAPlannedMeeting_KeepsTheOrderWithFocusOnTheMovedRow()
    {
        var browser = await world.Coordinator;
        var id = await world.NextPlannedAsync("sg1");
        var page = await browser.GetAsync($"/mote/{id}/ordning");
        var before = CasesOn(page);

        var moved = await PostAsync(browser, id, "ner", before[0], SeenOn(page));

        // A browser that is led to a fragment does not give autofocus its focus.
        Assert.DoesNotContain('#', moved.Location!);
        var after = await browser.GetAsync(moved.Location!);
        Assert.Equal([before[1], before[0]], CasesOn(after).Take(2));
        Assert.Equal(("ner", $"punkt-{before[0]}"), (after.Html.QuerySelector("[autofocus]")!.GetAttribute("data-step"), after.Html.QuerySelector("[autofocus]")!.Closest("li")!.Id));
        Assert.EndsWith($"är nu punkt 2 av {before.Count}.", after.Html.QuerySelector("#flyttat[role=status]")!.TextContent);
        Assert.Equal([before[1], before[0]], (await browser.GetAsync($"/mote/{id}")).Html.QuerySelectorAll(".dagpunkter > li").Take(2).Select(IdOf));
    }

    [Fact]
    public async Task Move_InAPlannedMeeting_MakesNoFormAboutTheMeetingTooLate()
    {
        var browser = await world.Coordinator;
        var id = await world.NextPlannedAsync("sg1");
        var form = (await browser.GetAsync($"/mote/{id}/andra")).Html.QuerySelectorAll("main form[action$='/andra'] [name]")
            .Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).ToList();
        var page = await browser.GetAsync($"/mote/{id}/ordning");
        await PostAsync(browser, id, "ner", CasesOn(page)[0], SeenOn(page));

        var changed = await browser.PostAsync($"/mote/{id}/andra", [.. form.Where(f => !f.Item1.Equals("place", StringComparison.OrdinalIgnoreCase)), ("place", "Biblioteket")]);

        Assert.Equal(HttpStatusCode.Redirect, changed.Status);
        Assert.Equal("Biblioteket", await world.ReadAsync(r => r.Meetings.Where(m => m.Id == id).Select(m => m.Place).SingleAsync()));
    }

    [Fact]
    public async Task Move_WhenTheMeetingIsOpen_ChangesTheAgendaOfAll()
    {
        var browser = await world.Coordinator;
        var page = await browser.GetAsync($"/mote/{world.Review}/ordning");
        var last = CasesOn(page)[^1];

        await PostAsync(browser, world.Review, "forst", last, SeenOn(page));

        var first = await world.ReadAsync(r => r.AgendaItems.Where(i => i.MeetingId == world.Review).OrderBy(i => i.SortOrder).Select(i => i.DeficiencyId).FirstAsync());
        Assert.Equal(last, first);
        Assert.Equal(last, CasesOn(await browser.GetAsync($"/mote/{world.Review}/ordning"))[0]);
    }

    [Fact]
    public async Task Planned_ShowsTheNumbersOfThePriorityOnEachRow()
    {
        var id = await world.NextPlannedAsync("sg1");

        var rows = (await (await world.AsAsync("ledamot.avesta")).GetAsync($"/mote/{id}")).Html.QuerySelectorAll(".dagpunkter > li");

        Assert.All(rows, r => Assert.Matches(@"\d+ gång(er)?( \+ \d+ viktig för oss\))? × nivå [123] × \d+ kommun(er)? = \d+", r.TextContent));
        Assert.NotEmpty(rows);
    }

    [Fact]
    public async Task Planned_WhenAnAnswerIsLate_SaysWhoOwesItUnderLate()
    {
        var id = await world.NextPlannedAsync("sg1");

        var page = await (await world.AsAsync("ledamot.avesta")).GetAsync($"/mote/{id}");

        Assert.Contains("Försenat", page.Html.QuerySelectorAll("h3").Select(h => h.TextContent));
        Assert.Matches(@"svar senast .+ försenat", page.Html.QuerySelector(".sen")!.ParentElement!.TextContent);
    }

    [Fact]
    public async Task Review_WhenANewCaseIsLikeAnEarlierOne_ShowsTheOtherBesideAndFillsItIn()
    {
        var browser = await world.Coordinator;
        var item = await world.ReadAsync(r => r.AgendaItems.Where(i => i.MeetingId == world.Review && i.Section == Data.Meetings.AgendaSection.ProposedMerge).OrderBy(i => i.Id).FirstAsync());

        var page = await browser.GetAsync(MeetingWorld.At(item) + "&val=merge");

        var other = page.Html.QuerySelector(".sammanslag a")!.TextContent;
        Assert.StartsWith(page.Html.QuerySelector("#merge-case")!.GetAttribute("value")!, other);
    }

    private static List<long> CasesOn(Page page) => [.. page.Html.QuerySelectorAll(".ordning > li").Select(IdOf)];

    private static string SeenOn(Page page) => page.Html.QuerySelector(".ordning input[name=seen]")!.GetAttribute("value")!;

    private static long IdOf(IElement row) => long.Parse(row.Id!["punkt-".Length..], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<Page> PostAsync(Browser browser, long meeting, string step, long caseId, string seen)
    {
        var token = (await browser.GetAsync("/konto")).Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await browser.PostAsync($"/mote/{meeting}/ordning/{step}", ("__RequestVerificationToken", token), ("punkt", $"{caseId}"), ("seen", seen));
    }
}
