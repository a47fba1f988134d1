using System.Net;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Web.Features.Meetings;

namespace Systemfel.Web.Tests.Meetings;

public class ReadingPackageTests(BeforehandWorld world) : IClassFixture<BeforehandWorld>
{
    [Theory]
    [InlineData("ledamot.fk")]
    [InlineData("registrator")]
    [InlineData("admin")]
    public async Task Package_WhenTheMeetingIsNotOnes_Is404(string who)
    {
        var browser = await world.AsAsync(who);

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"{world.Url}/underlag")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"{world.Url}/underlag.docx")).Status);
    }

    [Fact]
    public async Task Package_WhenTheMeetingHasBeenHeld_Is404()
    {
        var held = await world.ReadAsync(r => r.Meetings.Where(m => m.GroupId == world.Sg1.GroupId && m.State == MeetingState.Approved).Select(m => m.Id).FirstAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await (await world.AsAsync("ledamot.falun")).GetAsync($"/mote/{held}/underlag")).Status);
    }

    [Fact]
    public async Task Package_OfAMember_HasEveryPointWithTextPriorityAndWhatIsAsked()
    {
        var browser = await world.AsAsync("ledamot.avesta");
        var points = (await browser.GetAsync(world.Url)).Html.QuerySelectorAll(".dagpunkter > li").Length;

        var page = await browser.GetAsync($"{world.Url}/underlag");

        var articles = page.Html.QuerySelectorAll(".lasning");
        Assert.Equal(points, articles.Length);
        Assert.All(articles, a => Assert.Equal(["Vad som händer", "Prioritet", "Det mötet ska göra"],
            a.QuerySelectorAll("dt").Select(d => d.TextContent).Where(t => t is "Vad som händer" or "Prioritet" or "Det mötet ska göra")));
        Assert.Contains("Sedan sist", page.Html.QuerySelectorAll("h2").Select(h => h.TextContent));
        Assert.Matches(@"Beräknad lästid: \d+ minuter, \d+ ord\.", page.Text);
    }

    [Fact]
    public async Task Package_OfAMember_SaysFewPersonsAsTheyAreToldOutsideTheTeam()
    {
        var text = (await (await world.AsAsync("ledamot.avesta")).GetAsync($"{world.Url}/underlag")).Html.QuerySelector("main")!.TextContent;

        Assert.DoesNotContain("2–4 personer", text);
        Assert.Contains("färre än 5 personer", text);
    }

    [Fact]
    public async Task Document_WhenTheCoordinatorMakesIt_IsWordedForTheRoomThatItIsHandedOutTo()
    {
        var answer = await (await (await world.AsAsync("malin")).GetAsync($"{world.Url}/underlag.docx")).Response.Content.ReadAsByteArrayAsync();

        using var word = WordprocessingDocument.Open(new MemoryStream(answer), isEditable: false);
        var text = word.MainDocumentPart!.Document!.InnerText;
        Assert.DoesNotContain("2–4 personer", text);
        Assert.Contains("färre än 5 personer", text);
    }

    [Fact]
    public async Task Document_HasTheSamePointsAsThePage()
    {
        var browser = await world.AsAsync("rsmh");
        var titles = (await browser.GetAsync($"{world.Url}/underlag")).Html.QuerySelectorAll(".lasning h4").Select(h => h.TextContent).ToList();

        var answer = await (await browser.GetAsync($"{world.Url}/underlag.docx")).Response.Content.ReadAsByteArrayAsync();

        using var word = WordprocessingDocument.Open(new MemoryStream(answer), isEditable: false);
        var text = word.MainDocumentPart!.Document!.InnerText;
        Assert.All(titles, t => Assert.Contains(t, text));
        Assert.Contains("Det mötet ska göra", text);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(200, 1)]
    [InlineData(201, 2)]
    public void Minutes_AreTheWordsByTwoHundredRoundedUp(int words, int minutes) => Assert.Equal(minutes, ReadingPackage.MinutesOf(words));
}
