using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Web.Tests.Reports;
using Systemfel.Workflows.Demo;

namespace Systemfel.Web.Tests.Overview;

/// <summary>The overview of the demo's year.</summary>
public sealed partial class OverviewPageTests(DemoHost world) : IClassFixture<DemoHost>
{
    [Theory]
    [InlineData("/oversikt")]
    [InlineData("/oversikt?ar=2025")]
    [InlineData("/oversikt?ar=2025&myndighet=fk")]
    [InlineData("/oversikt?kommun=flera")]
    public async Task Figure_WithAListBehind_CountsExactlyWhatIsInIt(string path)
    {
        using var malin = await world.SignedInAsync("malin@demo.example", DemoSeeder.Password);
        var links = (await malin.GetAsync(path)).Html.QuerySelectorAll("main a[href^='/oversikt/lista']").ToList();

        Assert.NotEmpty(links);
        foreach (var link in links)
        {
            var figure = Number().Match(link.GetAttribute("aria-label") is { } label ? label[(label.IndexOf(':', StringComparison.Ordinal) + 1)..] : Counted(link)).Value;
            var list = await malin.GetAsync(link.GetAttribute("href")!);
            Assert.Equal((link.OuterHtml, figure), (link.OuterHtml, Number().Match(list.Html.QuerySelector(".ingress")!.TextContent).Value));
        }
    }

    [Fact]
    public async Task List_ShowsTheCasesOfItsFigure()
    {
        using var malin = await world.SignedInAsync("malin@demo.example", DemoSeeder.Password);

        var list = await malin.GetAsync("/oversikt/lista?ar=2025&vad=inskickade");

        var numbers = list.Html.QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.NotEmpty(numbers);
        Assert.All(numbers, n => Assert.Contains("2025-", n));
    }

    [Theory]
    [InlineData("/oversikt?ar=1&kommun=gotham&myndighet=mi6")]
    [InlineData("/oversikt/lista?ar=x&vad=allt&niva=9&forst=0&omrade=-1&kvartal=5&sedan=evigt&som=glass&sida=99999999999")]
    public async Task Question_ThatIsUnknown_IsLeftOut(string path)
    {
        using var malin = await world.SignedInAsync("malin@demo.example", DemoSeeder.Password);

        Assert.Equal(200, (int)(await malin.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData("2999")]
    [InlineData("1999")]
    public async Task Question_OfAYearWithoutReports_IsOfThisYear(string year)
    {
        using var malin = await world.SignedInAsync("malin@demo.example", DemoSeeder.Password);

        var page = await malin.GetAsync($"/oversikt?ar={year}");

        Assert.Contains(world.Clock.GetUtcNow().Year.ToString(CultureInfo.InvariantCulture), page.Html.QuerySelector("#jamfort + table caption")!.TextContent);
    }

    [Fact]
    public async Task Report_ThatIsWithdrawn_IsCountedNoMore()
    {
        await using var own = new WebHost();
        await own.OrganisationAsync();
        await own.CreateAccountAsync("ombud@oversikt.example", Systemfel.Data.Accounts.Role.Ombud);
        using var ombud = await own.SignedInAsync("ombud@oversikt.example");
        await ombud.ReportAsync("Besked dröjer");
        Assert.Contains("Av 1 systemfel", (await ombud.GetAsync("/oversikt")).Html.QuerySelector(".mening")!.TextContent);
        var line = await own.WithAsync<SystemfelReader, (long Case, string Target)>(async r =>
        {
            var b = await r.Bookmarks.SingleAsync();
            return (b.DeficiencyId, $"{b.Id}.{b.Version}");
        });

        await ombud.PostFormAsync($"/systemfel/{line.Case}/gor/withdraw?rad={line.Target}", $"/systemfel/{line.Case}/gor/withdraw?rad={line.Target}");

        Assert.Contains("Inga systemfel har skickats in", (await ombud.GetAsync("/oversikt")).Text);
    }

    [Fact]
    public async Task Report_ThatIsSentIn_IsCountedAtOnceAndAnExampleNever()
    {
        await using var own = new WebHost();
        await own.OrganisationAsync();
        await own.CreateAccountAsync("ombud@oversikt.example", Systemfel.Data.Accounts.Role.Ombud);
        using var ombud = await own.SignedInAsync("ombud@oversikt.example");
        Assert.Contains("Inga systemfel har skickats in", (await ombud.GetAsync("/oversikt")).Text);

        await ombud.ReportAsync("Besked dröjer");
        Assert.Contains("Av 1 systemfel", (await ombud.GetAsync("/oversikt")).Html.QuerySelector(".mening")!.TextContent);
        var organisation = await own.WithAsync<SystemfelReader, long>(r => r.Organisations.Select(o => o.Id).SingleAsync());
        using var admin = await own.SignedInAsync("forsta@demo.example");
        Assert.Equal("/start/exempel", (await admin.PostFormAsync("/start/exempel", "/start/exempel/fyll")).Location);

        Assert.True(await own.WithAsync<SystemfelReader, int>(r => r.Deficiencies.CountAsync(d => d.OrganisationId == organisation)) > 1);
        Assert.Contains("Av 1 systemfel", (await ombud.GetAsync("/oversikt")).Html.QuerySelector(".mening")!.TextContent);
    }

    [Fact]
    public async Task AuthoritysPage_HasItsOpenCasesWithWhereTheyStand()
    {
        using var malin = await world.SignedInAsync("malin@demo.example", DemoSeeder.Password);

        var page = await malin.GetAsync("/oversikt?myndighet=fk");

        var open = page.Html.QuerySelectorAll(".oppnafragor tbody tr").Length;
        Assert.InRange(open, 1, 200);
        Assert.Contains("Försäkringskassan", page.Html.QuerySelector("h1")!.TextContent);
    }

    /// <summary>The number that stands in the link, or right before it.</summary>
    private static string Counted(AngleSharp.Dom.IElement link) => Number().IsMatch(link.TextContent) ? link.TextContent
        : link.Closest("tr")?.QuerySelector(".tal")?.TextContent ?? link.ParentElement!.QuerySelector("strong")!.TextContent;

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
