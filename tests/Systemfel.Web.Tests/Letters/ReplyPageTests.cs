using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;

namespace Systemfel.Web.Tests.Letters;

public class ReplyPageTests(LetterHost host) : IClassFixture<LetterHost>
{
    [Fact]
    public async Task Link_ThatDoesNotWork_GivesTheSamePageWhateverTheReason()
    {
        using var browser = host.Browse();
        var pages = new[]
        {
            await browser.GetAsync("/svara/00000000000000000000000000"),
            await browser.GetAsync("/svara/ZZZZZZZZZZZZZZZZZZZZZZZZZZ"),
            await browser.GetAsync("/svara/x"),
            await browser.GetAsync("/svara"),
        };

        Assert.All(pages, p => Assert.Equal(HttpStatusCode.NotFound, p.Status));
        Assert.Single(pages.Select(p => p.Text).Distinct());
    }

    [Fact]
    public async Task Link_Opened_LeadsToAnAddressWithoutTheToken()
    {
        var link = await host.SendLetterAsync();
        using var browser = host.Browse();

        var first = await browser.GetAsync(link);
        var page = await browser.GetAsync(first.Location!);

        Assert.Equal((HttpStatusCode.SeeOther, "/svara"), (first.Status, first.Location));
        Assert.Equal("Ett systemfel att besvara", page.Heading);
        Assert.Equal("no-referrer", page.Header("Referrer-Policy"));
        Assert.Equal("noindex", page.Html.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.DoesNotContain(link[^26..], page.Html.Body!.InnerHtml.Replace(page.Html.QuerySelector("a[href^=mailto]")!.OuterHtml, "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Link_OpenedByAScanner_ChangesNothing()
    {
        var link = await host.SendLetterAsync();
        var before = await host.PictureAsync();

        for (var i = 0; i < 50; i++)
        {
            using var scanner = host.Browse();
            using var head = new HttpRequestMessage(HttpMethod.Head, new Uri(link, UriKind.Relative));
            Assert.Equal(HttpStatusCode.SeeOther, (await scanner.SendAsync(head)).Status);
            await scanner.GetAsync(link);
            await scanner.GetAsync("/svara");
        }

        Assert.Equal(before, await host.PictureAsync());
    }

    [Theory]
    [InlineData("/svara/punkt")]
    [InlineData("/svara/skicka")]
    public async Task Post_WithoutTheFormsOwnToken_Is400AndStoresNothing(string path)
    {
        using var browser = await OpenAsync();
        var before = await host.AnswersAsync();

        var page = await browser.PostAsync(path, ("kind", "Changed"), ("text", "Hej"), ("item", "1"), ("signedBy", "Eva"));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal(before, await host.AnswersAsync());
    }

    [Fact]
    public async Task Save_WithoutAKind_KeepsWhatWasTyped()
    {
        using var browser = await OpenAsync();

        var page = await browser.PostFormAsync("/svara", "/svara/punkt", ("text", "Vi ser över rutinen."));

        Assert.StartsWith("Fel: ", page.Html.Title);
        Assert.Equal("#Kind", page.Html.QuerySelector(".felsumma a")!.GetAttribute("href"));
        Assert.Equal("Vi ser över rutinen.", page.Html.QuerySelector("textarea[name=text]")!.TextContent.Trim());
    }

    [Fact]
    public async Task Send_OfASavedAnswer_MakesAProposal()
    {
        using var browser = await OpenAsync();
        var before = await host.ReadAsync(r => r.Answers.CountAsync(a => a.State == AnswerState.Proposed));

        await browser.PostFormAsync("/svara", "/svara/punkt", ("kind", "Changed"), ("text", "Vi har ändrat rutinen."));
        var refused = await browser.PostFormAsync("/svara", "/svara/skicka", ("signedBy", ""));
        await browser.PostFormAsync("/svara", "/svara/skicka", ("signedBy", "Eva Norling, enhetschef"));

        Assert.StartsWith("Fel: ", refused.Html.Title);
        Assert.Equal(before + 1, await host.ReadAsync(r => r.Answers.CountAsync(a => a.State == AnswerState.Proposed)));
        var page = await browser.GetAsync("/svara");
        Assert.Contains("Besvarad: Vi har ändrat något", page.Text);
    }

    [Fact]
    public async Task Page_WhenAPointWasAnsweredByTelephone_CountsItAndOffersToAnswerAllTheSame()
    {
        using var browser = await OpenAsync();
        await host.AnswerByTelephoneAsync("Det hemliga svaret.");

        var page = await browser.GetAsync("/svara");

        Assert.StartsWith("Besvarad på annat sätt ", page.Html.QuerySelector(".punkter .lage")!.TextContent);
        Assert.Contains("1/1 besvarade", page.Html.QuerySelector(".brevlage")!.TextContent);
        Assert.DoesNotContain("hemliga", page.Text);
        Assert.Null(page.Html.QuerySelector("form[action='/svara/punkt']"));
        var link = page.Html.QuerySelectorAll("a.knapp").Single(a => a.TextContent.StartsWith("Svara ändå", StringComparison.Ordinal));
        Assert.NotNull((await browser.GetAsync(link.GetAttribute("href")!)).Html.QuerySelector("form[action='/svara/punkt']"));
    }

    [Fact]
    public async Task Page_WhenMoreTimeWasGiven_SaysTheSameAsTheLettersPage()
    {
        using var browser = await OpenAsync();
        var letter = await host.ReadAsync(r => r.Letters.Where(l => l.State == LetterState.Sent).MaxAsync(l => l.Id));
        await host.AnswerByTelephoneAsync("Vi utreder.", AnswerKind.MoreTime, new DateOnly(2032, 1, 15));

        var theirs = await browser.GetAsync("/svara");
        var ours = await host.Coordinator.GetAsync($"/brev/{letter}");

        Assert.Equal("Besked väntas senast 15 januari 2032", theirs.Html.QuerySelector(".punkter .lage")!.TextContent);
        Assert.Contains("0/1 besvarade", theirs.Html.QuerySelector(".brevlage")!.TextContent);
        Assert.Contains("Besked väntas senast 15 januari 2032.", theirs.Html.QuerySelector(".frist")!.TextContent);
        Assert.Contains("Besked väntas senast 15 januari 2032", ours.Html.QuerySelector("section[aria-labelledby=punkter] .meta")!.TextContent);
        Assert.Contains("0 av 1 punkter är besvarade", ours.Text);
    }

    private async Task<Browser> OpenAsync()
    {
        var link = await host.SendLetterAsync();
        var browser = host.Browse();
        await browser.GetAsync(link);
        return browser;
    }
}
