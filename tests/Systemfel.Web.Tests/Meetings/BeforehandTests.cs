using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Web.Features.Meetings;

namespace Systemfel.Web.Tests.Meetings;

public class BeforehandTests(BeforehandWorld world) : IClassFixture<BeforehandWorld>
{
    private static readonly (string, string) On = ("on", "true");

    [Theory]
    [InlineData("ledamot.af", "af")]
    [InlineData("ledamot.falun", "kommun-avesta")]
    [InlineData("malin", "kommun-falun")]
    public async Task Mark_WhenOneDoesNotStandForThePartyInThatGroup_Is404(string who, string party) =>
        Assert.Equal(HttpStatusCode.NotFound, (await world.SayAsync(who, "viktigt", await world.CaseAsync("FAL"), party, On)).Status);

    [Fact]
    public async Task Reword_WhenThePointIsAnotherPartys_Is404()
    {
        var point = await RaiseAsync("En fråga om bostäder.");

        Assert.Equal(HttpStatusCode.NotFound, (await world.SayAsync("attention", $"vack/{point}/andra", 0, "attention", ("said", "Något annat."))).Status);
        Assert.Empty((await (await world.AsAsync("attention")).GetAsync(world.Url)).Html.QuerySelectorAll($"form[action$='vack/{point}/andra']"));
    }

    [Fact]
    public async Task Reword_WhenItHoldsAPersonalNumber_IsRefusedWithTheTextKept()
    {
        var point = await RaiseAsync("En fråga om resor.");

        var page = await world.SayAsync("rsmh", $"vack/{point}/andra", 0, "rsmh", ("seen", await world.SeenAsync(point)), ("said", BeforehandWorld.PersonalNumber));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(BeforehandWorld.PersonalNumber, page.Html.QuerySelector($"form[action$='vack/{point}/andra'] textarea")!.TextContent);
        Assert.Equal("En fråga om resor.", await world.ReadAsync(r => r.RaisedPoints.Where(p => p.Id == point).Select(p => p.Text).SingleAsync()));
    }

    [Fact]
    public async Task Reword_WhenSentFromItsForm_TakesThePlaceOfTheOld()
    {
        var point = await RaiseAsync("En fråga om tolkar.");

        await (await world.AsAsync("rsmh")).PostFormAsync(world.Url, $"{world.Url}/vack/{point}/andra", ("said", "En fråga om tolkar på helger."));

        Assert.Contains("En fråga om tolkar på helger.", (await (await world.AsAsync("ledamot.avesta")).GetAsync(world.Url)).Html.QuerySelector(".vackta")!.TextContent);
    }

    [Fact]
    public async Task Reword_WhenAnotherOfThePartyWasFirst_Is409WithBothTexts()
    {
        var point = await RaiseAsync("En fråga om boendestöd.");
        var seen = await world.SeenAsync(point);
        await world.SayAsync("rsmh", $"vack/{point}/andra", 0, "rsmh", ("seen", seen), ("said", "En fråga om boendestöd på kvällar."));

        var page = await world.SayAsync("rsmh", $"vack/{point}/andra", 0, "rsmh", ("seen", seen), ("said", "En fråga om boendestöd på helger."));

        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Equal("En fråga om boendestöd på helger.", page.Html.QuerySelector("#behall-0")!.TextContent);
        Assert.Contains("En fråga om boendestöd på kvällar.", page.Html.QuerySelector("[aria-labelledby=nu]")!.TextContent);
    }

    [Fact]
    public async Task Raised_WhenItsTextIsErased_IsNotOfferedToBeReworded()
    {
        var point = await RaiseAsync("En fråga om färdväg.");
        var reword = $"form[action$='vack/{point}/andra']";
        Assert.NotNull((await (await world.AsAsync("rsmh")).GetAsync(world.Url)).Html.QuerySelector(reword));

        await (await world.AsAsync("rsmh")).PostFormAsync($"{world.Url}/vack/{point}/fel-uppgift", ("kinds", "NAMN"));

        Assert.Null((await (await world.AsAsync("rsmh")).GetAsync(world.Url)).Html.QuerySelector(reword));
    }

    [Fact]
    public async Task Raised_WhenWithdrawn_IsNotCountedAmongThePoints()
    {
        await RaiseAsync("En fråga om hiss.");
        await RaiseAsync("En fråga om ramp.");
        var point = await RaiseAsync("En fråga om dörrar.");

        await world.SayAsync("rsmh", $"vack/{point}/ta-tillbaka", 0, "rsmh");

        var page = await (await world.AsAsync("ledamot.avesta")).GetAsync(world.Url);
        var texts = page.Html.QuerySelectorAll(".vackta ol > li > p.radbrytning").Length;
        Assert.Contains($" och {MeetingWords.Count(texts, "en väckt punkt", "väckta punkter")}, som det ser ut i dag", page.Html.QuerySelector("section[aria-labelledby=dag] p.dampad")!.TextContent);
    }

    [Fact]
    public async Task RaisedMistake_UnderAnotherGroupsMeeting_Is404()
    {
        var point = await RaiseAsync("En fråga om belysning.");
        var other = await world.ReadAsync(r => r.Meetings.Where(m => m.Group.Code == "sg2").Select(m => m.Id).FirstAsync());
        var coordinator = await world.AsAsync("malin");

        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync($"/mote/{other}/vack/{point}/fel-uppgift")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync($"/mote/999999/vack/{point}/fel-uppgift")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await world.SayAsync(other, "malin", $"vack/{point}/fel-uppgift", 0, "rsmh", ("kinds", "NAMN"), ("key", $"{Guid.NewGuid()}"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await coordinator.GetAsync($"{world.Url}/vack/{point}/fel-uppgift")).Status);
    }

    [Fact]
    public async Task Reserve_WhenOneHasBeenWritten_OffersToChangeIt()
    {
        var id = await world.CaseAsync("FAL");

        await world.SayAsync("rsmh", "avvikande-fore", id, "rsmh", On, ("said", "Vi vill skriva i stället."));

        Assert.StartsWith("Ändra er avvikande mening", (await world.RowAsync("rsmh", id)).QuerySelector("form[action$=avvikande-fore]")!.ParentElement!.QuerySelector("summary")!.TextContent);
    }

    private async Task<long> RaiseAsync(string text)
    {
        await world.SayAsync("rsmh", "vack", 0, "rsmh", ("said", text));
        return await world.ReadAsync(r => r.RaisedPoints.Where(p => p.Text == text).Select(p => p.Id).SingleAsync());
    }

    [Fact]
    public async Task Mark_WhenTheCaseIsNotGrantedToTheGroup_Is404()
    {
        var other = await world.ReadAsync(r => r.Bookmarks.Where(b => b.Stage == "review" && b.Deficiency.Grants.Count == 0).Select(b => b.DeficiencyId).FirstAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await world.SayAsync("ledamot.falun", "viktigt", other, "kommun-falun", On)).Status);
    }

    [Fact]
    public async Task Mark_WhenTheCaseIsGrantedButNoLongerWaits_SaysSoAndKeepsNothing()
    {
        var gone = await world.ReadAsync(r => r.Deficiencies.Where(d => d.Grants.Any(g => g.GroupId == world.Sg1.GroupId) && d.Instance.ClosedAt != null).Select(d => d.Id).FirstAsync());

        var page = await world.SayAsync("ledamot.falun", "viktigt", gone, "kommun-falun", On);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("står inte längre på dagordningen", page.Text);
        Assert.False(await world.ReadAsync(r => r.Remarks.AnyAsync(m => m.DeficiencyId == gone)));
    }

    [Fact]
    public async Task Mark_WhenSent_StandsOnTheRowAndWeighsAsOneTimeMore()
    {
        var id = await world.CaseAsync("FAL");

        await world.SayAsync("ledamot.falun", "viktigt", id, "kommun-falun", On);
        await world.SayAsync("ledamot.falun", "viktigt", id, "kommun-falun", On);

        var row = await world.RowAsync("ledamot.avesta", id);
        Assert.Contains("Viktig för oss: Falu kommun", row.TextContent);
        Assert.Contains("gånger + 1 viktig för oss)", row.TextContent);
    }

    [Fact]
    public async Task Mark_WhenTakenBack_IsGone()
    {
        var id = await world.CaseAsync("HED");
        await world.SayAsync("rsmh", "viktigt", id, "rsmh", On);
        Assert.Equal("true", (await world.RowAsync("rsmh", id)).QuerySelector("form[action$=viktigt] button")!.GetAttribute("aria-pressed"));

        await world.SayAsync("rsmh", "viktigt", id, "rsmh", ("on", "false"));

        Assert.DoesNotContain("RSMH", (await world.RowAsync("ledamot.avesta", id)).TextContent);
    }

    [Fact]
    public async Task Comment_WhenTheCaseIsAboutAnotherMunicipality_Is404()
    {
        var id = await world.CaseAsync("FAL");

        Assert.Equal(HttpStatusCode.NotFound, (await world.SayAsync("ledamot.avesta", "kommentar", id, "kommun-avesta", ("said", "Vi vet mer."))).Status);
        Assert.Null((await world.RowAsync("ledamot.avesta", id)).QuerySelector("form[action$=kommentar]"));
    }

    [Fact]
    public async Task Comment_WhenItHoldsAPersonalNumber_IsRefusedWithTheTextKept()
    {
        var id = await world.CaseAsync("AVE");

        var page = await world.SayAsync("ledamot.avesta", "kommentar", id, "kommun-avesta", ("said", BeforehandWorld.PersonalNumber));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        var party = await world.PartyAsync("kommun-avesta");
        Assert.Equal(BeforehandWorld.PersonalNumber, page.Html.QuerySelector($"#kommentar-{id}-{party}-text")!.TextContent);
        Assert.Contains("kan peka ut en person", page.Html.QuerySelector($"#kommentar-{id}-{party}-text-fel")!.TextContent);
        Assert.False(await world.ReadAsync(r => r.Remarks.AnyAsync(m => m.DeficiencyId == id && m.Kind == RemarkKind.Comment)));
    }

    [Fact]
    public async Task Comment_WhenItMayPointAtAPerson_AsksTheWriterAndThenTakesIt()
    {
        const string text = "Klienten Bertil Sandgren fick vänta.";
        var id = await world.CaseAsync("SAT");
        var asked = await world.SayAsync("ledamot.sater", "kommentar", id, "kommun-sater", ("said", text));
        var keys = asked.Html.QuerySelectorAll($"#punkt-{id} input[name=accepted]").Select(i => ("accepted", i.GetAttribute("value")!)).ToArray();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.NotEmpty(keys);

        await world.SayAsync("ledamot.sater", "kommentar", id, "kommun-sater", [("said", text), .. keys]);

        Assert.Contains(text, (await world.RowAsync("rsmh", id)).TextContent);
    }

    [Fact]
    public async Task Comment_WhenTheMeetingIsFurtherAhead_SaysFromWhenAndKeepsTheText()
    {
        var id = await world.CaseAsync("AVE");
        var later = await world.ReadAsync(r => r.Meetings.Where(m => m.GroupId == world.Sg1.GroupId && m.Date > world.Sg1.Date && m.State == MeetingState.Planned).OrderBy(m => m.Date).FirstAsync());

        var page = await world.SayAsync(later.Id, "ledamot.avesta", "kommentar", id, "kommun-avesta", ("said", "Vi har redan börjat."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Ni kan kommentera från", page.Text);
        Assert.Contains("Vi har redan börjat.", page.Text);
    }

    [Fact]
    public async Task Comment_WhenSaved_IsReadByTheGroup()
    {
        var id = await world.CaseAsync("FAL", 1);

        await world.SayAsync("ledamot.falun", "kommentar", id, "kommun-falun", ("said", "Vi har bytt rutin."));

        Assert.Contains("Kommentar, Falu kommun: Vi har bytt rutin.", (await world.RowAsync("rsmh", id)).TextContent);
    }

    [Fact]
    public async Task Reservation_WhenItIsEmpty_AsksForTheText()
    {
        var id = await world.CaseAsync("AVE");

        var page = await world.SayAsync("attention", "avvikande-fore", id, "attention", On, ("said", " "));

        Assert.Equal("Skriv den avvikande meningen.", page.Html.QuerySelector($"#avvikande-{id}-{await world.PartyAsync("attention")}-text-fel")!.TextContent);
    }

    [Fact]
    public async Task Reservation_WhenSaidBeforehand_LeavesTheMeetingsVersion()
    {
        var id = await world.CaseAsync("AVE");
        var before = await world.ReadAsync(r => r.Meetings.Where(m => m.Id == world.Sg1.Id).Select(m => m.Version).SingleAsync());

        await world.SayAsync("attention", "avvikande-fore", id, "attention", On, ("said", "Vi vill ha svar skriftligt."));

        Assert.Equal(before, await world.ReadAsync(r => r.Meetings.Where(m => m.Id == world.Sg1.Id).Select(m => m.Version).SingleAsync()));
        var spara = (await world.RowAsync("attention", id)).QuerySelector("form[action$='/avvikande-fore'] button[value=true]")!.TextContent;
        Assert.StartsWith("Spara avvikande mening: ", spara);
    }

    [Theory]
    [InlineData("ser-ocksa")]
    [InlineData("avvikande-fore")]
    [InlineData("vack")]
    public async Task UserOrganisationsWord_WhenOneIsAMember_Is404(string action) =>
        Assert.Equal(HttpStatusCode.NotFound, (await world.SayAsync("ledamot.falun", action, await world.CaseAsync("FAL"), "kommun-falun", On, ("said", "Text"))).Status);

    [Fact]
    public async Task Raise_WhenItHoldsAPersonalNumber_IsRefusedWithTheTextKept()
    {
        var page = await world.SayAsync("rsmh", "vack", 0, "rsmh", ("said", BeforehandWorld.PersonalNumber));

        Assert.Equal(BeforehandWorld.PersonalNumber, page.Html.QuerySelector("form[action$='/vack'] textarea")!.TextContent);
        Assert.False(await world.ReadAsync(r => r.RaisedPoints.AnyAsync(p => p.Text.Contains("1212"))));
    }

    [Fact]
    public async Task Raise_WhenSentTwice_StandsOnceForTheWholeGroup()
    {
        await world.SayAsync("rsmh", "vack", 0, "rsmh", ("said", "Hur länge räcker tillfälligt boende?"));
        await world.SayAsync("rsmh", "vack", 0, "rsmh", ("said", "Hur länge räcker tillfälligt boende?"));

        var page = await (await world.AsAsync("ledamot.ludvika")).GetAsync(world.Url);
        Assert.Single(page.Html.QuerySelectorAll(".vackta li"), li => li.TextContent.Contains("tillfälligt boende", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Withdraw_WhenItIsAnotherOrganisations_Is404()
    {
        await world.SayAsync("attention", "vack", 0, "attention", ("said", "En fråga om bemötande."));
        var id = await world.ReadAsync(r => r.RaisedPoints.Where(p => p.Text == "En fråga om bemötande.").Select(p => p.Id).SingleAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await world.SayAsync("rsmh", $"vack/{id}/ta-tillbaka", 0, "rsmh")).Status);
        Assert.Equal("En fråga om bemötande.", await world.ReadAsync(r => r.RaisedPoints.Where(p => p.Id == id).Select(p => p.Text).SingleAsync()));
    }

    [Fact]
    public async Task Withdraw_WhenDoneTwice_LeavesAnEntryWithoutContent()
    {
        await world.SayAsync("attention", "vack", 0, "attention", ("said", "En fråga om färdtjänst."));
        var id = await world.ReadAsync(r => r.RaisedPoints.Where(p => p.Text == "En fråga om färdtjänst.").Select(p => p.Id).SingleAsync());

        await world.SayAsync("attention", $"vack/{id}/ta-tillbaka", 0, "attention");
        var again = await world.SayAsync("attention", $"vack/{id}/ta-tillbaka", 0, "attention");

        Assert.Equal(HttpStatusCode.Redirect, again.Status);
        Assert.False(await world.ReadAsync(r => r.RaisedPoints.AnyAsync(p => p.Text.Contains("färdtjänst"))));
        var page = await (await world.AsAsync("ledamot.ludvika")).GetAsync(world.Url);
        Assert.Contains(page.Html.QuerySelectorAll(".vackta li"), li => li.TextContent.Contains("Tillbakatagen", StringComparison.Ordinal) && li.TextContent.Contains("Attention", StringComparison.Ordinal));
        Assert.DoesNotContain("Tillbakatagen", (await (await world.AsAsync("ledamot.ludvika")).GetAsync($"{world.Url}/underlag")).Text);
    }

    [Fact]
    public async Task Raised_WhenItsButtonsAreReadAloud_AreNamedByNumberAndAFewWords()
    {
        await world.SayAsync("rsmh", "vack", 0, "rsmh", ("said", "Väntetiden hos primärvården är längre än den som lovas i länet, och ingen vet varför."));

        var page = await (await world.AsAsync("rsmh")).GetAsync(world.Url);

        var names = page.Html.QuerySelectorAll(".vackta form[action$='/ta-tillbaka'] button").Select(b => b.TextContent).ToList();
        Assert.Contains(names, n => System.Text.RegularExpressions.Regex.IsMatch(n, @"^Ta tillbaka: punkt \d+, Väntetiden hos primärvården är längre än …$"));
        Assert.Distinct(names);
        var reword = page.Html.QuerySelectorAll(".vackta form[action$='/andra'] button, .vackta details:has(form[action$='/andra']) > summary").Select(b => b.TextContent).ToList();
        Assert.Contains(reword, n => System.Text.RegularExpressions.Regex.IsMatch(n, @"^Spara: punkt \d+, Väntetiden hos primärvården är längre än …$"));
        Assert.Contains(reword, n => System.Text.RegularExpressions.Regex.IsMatch(n, @"^Ändra: punkt \d+, Väntetiden hos primärvården är längre än …$"));
    }

    [Fact]
    public async Task RaisedMistake_WhenItIsAnotherOrganisations_Is404()
    {
        await world.SayAsync("attention", "vack", 0, "attention", ("said", "En fråga om ledsagning."));
        var id = await world.ReadAsync(r => r.RaisedPoints.Where(p => p.Text == "En fråga om ledsagning.").Select(p => p.Id).SingleAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await (await world.AsAsync("rsmh")).GetAsync($"{world.Url}/vack/{id}/fel-uppgift")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await world.AsAsync("ledamot.falun")).GetAsync($"{world.Url}/vack/{id}/fel-uppgift")).Status);
    }

    [Fact]
    public async Task RaisedMistake_OfOnesOwn_IsErasedForAll()
    {
        await world.SayAsync("attention", "vack", 0, "attention", ("said", "En fråga om hemtjänst."));
        var id = await world.ReadAsync(r => r.RaisedPoints.Where(p => p.Text == "En fråga om hemtjänst.").Select(p => p.Id).SingleAsync());
        var page = $"{world.Url}/vack/{id}/fel-uppgift";

        var unanswered = await (await world.AsAsync("attention")).PostFormAsync(page);
        var done = await (await world.AsAsync("attention")).PostFormAsync(page, ("kinds", "NAMN"));

        Assert.Contains("Välj minst ett slag", unanswered.Html.QuerySelector("#kinds-fel")!.TextContent);
        Assert.Equal(world.Url, done.Location);
        Assert.Equal("Raderad text", await world.ReadAsync(r => r.RaisedPoints.Where(p => p.Id == id).Select(p => p.Text).SingleAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await (await world.AsAsync("attention")).GetAsync(page)).Status);
        Assert.Contains("Väckt punkt", (await (await world.AsAsync("malin")).GetAsync("/incidenter")).Text);
    }

    [Fact]
    public async Task Outcome_WhenTheMeetingIsNotOpen_IsRefused()
    {
        await world.SayAsync("rsmh", "vack", 0, "rsmh", ("said", "En fråga om tolk."));
        var id = await world.ReadAsync(r => r.RaisedPoints.Where(p => p.Text == "En fråga om tolk.").Select(p => p.Id).SingleAsync());

        var page = await world.SayAsync("malin", $"vack/{id}/utfall", 0, "rsmh", ("outcome", "Discussed"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Null(await world.ReadAsync(r => r.RaisedPoints.Where(p => p.Id == id).Select(p => p.ClosedAt).SingleAsync()));
    }
}
