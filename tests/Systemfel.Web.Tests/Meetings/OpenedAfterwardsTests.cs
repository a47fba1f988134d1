using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;

namespace Systemfel.Web.Tests.Meetings;

/// <summary>What was said beforehand, once the meeting opens. One meeting, so one story in the order of the day.</summary>
public class OpenedAfterwardsTests(BeforehandWorld world) : IClassFixture<BeforehandWorld>
{
    [Fact]
    public async Task Open_WhenThingsWereSaidBeforehand_BringsThemAlong()
    {
        var id = await world.CaseAsync("FAL");
        await world.SayAsync("rsmh", "ser-ocksa", id, "rsmh", ("on", "true"));
        await world.SayAsync("attention", "avvikande-fore", id, "attention", ("on", "true"), ("said", "Vi vill skriva i stället."));
        await world.SayAsync("ledamot.falun", "kommentar", id, "kommun-falun", ("said", "Vi har bytt rutin."));
        await world.SayAsync("rsmh", "vack", 0, "rsmh", ("said", "En fråga om hyror."));
        var point = await world.ReadAsync(r => r.RaisedPoints.Where(p => p.Text == "En fråga om hyror.").Select(p => p.Id).SingleAsync());
        var before = await world.ReadAsync(r => r.AgendaItems.Where(i => i.MeetingId == world.Sg1.Id).Select(i => i.SortOrder).ToListAsync());
        Assert.All(before, order => Assert.Equal(0, order));

        await (await world.AsAsync("malin")).PostFormAsync(world.Url, $"{world.Url}/oppna");

        var items = await world.ReadAsync(r => r.AgendaItems.Where(i => i.MeetingId == world.Sg1.Id).Include(i => i.Supports).OrderBy(i => i.SortOrder).ToListAsync());
        Assert.Equal(2, items.Single(i => i.DeficiencyId == id).Supports.Count);
        Assert.Equal(AgendaSection.AnswerToAssess, items[0].Section);
        Assert.Equal(Enumerable.Range(1, items.Count), items.Select(i => i.SortOrder));
        var shown = await (await world.AsAsync("ledamot.avesta")).GetAsync($"{world.Url}?punkt={items.Single(i => i.DeficiencyId == id).Id}");
        Assert.Contains("Kommentar, Falu kommun: Vi har bytt rutin.", shown.Html.QuerySelector(".fore")!.TextContent);
        Assert.Contains("Vi vill skriva i stället.", shown.Html.QuerySelector(".stod")!.TextContent);

        var late = await world.SayAsync("ledamot.falun", "kommentar", id, "kommun-falun", ("said", "En sak till."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Contains("Mötet är öppet", late.Text);
        Assert.Contains("En sak till.", late.Text);

        var coordinator = await world.AsAsync("malin");
        await world.SayAsync("rsmh", "vack", 0, "rsmh", ("said", "En fråga om bussar."));
        Assert.Contains("väckta punkter återstår", (await coordinator.GetAsync(world.Url)).Html.QuerySelector(".justera")!.TextContent);
        Assert.Contains("En fråga om hyror.", (await coordinator.GetAsync($"{world.Url}/godkann")).Html.QuerySelector("#vackta-kvar")!.TextContent);

        Assert.Equal(HttpStatusCode.NotFound, (await world.SayAsync("ledamot.avesta", $"vack/{point}/utfall", 0, "kommun-avesta", ("outcome", "Discussed"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.SayAsync("malin", $"vack/{point}/utfall", 0, "rsmh", ("outcome", "Glömd"))).Status);
        var seen = await world.SeenAsync(point);
        await world.SayAsync("ledamot.ludvika", $"vack/{point}/utfall", 0, "rsmh", ("seen", seen), ("outcome", "BecomesCase"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await world.SayAsync("rsmh", $"vack/{point}/andra", 0, "rsmh", ("said", "En annan fråga."))).Status);
        var second = await world.SayAsync("malin", $"vack/{point}/utfall", 0, "rsmh", ("seen", seen), ("outcome", "Discussed"));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Contains("står det nu ”Blir ett systemfel”. Ditt val, ”Diskuterad”", second.Text);
        var kept = (await coordinator.GetAsync($"{world.Url}/godkann")).Html.QuerySelector("#vackta-kvar")!.TextContent;
        Assert.DoesNotContain("En fråga om hyror.", kept);
        Assert.Contains("En fråga om bussar.", kept);
        var held = await (await world.AsAsync("rsmh")).GetAsync($"{world.Url}/anteckningar");
        Assert.Contains("En fråga om hyror.", held.Html.QuerySelector("main")!.TextContent);
        Assert.Contains("Blir ett systemfel", held.Html.QuerySelector("main")!.TextContent);
        var live = await (await world.AsAsync("malin")).GetAsync($"{world.Url}?del=ja");
        Assert.Contains("En fråga om hyror.", live.Html.QuerySelector(".vackta")!.TextContent);
        Assert.Equal(await world.SeenAsync(point), live.Html.QuerySelector($".vackta form[action$='/{point}/utfall'] [name=seen]")!.GetAttribute("value"));
        var version = await world.ReadAsync(r => r.Meetings.Where(m => m.Id == world.Sg1.Id).Select(m => m.Version).SingleAsync());
        var approve = live.Html.QuerySelector(".avslut .justera a")!.GetAttribute("href")!;
        Assert.Equal($"{version}", (await (await world.AsAsync("malin")).GetAsync(approve)).Html.QuerySelector("form[action$='/godkann'] [name=version]")!.GetAttribute("value"));
        await world.SayAsync("malin", $"vack/{point}/utfall", 0, "rsmh", ("seen", await world.SeenAsync(point)), ("outcome", "Discussed"));
        Assert.Equal("discussed", await world.ReadAsync(r => r.RaisedPoints.Where(p => p.Id == point).Select(p => p.Outcome).SingleAsync()));
        await world.SayAsync("malin", $"vack/{point}/utfall", 0, "rsmh", ("seen", await world.SeenAsync(point)), ("outcome", "BecomesCase"));
        Assert.Contains((await (await world.AsAsync("malin")).GetAsync(world.Url)).Html.QuerySelectorAll(".vackta a"), a => a.GetAttribute("href") == "/rapportera");

        await world.SayAsync("rsmh", "vack", 0, "rsmh", ("said", "En fråga om trygghetslarm."));
        var taken = await world.ReadAsync(r => r.RaisedPoints.Where(p => p.Text == "En fråga om trygghetslarm.").Select(p => p.Id).SingleAsync());
        await (await world.AsAsync("malin")).PostFormAsync($"{world.Url}/anteckningar", $"{world.Url}/justerare", ("name", "Anna Justerare"), ("address", "justerare@ort.example"));
        await world.SayAsync("rsmh", $"vack/{taken}/ta-tillbaka", 0, "rsmh");
        var words = () => world.ReadAsync(r => r.MinutesVersions.CountAsync(v => v.MeetingId == world.Sg1.Id && v.HeadJson.Contains("trygghetslarm")));
        Assert.Equal(1, await words());
        var mistake = $"a[href='{world.Url}/vack/{taken}/fel-uppgift']";
        Assert.EndsWith("stå: punkt 4", (await (await world.AsAsync("rsmh")).GetAsync(world.Url)).Html.QuerySelector(mistake)!.TextContent);
        await (await world.AsAsync("rsmh")).PostFormAsync($"{world.Url}/vack/{taken}/fel-uppgift", ("kinds", "NAMN"));
        Assert.Equal(0, await words());
        Assert.Null((await (await world.AsAsync("rsmh")).GetAsync(world.Url)).Html.QuerySelector(mistake));

        await coordinator.PostFormAsync($"{world.Url}/anteckningar", $"{world.Url}/justerare");
        await coordinator.PostFormAsync($"{world.Url}/godkann", $"{world.Url}/godkann");
        var later = await world.ReadAsync(r => r.Meetings.Where(m => m.GroupId == world.Sg1.GroupId && m.State == MeetingState.Planned).OrderBy(m => m.Date).Select(m => m.Id).FirstAsync());
        var left = await world.ReadAsync(r => r.RaisedPoints.Where(p => p.Text == "En fråga om bussar.").Select(p => p.Id).SingleAsync());
        await world.SayAsync(later, "rsmh", $"vack/{left}/andra", 0, "rsmh", ("seen", await world.SeenAsync(left)), ("said", "En fråga om tåg."));
        Assert.Equal("En fråga om tåg.", await world.ReadAsync(r => r.RaisedPoints.Where(p => p.Id == left).Select(p => p.Text).SingleAsync()));
        var approved = (await (await world.AsAsync("rsmh")).GetAsync($"{world.Url}/anteckningar")).Html.QuerySelector("section[aria-labelledby=vackta]")!.TextContent;
        Assert.Contains("En fråga om bussar.", approved);
        Assert.DoesNotContain("En fråga om tåg.", approved);
    }
}
