using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Web.Tests.Lists;
using Systemfel.Workflows.Demo;

namespace Systemfel.Web.Tests.Register;

public class RegisterPageTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Theory]
    [InlineData("/register")]
    [InlineData("/register.csv")]
    [InlineData("/flode")]
    public async Task Page_WhenSignedOut_AsksToSignIn(string path)
    {
        using var browser = host.Browse();

        Assert.Contains("/konto/logga-in", (await browser.GetAsync(path)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_WhenAMemberLooks_ShowsOnlyWhatTheGroupWasGranted()
    {
        using var browser = await AsAsync("ledamot.fk");
        var granted = await host.WithAsync(async (SystemfelReader r) =>
        {
            var account = await r.Accounts.Include(a => a.Memberships).SingleAsync(a => a.Email == "ledamot.fk@demo.example");
            return await r.Deficiencies.VisibleTo(new Viewer(account.Id, "", account.Memberships)).Where(d => d.Instance.ClosedAt == null).Select(d => d.Id).ToListAsync();
        });

        var page = await browser.GetAsync("/register");

        Assert.StartsWith($"{granted.Count} öpp", page.Html.QuerySelector(".traff strong")!.TextContent, StringComparison.Ordinal);
        Assert.All(Ids(page), id => Assert.Contains(id, granted));
        Assert.NotEmpty(Ids(page));
    }

    [Fact]
    public async Task Case_WhenAMemberWasNotGrantedIt_Is404()
    {
        using var browser = await AsAsync("ledamot.fk");
        var hidden = await host.WithAsync((SystemfelReader r) => r.Deficiencies.Where(d => d.Grants.Count == 0).Select(d => d.Id).FirstAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/systemfel/{hidden}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/systemfel/{hidden}/gor/classify")).Status);
    }

    [Fact]
    public async Task Register_WhenNothingMatches_SaysWhatToDo()
    {
        using var browser = await AsAsync("sara");

        var page = await browser.GetAsync("/register?q=zzzfinnsinte");

        Assert.Contains("Inget systemfel passar.", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Html.QuerySelector(".traff a[href='/register']"));
    }

    [Fact]
    public async Task Register_WhenFiltered_ShowsAsManyAsTheFacetSaid()
    {
        using var browser = await AsAsync("sara");
        var before = await browser.GetAsync("/register");
        var said = before.Html.QuerySelector("input[name=niva][value=central]")!.ParentElement!.QuerySelector("data")!.TextContent;

        var after = await browser.GetAsync("/register?niva=central");

        Assert.StartsWith($"{said} öppna systemfel", after.Html.QuerySelector(".traff strong")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("på central nivå", after.Html.QuerySelector(".traff")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_WhenSearchedByNumber_FindsThatCase()
    {
        using var browser = await AsAsync("sara");
        var number = await host.WithAsync((SystemfelReader r) => r.Deficiencies.Where(d => !d.IsDraft).OrderBy(d => d.Id).Select(d => d.Number).FirstAsync());

        var page = await browser.GetAsync($"/register?lage=alla&q={number}");

        Assert.Contains(page.Html.QuerySelectorAll(".regtab span.id"), e => e.TextContent == number);
    }

    [Fact]
    public async Task Csv_OfTheHits_HasBomSemicolonsAndARowForEach()
    {
        using var browser = await AsAsync("malin");
        var shown = (await browser.GetAsync("/register?lage=alla")).Html.QuerySelector(".traff strong")!.TextContent.Split(' ')[0];

        var file = await browser.GetAsync("/register.csv?lage=alla");

        var bytes = await file.Response.Content.ReadAsByteArrayAsync();
        var rows = CsvText.Read(bytes);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(["Nummer", "Slag", "Rubrik"], rows[0][..3]);
        Assert.Equal(shown, $"{rows.Count - 1}");
        Assert.All(rows, r => Assert.Equal(rows[0].Count, r.Count));
        Assert.True(await host.WithAsync((SystemfelReader r) => r.AccessLog.AnyAsync(a => a.What == "register.csv")));
    }

    [Fact]
    public async Task Flow_WhenTheTeamLooks_SaysTheSameInPictureAndTable()
    {
        using var browser = await AsAsync("malin");

        var page = await browser.GetAsync("/flode");

        var words = page.Html.QuerySelector("svg.liggande desc")!.TextContent;
        var rows = page.Html.QuerySelectorAll(".frister tbody tr").Where(r => r.QuerySelector("a") is not null).ToList();
        Assert.Equal(8, rows.Count);
        Assert.All(rows, r => Assert.Contains($"{r.QuerySelector("a")!.TextContent} {r.QuerySelector("td")!.FirstChild!.TextContent}", words, StringComparison.Ordinal));
    }

    private Task<Browser> AsAsync(string name) => host.SignedInAsync($"{name}@demo.example", DemoSeeder.Password);

    private static List<long> Ids(Page page) =>
        [.. page.Html.QuerySelectorAll(".regtab th a").Select(a => long.Parse(a.GetAttribute("href")!.Split('/')[^1], CultureInfo.InvariantCulture))];
}
