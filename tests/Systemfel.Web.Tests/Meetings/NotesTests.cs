using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;

namespace Systemfel.Web.Tests.Meetings;

/// <summary>The notes of a meeting and of its items, written by two at the same time.</summary>
public class NotesTests(MeetingWorld world) : IClassFixture<MeetingWorld>
{
    [Fact]
    public async Task Write_WhenSomeoneElseWasFirst_ShowsBothTextsAndStoresTheFirst()
    {
        var browser = await world.Coordinator;
        var path = $"/mote/{world.Sg1}/anteckningar";
        var form = await FormAsync(world.Sg1);

        var first = await browser.PostAsync(path, [.. form, ("notes", "Vi börjar med rundan.")]);
        var second = await browser.PostAsync(path, [.. form, ("notes", "Ordföranden är sjuk.")]);

        Assert.Equal($"/mote/{world.Sg1}#protokoll", first.Location);
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Equal("Ordföranden är sjuk.", Assert.Single(second.Html.QuerySelectorAll("textarea")).TextContent);
        Assert.Equal("Övrigt från mötet", second.Html.QuerySelector("main label")!.TextContent);
        Assert.Contains("Vi börjar med rundan.", second.Html.QuerySelector("section[aria-labelledby=nu]")!.TextContent);
        Assert.Equal($"/mote/{world.Sg1}", second.Html.QuerySelector("main a.knapp.primar")!.GetAttribute("href"));
        Assert.Equal("Vi börjar med rundan.", await NotesAsync(world.Sg1));
    }

    [Fact]
    public async Task Write_OfTheSameFormTwice_IsWrittenOnce()
    {
        var browser = await world.Coordinator;
        var form = await FormAsync(world.Review);

        var twice = new List<string?>();
        for (var i = 0; i < 2; i++) twice.Add((await browser.PostAsync($"/mote/{world.Review}/anteckningar", [.. form, ("notes", "Fika kl. 10.")])).Location);

        Assert.Equal([$"/mote/{world.Review}#protokoll", $"/mote/{world.Review}#protokoll"], twice);
    }

    [Fact]
    public async Task Write_WhenSomethingWasDecidedMeanwhile_IsStored()
    {
        var browser = await world.Coordinator;
        var form = await FormAsync(world.Sg2);
        await MeetingWorld.DecideAsync(browser, await world.ItemAsync(world.Sg2), ("gor", "table"), ("reason", "Tiden tog slut"));

        await browser.PostAsync($"/mote/{world.Sg2}/anteckningar", [.. form, ("notes", "Nästa gång i Falun.")]);

        Assert.Equal("Nästa gång i Falun.", await NotesAsync(world.Sg2));
    }

    [Fact]
    public async Task Note_WhenSomeoneElseWasFirst_ShowsBothTextsAndStoresTheFirst()
    {
        var browser = await world.Coordinator;
        var item = await world.ItemAsync(world.Review);
        var form = await ItemFormAsync(item);
        await browser.PostAsync($"/mote/{item.MeetingId}/anteckning", [.. form, ("note", "Jonas föredrar.")]);

        var second = await browser.PostAsync($"/mote/{item.MeetingId}/anteckning", [.. form, ("note", "Fråga kommunen.")]);

        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Equal("Fråga kommunen.", Assert.Single(second.Html.QuerySelectorAll("textarea")).TextContent);
        Assert.Contains("Jonas föredrar.", second.Html.QuerySelector("section[aria-labelledby=nu]")!.TextContent);
        Assert.Equal("Jonas föredrar.", await NoteAsync(item));
    }

    [Fact]
    public async Task Decide_WhenSomeoneElseHasWrittenTheNote_StoresNeitherDecisionNorNote()
    {
        var browser = await world.Coordinator;
        var item = await world.ItemAsync(world.Review, MeetingWorld.HasOneLine);
        var form = await ItemFormAsync(item);
        await browser.PostAsync($"/mote/{item.MeetingId}/anteckning", [.. form, ("note", "Jonas föredrar.")]);

        var page = await browser.PostAsync($"/mote/{item.MeetingId}/beslut", [.. form, ("val", "refer:sg1"), ("note", "Fråga kommunen.")]);

        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains("varken beslutet eller din anteckning", page.Text);
        Assert.Equal("Jonas föredrar.", await NoteAsync(item));
        Assert.Equal(0, await world.ReadAsync(r => r.Decisions.CountAsync(d => d.AgendaItemId == item.Id)));
    }

    [Fact]
    public async Task Note_WithoutSayingWhatWasSeen_OverwritesNothing()
    {
        var browser = await world.Coordinator;
        var item = await world.ItemAsync(world.Review);
        var form = await ItemFormAsync(item);
        await browser.PostAsync($"/mote/{item.MeetingId}/anteckning", [.. form, ("note", "Jonas föredrar.")]);

        var page = await browser.PostAsync($"/mote/{item.MeetingId}/anteckning", [.. form.Where(f => f.Item1 != "noteSeen"), ("note", "Fråga kommunen.")]);

        Assert.Equal(HttpStatusCode.Conflict, page.Status);
    }

    [Fact]
    public async Task Decide_WithANoteThatNobodyTypedIn_LeavesWhatSomeoneElseWrote()
    {
        var browser = await world.Coordinator;
        var item = await world.ItemAsync(world.Review, MeetingWorld.HasOneLine);
        var form = await ItemFormAsync(item);
        await browser.PostAsync($"/mote/{item.MeetingId}/anteckning", [.. form, ("note", "Jonas föredrar.")]);

        await browser.PostAsync($"/mote/{item.MeetingId}/beslut", [.. form, ("val", "refer:sg1"), ("note", "")]);

        Assert.Equal("Jonas föredrar.", await NoteAsync(item));
        Assert.Equal(1, await world.ReadAsync(r => r.Decisions.CountAsync(d => d.AgendaItemId == item.Id)));
    }

    private Task<string> NoteAsync(AgendaItem item) => world.ReadAsync(r => r.AgendaItems.Where(i => i.Id == item.Id).Select(i => i.Note).SingleAsync());

    private async Task<(string, string)[]> ItemFormAsync(AgendaItem item) =>
        [.. (await (await world.Coordinator).GetAsync(MeetingWorld.At(item))).Html.QuerySelectorAll("form.beslut input[type=hidden]")
            .Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""))];

    private Task<string> NotesAsync(long meeting) => world.ReadAsync(r => r.Meetings.Where(m => m.Id == meeting).Select(m => m.Notes).SingleAsync());

    private async Task<(string, string)[]> FormAsync(long meeting) =>
        [.. (await (await world.Coordinator).GetAsync($"/mote/{meeting}")).Html.QuerySelectorAll("form.motesanteckning input[type=hidden]")
            .Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""))];
}
