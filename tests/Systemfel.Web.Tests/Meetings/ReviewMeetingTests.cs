using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Web.Features.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Tests.Meetings;

public class ReviewMeetingTests(MeetingWorld world) : IClassFixture<MeetingWorld>
{
    public static TheoryData<string, string, string, string> Unfinished => new()
    {
        { "hold", "", "", "Ange ett datum eller ett antal gånger att vänta på." },
        { "hold", "until", "i vår", "Skriv datumet som år, månad och dag, till exempel 2027-01-28." },
        { "hold", "seen", "många", "Skriv antalet med siffror." },
        { "handle-locally", "who", "Sara", "Ange ett datum." },
        { "ask-author", "note", "Att fråga om", "Skriv frågan till ombudet." },
        { "merge", "", "", "Välj vilket systemfel det ska slås samman med." },
        { "merge", "case", "9999", "Det finns inget systemfel med numret 9999. Skriv numret, till exempel SF-2026-0109." },
        { "not-a-deficiency", "reason", "  ", "Skriv varför." },
    };

    [Theory]
    [MemberData(nameof(Unfinished))]
    public async Task Decide_WhenSomethingIsMissing_SaysSoAndKeepsWhatWasTyped(string move, string field, string text, string sentence)
    {
        var browser = await world.Coordinator;
        var item = await world.ItemAsync(world.Review);

        var page = await MeetingWorld.DecideAsync(browser, item, ("gor", move), (field.Length == 0 ? "note" : field, text));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.StartsWith("Fel: ", page.Html.Title);
        Assert.Equal(sentence, page.Html.QuerySelector(".felsumma li")!.TextContent);
        var at = page.Html.QuerySelector(".felsumma a")!.GetAttribute("href")!;
        Assert.NotNull(page.Html.QuerySelector(at));
        Assert.Equal(at, "#" + Assert.Single(page.Html.QuerySelectorAll("[autofocus]")).Id);
        Assert.Contains(text.Trim(), page.Html.QuerySelector($"form.beslut [name={(field.Length == 0 ? "note" : field)}]:not([disabled])") is { } kept
            ? kept.GetAttribute("value") ?? kept.TextContent : "");
        Assert.All(await world.LinesAsync(item), l => Assert.Equal(Stages.Review, l.Stage));
    }

    [Fact]
    public async Task Decide_WhenTheMoveIsNotOfThisMeeting_Is404()
    {
        var item = await world.ItemAsync(world.Review);

        var page = await MeetingWorld.DecideAsync(await world.Coordinator, item, ("val", "take-home"), ("party", "1"));

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
    }

    [Fact]
    public async Task Decide_WhenAnOmbudTries_Is404()
    {
        var item = await world.ItemAsync(world.Review);
        var token = (await (await world.AsAsync("sara")).GetAsync("/konto")).Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var page = await (await world.AsAsync("sara")).PostAsync($"/mote/{world.Review}/beslut",
            ("__RequestVerificationToken", token), ("punkt", $"{item.Id}"), ("val", "refer:sg1"));

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
    }

    [Fact]
    public async Task Decide_WhenSomeoneElseWasFirst_ShowsBothTexts()
    {
        var browser = await world.Coordinator;
        var item = await world.ItemAsync(world.Review);
        var before = await browser.GetAsync(MeetingWorld.At(item));
        var form = before.Html.QuerySelectorAll("form.beslut input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).ToArray();
        await MeetingWorld.DecideAsync(browser, item, ("val", "refer:sg1"));

        var page = await browser.PostAsync($"/mote/{world.Review}/beslut", [.. form, ("gor", "not-a-deficiency"), ("reason", "Ett enskilt fall, tror vi.")]);

        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains(page.Html.QuerySelectorAll("textarea"), t => t.TextContent == "Ett enskilt fall, tror vi.");
        Assert.Contains("Samverkansgrupp 1", page.Html.QuerySelector("main")!.TextContent);
        Assert.Equal([MeetingWorld.At(item), $"/systemfel/{item.DeficiencyId}"], page.Html.QuerySelectorAll("main a.knapp").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task Page_WhenTheReviewIsOpen_OffersTheRoutesMovesInItsOrder()
    {
        var item = await world.ItemAsync(world.Review);

        var page = await (await world.Coordinator).GetAsync(MeetingWorld.At(item));

        Assert.Equal(
            ["Samverkansgrupp 1", "Samverkansgrupp 2", "Båda grupperna", "Avvakta", "Hantera lokalt", "Begär komplettering", "Slå samman", "Inte ett systemfel"],
            page.Html.QuerySelectorAll(".vaxel b").Select(b => b.TextContent));
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8"], page.Html.QuerySelectorAll(".vaxel button").Select(b => b.GetAttribute("aria-keyshortcuts")));
    }

    [Fact]
    public async Task Page_WhenTheAccountHasTurnedKeysOff_HasNone()
    {
        var item = await world.ItemAsync(world.Sg1);
        var browser = await world.AsAsync("ledamot.sater");
        await browser.PostFormAsync("/konto", "/konto/installningar");

        var page = await browser.GetAsync(MeetingWorld.At(item));

        Assert.NotEmpty(page.Html.QuerySelectorAll(".vaxel button"));
        Assert.Empty(page.Html.QuerySelectorAll("[aria-keyshortcuts], kbd, script[src*=meeting-keys]"));
        Assert.Equal("/konto/tangenter", page.Html.QuerySelector(".knappval a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Decide_WhenAChoiceNeedsMore_OpensItsFieldsAndKeepsTheNote()
    {
        var browser = await world.Coordinator;
        var item = await world.ItemAsync(world.Review);

        var answer = await MeetingWorld.DecideAsync(browser, item, ("val", "hold"), ("note", "Vänta in budgeten"));
        var page = await browser.GetAsync(answer.Location!);

        Assert.False(page.Html.QuerySelector("#falt-hold")!.HasAttribute("hidden"));
        Assert.True(page.Html.QuerySelector("#falt-merge")!.HasAttribute("hidden"));
        Assert.Equal("hold-until", Assert.Single(page.Html.QuerySelectorAll("[autofocus]")).Id);
        Assert.Equal("Vänta in budgeten", page.Html.QuerySelector("#note")!.TextContent);
        Assert.All(await world.LinesAsync(item), l => Assert.Null(l.HiddenUntil));
    }

    [Theory]
    [InlineData("refer:sg1", "group")]
    [InlineData("refer:sg2", "group")]
    [InlineData("inform", "")]
    public async Task Refer_WhenChosen_MovesTheCaseOrIsUnknown(string value, string stage)
    {
        var item = await world.ItemAsync(world.Review, MeetingWorld.HasOneLine);

        var page = await MeetingWorld.DecideAsync(await world.Coordinator, item, ("val", value), ("note", "Ombudet föredrar"));

        var moved = (await world.LinesAsync(item)).Count(l => l.Stage == Stages.Group);
        Assert.Equal(stage.Length > 0 ? HttpStatusCode.Found : HttpStatusCode.NotFound, page.Status);
        Assert.Equal(stage.Length > 0, moved > 0);
    }

    [Fact]
    public async Task ReferToBoth_WhenChosen_PutsTheCaseBeforeBothGroups()
    {
        var item = await world.ItemAsync(world.Review, MeetingWorld.HasOneLine);

        await MeetingWorld.DecideAsync(await world.Coordinator, item, ("val", "refer:sg1,sg2"));

        Assert.Equal(2, (await world.LinesAsync(item)).Where(l => l.Stage == Stages.Group).Select(l => l.GroupId).Distinct().Count());
    }

    [Fact]
    public async Task Hold_WhenADayIsGiven_HidesTheCaseUntilThen()
    {
        var item = await world.ItemAsync(world.Review, MeetingWorld.HasOneLine);
        var day = DateOnly.FromDateTime(world.Clock.GetUtcNow().UtcDateTime).AddDays(90);

        await MeetingWorld.DecideAsync(await world.Coordinator, item, ("gor", "hold"), ("until", $"{day:yyyy-MM-dd}"));

        Assert.Equal(day, Assert.Single(await world.LinesAsync(item), l => l.Stage == Stages.Review).HiddenUntil);
    }

    [Fact]
    public async Task HandleLocally_WhenSomeoneTakesIt_GoesToFollowUp()
    {
        var item = await world.ItemAsync(world.Review, MeetingWorld.HasOneLine);

        await MeetingWorld.DecideAsync(await world.Coordinator, item, ("gor", "handle-locally"), ("who", "Sara Lind"), ("date", "2099-01-15"));

        Assert.Contains(await world.LinesAsync(item), l => l.Stage == Stages.FollowUp);
    }

    [Fact]
    public async Task AskAuthor_WhenAsked_WaitsForTheAuthor()
    {
        var item = await world.ItemAsync(world.Review, MeetingWorld.HasOneLine);

        await MeetingWorld.DecideAsync(await world.Coordinator, item, ("gor", "ask-author"), ("question", "Vilka vårdcentraler?"));

        Assert.Contains(await world.LinesAsync(item), l => l.Mark == BookmarkMark.AuthorAsked);
    }

    [Fact]
    public async Task Merge_WhenTheOtherIsSaidByItsNumber_ClosesTheCase()
    {
        var item = await world.ItemAsync(world.Review, MeetingWorld.HasOneLine);
        var other = await world.ItemAsync(world.Review, MeetingWorld.HasOneLine);

        var page = await MeetingWorld.DecideAsync(await world.Coordinator, item, ("gor", "merge"), ("case", other.Deficiency.Number));

        Assert.Equal(MeetingWorld.At(item), page.Location);
        Assert.All(await world.LinesAsync(item), l => Assert.Equal("duplicate", l.Outcome));
    }

    [Fact]
    public async Task NotADeficiency_WhenAReasonIsGiven_ClosesTheCase()
    {
        var item = await world.ItemAsync(world.Review, MeetingWorld.HasOneLine);

        await MeetingWorld.DecideAsync(await world.Coordinator, item, ("gor", "not-a-deficiency"), ("reason", "Ett enskilt misstag som rättats."));

        Assert.All(await world.LinesAsync(item), l => Assert.Equal(Stages.Closed, l.Stage));
    }

    [Fact]
    public async Task Undo_WhenTheNotesAreOpen_PutsTheCaseBack()
    {
        var browser = await world.Coordinator;
        var item = await world.ItemAsync(world.Review, MeetingWorld.HasOneLine);
        await MeetingWorld.DecideAsync(browser, item, ("val", "refer:sg2"));
        var shown = await browser.GetAsync(MeetingWorld.At(item));
        Assert.Contains("Gäller nu", shown.Html.QuerySelector(".galler")!.TextContent);
        var form = shown.Html.QuerySelectorAll("form.beslut input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""));

        var undone = await browser.PostAsync($"/mote/{world.Review}/angra", [.. form, ("beslut", shown.Html.QuerySelector("[data-undo]")!.GetAttribute("value")!)]);

        Assert.Equal(MeetingWorld.At(item), undone.Location);
        Assert.Equal(Stages.Review, Assert.Single(await world.LinesAsync(item)).Stage);
        Assert.Null((await browser.GetAsync(MeetingWorld.At(item))).Html.QuerySelector(".galler"));
    }

    [Fact]
    public async Task Decide_WhenAnotherChoiceIsPressed_ReplacesTheDecision()
    {
        var browser = await world.Coordinator;
        var item = await world.ItemAsync(world.Review, MeetingWorld.HasOneLine);
        await MeetingWorld.DecideAsync(browser, item, ("val", "refer:sg1,sg2"));

        var page = await MeetingWorld.DecideAsync(browser, item, ("gor", "ask-author"), ("question", "Gäller det båda orterna?"));

        Assert.Equal(MeetingWorld.At(item), page.Location);
        Assert.Equal(BookmarkMark.AuthorAsked, Assert.Single(await world.LinesAsync(item)).Mark);
        var shown = await browser.GetAsync(MeetingWorld.At(item));
        Assert.Equal(["Begär komplettering"], shown.Html.QuerySelectorAll(".vaxel .vald b").Select(b => b.TextContent));
    }

    [Fact]
    public async Task Note_WhenGoingOn_IsSavedWithItsItem()
    {
        var browser = await world.Coordinator;
        var item = await world.ItemAsync(world.Review);

        var on = await browser.PostFormAsync(MeetingWorld.At(item), $"/mote/{world.Review}/beslut", ("note", "Fråga efter rutinen"));
        Assert.Equal(HttpStatusCode.NotFound, on.Status);
        var form = (await browser.GetAsync(MeetingWorld.At(item))).Html.QuerySelectorAll("form.beslut input[type=hidden]")
            .Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).ToArray();
        await browser.PostAsync($"/mote/{world.Review}/anteckning?ga=fram", [.. form, ("note", "Fråga efter rutinen")]);

        Assert.Equal("Fråga efter rutinen", (await browser.GetAsync(MeetingWorld.At(item))).Html.QuerySelector("#note")!.TextContent);
    }

    [Fact]
    public async Task Number_WhenItIsAnotherOrganisations_NamesNoCaseHere()
    {
        var seen = await world.ReadAsync(r => r.Deficiencies.Where(d => !d.IsDraft).OrderBy(d => d.Id).FirstAsync());
        var malin = await world.ReadAsync(r => r.Accounts.Include(a => a.Memberships).SingleAsync(a => a.Email == "malin@demo.example"));
        var viewer = new Viewer(malin.Id, "Malin", malin.Memberships);

        Assert.Equal(seen.Id, await world.ReadAsync(r => CaseNumbers.FindAsync(r, seen.Number, viewer, seen.OrganisationId, default)));
        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() =>
            world.ReadAsync(r => CaseNumbers.FindAsync(r, seen.Number, viewer, seen.OrganisationId + 1, default)));

        Assert.Equal("case", refused.Input);
    }
}
