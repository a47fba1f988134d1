using System.Net;
using AngleSharp.Html.Dom;

namespace Systemfel.Web.Tests.Reports;

public sealed class PersonalDataTests(WebHost host) : IClassFixture<WebHost>
{
    private const string Number = "850412-0000";

    [Fact]
    public async Task Send_WithPersonnummer_StoresNothingAndSaysSo()
    {
        using var browser = await host.OmbudAsync("pnr@demo.example");
        var page = await browser.ReportAsync("Med personnummer", ("Pattern", $"När personen ({Number}) ringde var det stängt."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(Number, page.Html.QuerySelector("#granska-Pattern mark")!.TextContent);
        Assert.Contains("Det har inte sparats", page.Html.GetElementById("granska-Pattern")!.TextContent, StringComparison.Ordinal);
        Assert.False(await host.IsStoredAsync(Number));
        Assert.Null(await host.FindAsync("Med personnummer"));
    }

    [Theory]
    [InlineData("Title")]
    [InlineData("Pattern")]
    [InlineData("Consequence")]
    [InlineData("Proposal")]
    public async Task Draft_WithPersonnummer_IsKeptWithoutIt(string field)
    {
        using var browser = await host.OmbudAsync($"utkast-{field}@demo.example");
        var saved = await browser.PostFormAsync("/rapportera", (field, $"Gällde {Number} i går"), ("act", "save"));
        var draft = await browser.GetAsync(saved.Location!);
        Assert.Contains("sparades inte", draft.Html.QuerySelector(".besked")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Number, draft.Text, StringComparison.Ordinal);
        Assert.Contains("Gällde … i går", draft.Text, StringComparison.Ordinal);
        Assert.False(await host.IsStoredAsync(Number));
    }

    [Fact]
    public async Task Autosave_WithPersonnummer_IsKeptWithoutItAndTellsTheScript()
    {
        using var browser = await host.OmbudAsync("autospar@demo.example");
        var answer = await browser.PostFormAsync("/rapportera", "/rapportera", ("Pattern", "x"), ("act", "similar"));
        var token = answer.Html.QuerySelector("#rapport input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var saved = await browser.PostAsync("/rapportera/utkast", ("__RequestVerificationToken", token), ("Pattern", $"Numret var {Number}."));
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Contains("sparades inte", saved.Text, StringComparison.Ordinal);
        Assert.False(await host.IsStoredAsync(Number));
    }

    [Fact]
    public async Task CertainFind_SaidToBeNoPerson_StillStops()
    {
        using var browser = await host.OmbudAsync("envis@demo.example");
        var page = await browser.ReportAsync("Envis med numret", ("Pattern", $"Numret {Number} står i brevet."));
        var key = Find(page, "bort:Pattern:");
        var again = await browser.ReportAsync("Envis med numret", ("Pattern", $"Numret {Number} står i brevet."), ("Accepted", key));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Null(await host.FindAsync("Envis med numret"));
    }

    [Fact]
    public async Task LikelyFind_Undecided_StopsTheReport()
    {
        using var browser = await host.OmbudAsync("obestamd@demo.example");
        var page = await browser.ReportAsync("Med telefonnummer", ("Pattern", "Växeln på 0243-12 34 56 svarar inte."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("#granska-Pattern", page.Html.QuerySelectorAll(".felsumma a").Select(a => a.GetAttribute("href")));
        Assert.Null(await host.FindAsync("Med telefonnummer"));
    }

    [Fact]
    public async Task LikelyFind_SaidToBeNoPerson_IsRememberedAndLetThrough()
    {
        using var browser = await host.OmbudAsync("godkand@demo.example");
        const string text = "Växeln på 0243-12 34 56 svarar inte.";
        var page = await browser.ReportAsync("Växelns nummer", ("Pattern", text));
        var button = page.Html.QuerySelector("button[value^='ok:']")!.GetAttribute("value")!;
        var decided = await browser.ReportAsync("Växelns nummer", ("Pattern", text), ("act", ""), ("find", button));
        var accepted = decided.Html.QuerySelector("input[name=Accepted]")!.GetAttribute("value")!;
        Assert.Contains("Redan godkänt", decided.Html.GetElementById("granska-Pattern")!.TextContent, StringComparison.Ordinal);
        var sent = await browser.ReportAsync("Växelns nummer", ("Pattern", text), ("Accepted", accepted));
        Assert.Equal("/", sent.Location);
    }

    [Fact]
    public async Task LikelyFind_Undone_MustBeDecidedAgain()
    {
        using var browser = await host.OmbudAsync("angrad@demo.example");
        const string text = "Skriv till vaxel@kommun.example om det gäller.";
        var page = await browser.ReportAsync("Växelns adress", ("Pattern", text));
        var key = page.Html.QuerySelector("button[value^='ok:']")!.GetAttribute("value")![3..];
        var undone = await browser.ReportAsync("Växelns adress", ("Pattern", text), ("Accepted", key), ("act", ""), ("find", "ater:" + key));
        Assert.Null(undone.Html.QuerySelector("input[name=Accepted]"));
        Assert.NotNull(undone.Html.QuerySelector("#granska-Pattern mark"));
    }

    [Fact]
    public async Task Remove_TakesTheWordsOutWithoutLeavingAHole()
    {
        using var browser = await host.OmbudAsync("bort@demo.example");
        var text = $"När personen ({Number}) ringde var det stängt.";
        var page = await browser.ReportAsync("Ta bort numret", ("Pattern", text));
        var after = await browser.ReportAsync("Ta bort numret", ("Pattern", text), ("act", ""), ("find", "bort:Pattern:" + Find(page, "bort:Pattern:")));
        Assert.Equal("När personen ringde var det stängt.", ((IHtmlTextAreaElement)after.Html.GetElementById("Pattern")!).Value);
        Assert.Equal("", after.Html.GetElementById("granska-Pattern")!.TextContent.Trim());
    }

    [Fact]
    public async Task LiveCheck_AnswersWithTheFindsOfEachField()
    {
        using var browser = await host.OmbudAsync("levande@demo.example");
        var page = await browser.GetAsync("/rapportera");
        var token = page.Html.QuerySelector("#rapport input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var checkedText = await browser.PostAsync("/rapportera/granska", ("__RequestVerificationToken", token), ("Consequence", $"Se {Number}"));
        Assert.Equal(Number, checkedText.Html.QuerySelector("#granska-Consequence mark")!.TextContent);
        Assert.Null(checkedText.Html.QuerySelector("#granska-Pattern mark"));
    }

    private static string Find(Page page, string button) =>
        page.Html.QuerySelector($"button[value^='{button}']")!.GetAttribute("value")![button.Length..];
}
