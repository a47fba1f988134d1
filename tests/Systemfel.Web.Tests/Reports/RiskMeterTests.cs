using Systemfel.Data.Storage;

namespace Systemfel.Web.Tests.Reports;

public sealed class RiskMeterTests(DemoHost host) : IClassFixture<DemoHost>
{
    private const string Text = "En 34-åring som är präst nekades den 3 mars.";

    [Fact]
    public async Task Form_WithNothingThatIdentifies_ShowsNoMeter()
    {
        using var browser = await host.OmbudAsync("lugn@demo.example");
        var page = await browser.ReportAsync("Ingen mätare", ("act", "check"));
        Assert.Equal("", page.Html.GetElementById("risk")!.TextContent.Trim());
        Assert.Contains("Granskat: inget mer att ta ställning till.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckStep_WithACombination_SaysWhichAndWhatToLeaveOut()
    {
        using var browser = await host.OmbudAsync("steg@demo.example");
        var page = await browser.ReportAsync("Kombination i steget", ("Pattern", Text), ("Municipality", await FalunAsync()), ("Band", "One"), ("act", "check"));
        var meter = page.Html.GetElementById("risk")!;
        Assert.Contains("Risk att kännas igen: hög", meter.TextContent, StringComparison.Ordinal);
        Assert.Contains("Falun (60\u00a0000 invånare) + exakt datum (3 mars) + exakt ålder (34-åring) + yrke eller roll (präst) + en enda person", meter.TextContent, StringComparison.Ordinal);
        Assert.Contains("Utelämna ", meter.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, meter.QuerySelectorAll("rect.pa").Length);
    }

    [Fact]
    public async Task LiveCheck_WithMunicipalityAndBand_WeighsThemToo()
    {
        using var browser = await host.OmbudAsync("levande-risk@demo.example");
        var form = await browser.GetAsync("/rapportera");
        var token = form.Html.QuerySelector("#rapport input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var part = await browser.PostAsync("/rapportera/granska", ("__RequestVerificationToken", token), ("Pattern", Text), ("Municipality", await FalunAsync()), ("Band", "One"));
        Assert.Contains("Falun (60\u00a0000 invånare)", part.Html.GetElementById("risk")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("en enda person", part.Html.GetElementById("risk")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WithACombination_IsStoredAndSaysSoAfterwards()
    {
        using var browser = await host.OmbudAsync("skickad-risk@demo.example");
        var sent = await browser.ReportAsync("Kombination som skickas", ("Pattern", Text), ("Municipality", await FalunAsync()));
        Assert.Equal("/", sent.Location);
        Assert.NotNull(await host.FindAsync("Kombination som skickas"));
        var start = await browser.GetAsync("/");
        Assert.Contains("Risk att kännas igen: hög. Falun (60\u00a0000 invånare)", start.Html.QuerySelector(".besked")!.TextContent, StringComparison.Ordinal);
    }

    private Task<string> FalunAsync() => host.WithAsync<SystemfelReader, string>(r =>
        Task.FromResult(r.Municipalities.Where(m => m.Name == "Falun").Select(m => m.Id).First().ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
