using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Tests.Meetings;

/// <summary>Personal data typed with a decision or a move, and in a meeting's own notes: refused or asked about, and the words stay where they were typed.</summary>
public class TypedTextPageTests(MeetingWorld world) : IClassFixture<MeetingWorld>
{
    private const string Certain = "Det gäller 19121212-1212.";
    private const string Likely = "Växeln 0243-740 00 svarar inte.";

    [Fact]
    public async Task Decide_WithAPersonalNumberInTheNote_DecidesNothingAndKeepsTheNote()
    {
        var item = await world.ItemAsync(world.Review, MeetingWorld.HasOneLine);

        var page = await MeetingWorld.DecideAsync(await world.Coordinator, item, ("val", "refer:sg1"), ("note", Certain));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal((Certain, "true"), (page.Html.QuerySelector("#note")!.TextContent, page.Html.QuerySelector("#note")!.GetAttribute("aria-invalid")));
        Assert.Empty(await world.ReadAsync(r => r.Decisions.Where(d => d.AgendaItemId == item.Id).ToListAsync()));
    }

    [Fact]
    public async Task Decide_WithALikelyFindInTheReason_AsksBesideItAndTakesTheAnswer()
    {
        var item = await world.ItemAsync(world.Review, MeetingWorld.HasOneLine);
        (string, string)[] typed = [("gor", "not-a-deficiency"), ("reason", Likely)];

        var asked = await MeetingWorld.DecideAsync(await world.Coordinator, item, typed);
        var key = asked.Html.QuerySelector("form.beslut input[name=accepted]")!.GetAttribute("value")!;
        var made = await MeetingWorld.DecideAsync(await world.Coordinator, item, [.. typed, ("accepted", key)]);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, Likely), (asked.Status, asked.Html.QuerySelector("#not-a-deficiency-reason")!.TextContent));
        Assert.Equal(HttpStatusCode.Redirect, made.Status);
        Assert.Equal("not-a-deficiency", await world.ReadAsync(r => r.Decisions.Where(d => d.AgendaItemId == item.Id).Select(d => d.MoveId).SingleAsync()));
    }

    [Fact]
    public async Task OralAnswer_WithAPersonalNumber_KeepsWhatWasTyped()
    {
        var browser = await world.Coordinator;
        var form = (await browser.GetAsync($"/mote/{world.Sg1}")).Html.QuerySelector("form[action$='/svar']")!;
        (string, string)[] fields = [.. form.QuerySelectorAll("input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!))];

        var page = await browser.PostAsync($"/mote/{world.Sg1}/svar", [.. fields, ("kind", "Changed"), ("text", Certain)]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(Certain, page.Html.QuerySelector("details[open] textarea[name=text][aria-invalid=true]")!.TextContent);
    }

    [Fact]
    public async Task MovePage_WithBoth_KeepsTheTextAndWhatWasAnswered()
    {
        var line = await world.ReadAsync(r => r.Bookmarks.Where(b => b.Stage == Stages.AwaitingAnswer).OrderBy(b => b.Id).FirstAsync());
        var path = $"/systemfel/{line.DeficiencyId}/gor/return-to-group?rad={line.Id}.{line.Version}";
        var browser = await world.Coordinator;

        var asked = await browser.PostFormAsync(path, path, ("reason", Likely));
        var key = asked.Html.QuerySelector("input[name=accepted]")!.GetAttribute("value")!;
        var refused = await browser.PostFormAsync(path, path, ("reason", $"{Likely} {Certain}"), ("accepted", key));
        var made = await browser.PostFormAsync(path, path, ("reason", Likely), ("accepted", key));

        Assert.Equal($"{Likely} {Certain}", refused.Html.QuerySelector("#reason")!.TextContent);
        Assert.Equal(key, refused.Html.QuerySelector("input[name=accepted]")!.GetAttribute("value"));
        Assert.Equal($"/systemfel/{line.DeficiencyId}", made.Location);
    }

    [Fact]
    public async Task Erase_OfACaseThatTheMeetingSpokeOf_AsksForItsNotesToBeReadAndKeepsWhatWasTyped()
    {
        var item = await world.ItemAsync(world.Review, c => MeetingWorld.HasOneLine(c) && c.Grants.Count == 0 && c.Title.StartsWith("Beskedet kommer efter", StringComparison.Ordinal));
        var browser = await world.Coordinator;
        await browser.PostFormAsync($"/mote/{world.Review}", $"/mote/{world.Review}/anteckningar", ("notes", "Vi talade om Kvastraxnur och om lokalen."));
        var path = $"/systemfel/{item.DeficiencyId}/fel-uppgift";

        var refused = await browser.PostFormAsync(path, ("kinds", "NAMN"), ("shared[0].Text", "Vi talade om lokalen."));
        var done = await browser.PostFormAsync(path, ("kinds", "NAMN"), ("shared[0].Text", "Vi talade om lokalen."), ("shared[0].Read", "true"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("Vi talade om lokalen.", refused.Html.QuerySelector($"#notes-{world.Review}[aria-invalid=true]")!.TextContent);
        Assert.NotNull(refused.Html.QuerySelector($"main a[href='/mote/{world.Review}/anteckningar']"));
        Assert.Equal($"/systemfel/{item.DeficiencyId}", done.Location);
        Assert.Equal("Vi talade om lokalen.", await world.ReadAsync(r => r.Meetings.Where(m => m.Id == world.Review).Select(m => m.Notes).SingleAsync()));
    }
}
