using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;

namespace Systemfel.Web.Tests.Meetings.Live;

/// <summary>Splits and links that are made from a meeting's item, on its pages.</summary>
[Collection(OpenMeetings.Name)]
public sealed class BesideTests(LiveWorld world)
{
    private const string Title = "Blanketten finns inte på lätt svenska";

    [Fact]
    public async Task Split_WhenTheTextPointsAtAPerson_Is422AndKeepsTheText()
    {
        var item = await world.ItemAsync(world.Review);

        var page = await SplitAsync(item, ("pattern", "Sökanden 19811218-9876 fick inget besked."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("19811218-9876", page.Html.QuerySelector("#pattern")!.TextContent);
        Assert.Equal(Title, page.Html.QuerySelector("#title")!.GetAttribute("value"));
        Assert.Equal($"{item.Id}", page.Html.QuerySelector("input[name=punkt]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Split_AtAnItemOfAnotherCase_Is404()
    {
        var (item, other) = (await world.ItemAsync(world.Review), await world.ItemAsync(world.Review));

        Assert.Equal(HttpStatusCode.NotFound, (await (await world.Coordinator).GetAsync($"/systemfel/{other.DeficiencyId}/gor/split?punkt={item.Id}")).Status);
    }

    [Fact]
    public async Task Hold_AtAnItemByTheCasesOwnPage_Is404()
    {
        var item = await world.ItemAsync(world.Review);
        var line = (await world.LinesAsync(item))[0];

        Assert.Equal(HttpStatusCode.NotFound, (await (await world.Coordinator).GetAsync($"/systemfel/{item.DeficiencyId}/gor/hold?rad={line.Id}.{line.Version}&punkt={item.Id}")).Status);
    }

    [Fact]
    public async Task Split_WhenMadeInTheMeeting_LeavesTheItemToBeDecidedAndCanBeUndone()
    {
        var browser = await world.Coordinator;
        var item = await world.ItemAsync(world.Review, MeetingWorld.HasOneLine);

        var made = await SplitAsync(item);
        var page = await browser.GetAsync(made.Location!);
        var link = Assert.Single(page.Html.QuerySelectorAll(".fakta dd a"), a => a.TextContent == Title);
        var undo = page.Html.QuerySelector("[data-undo]")!;

        Assert.Equal(MeetingWorld.At(item), made.Location);
        Assert.Empty(page.Html.QuerySelectorAll(".vaxel [disabled], .vaxel .vald"));
        Assert.Contains("Delas upp: SF-", page.Html.QuerySelector(".galler")!.TextContent);
        Assert.Contains("delat från", (await browser.GetAsync(link.GetAttribute("href")!)).Html.QuerySelector("section[aria-labelledby=kopplade]")!.TextContent);

        var undone = await browser.PostAsync($"/mote/{item.MeetingId}/angra", [
            .. page.Html.QuerySelectorAll("form.beslut input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? "")), ("beslut", undo.GetAttribute("value")!)]);
        Assert.Equal(MeetingWorld.At(item), undone.Location);
        Assert.Equal("duplicate", await world.ReadAsync(r => r.Deficiencies.Where(d => d.Title == Title && d.MergedIntoId == item.DeficiencyId).Select(d => d.Instance.Outcome).SingleAsync()));
    }

    [Fact]
    public async Task Link_WhenTheNumberIsUnknown_SaysSoAndKeepsIt()
    {
        var item = await world.ItemAsync(world.Review);

        var page = await LinkAsync(item.DeficiencyId, "9999");

        Assert.Contains("inget systemfel med numret 9999", page.Html.QuerySelector("#case-fel")!.TextContent);
        Assert.Equal("9999", page.Html.QuerySelector("#case")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Link_WhenMade_StandsOnBothPagesAndInTheMeeting()
    {
        var browser = await world.Coordinator;
        var (item, other) = (await world.ItemAsync(world.Review), await world.ItemAsync(world.Review));

        var made = await LinkAsync(item.DeficiencyId, other.Deficiency.Number);

        Assert.Equal($"/systemfel/{item.DeficiencyId}", made.Location);
        var (here, there, meeting) = (await browser.GetAsync($"/systemfel/{item.DeficiencyId}"), await browser.GetAsync($"/systemfel/{other.DeficiencyId}"), await browser.GetAsync(MeetingWorld.At(other)));
        Assert.Equal($"/systemfel/{other.DeficiencyId}", here.Html.QuerySelector("section[aria-labelledby=kopplade] a")!.GetAttribute("href"));
        Assert.Contains(item.Deficiency.Number, there.Html.QuerySelector("section[aria-labelledby=kopplade]")!.TextContent);
        Assert.Contains(item.Deficiency.Number, meeting.Html.QuerySelector(".fakta")!.TextContent);
        Assert.Contains("Kopplat", there.Html.QuerySelector(".tid li")!.TextContent);
    }

    [Fact]
    public async Task Link_ToACaseThatOneMayNotSee_IsNotShown()
    {
        var inGroup = await world.BeforeGroupAsync("sg2", world.Sg2, "FK", "AF");
        // One that no group has had: what is back from a group comes first on the agenda.
        var other = await world.ItemAsync(world.Review, c => c.Bookmarks.TrueForAll(b => b.GroupId == null) && c.Title.StartsWith("Beskedet kommer", StringComparison.Ordinal));
        await LinkAsync(inGroup.DeficiencyId, other.Deficiency.Number);

        var page = await (await world.AsAsync("rsmh")).GetAsync($"/systemfel/{inGroup.DeficiencyId}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(page.Html.QuerySelectorAll("section[aria-labelledby=kopplade]"));
    }

    [Fact]
    public async Task Unlink_WhenMade_LeavesNothingToRemove()
    {
        var browser = await world.Coordinator;
        var (item, other) = (await world.ItemAsync(world.Review), await world.ItemAsync(world.Review));
        await LinkAsync(item.DeficiencyId, other.Deficiency.Number);
        var path = $"/systemfel/{item.DeficiencyId}/gor/unlink";

        await browser.PostFormAsync(path, ("case", $"{other.DeficiencyId}"));

        Assert.Equal(0, await world.ReadAsync(r => r.CaseLinks.CountAsync(l => l.Kind == CaseLinkKind.Related && (l.DeficiencyId == item.DeficiencyId || l.OtherId == item.DeficiencyId))));
        Assert.DoesNotContain("gor/unlink", (await browser.GetAsync($"/systemfel/{item.DeficiencyId}")).Text);
    }

    private async Task<Page> SplitAsync(AgendaItem item, params (string Name, string Value)[] typed)
    {
        var authority = await world.ReadAsync(r => r.Authorities.Where(a => a.Code == "FK").Select(a => a.Id).FirstAsync());
        (string Name, string Value)[] all = [("title", Title), ("pattern", "Den som söker förstår inte frågorna."), ("authority", $"{authority}")];
        var path = $"/systemfel/{item.DeficiencyId}/gor/split";
        return await (await world.Coordinator).PostFormAsync($"{path}?punkt={item.Id}", $"{path}?punkt={item.Id}", [.. all.Where(f => typed.All(t => t.Name != f.Name)), .. typed]);
    }

    private async Task<Page> LinkAsync(long caseId, string number) =>
        await (await world.Coordinator).PostFormAsync($"/systemfel/{caseId}/gor/link", ("case", number));
}
