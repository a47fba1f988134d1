using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Demo;

namespace Systemfel.Web.Tests.FollowUp;

/// <summary>Milestones of a measure over HTTP: set by the coordinator, read on the case, among the measures and in lists.</summary>
public class MilestonePagesTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Fact]
    public async Task Page_ForAnOmbud_Is404AndTheCaseOffersNone()
    {
        using var sara = await AsAsync("sara");
        var (id, measure) = await PlannedAsync(0);

        Assert.Equal(HttpStatusCode.NotFound, (await sara.GetAsync(Path(id, measure))).Status);
        Assert.Null((await sara.GetAsync($"/systemfel/{id}")).Html.QuerySelector($"a[href='{Path(id, measure)}']"));
    }

    [Fact]
    public async Task Page_OfAnotherCasesMeasure_Is404()
    {
        using var malin = await AsAsync("malin");
        var ((id, _), (_, other)) = (await PlannedAsync(0), await PlannedAsync(1));

        Assert.Equal(HttpStatusCode.NotFound, (await malin.GetAsync(Path(id, other))).Status);
    }

    [Fact]
    public async Task Page_OfAMeasureThatIsSettled_SaysWhy()
    {
        using var malin = await AsAsync("malin");
        var (id, measure) = await host.WithAsync(async (SystemfelReader r) =>
            await r.Measures.Where(m => m.State == MeasureState.Done).OrderBy(m => m.Id).Select(m => ValueTuple.Create(m.DeficiencyId, m.Id)).FirstAsync());

        var page = await malin.GetAsync(Path(id, measure));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("inte planerad längre", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_WhenSomethingIsWrong_SaysItAtItsFieldAndKeepsWhatWasTyped()
    {
        using var malin = await AsAsync("malin");
        var (id, measure) = await PlannedAsync(0);

        var page = await malin.PostFormAsync(Path(id, measure),
            ("milestone-1", "Rutinen är skriven"), ("milestone-due-1", "i november"), ("milestone-done-1", ""), ("milestone-2", ""), ("milestone-due-2", "2099-01-01"), ("milestone-done-2", ""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Skriv datumet som", page.Html.QuerySelector("#milestone-due-1-fel")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("Rutinen är skriven", "i november", "2099-01-01"), (Value(page, "milestone-1"), Value(page, "milestone-due-1"), Value(page, "milestone-due-2")));

        page = await malin.PostFormAsync(Path(id, measure), ("milestone-1", ""), ("milestone-2", ""), ("milestone-due-2", "2099-01-01"), ("milestone-3", "Steg"), ("milestone-done-3", "2099-01-01"));

        Assert.Equal("Skriv vad som ska göras i delmålet.", page.Html.QuerySelector("#milestone-2-fel")!.TextContent);
        Assert.Equal("#milestone-2", page.Html.QuerySelector(".felsumma a")!.GetAttribute("href"));
        Assert.Equal(("Steg", "2099-01-01"), (Value(page, "milestone-3"), Value(page, "milestone-done-3")));
    }

    [Fact]
    public async Task Save_WithPersonalData_AsksAndKeepsWhatWasTyped()
    {
        using var malin = await AsAsync("malin");
        var (id, measure) = await PlannedAsync(0);

        var page = await malin.PostFormAsync(Path(id, measure), ("milestone-1", "Växeln 0243-740 00 svarar"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotNull(page.Html.QuerySelector("[name=accepted]"));
        Assert.Equal("Växeln 0243-740 00 svarar", Value(page, "milestone-1"));
    }

    [Fact]
    public async Task Save_WhenSomeoneElseWasFirst_ShowsWhatWasTyped()
    {
        using var malin = await AsAsync("malin");
        var (id, measure) = await PlannedAsync(1);
        var token = (await malin.GetAsync(Path(id, measure))).Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var page = await malin.PostAsync(Path(id, measure), ("__RequestVerificationToken", token), ("key", $"{Guid.NewGuid()}"), ("rad", $"{await LineAsync(measure)}.0"), ("seen", ""), ("milestone-1", "Min text"));

        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Equal("Min text", page.Html.QuerySelector("textarea")!.TextContent);
        Assert.Contains("Delmål 1", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_IsReadOnTheCaseAmongTheMeasuresAndInLists()
    {
        using var malin = await AsAsync("malin");
        var (id, measure) = await PlannedAsync(2);
        var today = host.Clock.Today();
        var key = $"{Guid.NewGuid()}";
        var path = Path(id, measure);
        (string, string)[] typed =
        [
            ("key", key), ("milestone-1", "Rutinen är skriven"), ("milestone-due-1", today.AddDays(-5).Iso()), ("milestone-done-1", today.Iso()),
            ("milestone-2", "Alla har läst den"), ("milestone-due-2", today.AddDays(-1).Iso()), ("milestone-done-2", ""),
        ];

        var saved = await malin.PostFormAsync(path, typed);
        // The same form once more is made once.
        Assert.Equal(saved.Location, (await malin.PostFormAsync(path, typed)).Location);

        Assert.Equal($"/systemfel/{id}#atgard-{measure}", saved.Location);
        Assert.Equal(2, await host.WithAsync((SystemfelReader r) => r.Milestones.CountAsync(m => m.MeasureId == measure)));
        var block = (await malin.GetAsync($"/systemfel/{id}")).Html.QuerySelector($"#atgard-{measure}")!;
        Assert.Contains("1 av 2 delmål klara (50\u00a0%)", block.TextContent, StringComparison.Ordinal);
        Assert.Equal(("1", "2"), (block.QuerySelector("progress")!.GetAttribute("value"), block.QuerySelector("progress")!.GetAttribute("max")));
        var rows = block.QuerySelectorAll(".delmal li");
        Assert.Null(rows[0].QuerySelector(".sen"));
        Assert.Contains("försenat, skulle vara klart", rows[1].QuerySelector(".sen")!.TextContent, StringComparison.Ordinal);
        var measures = await malin.GetAsync("/atgarder");
        var row = measures.Html.QuerySelectorAll(".rader li").Single(l => l.QuerySelector("progress") is not null);
        Assert.Contains("1 av 2 delmål klara (50\u00a0%)", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 delmål försenat", row.TextContent, StringComparison.Ordinal);
        var csv = Lists.CsvText.Read(await (await malin.GetAsync("/atgarder.csv")).Response.Content.ReadAsByteArrayAsync());
        var columns = new[] { "Delmål", "Klara delmål", "Klart i procent" }.Select(n => csv[0].ToList().IndexOf(n)).ToList();
        var line = csv.Single(r => r[columns[0]] == "2");
        Assert.Equal(["2", "1", "50"], columns.Select(c => line[c]));

        var done = await malin.PostFormAsync(path, ("milestone-1", "Rutinen är skriven"), ("milestone-due-1", today.AddDays(-5).Iso()), ("milestone-done-1", today.Iso()),
            ("milestone-2", "Alla har läst den"), ("milestone-due-2", today.AddDays(-1).Iso()), ("milestone-done-2", today.Iso()));
        Assert.Equal(saved.Location, done.Location);
        var page = await malin.GetAsync($"/systemfel/{id}");
        block = page.Html.QuerySelector($"#atgard-{measure}")!;
        Assert.Contains("2 av 2 delmål klara (100\u00a0%)", block.TextContent, StringComparison.Ordinal);
        Assert.Contains("blir den när samordnaren väljer Gjort", block.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Html.QuerySelector($".gora a[href^='/systemfel/{id}/gor/done']"));
        Assert.Contains("Klart: Alla har läst den. 2 av 2 klara.", page.Text, StringComparison.Ordinal);

        await malin.PostFormAsync(path, ("milestone-1", "Rutinen är skriven"), ("milestone-due-1", ""), ("milestone-done-1", ""), ("milestone-2", "Alla har läst den"), ("milestone-remove-2", "ja"));
        var left = await host.WithAsync((SystemfelReader r) => r.Milestones.Where(m => m.MeasureId == measure).ToListAsync());
        Assert.Equal(("Rutinen är skriven", null, null), (Assert.Single(left).Text, left[0].DueOn, left[0].DoneOn));
    }

    private Task<Browser> AsAsync(string name) => host.SignedInAsync($"{name}@demo.example", DemoSeeder.Password);

    private static string Path(long id, long measure) => string.Create(CultureInfo.InvariantCulture, $"/systemfel/{id}/atgard/{measure}/delmal");

    private static string? Value(Page page, string field) => page.Html.QuerySelector($"#{field}")!.GetAttribute("value");

    private Task<long> LineAsync(long measure) => host.WithAsync((SystemfelReader r) => r.Measures.Where(m => m.Id == measure).Select(m => m.BookmarkId).SingleAsync());

    /// <summary>A case with a measure that is waited for.</summary>
    private Task<(long Id, long Measure)> PlannedAsync(int which) => host.WithAsync(async (SystemfelReader r) =>
    {
        var found = await r.Measures.Where(m => m.State == MeasureState.Planned).OrderBy(m => m.Id).Skip(which).Select(m => new { m.DeficiencyId, m.Id }).FirstAsync();
        return (found.DeficiencyId, found.Id);
    });
}
