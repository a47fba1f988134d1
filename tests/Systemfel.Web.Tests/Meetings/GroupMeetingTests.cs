using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Tests.Meetings;

public class GroupMeetingTests(MeetingWorld world) : IClassFixture<MeetingWorld>
{
    private static readonly (string, string)[] Reason = [("reason", "Gruppen vill veta mer.")];

    [Theory]
    [InlineData("rsmh")]
    [InlineData("sara")]
    public async Task Decide_WhenOneMayOnlyRead_HasNoButtonsAndIs404(string who)
    {
        var item = await world.ItemAsync(world.Sg2);
        var browser = await world.AsAsync(who);

        var shown = await browser.GetAsync(MeetingWorld.At(item));
        var sent = await PostAsync(browser, $"/mote/{world.Sg2}/beslut", ("punkt", $"{item.Id}"), ("val", "inform-county"));

        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Empty(shown.Html.QuerySelectorAll("form.beslut, .vaxel"));
        Assert.Equal(HttpStatusCode.NotFound, sent.Status);
    }

    [Theory]
    [InlineData("ledamot.avesta")]
    [InlineData("registrator")]
    public async Task Meeting_WhenItIsAnotherGroups_Is404(string who) =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await world.AsAsync(who)).GetAsync($"/mote/{world.Sg2}")).Status);

    [Fact]
    public async Task Review_WhenOneIsAMember_Is404() =>
        Assert.Equal(HttpStatusCode.NotFound, (await (await world.AsAsync("ledamot.fk")).GetAsync($"/mote/{world.Review}")).Status);

    [Theory]
    [InlineData("table")]
    [InlineData("return-to-review")]
    [InlineData("propose-close")]
    public async Task Decide_WhenNoReasonIsGiven_AsksForIt(string move)
    {
        var item = await world.ItemAsync(world.Sg2);

        var page = await MeetingWorld.DecideAsync(await world.AsAsync("ledamot.fk"), item, ("gor", move), ("note", "Skrivet"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("Skriv varför.", page.Html.QuerySelector($"#{move}-reason-fel")!.TextContent);
        Assert.Equal("Skrivet", page.Html.QuerySelector("#note")!.TextContent);
    }

    [Theory]
    [InlineData("table", Stages.Group, BookmarkMark.Tabled)]
    [InlineData("return-to-review", Stages.Review, BookmarkMark.Returned)]
    [InlineData("propose-close", Stages.Review, BookmarkMark.CloseProposed)]
    public async Task Decide_WhenAMemberGivesAReason_MovesTheLine(string move, string stage, BookmarkMark mark)
    {
        var item = await world.BeforeGroupAsync("sg1", world.Sg1, "KO");

        var page = await MeetingWorld.DecideAsync(await world.AsAsync("ledamot.falun"), item, [("gor", move), .. Reason]);

        Assert.Equal(MeetingWorld.At(item), page.Location);
        var line = Assert.Single(await world.LinesAsync(item));
        Assert.Equal((stage, mark), (line.Stage, line.Mark));
    }

    [Fact]
    public async Task InformCounty_WhenDecided_LeavesTheQuestionOpenForMore()
    {
        var browser = await world.Coordinator;
        var item = await world.BeforeGroupAsync("sg1", world.Sg1, "KO");

        await MeetingWorld.DecideAsync(browser, item, ("val", "inform-county"));
        var page = await MeetingWorld.DecideAsync(browser, item, [("gor", "table"), .. Reason]);

        Assert.Equal(MeetingWorld.At(item), page.Location);
        Assert.Equal(["Till Länsstyrelsen för kännedom", "Bordlägg"],
            (await browser.GetAsync(MeetingWorld.At(item))).Html.QuerySelectorAll(".vaxel .vald b").Select(b => b.TextContent));
    }

    [Fact]
    public async Task TakeHome_WhenNothingElseIsSaid_WaitsForTheAddresseeUntilTheNextMeeting()
    {
        var browser = await world.Coordinator;
        var item = await world.BeforeGroupAsync("sg2", world.Sg2, "FK", "AF");
        var next = await world.ReadAsync(r => r.Meetings.Where(m => m.Group.Code == "sg2" && m.State == MeetingState.Planned).MinAsync(m => m.Date));
        var shown = await browser.GetAsync(MeetingWorld.At(item) + "&val=take-home");
        var party = shown.Html.QuerySelector("#take-home-party option[selected]")!;
        Assert.Equal((await world.LinesAsync(item))[0].Addressee!.Authority.Name, party.TextContent);

        await MeetingWorld.DecideAsync(browser, item, ("gor", "take-home"), ("party", party.GetAttribute("value")!));

        Assert.All(await world.LinesAsync(item), l => Assert.Equal((Stages.AwaitingAnswer, next), (l.Stage, l.Due!.Value)));
    }

    [Fact]
    public async Task TakeHome_WhenAnotherDayIsChosenButNotGiven_AsksForIt()
    {
        var item = await world.BeforeGroupAsync("sg2", world.Sg2, "FK", "AF");

        var page = await MeetingWorld.DecideAsync(await world.Coordinator, item, ("gor", "take-home"), ("party", "9"), ("svarstill", "date"));

        Assert.Equal("Ange vilken dag svaret ska komma.", page.Html.QuerySelector("#take-home-date-fel")!.TextContent);
    }

    [Fact]
    public async Task Write_WhenNoContactIsChosen_AsksForOne()
    {
        var item = await world.BeforeGroupAsync("sg2", world.Sg2, "FK", "AF");

        var page = await MeetingWorld.DecideAsync(await world.Coordinator, item, ("gor", "write-to-authority"), ("date", "2099-01-15"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("#write-to-authority-contact", page.Html.QuerySelector(".felsumma a")!.GetAttribute("href"));
        Assert.Equal("2099-01-15", page.Html.QuerySelector("#write-to-authority-date")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Write_WhenTwoMunicipalitiesAreChosen_WritesToEach()
    {
        var browser = await world.Coordinator;
        var item = await world.BeforeGroupAsync("sg1", world.Sg1, "KO");
        var shown = await browser.GetAsync(MeetingWorld.At(item) + "&val=write-to-authority");
        var contacts = shown.Html.QuerySelectorAll("#falt-write-to-authority input[name=contact]").Select(i => i.GetAttribute("value")!).ToList();

        await MeetingWorld.DecideAsync(browser, item, ("gor", "write-to-authority"), ("contact", contacts[0]), ("contact", contacts[^1]), ("date", "2099-01-15"));

        var lines = await world.LinesAsync(item);
        Assert.Equal(2, lines.Select(l => l.LetterItemId).OfType<long>().Distinct().Count());
    }

    [Fact]
    public async Task Decide_WhenOneLineOfTwoIsMeant_LeavesTheOtherOpen()
    {
        var browser = await world.Coordinator;
        var item = await world.BeforeGroupAsync("sg2", world.Sg2, "FK", "AF");
        var fk = (await world.LinesAsync(item)).Single(l => l.Addressee!.Authority.Code == "FK");
        Assert.Equal(3, (await browser.GetAsync(MeetingWorld.At(item))).Html.QuerySelectorAll("form.beslut input[name=rad]").Length);

        await MeetingWorld.DecideAsync(browser, item, [("gor", "table"), ("rad", $"{fk.Id}"), .. Reason]);

        Assert.Equal([("AF", BookmarkMark.None), ("FK", BookmarkMark.Tabled)],
            (await world.LinesAsync(item)).Select(l => (l.Addressee!.Authority.Code, l.Mark)).Order());
        Assert.Empty((await browser.GetAsync(MeetingWorld.At(item))).Html.QuerySelectorAll("form.beslut input[name=rad]"));
    }

    [Fact]
    public async Task Support_WhenItIsAnotherOrganisations_Is404()
    {
        var item = await world.ItemAsync(world.Sg2);
        var other = await PartyAsync("attention");

        var page = await PostAsync(await world.AsAsync("rsmh"), $"/mote/{world.Sg2}/stod", ("punkt", $"{item.Id}"), ("party", $"{other}"));

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
    }

    [Fact]
    public async Task Support_WhenItIsTheOwnOrganisations_StandsAtTheItem()
    {
        var item = await world.ItemAsync(world.Sg2);
        var browser = await world.AsAsync("rsmh");

        await browser.PostFormAsync(MeetingWorld.At(item), $"/mote/{world.Sg2}/stod");

        Assert.Equal("true", (await browser.GetAsync(MeetingWorld.At(item))).Html.QuerySelector(".stod button[aria-pressed]")!.GetAttribute("aria-pressed"));
    }

    [Fact]
    public async Task Reservation_WhenItPointsAtAPerson_IsRefusedWithTheTextKept()
    {
        var item = await world.ItemAsync(world.Sg2);

        var page = await (await world.AsAsync("attention")).PostFormAsync(MeetingWorld.At(item), $"/mote/{world.Sg2}/avvikande", ("text", "Det gäller 19811218-9876."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("Det gäller 19811218-9876.", page.Html.QuerySelector("#avvikande-text")!.TextContent);
        Assert.Contains("kan peka ut en person", page.Html.QuerySelector("#avvikande-text-fel")!.TextContent);
        Assert.False(await world.ReadAsync(r => r.AgendaItems.AnyAsync(i => i.Id == item.Id && i.Supports.Count > 0)));
    }

    [Fact]
    public async Task Reservation_WhenItMayPointAtAPerson_AsksAndIsThenKept()
    {
        var item = await world.ItemAsync(world.Sg2);
        var browser = await world.AsAsync("attention");
        const string text = "Min klient Anna Berg fick vänta.";

        var asked = await browser.PostFormAsync(MeetingWorld.At(item), $"/mote/{world.Sg2}/avvikande", ("text", text));
        var boxes = asked.Html.QuerySelectorAll("form[action$='/avvikande'] input[name=accepted]").Select(i => ("accepted", i.GetAttribute("value")!)).ToList();
        await browser.PostFormAsync(MeetingWorld.At(item), $"/mote/{world.Sg2}/avvikande", [("text", text), .. boxes]);

        Assert.NotEmpty(boxes);
        Assert.NotNull(asked.Html.QuerySelector("#avvikande-accepted-fel"));
        Assert.Equal(text, await world.ReadAsync(r => r.AgendaItems.Where(i => i.Id == item.Id).SelectMany(i => i.Supports).Select(s => s.Text).SingleAsync()));
    }

    [Fact]
    public async Task Reservation_WhenEntered_StandsInTheMinutes()
    {
        var item = await world.ItemAsync(world.Sg2);
        var browser = await world.AsAsync("attention");

        await browser.PostFormAsync(MeetingWorld.At(item), $"/mote/{world.Sg2}/avvikande", ("text", "Vi hade velat skriva i stället."));

        await MeetingWorld.DecideAsync(await world.Coordinator, item, ("val", "inform-county"));
        var page = await (await world.AsAsync("ledamot.fk")).GetAsync($"/mote/{world.Sg2}/anteckningar");
        Assert.Contains("Vi hade velat skriva i stället.", page.Html.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task OralAnswer_WhenNoKindIsChosen_KeepsWhatWasSaid()
    {
        var line = await AwaitingAsync();

        var page = await OralAsync(line, ("text", "De tittar på det."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.True(page.Html.QuerySelector(".sedansist > details")!.HasAttribute("open"));
        Assert.Equal("De tittar på det.", page.Html.QuerySelector($"#svar-{line.Id}-text")!.TextContent);
        Assert.Equal("Välj vad svaret innebär.", page.Html.QuerySelector($"#svar-{line.Id}-kind-fel")!.TextContent);
    }

    [Fact]
    public async Task OralAnswer_WhenRegistered_MovesTheLineAndStandsInTheMinutes()
    {
        var line = await AwaitingAsync();

        var page = await OralAsync(line, ("kind", "MoreTime"), ("text", "Avdelningen tar ställning i januari."), ("date", "2099-01-29"), ("by", "Ersättaren"));

        Assert.Equal($"/mote/{world.Sg2}#sist", page.Location);
        Assert.False((await (await world.Coordinator).GetAsync($"/mote/{world.Sg2}")).Html.QuerySelector(".sedansist > details")!.HasAttribute("open"));
        var answer = await world.ReadAsync(r => r.Answers.SingleAsync(a => a.BookmarkId == line.Id && a.Source == AnswerSource.Meeting && a.Date == new DateOnly(2099, 1, 29)));
        Assert.Equal("Ersättaren", answer.SignedBy);
        var shown = await (await world.Coordinator).GetAsync($"/mote/{world.Sg2}");
        Assert.Contains("Muntligt svar: Vi behöver mer tid", shown.Html.QuerySelector("#protokoll table")!.TextContent);
    }

    [Fact]
    public async Task OralAnswer_WhenUndone_NoLongerCounts()
    {
        var browser = await world.Coordinator;
        var line = await AwaitingAsync();
        await OralAsync(line, ("kind", "Changed"), ("text", "Rutinen är ändrad."));
        var decision = await world.ReadAsync(r => r.Decisions.SingleAsync(d => d.DeficiencyId == line.DeficiencyId && d.MoveId == "register-answer" && d.UndoneAt == null));
        var shown = await browser.GetAsync($"/mote/{world.Sg2}?punkt={decision.AgendaItemId}");
        var form = shown.Html.QuerySelectorAll("form.beslut input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""));
        Assert.Equal($"{decision.Id}", shown.Html.QuerySelector("[data-undo]")!.GetAttribute("value"));

        await browser.PostAsync($"/mote/{world.Sg2}/angra", [.. form, ("beslut", $"{decision.Id}")]);

        Assert.Equal(Stages.AwaitingAnswer, (await world.ReadAsync(r => r.Bookmarks.SingleAsync(b => b.Id == line.Id))).Stage);
        Assert.Equal(AnswerState.Rejected, (await world.ReadAsync(r => r.Answers.SingleAsync(a => a.BookmarkId == line.Id && a.Text == "Rutinen är ändrad."))).State);
    }

    private async Task<Bookmark> AwaitingAsync()
    {
        var page = await (await world.Coordinator).GetAsync($"/mote/{world.Sg2}");
        var id = long.Parse(page.Html.QuerySelector(".sedansist input[name=rad]")!.GetAttribute("value")!, System.Globalization.CultureInfo.InvariantCulture);
        return await world.ReadAsync(r => r.Bookmarks.SingleAsync(b => b.Id == id));
    }

    private async Task<Page> OralAsync(Bookmark line, params (string, string)[] typed)
    {
        var browser = await world.Coordinator;
        var page = await browser.GetAsync($"/mote/{world.Sg2}");
        var form = page.Html.QuerySelector($".sedansist input[name=rad][value='{line.Id}']")!.Closest("form")!;
        var hidden = form.QuerySelectorAll("input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""));
        return await browser.PostAsync($"/mote/{world.Sg2}/svar", [.. hidden, .. typed]);
    }

    private Task<long> PartyAsync(string code) => world.ReadAsync(r => r.Parties.Where(p => p.Code == code).Select(p => p.Id).SingleAsync());

    private static async Task<Page> PostAsync(Browser browser, string path, params (string, string)[] fields)
    {
        var token = (await browser.GetAsync("/konto")).Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await browser.PostAsync(path, [("__RequestVerificationToken", token), .. fields]);
    }
}
