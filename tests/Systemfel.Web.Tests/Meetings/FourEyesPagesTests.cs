using System.Net;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Tests.Meetings;

/// <summary>Four eyes as the people of a team meet them: at the review, on the case's page, on their start page.</summary>
public sealed class FourEyesPagesTests(MeetingWorld world) : IClassFixture<MeetingWorld>
{
    [Fact]
    public async Task Settings_WhenFourEyesIsTurnedOn_SaySoAndOfferToTurnItOff()
    {
        await RequireAsync();

        var page = await (await world.Coordinator).GetAsync("/installningar");

        Assert.Contains("En kollega måste godkänna texten", page.Html.QuerySelector("#fyra ~ p")!.TextContent);
        Assert.Contains("8 personer", page.Text);
        Assert.Equal("false", page.Html.QuerySelector("input[name=required]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Decide_BeforeTheTextIsApproved_SaysWhatToDoAndMovesNothing()
    {
        var item = await NewItemAsync();

        var page = await MeetingWorld.DecideAsync(await world.Coordinator, item, ("val", "refer:sg1"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("inte godkänd av en kollega", page.Html.QuerySelector(".felsumma")!.TextContent);
        Assert.All(await world.LinesAsync(item), l => Assert.Equal(Stages.Review, l.Stage));
    }

    [Fact]
    public async Task Review_MarksTheTextAndLetsTheCoordinatorApproveIt()
    {
        var item = await NewItemAsync();
        var browser = await world.Coordinator;
        var before = await browser.GetAsync(MeetingWorld.At(item));

        var approved = await browser.PostFormAsync(MeetingWorld.At(item), $"/mote/{item.MeetingId}/godkann-text");
        var after = await browser.GetAsync(approved.Location!);
        var decided = await MeetingWorld.DecideAsync(browser, item, ("val", "refer:sg1"));

        Assert.Contains("texten är inte godkänd", before.Html.QuerySelector(".dagordning [aria-current]")!.TextContent);
        Assert.Contains("inte godkänd av en kollega", before.Html.QuerySelector(".fall")!.TextContent);
        Assert.DoesNotContain("inte godkänd av en kollega", after.Html.QuerySelector(".fall")!.TextContent);
        Assert.Equal(MeetingWorld.At(item), decided.Location);
    }

    [Fact]
    public async Task Review_ShowsAnOmbudWhoWroteItNoButton()
    {
        var item = await NewItemAsync();

        var page = await (await world.AsAsync("sara")).GetAsync(MeetingWorld.At(item));

        Assert.Contains("inte godkänd av en kollega", page.Html.QuerySelector(".fall")!.TextContent);
        Assert.Null(page.Html.QuerySelector("form[action$=godkann-text]"));
    }

    [Fact]
    public async Task Case_OfTheOwn_SaysThatAColleagueIsNeededAndHasNoButton()
    {
        var item = await NewItemAsync();

        var page = await (await world.AsAsync("sara")).GetAsync($"/systemfel/{item.DeficiencyId}");

        Assert.Contains("inte godkänd av en kollega", page.Text);
        Assert.Null(page.Html.QuerySelector("form[action$=approve-text]"));
    }

    [Fact]
    public async Task Case_WhenAColleagueApproves_SaysByWhomAndStandsInTheTimeline()
    {
        var path = $"/systemfel/{(await NewItemAsync()).DeficiencyId}";
        var browser = await world.AsAsync("jonas");

        var approved = await browser.PostFormAsync(path, $"{path}/gor/approve-text");
        var page = await browser.GetAsync(path);

        Assert.Equal(path, approved.Location);
        Assert.Contains("Texten godkänd", page.Html.QuerySelector(".tid li")!.TextContent);
        Assert.DoesNotContain("inte godkänd av en kollega", page.Text);
    }

    [Fact]
    public async Task Start_ListsWhatOthersHaveWrittenAndNotTheOwn()
    {
        var item = await NewItemAsync();
        var link = $"section[aria-labelledby=godkanna] a[href='/systemfel/{item.DeficiencyId}']";

        var colleague = await (await world.AsAsync("jonas")).GetAsync("/");
        var author = await (await world.AsAsync("sara")).GetAsync("/");
        var coordinator = await (await world.Coordinator).GetAsync("/");

        Assert.NotNull(colleague.Html.QuerySelector(link));
        Assert.Null(author.Html.QuerySelector(link));
        Assert.NotNull(coordinator.Html.QuerySelector(link));
    }

    private async Task<AgendaItem> NewItemAsync()
    {
        await RequireAsync();
        return await world.ItemAsync(world.Review, c => MeetingWorld.HasOneLine(c) && c.Title == "Beskedet kommer efter att tiden gått ut");
    }

    private async Task RequireAsync()
    {
        var done = await (await world.Coordinator).PostFormAsync("/installningar", "/installningar/fyra-ogon", ("required", "true"));
        Assert.Equal("/installningar", done.Location);
    }
}
