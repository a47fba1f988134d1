using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Data.Watching;
using Systemfel.Web.Features.Register;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.FollowingUp;
using Systemfel.Workflows.Register;

namespace Systemfel.Web.Tests.Register;

/// <summary>Saved views over HTTP: among the views of the register, and on their own pages.</summary>
public class ViewPagesTests(DemoHost host) : IClassFixture<DemoHost>
{
    private const string Question = "?myndighet=fk&niva=central";

    [Theory]
    [InlineData("/vyer")]
    [InlineData("/vyer/ny")]
    public async Task Page_WhenSignedOut_AsksToSignIn(string path)
    {
        using var browser = host.Browse();

        Assert.Contains("/konto/logga-in", (await browser.GetAsync(path)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_ForAMember_OffersNoViewsOfTheirOwn()
    {
        using var browser = await AsAsync("ledamot.fk");

        Assert.Null((await browser.GetAsync("/register")).Html.QuerySelector(".vyer .spara"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/vyer")).Status);
    }

    [Fact]
    public async Task Save_StandsAmongTheViewsWithItsCount_UntilItIsRemoved()
    {
        using var browser = await AsAsync("malin");
        var register = await browser.GetAsync("/register" + Question);
        var form = register.Html.QuerySelector(".vyer a[href^='/vyer/ny']")!.GetAttribute("href")!;

        var saved = await browser.PostFormAsync(form, "/vyer/ny", ("name", "Centralt hos FK"), ("mailing", "Weekly"));

        Assert.Equal("/register" + Question, saved.Location);
        var after = await browser.GetAsync(saved.Location!);
        var link = after.Html.QuerySelector(".vyer a[aria-current]")!;
        Assert.Equal($"Centralt hos FK {after.Html.QuerySelector(".traff strong")!.TextContent.Split(' ')[0]}", link.TextContent);
        Assert.Equal("/register" + Question, link.GetAttribute("href"));
        var id = await IdAsync("Centralt hos FK");
        Assert.Equal($"/vyer#vy-{id}", after.Html.QuerySelectorAll(".vyer .spara").Single().GetAttribute("href"));
        Assert.Equal("/register" + Question, (await browser.GetAsync($"/vyer/{id}")).Location);

        var changed = await browser.PostFormAsync($"/vyer/{id}/andra", ("name", "FK, centralt"), ("mailing", "Never"));
        Assert.Equal($"/vyer#vy-{id}", changed.Location);
        var row = (await browser.GetAsync("/vyer")).Html.QuerySelector($"#vy-{id}")!;
        Assert.Contains("FK, centralt", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("mejlas inte", row.TextContent, StringComparison.Ordinal);

        Assert.Equal("/vyer", (await browser.PostFormAsync($"/vyer/{id}/andra", $"/vyer/{id}/ta-bort")).Location);
        Assert.DoesNotContain("FK, centralt", (await browser.GetAsync("/register")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/vyer/{id}")).Status);
    }

    [Theory]
    [InlineData("", "Daily", "name", "Skriv vad vyn ska heta.")]
    [InlineData("Min vy", "", "mailing", "Välj när vyn ska mejlas.")]
    [InlineData("Om 19121212-1212", "Daily", "name", "Namnet kan peka ut en person")]
    [InlineData("Växeln 0243-740 00", "Daily", "accepted", "eller kryssa i att ingen person pekas ut")]
    public async Task Save_WhenSomethingIsWrong_SaysItAtItsFieldAndKeepsTheRest(string name, string mailing, string field, string sentence)
    {
        using var browser = await AsAsync("malin");

        var page = await browser.PostFormAsync("/vyer/ny" + Question, "/vyer/ny", ("name", name), ("mailing", mailing));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(sentence, page.Html.QuerySelector($"#{field}-fel")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(name, page.Html.QuerySelector("#name")!.GetAttribute("value") ?? "");
        Assert.Equal(mailing, page.Html.QuerySelector("[name=mailing][checked]")?.GetAttribute("value") ?? "");
        Assert.Equal(Question, page.Html.QuerySelector("[name=query]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Save_WithALikelyFindThatIsNobody_IsTaken()
    {
        using var browser = await AsAsync("malin");
        var asked = await browser.PostFormAsync("/vyer/ny", ("name", "Växeln 0243-740 01"), ("mailing", "Never"));

        var saved = await browser.PostFormAsync("/vyer/ny", ("name", "Växeln 0243-740 01"), ("mailing", "Never"), ("accepted", asked.Html.QuerySelector("[name=accepted]")!.GetAttribute("value")!));

        Assert.Equal("/register", saved.Location);
    }

    [Fact]
    public async Task View_OfSomebodyElse_Is404()
    {
        using var malin = await AsAsync("malin");
        using var sara = await AsAsync("sara");
        await malin.PostFormAsync("/vyer/ny?lage=alla", "/vyer/ny", ("name", "Bara min"), ("mailing", "Never"));
        var id = await IdAsync("Bara min");

        Assert.Equal(HttpStatusCode.NotFound, (await sara.GetAsync($"/vyer/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await sara.GetAsync($"/vyer/{id}/andra")).Status);
        Assert.DoesNotContain("Bara min", (await sara.GetAsync("/vyer")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bara min", (await sara.GetAsync("/register")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task View_ThatAsksForWhatIsGone_SaysSoAndLeadsToNoList()
    {
        using var browser = await AsAsync("malin");
        await host.WithAsync(async (SystemfelReader r) =>
        {
            var malin = await r.Accounts.Include(a => a.Memberships).SingleAsync(a => a.Email == "malin@demo.example");
            var question = new SavedQuestion("", new Dictionary<RegisterFacet, IReadOnlyList<string>> { [RegisterFacet.Theme] = ["999999"] }, RegisterSort.Changed);
            return await host.WithAsync(async (ViewService s) =>
            {
                await s.SaveAsync(new Viewer(malin.Id, "", malin.Memberships), malin.Memberships[0].OrganisationId, "Borta", question, ViewMailing.Weekly, []);
                return true;
            });
        });
        var id = await IdAsync("Borta");

        var link = (await browser.GetAsync("/register")).Html.QuerySelector($".vyer a[href='/vyer#vy-{id}']")!;
        Assert.Contains("gäller inte längre", link.TextContent, StringComparison.Ordinal);
        Assert.Null(link.QuerySelector("data"));
        Assert.Equal($"/vyer#vy-{id}", (await browser.GetAsync($"/vyer/{id}")).Location);
        var row = (await browser.GetAsync("/vyer")).Html.QuerySelector($"#vy-{id}")!;
        Assert.Contains("Vyn gäller inte längre.", row.TextContent, StringComparison.Ordinal);
        Assert.Null(row.QuerySelector("a[href^='/register']"));
    }

    [Fact]
    public async Task EveryValueThatCanBeChosen_IsStillThereForAKeptQuestion()
    {
        var lists = await host.WithAsync(async (SystemfelReader r) =>
            await RegisterLists.LoadAsync(r, await r.Organisations.OrderBy(o => o.Id).Select(o => o.Id).FirstAsync(), Audience.Team, default));

        Assert.All(lists.Facets, f => Assert.NotEmpty(f.Values));
        Assert.All(lists.Facets.SelectMany(f => f.Values, (f, v) => (f.Facet, v.Value)), c => Assert.True(lists.Values.Has(c.Facet, c.Value), $"{c}"));
        Assert.All(lists.Facets, f => Assert.False(lists.Values.Has(f.Facet, "finns-inte")));
    }

    private Task<Browser> AsAsync(string name) => host.SignedInAsync($"{name}@demo.example", DemoSeeder.Password);

    private Task<long> IdAsync(string name) => host.WithAsync((SystemfelReader r) => r.SavedViews.Where(v => v.Name == name).Select(v => v.Id).SingleAsync());
}
