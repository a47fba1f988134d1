using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Cases;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Tests.Cases;

/// <summary>Moves on a case's own page, over HTTP, as the coordinator of the demo.</summary>
public class CaseMoveTests(DemoHost host) : IClassFixture<DemoHost>
{
    private const string Reason = "Frågan behöver tas upp igen.";

    [Fact]
    public void Forms_CoverEveryMoveButThoseWithPlacesOfTheirOwn() =>
        Assert.Equal(["change-route", "count", "import", "import-count", "milestones", "submit", "undo-count", "undo-import-count"], MoveCatalogue.Ids.Except(MoveForms.Ids).Order());

    [Theory]
    [InlineData("/systemfel/999999")]
    [InlineData("/systemfel/1/gor/finns-inte")]
    public async Task Page_WhenThereIsNone_Is404(string path)
    {
        using var browser = await CoordinatorAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData(Stages.AwaitingAnswer, "return-to-group", "reason", "Skriv varför.")]
    [InlineData(Stages.AwaitingAnswer, "give-more-time", "date", "Ange ett datum.")]
    [InlineData(Stages.AwaitingAnswer, "register-answer", "answer-kind", "Välj vad svaret innebär.")]
    [InlineData(Stages.Closed, "reopen", "reason", "Skriv varför.")]
    [InlineData(Stages.FollowUp, "close", "outcome", "Välj hur systemfelet avslutas.")]
    public async Task Make_WhenAnInputIsMissing_AsksForItAndKeepsTheRest(string stage, string move, string field, string sentence)
    {
        using var browser = await CoordinatorAsync();

        var page = await browser.PostFormAsync(Path(await LineAsync(stage), move), ("note", "Skrivet"), ("text", "Skrivet"), (field, ""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(sentence, page.Html.QuerySelector($"#{field}-fel")!.TextContent);
        Assert.Equal($"#{field}", page.Html.QuerySelector(".felsumma a")!.GetAttribute("href"));
        Assert.StartsWith("Fel: ", page.Html.Title, StringComparison.Ordinal);
        Assert.All(page.Html.QuerySelectorAll("#note, #text"), t => Assert.Equal("Skrivet", t.TextContent));
    }

    [Fact]
    public async Task Make_WhenADateCannotBeRead_SaysHowToWriteItAndKeepsIt()
    {
        using var browser = await CoordinatorAsync();

        var page = await browser.PostFormAsync(Path(await LineAsync(Stages.AwaitingAnswer), "give-more-time"), ("date", "nästa tisdag"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Skriv datumet som", page.Html.QuerySelector("#date-fel")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("nästa tisdag", page.Html.QuerySelector("#date")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Make_WhenSomeoneElseWasFirst_ShowsBothTexts()
    {
        using var browser = await CoordinatorAsync();
        var line = await LineAsync(Stages.AwaitingAnswer);
        var path = Path(line, "return-to-group");
        var token = (await browser.GetAsync(path)).Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await MakeAsync(line, new GiveMoreTime(Today.AddDays(40)));

        var page = await browser.PostAsync(path,
            ("rad", $"{Targets.Of(line)}"), ("key", $"{Guid.NewGuid()}"), ("__RequestVerificationToken", token), ("reason", "Min text som inte får gå förlorad"));

        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Equal("Min text som inte får gå förlorad", page.Html.QuerySelector("textarea")!.TextContent);
        Assert.Contains("Mer tid", page.Html.QuerySelector(".tid li")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/systemfel/{line.DeficiencyId}", page.Html.QuerySelector("main .knapp.primar")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Make_WhenTheMoveIsNotAllowedThere_SaysWhyInASentence()
    {
        using var browser = await CoordinatorAsync();
        var line = await LineAsync(Stages.FollowUp);
        var path = Path(line, "reopen");
        var token = (await browser.GetAsync(Path(line, "close"))).Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var shown = await browser.GetAsync(path);
        var sent = await browser.PostAsync(path, ("rad", $"{Targets.Of(line)}"), ("key", $"{Guid.NewGuid()}"), ("__RequestVerificationToken", token), ("reason", Reason));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, shown.Status);
        Assert.Contains("går inte att göra nu", shown.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.Status);
        Assert.Contains("systemfelet står i Uppföljning", sent.Html.QuerySelector(".felsumma")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Stages.AwaitingAnswer)]
    [InlineData(Stages.FollowUp)]
    [InlineData(Stages.Effect)]
    [InlineData(Stages.Closed)]
    public async Task Case_EveryMoveItOffers_HasAFormThatOpens(string stage)
    {
        using var browser = await CoordinatorAsync();
        var page = await browser.GetAsync($"/systemfel/{(await LineAsync(stage)).DeficiencyId}");
        var offers = page.Html.QuerySelectorAll(".gora a").Select(a => a.GetAttribute("href")!).ToList();

        var forms = await Task.WhenAll(offers.Select(browser.GetAsync));

        Assert.NotEmpty(offers);
        Assert.All(forms, f => Assert.NotNull(f.Html.QuerySelector("form[method=post] input[name=key]")));
    }

    [Theory]
    [InlineData(Stages.AwaitingAnswer, "give-more-time", "date", "2099-01-15", Stages.AwaitingAnswer)]
    [InlineData(Stages.AwaitingAnswer, "return-to-group", "reason", Reason, Stages.Group)]
    [InlineData(Stages.FollowUp, "done", "note", "Klart", Stages.Effect)]
    [InlineData(Stages.Effect, "close", "outcome", "obsolete", Stages.Closed)]
    [InlineData(Stages.Closed, "reopen", "reason", Reason, Stages.Review)]
    public async Task Make_WhenAllIsGiven_MovesTheLineAndConfirms(string stage, string move, string field, string value, string leadsTo)
    {
        using var browser = await CoordinatorAsync();
        var line = await LineAsync(stage);

        var made = await browser.PostFormAsync(Path(line, move), (field, value));

        Assert.Equal($"/systemfel/{line.DeficiencyId}", made.Location);
        Assert.NotNull((await browser.GetAsync(made.Location!)).Html.QuerySelector(".besked[role=status]"));
        Assert.Equal(leadsTo, await StageOfAsync(line));
    }

    [Fact]
    public async Task RegisterAnswer_WhenAChangeIsPlanned_GoesToFollowUpAndIsTold()
    {
        using var browser = await CoordinatorAsync();
        var line = await LineAsync(Stages.AwaitingAnswer);

        var made = await browser.PostFormAsync(Path(line, "register-answer"),
            ("answer-kind", "Planned"), ("text", "Ett nytt informationsblad tas fram."), ("date", "2099-02-01"), ("source", "Phone"));

        var page = await browser.GetAsync(made.Location!);
        Assert.Contains("Ett nytt informationsblad tas fram.", page.Html.QuerySelector(".tid")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Stages.FollowUp, await StageOfAsync(line));
    }

    [Fact]
    public async Task Count_WhenAnOmbudCounts_IsShownAndCanBeUndone()
    {
        using var browser = await host.SignedInAsync("jonas@demo.example", DemoSeeder.Password);
        var path = $"/systemfel/{(await LineAsync(Stages.Group)).DeficiencyId}";

        var counted = await browser.PostFormAsync(path, $"{path}/samma",
            ("month", Today.ToString("yyyy-MM", CultureInfo.InvariantCulture)), ("municipality", ""), ("band", "One"));
        var shown = await OwnCountsAsync(path);
        await browser.PostFormAsync(path, $"{path}/samma/angra");

        Assert.Equal(path, counted.Location);
        Assert.Equal(shown - 1, await OwnCountsAsync(path));
    }

    private DateOnly Today => DateOnly.FromDateTime(host.Clock.GetUtcNow().Date);

    private Task<Browser> CoordinatorAsync() => host.SignedInAsync("malin@demo.example", DemoSeeder.Password);

    private static string Path(Bookmark line, string move) => $"/systemfel/{line.DeficiencyId}/gor/{move}?rad={Targets.Of(line)}";

    private Task<string> StageOfAsync(Bookmark line) => host.WithAsync((SystemfelReader r) => r.Bookmarks.Where(b => b.Id == line.Id).Select(b => b.Stage).SingleAsync());

    private Task<int> OwnCountsAsync(string path)
    {
        var id = long.Parse(path.Split('/')[^1], CultureInfo.InvariantCulture);
        return host.WithAsync((SystemfelReader r) => r.Occurrences.CountAsync(o => o.DeficiencyId == id && o.UndoneAt == null && o.Account.Email == "jonas@demo.example"));
    }

    /// <summary>A line that stands alone in its case at a stage.</summary>
    private Task<Bookmark> LineAsync(string stage) => host.WithAsync((SystemfelReader r) => r.Bookmarks
        .Where(b => b.Stage == stage && b.Deficiency.MergedIntoId == null && b.Deficiency.Bookmarks.Count == 1
            && (stage != Stages.AwaitingAnswer || (b.GroupId != null && b.Mark == BookmarkMark.None)))
        .OrderBy(b => b.Id).FirstAsync());

    private Task<long> MakeAsync(Bookmark line, Move move) => host.WithAsync(async (IServiceProvider services) =>
    {
        var account = await services.GetRequiredService<SystemfelReader>().Accounts.Include(a => a.Memberships).SingleAsync(a => a.Email == "malin@demo.example");
        var actor = Actor.From(new Viewer(account.Id, account.DisplayName, account.Memberships));
        return await services.GetRequiredService<CaseMoves>().MakeAsync(line.DeficiencyId, move, Targets.Of(line), actor, Guid.NewGuid().ToString());
    });
}
