using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Tests.Meetings.Live;

/// <summary>Two who run or sit in the same meeting and press at once: one is first, the other reads both texts and keeps the own.</summary>
[Collection(OpenMeetings.Name)]
public sealed class ConflictTests(LiveWorld world)
{
    private const string Hers = "Frågan behöver mer underlag.";
    private const string His = "PO-teamet får skriva om den.";

    [Fact]
    public async Task Decide_WhenTwoDecideAtOnce_OneWinsAndTheOtherReadsBoth()
    {
        var item = await world.BeforeGroupAsync("sg2", world.Sg2, "FK", "AF");
        var (malin, chair) = (await world.Coordinator, await world.AsAsync("ledamot.fk"));
        var (hers, his) = (await FormAsync(malin, item), await FormAsync(chair, item));

        var pages = await Task.WhenAll(
            malin.PostAsync($"/mote/{item.MeetingId}/beslut", [.. hers, ("gor", "table"), ("reason", Hers)]),
            chair.PostAsync($"/mote/{item.MeetingId}/beslut", [.. his, ("gor", "return-to-review"), ("reason", His)]));

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict], pages.Select(p => p.Status).Order());
        var lost = pages.Single(p => p.Status == HttpStatusCode.Conflict);
        var decision = await DecisionAsync(item);
        var (kept, won) = decision.MoveId == "table" ? (His, "Bordlag") : (Hers, "Tillbaka");
        Assert.Contains(kept, lost.Html.QuerySelectorAll("textarea").Select(t => t.TextContent));
        Assert.Contains(won, lost.Html.QuerySelector("section[aria-labelledby=hant]")!.TextContent);
    }

    [Fact]
    public async Task Decide_WhenTheSameFormComesTwiceAtOnce_IsDecidedOnce()
    {
        var item = await world.BeforeGroupAsync("sg2", world.Sg2, "FK", "AF");
        var chair = await world.AsAsync("ledamot.fk");
        var form = await FormAsync(chair, item);

        var pages = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
            chair.PostAsync($"/mote/{item.MeetingId}/beslut", [.. form, ("gor", "table"), ("reason", His)])));

        Assert.All(pages, p => Assert.Equal(MeetingWorld.At(item), p.Location));
        Assert.Equal("table", (await DecisionAsync(item)).MoveId);
    }

    [Fact]
    public async Task Decide_WhenTheCaseWasClosedMeanwhile_SaysSoAndKeepsTheText()
    {
        var item = await world.BeforeGroupAsync("sg2", world.Sg2, "FK", "AF");
        var (malin, chair) = (await world.Coordinator, await world.AsAsync("ledamot.fk"));
        var form = await FormAsync(chair, item);
        var path = $"/systemfel/{item.DeficiencyId}/gor/close";
        foreach (var line in await world.LinesAsync(item))
            Assert.Equal(HttpStatusCode.Redirect, (await malin.PostFormAsync($"{path}?rad={line.Id}.{line.Version}", path, ("outcome", "obsolete"))).Status);

        var page = await chair.PostAsync($"/mote/{item.MeetingId}/beslut", [.. form, ("gor", "table"), ("reason", His)]);

        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains(His, page.Html.QuerySelectorAll("textarea").Select(t => t.TextContent));
        Assert.Contains("vslut", page.Html.QuerySelector("section[aria-labelledby=hant]")!.TextContent);
        Assert.Equal(0, await world.ReadAsync(r => r.Decisions.CountAsync(d => d.AgendaItemId == item.Id)));
    }

    [Fact]
    public async Task Decide_WhenTheMembershipWasTakenAwayMeanwhile_Is404AndKeepsTheText()
    {
        var organisation = await world.OrganisationAsync();
        var group = await world.ReadAsync(r => r.Groups.Where(g => g.Code == "sg2").Select(g => g.Id).SingleAsync());
        var id = await world.CreateAccountAsync("avgar@demo.example", Role.Ombud);
        await world.WithAsync<AccountService, object>(async s => await s.SetMembershipsAsync(id, organisation, [new(organisation, Role.Member, null, group)]));
        var item = await world.BeforeGroupAsync("sg2", world.Sg2, "FK", "AF");
        using var browser = await world.SignedInAsync("avgar@demo.example");
        var form = await FormAsync(browser, item);
        await world.WithAsync<AccountService, object>(async s => await s.SetMembershipsAsync(id, organisation, [new(organisation, Role.Registrar)]));

        var page = await browser.PostAsync($"/mote/{item.MeetingId}/beslut", [.. form, ("gor", "table"), ("reason", His)]);

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains(His, page.Text);
        Assert.Equal(0, await world.ReadAsync(r => r.Decisions.CountAsync(d => d.AgendaItemId == item.Id)));
    }

    [Fact]
    public async Task Note_WhenTwoChairsWriteAtOnce_OneIsStoredAndTheOtherReadsBoth()
    {
        var item = await world.BeforeGroupAsync("sg2", world.Sg2, "FK", "AF");
        var (malin, chair) = (await world.Coordinator, await world.AsAsync("ledamot.fk"));
        var (hers, his) = (await FormAsync(malin, item), await FormAsync(chair, item));

        var pages = await Task.WhenAll(
            malin.PostAsync($"/mote/{item.MeetingId}/anteckning", [.. hers, ("note", Hers)]),
            chair.PostAsync($"/mote/{item.MeetingId}/anteckning", [.. his, ("note", His)]));

        var stored = await world.ReadAsync(r => r.AgendaItems.Where(i => i.Id == item.Id).Select(i => i.Note).SingleAsync());
        AssertBothAreRead(pages, stored);
    }

    [Fact]
    public async Task Notes_WhenTwoChairsWriteAtOnce_OneIsStoredAndTheOtherReadsBoth()
    {
        var (malin, chair) = (await world.Coordinator, await world.AsAsync("ledamot.fk"));
        var (hers, his) = (await NotesAsync(malin), await NotesAsync(chair));

        var pages = await Task.WhenAll(
            malin.PostAsync($"/mote/{world.Sg2}/anteckningar", [.. hers, ("notes", Hers)]),
            chair.PostAsync($"/mote/{world.Sg2}/anteckningar", [.. his, ("notes", His)]));

        AssertBothAreRead(pages, await world.ReadAsync(r => r.Meetings.Where(m => m.Id == world.Sg2).Select(m => m.Notes).SingleAsync()));
    }

    [Fact]
    public async Task Show_WhenTheOtherChairHasSteppedOn_MakesNoFormStale()
    {
        var item = await world.BeforeGroupAsync("sg2", world.Sg2, "FK", "AF");
        var (malin, chair) = (await world.Coordinator, await world.AsAsync("ledamot.fk"));
        var form = await FormAsync(malin, item);
        var there = await world.ItemAsync(world.Sg2);
        await chair.PostFormAsync(MeetingWorld.At(there), $"/mote/{world.Sg2}/visa");

        var page = await malin.PostAsync($"/mote/{item.MeetingId}/beslut", [.. form, ("gor", "table"), ("reason", Hers)]);

        Assert.Equal(there.Id, await world.ReadAsync(r => r.Meetings.Where(m => m.Id == world.Sg2).Select(m => m.CurrentItemId).SingleAsync()));
        Assert.Equal(MeetingWorld.At(item), page.Location);
    }

    private static void AssertBothAreRead(Page[] pages, string stored)
    {
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict], pages.Select(p => p.Status).Order());
        var lost = pages.Single(p => p.Status == HttpStatusCode.Conflict);
        var kept = Assert.Single(lost.Html.QuerySelectorAll("textarea")).TextContent;
        Assert.Equal(new[] { Hers, His }.Order(), new[] { kept, stored }.Order());
        Assert.Contains(stored, lost.Html.QuerySelector("section[aria-labelledby=nu]")!.TextContent);
    }

    private Task<Decision> DecisionAsync(AgendaItem item) => world.ReadAsync(r => r.Decisions.SingleAsync(d => d.AgendaItemId == item.Id));

    private static async Task<(string, string)[]> FormAsync(Browser browser, AgendaItem item) =>
        Hidden(await browser.GetAsync(MeetingWorld.At(item)), "form.beslut");

    private async Task<(string, string)[]> NotesAsync(Browser browser) => Hidden(await browser.GetAsync($"/mote/{world.Sg2}"), "form.motesanteckning");

    private static (string, string)[] Hidden(Page page, string form) =>
        [.. page.Html.QuerySelectorAll($"{form} input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""))];
}
