using System.Net;
using AngleSharp.Html.Dom;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Moves;

namespace Systemfel.Web.Tests.Reports;

/// <summary>When the check breaks, nothing that somebody wrote is stored or sent, and they keep it.</summary>
public sealed class FailingCheckTests(TroubledHost host) : IClassFixture<TroubledHost>
{
    private const string Text = "Telefonen " + TroubledHost.Trouble + " varje dag.";

    [Fact]
    public async Task Send_WhenTheCheckBreaks_IsRefusedWithTheTextKept()
    {
        using var browser = await host.OmbudAsync("skicka@demo.example");
        var page = await browser.ReportAsync("Kan inte granskas", ("Pattern", Text));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(TextNotCheckedException.Sentence, page.Html.GetElementById("granska-fel")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("#granska-fel", page.Html.QuerySelectorAll(".felsumma a").Select(a => a.GetAttribute("href")));
        Assert.Equal(Text, ((IHtmlTextAreaElement)page.Html.GetElementById("Pattern")!).Value);
        Assert.Null(await host.FindAsync("Kan inte granskas"));
        Assert.False(await host.IsStoredAsync(TroubledHost.Trouble));
    }

    [Fact]
    public async Task Draft_WhenTheCheckBreaks_IsNotKeptAndSaysSo()
    {
        using var browser = await host.OmbudAsync("spara@demo.example");
        var page = await browser.PostFormAsync("/rapportera", ("Pattern", Text), ("act", "save"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(TextNotCheckedException.Sentence, page.Text, StringComparison.Ordinal);
        Assert.Equal(Text, ((IHtmlTextAreaElement)page.Html.GetElementById("Pattern")!).Value);
        Assert.False(await host.IsStoredAsync(TroubledHost.Trouble));
    }

    [Fact]
    public async Task Autosave_WhenTheCheckBreaks_KeepsNothingAndTellsTheScript()
    {
        using var browser = await host.OmbudAsync("autospara@demo.example");
        var saved = await PostPartAsync(browser, "/rapportera/utkast", ("Pattern", Text));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, saved.Status);
        Assert.Contains("Inte sparat. Texten kunde inte granskas", saved.Text, StringComparison.Ordinal);
        Assert.False(await host.IsStoredAsync(TroubledHost.Trouble));
    }

    [Fact]
    public async Task LiveCheck_WhenTheCheckBreaks_SaysSo()
    {
        using var browser = await host.OmbudAsync("levande-fel@demo.example");
        var part = await PostPartAsync(browser, "/rapportera/granska", ("Pattern", Text));
        Assert.Contains(TextNotCheckedException.Sentence, part.Html.GetElementById("granska-fel")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerToAFind_WhenTheCheckBreaks_KeepsTheText()
    {
        using var browser = await host.OmbudAsync("knapp@demo.example");
        var page = await browser.ReportAsync("Knapp som inte går", ("Pattern", Text), ("act", ""), ("find", "bort:Pattern:0123456789abcdef"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(Text, ((IHtmlTextAreaElement)page.Html.GetElementById("Pattern")!).Value);
    }

    [Fact]
    public async Task AnswerToTheReview_WhenTheCheckBreaks_IsRefusedWithTheTextKept()
    {
        const string title = "Fråga som väntar på svar";
        using var author = await host.OmbudAsync("fragad@demo.example");
        var coordinator = await host.CoordinatorAsync("fragar@demo.example");
        await author.ReportAsync(title);
        await host.OpenReviewAsync(coordinator);
        await host.DecideAsync(title, new AskAuthor("Hur ofta?"), coordinator);
        var page = await author.PostFormAsync("/", "/komplettering", ("answer", Text));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(TextNotCheckedException.Sentence, page.Html.QuerySelector(".fragor .felrad")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Text, page.Html.QuerySelector(".fragor textarea")!.TextContent);
        Assert.False(await host.IsStoredAsync(TroubledHost.Trouble));
    }

    private static async Task<Page> PostPartAsync(Browser browser, string path, (string, string) field)
    {
        var form = await browser.GetAsync("/rapportera");
        var token = form.Html.QuerySelector("#rapport input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await browser.PostAsync(path, ("__RequestVerificationToken", token), field);
    }
}
