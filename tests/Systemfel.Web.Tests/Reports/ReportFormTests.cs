using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;

namespace Systemfel.Web.Tests.Reports;

public sealed class ReportFormTests(WebHost host) : IClassFixture<WebHost>
{
    [Theory]
    [InlineData(Role.UnitManager)]
    [InlineData(Role.Member)]
    [InlineData(Role.CountyBoard)]
    [InlineData(Role.Administrator)]
    public async Task Form_ForARoleThatDoesNotReport_DoesNotExist(Role role)
    {
        var email = $"rapport{(int)role}@demo.example";
        await host.CreateAccountAsync(email, role);
        using var browser = await host.SignedInAsync(email);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/rapportera")).Status);
    }

    [Fact]
    public async Task Send_WithNothingFilledIn_LeadsToEveryField()
    {
        using var browser = await host.OmbudAsync("tom@demo.example");
        var page = await browser.PostFormAsync("/rapportera", ("act", "send"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.StartsWith("Fel: ", page.Html.Title, StringComparison.Ordinal);
        var links = page.Html.QuerySelectorAll(".felsumma a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(["#Kind", "#Authorities", "#Title", "#Level", "#Municipality", "#Pattern", "#Band"], links);
        Assert.All(links, l => Assert.NotNull(page.Html.QuerySelector(l)));
    }

    [Fact]
    public async Task Send_WithoutLevel_StoresNothingAndKeepsWhatWasTyped()
    {
        using var browser = await host.OmbudAsync("utan-niva@demo.example");
        var page = await browser.ReportAsync("Nivån saknas här", ("Level", ""), ("Consequence", "Personer ger upp."), ("Authorities", "FK"));
        Assert.Equal("Nivån saknas här", ((IHtmlInputElement)page.Html.GetElementById("Title")!).Value);
        Assert.Equal("Personer ger upp.", ((IHtmlTextAreaElement)page.Html.GetElementById("Consequence")!).Value);
        Assert.NotNull(page.Html.QuerySelector("input[name=Authorities][value=FK][checked]"));
        Assert.Null(await host.FindAsync("Nivån saknas här"));
    }

    [Theory]
    [InlineData("From", "2026-13", "ÅÅÅÅ-MM")]
    [InlineData("From", "september", "ÅÅÅÅ-MM")]
    [InlineData("To", "2999-01", "inte varit än")]
    [InlineData("Level", "7", "Välj en nivå")]
    [InlineData("Band", "2", "hur många personer")]
    [InlineData("Municipality", "999999", "Välj en kommun")]
    [InlineData("Authorities", "XX", "minst en myndighet")]
    [InlineData("Authorities", "AN", "vilken annan myndighet")]
    public async Task Send_WithSomethingWrong_SaysWhat(string field, string value, string says)
    {
        using var browser = await host.OmbudAsync($"fel-{Guid.NewGuid():N}@demo.example");
        var page = await browser.ReportAsync("Något är fel i formuläret", (field, value));
        Assert.Contains(says, page.Html.QuerySelector(".felsumma")!.TextContent, StringComparison.Ordinal);
        Assert.Null(await host.FindAsync("Något är fel i formuläret"));
    }

    [Theory]
    [InlineData("Title", 121)]
    [InlineData("Pattern", 4001)]
    public async Task Send_WithTooLongText_SaysHowLong(string field, int length)
    {
        using var browser = await host.OmbudAsync($"lang-{length}@demo.example");
        var page = await browser.ReportAsync("Långt", (field, new string('x', length)));
        Assert.Contains("Korta ner", page.Html.QuerySelector(".felsumma")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WithoutAntiforgeryToken_IsRefused()
    {
        using var browser = await host.OmbudAsync("utan-token@demo.example");
        var page = await browser.PostAsync("/rapportera", [.. Reporting.Filled("Utan nyckel"), ("key", Guid.NewGuid().ToString())]);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Null(await host.FindAsync("Utan nyckel"));
    }

    [Fact]
    public async Task Send_SameFormTwice_MakesOneReport()
    {
        using var browser = await host.OmbudAsync("tva-ganger@demo.example");
        var key = Guid.NewGuid().ToString();
        await browser.ReportAsync("Skickad två gånger", ("key", key));
        var again = await browser.ReportAsync("Skickad två gånger", ("key", key));
        Assert.Equal("/", again.Location);
        Assert.NotNull(await host.FindAsync("Skickad två gånger"));
    }

    [Fact]
    public async Task Send_FilledIn_IsACaseAndStandsOnTheFirstPage()
    {
        using var browser = await host.OmbudAsync("hel@demo.example");
        var sent = await browser.ReportAsync("Telefontiden räcker inte",
            ("Authorities", "FK"), ("Authorities", "AN"), ("OtherName", "Kronofogden"), ("Level", "0"), ("From", "2026-01"), ("To", "2026-02"));
        Assert.Equal("/", sent.Location);
        var first = await browser.GetAsync("/");
        Assert.Contains("är inskickad", first.Html.QuerySelector(".besked")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(first.Html.QuerySelectorAll(".rader h3"), h => h.TextContent == "Telefontiden räcker inte");
        var subject = await host.WithAsync<Data.Storage.SystemfelReader, Data.Cases.Deficiency>(r =>
            r.Deficiencies.Include(d => d.Addressees).SingleAsync(d => d.Title == "Telefontiden räcker inte"));
        Assert.Null(subject.Level);
        Assert.Equal(["", "Kronofogden"], subject.Addressees.OrderBy(a => a.SortOrder).Select(a => a.OtherName));
    }

    [Fact]
    public async Task Similar_OnRequest_ShowsCasesWithTheSameWords()
    {
        using var browser = await host.OmbudAsync("liknande@demo.example");
        await browser.ReportAsync("Hyresavier översätts aldrig till andra språk");
        var page = await browser.PostFormAsync("/rapportera", ("Title", "Ingen översätter hyresavier"), ("act", "similar"));
        Assert.Contains("Hyresavier översätts aldrig", page.Html.QuerySelector(".liknar")!.TextContent, StringComparison.Ordinal);
        var fragment = await browser.GetAsync("/rapportera/liknande?rubrik=Ingen+%C3%B6vers%C3%A4tter+hyresavier&myndighet=KO");
        Assert.Contains("Hyresavier översätts aldrig", fragment.Html.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Similar_CountedFromTheForm_KeepsWhatWasTyped()
    {
        using var browser = await host.OmbudAsync("rakna-har@demo.example");
        await browser.ReportAsync("Blanketter om sjukresor saknas på väntrummet");
        var id = (await host.FindAsync("Blanketter om sjukresor saknas på väntrummet"))!.Id;
        var page = await browser.PostFormAsync("/rapportera",
            ("Title", "Blanketter om sjukresor saknas"), ("count", $"{id}"), ($"month-{id}", "2026-10"), ($"municipality-{id}", "flera"), ($"band-{id}", "One"));
        Assert.Contains("Räknat: oktober, flera kommuner, 1 person", page.Html.QuerySelector(".liknar")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Blanketter om sjukresor saknas", ((IHtmlInputElement)page.Html.GetElementById("Title")!).Value);
    }
}
