using System.Net;
using Systemfel.Data.Accounts;

namespace Systemfel.Web.Tests.Yearly;

[Collection(YearlyPages.Name)]
public sealed class ReportPageTests(ReturnWorld world)
{
    [Theory]
    [InlineData("team")]
    [InlineData("ingen")]
    public async Task Report_OfWhoIsNoRecipient_DoesNotExist(string recipient)
    {
        var begun = await world.Coordinator.PostFormAsync("/arsrapport/2021/rapport", "/arsrapport/2021/rapport", ("recipient", recipient));

        Assert.Equal(HttpStatusCode.NotFound, begun.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Coordinator.GetAsync($"/arsrapport/2021/rapport/{recipient}")).Status);
    }

    [Fact]
    public async Task Approve_ByTheManagerAlone_IsRefused()
    {
        var address = await BegunAsync(2022);
        await world.Coordinator.PostFormAsync(address, $"{address}/utkast");

        var page = await world.Manager.PostFormAsync(address, $"{address}/godkann");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Samordnaren godkänner och skickar rapporten.", page.Text);
    }

    [Fact]
    public async Task Report_FromDraftToHandedOut_IsLockedAndCanBePrinted()
    {
        var address = await BegunAsync(2023);
        await world.Coordinator.PostFormAsync(address, $"{address}/utkast");
        await world.Coordinator.PostFormAsync(address, $"{address}/godkann");
        await world.Coordinator.PostFormAsync(address, $"{address}/skickad", ("how", "utlämnad på mötet"));

        var page = await world.Ombud.GetAsync(address);
        var print = await world.Ombud.GetAsync($"{address}/utskrift");
        var word = await world.Ombud.GetAsync($"{address}/systemfelsrapport.docx");

        Assert.Contains("utlämnad på mötet", page.Html.QuerySelector("#logg")!.TextContent);
        Assert.Empty((await world.Coordinator.GetAsync(address)).Html.QuerySelectorAll("main form"));
        Assert.Equal(["Arbetet med systemfel", "Systemfel som har rapporterats", "Om och hur påtalade systemfel har åtgärdats, lokalt och regionalt"], print.Html.QuerySelectorAll(".utskrift h2").Select(h => h.TextContent));
        Assert.StartsWith("PK", word.Text);
    }

    [Fact]
    public async Task FirstPages_OfThoseWhoAnswerForTheReturn_SayWhenItIsNear()
    {
        using var own = new WebHost();
        await own.CreateAccountAsync("sam@retur.example", Role.Coordinator);
        await own.CreateAccountAsync("chef@retur.example", Role.UnitManager);
        await own.CreateAccountAsync("ombud@retur.example", Role.Ombud);
        var today = DateOnly.FromDateTime(own.Clock.GetUtcNow().UtcDateTime);
        own.Clock.Advance(TimeSpan.FromDays(new DateOnly(today.Year + 1, 12, 20).DayNumber - today.DayNumber));

        var pages = new List<bool>();
        foreach (var (who, path) in new[] { ("sam", "/"), ("chef", "/register"), ("sam", "/register"), ("ombud", "/register") })
        {
            using var browser = await own.SignedInAsync($"{who}@retur.example");
            pages.Add((await browser.GetAsync(path)).Html.QuerySelector(".arspaminnelse") != null);
        }

        Assert.Equal([true, true, false, false], pages);
    }

    private async Task<string> BegunAsync(int year) =>
        (await world.Coordinator.PostFormAsync($"/arsrapport/{year}/rapport", $"/arsrapport/{year}/rapport", ("recipient", "committee"))).Location!;
}
