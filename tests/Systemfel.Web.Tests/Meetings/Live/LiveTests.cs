using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Web.Features.Meetings;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Tests.Meetings.Live;

/// <summary>What reaches those who follow a meeting from elsewhere, and when the stream ends.</summary>
[Collection(OpenMeetings.Name)]
public sealed class LiveTests(LiveWorld world)
{
    [Fact]
    public async Task Show_WhenTheItemIsAnotherMeetings_Is404()
    {
        var item = await world.ItemAsync(world.Sg1);

        var page = await PostAsync(await world.Coordinator, $"/mote/{world.Review}/visa", ("punkt", $"{item.Id}"));

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
    }

    [Fact]
    public async Task Show_WhenOneDoesNotRunTheMeeting_Is404()
    {
        var item = await world.ItemAsync(world.Sg2);

        var page = await PostAsync(await world.AsAsync("rsmh"), $"/mote/{world.Sg2}/visa", ("punkt", $"{item.Id}"));

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
    }

    [Fact]
    public async Task Stream_HasTheHeadersThatProxiesNeedAndNoWordOfACase()
    {
        using var stream = await EventStream.OpenAsync(await world.AsAsync("sara"), world.Review);

        var first = await stream.NextAsync();

        Assert.Equal("text/event-stream", stream.Response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-store", stream.Response.Headers.CacheControl!.ToString());
        Assert.Equal("no", string.Join(' ', stream.Response.Headers.GetValues("X-Accel-Buffering")));
        Assert.Equal("mote", first!.Name);
        Assert.Matches("""^\{"version":\d+,"item":(\d+|null),"open":true\}$""", first.Data);
        Assert.Equal((await MeetingAsync(world.Review)).Version.ToString(CultureInfo.InvariantCulture), first.Id);
    }

    [Fact]
    public async Task Stream_WhenTheMeetingStepsToAnItem_SaysWhich()
    {
        var item = await world.ItemAsync(world.Review);
        using var stream = await EventStream.OpenAsync(await world.AsAsync("sara"), world.Review);
        await stream.NextAsync();

        await PostAsync(await world.Coordinator, $"/mote/{world.Review}/visa", ("punkt", $"{item.Id}"));

        Assert.Contains($"\"item\":{item.Id},", (await stream.NextAsync())!.Data);
    }

    [Fact]
    public async Task Stream_WhenTheNextItemIsTaken_SaysWhich()
    {
        var coordinator = await world.Coordinator;
        var item = await world.ItemAsync(world.Review);
        var shown = await coordinator.GetAsync(MeetingWorld.At(item));
        using var stream = await EventStream.OpenAsync(await world.AsAsync("sara"), world.Review);
        await stream.NextAsync();

        var form = Hidden(shown);
        var next = await coordinator.PostAsync($"/mote/{world.Review}/anteckning?ga=fram", [.. form, ("note", "")]);

        Assert.Contains($"\"item\":{next.Location!.Split('=')[1]},", (await stream.NextAsync())!.Data);
    }

    [Fact]
    public async Task Stream_WhenSomethingIsDecided_HasANewVersion()
    {
        var item = await world.ItemAsync(world.Review, MeetingWorld.HasOneLine);
        using var stream = await EventStream.OpenAsync(await world.AsAsync("sara"), world.Review);
        var before = (await stream.NextAsync())!;

        await MeetingWorld.DecideAsync(await world.Coordinator, item, ("val", "refer:sg1"));

        Assert.True(Number((await stream.NextAsync())!.Id) > Number(before.Id));
    }

    [Fact]
    public async Task Stream_WhenOneComesBack_BeginsWithWhatWasMissed()
    {
        var browser = await world.AsAsync("sara");
        var item = await world.ItemAsync(world.Review, MeetingWorld.HasOneLine);
        string last;
        using (var first = await EventStream.OpenAsync(browser, world.Review)) last = (await first.NextAsync())!.Id;
        await MeetingWorld.DecideAsync(await world.Coordinator, item, ("val", "refer:sg1"));

        using var again = await EventStream.OpenAsync(browser, world.Review, last);

        Assert.True(Number((await again.NextAsync())!.Id) > Number(last));
    }

    [Fact]
    public async Task Stream_WhenNothingHappens_KeepsTheConnectionAlive()
    {
        using var stream = await EventStream.OpenAsync(await world.AsAsync("sara"), world.Review);
        await stream.NextAsync();

        world.Hearts.Beat();

        Assert.Equal(":", (await stream.NextAsync())!.Name);
    }

    [Fact]
    public async Task Stream_WhenOneHasSignedOut_EndsAtTheNextHeartbeat()
    {
        await world.CreateAccountAsync("utloggad@demo.example", Role.Ombud);
        using var browser = await world.SignedInAsync("utloggad@demo.example");
        using var stream = await EventStream.OpenAsync(browser, world.Review);
        await stream.NextAsync();
        await browser.PostFormAsync("/konto", "/konto/logga-ut");

        world.Hearts.Beat();

        Assert.Equal("slut", (await stream.NextAsync())!.Name);
        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task Stream_WhenTheMembershipIsTakenAway_EndsAtTheNextHeartbeat()
    {
        var organisation = await world.OrganisationAsync();
        var id = await world.CreateAccountAsync("slutat@demo.example", Role.Ombud);
        using var browser = await world.SignedInAsync("slutat@demo.example");
        using var stream = await EventStream.OpenAsync(browser, world.Review);
        await stream.NextAsync();
        await world.WithAsync<AccountService, object>(async s => await s.SetMembershipsAsync(id, organisation, [new(organisation, Role.Registrar)]));

        world.Hearts.Beat();

        Assert.Equal("slut", (await stream.NextAsync())!.Name);
        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task Stream_WhenTheAccountHasTooMany_Is429()
    {
        await world.CreateAccountAsync("manga@demo.example", Role.Ombud);
        using var browser = await world.SignedInAsync("manga@demo.example");
        var open = new List<EventStream>();
        for (var i = 0; i < LiveStreams.MostPerAccount; i++) open.Add(await EventStream.OpenAsync(browser, world.Review));

        using var oneMore = await EventStream.OpenAsync(browser, world.Review);

        Assert.Equal(HttpStatusCode.TooManyRequests, oneMore.Response.StatusCode);
        open.ForEach(s => s.Dispose());
    }

    [Fact]
    public async Task Meeting_WithoutAnItemInTheAddress_ShowsAFollowerWhatTheMeetingLooksAt()
    {
        var item = await world.ItemAsync(world.Review);
        await PostAsync(await world.Coordinator, $"/mote/{world.Review}/visa", ("punkt", $"{item.Id}"));

        var page = await (await world.AsAsync("jonas")).GetAsync($"/mote/{world.Review}");

        Assert.Equal($"{item.Id}", page.Html.QuerySelector(".direkt")!.GetAttribute("data-at"));
        Assert.Contains("Mötet är på den här punkten", page.Html.QuerySelector(".direkt")!.TextContent);
    }

    [Fact]
    public async Task Meeting_WithoutScripts_SaysWhereTheMeetingIsAndLeadsThere()
    {
        var coordinator = await world.Coordinator;
        var (here, there) = (await world.ItemAsync(world.Review), await world.ItemAsync(world.Review));
        await PostAsync(coordinator, $"/mote/{world.Review}/visa", ("punkt", $"{there.Id}"));

        var page = await (await world.AsAsync("jonas")).GetAsync(MeetingWorld.At(here));

        Assert.Equal(MeetingWorld.At(there), page.Html.QuerySelector(".direkttext a")!.GetAttribute("href"));
        Assert.Equal(MeetingWorld.At(there), page.Html.QuerySelectorAll(".direkt a.knapp").Single(a => a.TextContent == "Uppdatera").GetAttribute("href"));
        Assert.Empty(page.Html.QuerySelectorAll(".direkt form"));
        Assert.Single((await coordinator.GetAsync(MeetingWorld.At(here))).Html.QuerySelectorAll(".direkt form[action$=visa]"));
    }

    [Fact]
    public async Task Parts_AreThePageItselfAndHoldTheSameRights()
    {
        var item = await world.ItemAsync(world.Review);

        var parts = await (await world.AsAsync("sara")).GetAsync(MeetingWorld.At(item) + "&del=ja");
        var hidden = await (await world.AsAsync("ledamot.fk")).GetAsync(MeetingWorld.At(item) + "&del=ja");

        Assert.DoesNotContain("<html", parts.Text);
        Assert.Equal(item.Deficiency.Title, parts.Heading);
        Assert.Empty(parts.Html.QuerySelectorAll("form.beslut, .vaxel"));
        Assert.Equal(HttpStatusCode.NotFound, hidden.Status);
    }

    private static int Number(string id) => int.Parse(id, CultureInfo.InvariantCulture);

    private static IEnumerable<(string, string)> Hidden(Page page) => page.Html.QuerySelectorAll("form.beslut input[type=hidden]")
        .Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""));

    private Task<Meeting> MeetingAsync(long id) => world.ReadAsync(r => r.Meetings.SingleAsync(m => m.Id == id));

    private static async Task<Page> PostAsync(Browser browser, string path, params (string, string)[] fields)
    {
        var token = (await browser.GetAsync("/konto")).Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await browser.PostAsync(path, [("__RequestVerificationToken", token), .. fields]);
    }
}
