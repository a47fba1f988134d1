using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Web.Tests.Reports;
using Systemfel.Workflows.Demo;

namespace Systemfel.Web.Tests.Incidents;

/// <summary>'Jag skrev något jag inte borde' on a report that has not left the team.</summary>
public abstract class ErasePageTests(IncidentHost host)
{
    [Fact]
    public async Task Page_ForAColleague_IsNotFoundAndHasNoEntrance()
    {
        var (_, id, word) = await ReportAsync();
        using var colleague = await ColleagueAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync($"/systemfel/{id}/fel-uppgift")).Status);
        var page = await colleague.GetAsync($"/systemfel/{id}");
        Assert.Contains(word, page.Text);
        Assert.DoesNotContain("fel-uppgift", page.Text);
    }

    [Fact]
    public async Task Form_WithoutAKind_SaysWhatToChooseAndErasesNothing()
    {
        var (author, id, word) = await ReportAsync();

        var page = await author.PostFormAsync($"/systemfel/{id}/fel-uppgift");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Välj minst ett slag av uppgift.", page.Text);
        Assert.Contains(word, (await author.GetAsync($"/systemfel/{id}")).Text);
    }

    [Fact]
    public async Task Page_SaysThatItCannotBeUndoneAndAsksForNoWords()
    {
        var (author, id, word) = await ReportAsync();

        var page = await author.GetAsync($"/systemfel/{id}/fel-uppgift");

        Assert.Contains("Det går inte att ångra.", page.Text);
        Assert.DoesNotContain(word, page.Text);
        Assert.Empty(page.Html.QuerySelectorAll("main textarea, main input:not([type=hidden]):not([type=checkbox])"));
        Assert.Single(page.Html.QuerySelectorAll("main button"));
        Assert.NotNull((await author.GetAsync($"/systemfel/{id}")).Html.QuerySelector($"main a[href='/systemfel/{id}/fel-uppgift']"));
    }

    [Fact]
    public async Task Form_ByTheAuthor_ErasesAtOnceEverywhere()
    {
        var (author, id, word) = await ReportAsync();
        Assert.Contains($"/systemfel/{id}\"", (await host.Coordinator.GetAsync($"/register?q={word}")).Text);

        var done = await author.PostFormAsync($"/systemfel/{id}/fel-uppgift", ("kinds", "NAMN"));

        Assert.Equal($"/systemfel/{id}", done.Location);
        foreach (var path in new[] { $"/systemfel/{id}", "/", "/?visa=alla", "/register", "/register.csv", "/mina" })
        {
            Assert.DoesNotContain(word, (await author.GetAsync(path)).Text);
            Assert.DoesNotContain(word, (await host.Coordinator.GetAsync(path)).Text);
        }
        Assert.DoesNotContain($"/systemfel/{id}\"", (await host.Coordinator.GetAsync($"/register?q={word}")).Text);
        Assert.DoesNotContain($"/systemfel/{id}\"", (await author.GetAsync($"/rapportera/liknande?rubrik={word}")).Text);
        var page = await host.Coordinator.GetAsync($"/systemfel/{id}");
        Assert.Equal("Raderad text", page.Heading);
        Assert.Contains("Händelsekedjan är hel.", page.Text);
        Assert.Contains("Texten raderades", page.Text);
        Assert.False(await host.IsStoredAsync(word));
    }

    [Fact]
    public async Task Incidents_ListTheErasureWithoutContent()
    {
        var (author, id, word) = await ReportAsync();
        await author.PostFormAsync($"/systemfel/{id}/fel-uppgift", ("kinds", "ADRESS"));
        var number = await host.ReadAsync(r => r.Deficiencies.Where(d => d.Id == id).Select(d => d.Number).SingleAsync());

        using var manager = await host.AsAsync(Role.UnitManager);
        var list = await manager.GetAsync("/incidenter");
        var csv = await manager.GetAsync("/incidenter.csv");

        Assert.Contains("72 timmar", list.Text);
        Assert.Contains(number, list.Text);
        Assert.Equal([0xEF, 0xBB, 0xBF], (await csv.Response.Content.ReadAsByteArrayAsync())[..3]);
        Assert.StartsWith("När;Vem;Slag av uppgift;Var;Nummer;Åtgärd;", csv.Text, StringComparison.Ordinal);
        Assert.Contains($";adress;Systemfel;{number};Raderat för gott;", csv.Text);
        Assert.Equal("text/csv; charset=utf-8", csv.Header("Content-Type"));
        Assert.DoesNotContain(word, list.Text + csv.Text);
        Assert.True(await host.ReadAsync(r => r.AccessLog.AnyAsync(a => a.What == "incidents.csv")));
    }

    [Fact]
    public async Task Draft_IsErasedFromItsOwnPage()
    {
        using var author = await host.SignedInAsync("sara@demo.example", DemoSeeder.Password);
        var draft = (await author.PostFormAsync("/rapportera", ("Title", "Kvastutkast om väntan"), ("act", "save"))).Location!;
        Assert.NotNull((await author.GetAsync(draft)).Html.QuerySelector($"a[href='{draft}/fel-uppgift']"));

        Assert.Equal("/", (await author.PostFormAsync($"{draft}/fel-uppgift", ("kinds", "NAMN"))).Location);

        Assert.Equal(HttpStatusCode.NotFound, (await author.GetAsync(draft)).Status);
        Assert.False(await host.IsStoredAsync("Kvastutkast"));
    }

    private async Task<Browser> ColleagueAsync() => await host.SignedInAsync(
        (await host.ReadAsync(r => r.Accounts.Where(a => a.Email != "sara@demo.example" && a.Memberships.All(m => m.Role == Role.Ombud) && a.Memberships.Any()).OrderBy(a => a.Id).Select(a => a.Email).FirstAsync()))!,
        DemoSeeder.Password);

    /// <summary>A report whose title holds a word that stands nowhere else.</summary>
    private async Task<(Browser Author, long Id, string Word)> ReportAsync()
    {
        var author = await host.SignedInAsync("sara@demo.example", DemoSeeder.Password);
        var word = "kvast" + string.Concat(Guid.NewGuid().ToString("N").Select(c => (char)('b' + Convert.ToInt32(c.ToString(), 16))));
        Assert.Equal("/", (await author.ReportAsync($"Den {word} får vänta")).Location);
        return (author, (await host.FindAsync($"Den {word} får vänta"))!.Id, word);
    }
}

public sealed class SqliteErasePageTests(IncidentHost host) : ErasePageTests(host), IClassFixture<IncidentHost>;

public sealed class PostgresErasePageTests(PostgresIncidentHost host) : ErasePageTests(host), IClassFixture<PostgresIncidentHost>;
