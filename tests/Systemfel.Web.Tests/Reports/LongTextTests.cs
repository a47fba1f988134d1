using System.Net;
using AngleSharp.Html.Dom;
using Systemfel.Web.Features.Reports;
using Systemfel.Workflows.Anonymisation;

namespace Systemfel.Web.Tests.Reports;

public sealed class LongTextTests(WebHost host) : IClassFixture<WebHost>
{
    [Theory]
    [InlineData("send")]
    [InlineData("save")]
    [InlineData("check")]
    public async Task Report_WithMoreThan100000Characters_IsRefusedWithTheTextKept(string act)
    {
        using var browser = await host.OmbudAsync($"lang-{act}@demo.example");
        var text = string.Concat(Enumerable.Repeat("Ingen svarar. ", 7_500));
        var page = await browser.ReportAsync($"För lång {act}", ("Pattern", text), ("act", act));
        Assert.Contains("Texten är 104\u00a0999 tecken. Korta ner den till högst 100\u00a0000", page.Html.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(text.Trim(), ((IHtmlTextAreaElement)page.Html.GetElementById("Pattern")!).Value);
        Assert.False(await host.IsStoredAsync("Ingen svarar. Ingen svarar."));
    }

    [Fact]
    public async Task Autosave_WithMoreThan100000Characters_KeepsNothingAndTellsTheScript()
    {
        using var browser = await host.OmbudAsync("lang-auto@demo.example");
        var form = await browser.GetAsync("/rapportera");
        var token = form.Html.QuerySelector("#rapport input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var saved = await browser.PostAsync("/rapportera/utkast", ("__RequestVerificationToken", token), ("Pattern", new string('å', TextCheck.Longest + 1)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, saved.Status);
        Assert.Contains("Inte sparat. Texten ", saved.Text, StringComparison.Ordinal);
        Assert.False(await host.IsStoredAsync("ååå"));
    }

    [Fact]
    public async Task Report_WithTenThousandFinds_ShowsTheFirstFiftyAndSaysHowManyMore()
    {
        using var browser = await host.OmbudAsync("manga@demo.example");
        var text = string.Concat(Enumerable.Range(0, 5_000).Select(n => $"a{n}@ex.se "));
        var page = await browser.ReportAsync("Många fynd", ("Pattern", text), ("Consequence", text));
        var box = page.Html.GetElementById("granska-Pattern")!;
        Assert.Equal(FindBox.MostShown, box.QuerySelectorAll(".fynd").Length);
        Assert.Equal(FindBox.MostShown, box.QuerySelectorAll("blockquote mark").Length);
        Assert.Contains("Och 4\u00a0950 till.", box.TextContent, StringComparison.Ordinal);
        Assert.Contains("5000 ställen som kan peka ut en person (beskrivningen)", page.Html.QuerySelector(".felsumma")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Month_WithPersonnummer_IsKeptWithoutItInADraft()
    {
        using var browser = await host.OmbudAsync("manadsfalt@demo.example");
        var saved = await browser.PostFormAsync("/rapportera", ("Title", "Månadsfältet"), ("From", "850412-0000"), ("act", "save"));
        Assert.StartsWith("/rapportera/utkast/", saved.Location, StringComparison.Ordinal);
        Assert.False(await host.IsStoredAsync("850412-0000"));
    }
}
