using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;

namespace Systemfel.Web.Tests.Letters;

/// <summary>The letters of one meeting, on one page. The tests share the meeting; each has letters of its own.</summary>
public class MeetingLettersTests(MeetingLetterWorld host) : IClassFixture<MeetingLetterWorld>
{
    private string Path => $"/mote/{host.Sg1}/brev";

    [Fact]
    public async Task Page_ForAnOmbud_DoesNotExist()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync("sara")).GetAsync(Path)).Status);
    }

    [Fact]
    public async Task Send_ToAContactThatIsNoLongerUsed_SaysWhyAndSendsTheOther()
    {
        var (gone, fine) = (await host.DecideLetterAsync(), await host.DecideLetterAsync());
        await host.RetireContactOfAsync(gone);

        var page = await PostAsync("skicka", [gone, fine]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Gamla registratorn används inte längre", page.Html.QuerySelector(".felsumma")!.TextContent);
        Assert.Equal((LetterState.Draft, LetterState.Sent), (await StateAsync(gone), await StateAsync(fine)));
    }

    [Fact]
    public async Task Send_WhenOneThatIsLeftOutHasNoContactAnyMore_SendsTheOthers()
    {
        var (gone, fine) = (await host.DecideLetterAsync(), await host.DecideLetterAsync());
        await host.RetireContactOfAsync(gone);

        var page = await PostAsync("skicka", [gone, fine], (gone, "Chosen", ""));

        Assert.Equal($"{Path}?vantar={gone}", page.Location);
        Assert.Equal((LetterState.Draft, LetterState.Sent), (await StateAsync(gone), await StateAsync(fine)));
    }

    [Fact]
    public async Task Send_WhenAColleagueHasChangedTheLetterMeanwhile_ShowsItFirstAndSendsWhatTheColleagueWrote()
    {
        var id = await host.DecideLetterAsync();
        var old = Fields(await (await host.Coordinator).GetAsync(Path), [id]);
        await PostAsync("spara", [id], (id, "Points[0].Pattern", "Kollegans ord."));

        var refused = await (await host.Coordinator).PostAsync(Path, [.. old, ("act", "skicka")]);
        var sent = await (await host.Coordinator).PostAsync(Path, [.. Fields(refused, [id]), ("act", "skicka")]);

        Assert.Contains("Någon annan har ändrat brevet", refused.Html.QuerySelector(".felsumma")!.TextContent);
        Assert.Contains("Kollegans ord.", refused.Html.QuerySelector($"#brev-{id} .brevtext")!.TextContent);
        Assert.Equal(Path, sent.Location);
        Assert.Equal((LetterState.Sent, "Kollegans ord."), (await StateAsync(id), await PatternAsync(id)));
    }

    [Fact]
    public async Task Save_OfOneFieldWhenAColleagueHasChangedAnother_KeepsBoth()
    {
        var id = await host.DecideLetterAsync();
        var old = Fields(await (await host.Coordinator).GetAsync(Path), [id], (id, "Introduction", "Tack för senast."));
        await PostAsync("spara", [id], (id, "Points[0].Pattern", "Kollegans ord."));

        var refused = await (await host.Coordinator).PostAsync(Path, [.. old, ("act", "spara")]);
        await (await host.Coordinator).PostAsync(Path, [.. Fields(refused, [id]), ("act", "spara")]);

        Assert.Contains("inte sparat", refused.Html.QuerySelector(".felsumma")!.TextContent);
        Assert.NotNull(refused.Html.QuerySelector($"#brev-{id} details[open]"));
        Assert.Equal(("Tack för senast.", "Kollegans ord."), (await host.ReadAsync(r => r.Letters.Where(l => l.Id == id).Select(l => l.Introduction).SingleAsync()), await PatternAsync(id)));
    }

    [Fact]
    public async Task Save_OfTheFieldThatAColleagueHasChanged_ShowsBothAndThenTakesTheLast()
    {
        var id = await host.DecideLetterAsync();
        var old = Fields(await (await host.Coordinator).GetAsync(Path), [id], (id, "Points[0].Pattern", "Mina ord."));
        await PostAsync("spara", [id], (id, "Points[0].Pattern", "Kollegans ord."));

        var refused = await (await host.Coordinator).PostAsync(Path, [.. old, ("act", "spara")]);
        Assert.Equal("Kollegans ord.", await PatternAsync(id));
        await (await host.Coordinator).PostAsync(Path, [.. Fields(refused, [id]), ("act", "spara")]);

        Assert.Contains("Kollegans ord.", refused.Html.QuerySelector($"#brev-{id} .brevtext")!.TextContent);
        Assert.Equal("Mina ord.", refused.Html.QuerySelector($"[id^='brev-{id}-pattern']")!.TextContent);
        Assert.Equal("Mina ord.", await PatternAsync(id));
    }

    [Fact]
    public async Task Send_WithAPossibleName_AsksAndSendsWhenItIsNoPerson()
    {
        var id = await host.DecideLetterAsync();
        await PostAsync("spara", [id], (id, "Introduction", "Vi talade med Anna Svensson."));

        var asked = await PostAsync("skicka", [id]);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, LetterState.Draft), (asked.Status, await StateAsync(id)));
        foreach (var box in asked.Html.QuerySelectorAll<IHtmlInputElement>($"#brev-{id} [name$='Accepted']")) box.IsChecked = true;
        var sent = await (await host.Coordinator).PostAsync(Path, [.. Fields(asked, [id]), ("act", "skicka")]);

        Assert.Equal((Path, LetterState.Sent), (sent.Location, await StateAsync(id)));
    }

    [Theory]
    [InlineData("Introduction", "introduction")]
    [InlineData("Points[0].Title", "title")]
    [InlineData("Points[0].Pattern", "pattern")]
    [InlineData("Points[0].Proposal", "proposal")]
    public async Task Send_WithAPersonalNumber_IsRefusedAndKeepsTheText(string field, string input)
    {
        var id = await host.DecideLetterAsync();

        var page = await PostAsync("skicka", [id], (id, field, "Gäller 19121212-1212 som väntar."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        var typed = page.Html.QuerySelector($"[id^='brev-{id}-{input}'][aria-invalid=true]")!;
        Assert.Equal("Gäller 19121212-1212 som väntar.", typed.GetAttribute("value") ?? typed.TextContent);
        Assert.Equal(LetterState.Draft, await StateAsync(id));
        Assert.DoesNotContain("1212", await host.ReadAsync(r => r.LetterItems.Where(i => i.LetterId == id).Select(i => i.Pattern + i.Title + i.Proposal).SingleAsync()));
    }

    [Fact]
    public async Task Send_WhenTheCaseIsClosedMeanwhile_SaysSoAndGivesTheTextBack()
    {
        var id = await host.DecideLetterAsync();
        var fields = Fields(await (await host.Coordinator).GetAsync(Path), [id], (id, "Introduction", "Tack för senast."));
        await CloseAsync(id);

        var page = await (await host.Coordinator).PostAsync(Path, [.. fields, ("act", "skicka")]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        var said = page.Html.QuerySelector(".felsumma")!.TextContent;
        Assert.Contains("Brevet finns inte kvar", said);
        Assert.Contains("Tack för senast.", said);
        Assert.Equal(0, await host.ReadAsync(r => r.OutboxItems.CountAsync(o => o.LetterId == id)));
    }

    [Fact]
    public async Task Send_OfAnotherMeetingsLetter_SendsNothing()
    {
        var id = await host.DecideLetterAsync();
        var fields = Fields(await (await host.Coordinator).GetAsync(Path), [id]);
        var page = await (await host.Coordinator).PostAsync($"/mote/{host.Sg2}/brev", [.. fields, ("act", "skicka")]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(LetterState.Draft, await StateAsync(id));
    }

    [Fact]
    public async Task Send_OfALetterThatIsLeftOut_LeavesItToBeSent()
    {
        var (chosen, left) = (await host.DecideLetterAsync(), await host.DecideLetterAsync());

        var page = await PostAsync("skicka", [chosen, left], (left, "Chosen", ""));

        Assert.Equal($"{Path}?vantar={left}", page.Location);
        Assert.Equal((LetterState.Sent, LetterState.Draft), (await StateAsync(chosen), await StateAsync(left)));
        Assert.False((await (await host.Coordinator).GetAsync(page.Location!)).Html.QuerySelector<IHtmlInputElement>($"#brev-{left} [name$='Chosen']")!.IsChecked);
    }

    [Fact]
    public async Task Send_OfALetterThatWasChanged_StoresItAndShowsItBeforeItLeaves()
    {
        var id = await host.DecideLetterAsync();

        var page = await PostAsync("skicka", [id], (id, "Introduction", "Vi ses gärna om det här."), (id, "Points[0].Title", "En rubrik som mötet valde"));

        Assert.Contains("sparat, inte skickat", page.Html.QuerySelector(".felsumma")!.TextContent);
        var shown = page.Html.QuerySelector($"#brev-{id} .brevtext")!.TextContent;
        Assert.Contains("Vi ses gärna om det här.", shown);
        Assert.Contains("1. En rubrik som mötet valde", shown);
        Assert.Equal(LetterState.Draft, await StateAsync(id));
    }

    [Fact]
    public async Task Send_OfTheSameFormTwice_SendsEachLetterOnce()
    {
        long[] ids = [await host.DecideLetterAsync(), await host.DecideLetterAsync()];
        (string, string)[] form = [.. Fields(await (await host.Coordinator).GetAsync(Path), ids), ("act", "skicka")];

        var first = await (await host.Coordinator).PostAsync(Path, form);
        var second = await (await host.Coordinator).PostAsync(Path, form);

        Assert.Equal((Path, Path), (first.Location, second.Location));
        Assert.Equal(2, await host.ReadAsync(r => r.OutboxItems.CountAsync(o => ids.Contains(o.LetterId!.Value))));
    }

    [Fact]
    public async Task Save_OfANewLastDay_MovesTheLinesThatWait()
    {
        var id = await host.DecideLetterAsync();
        var day = await host.ReadAsync(r => r.Letters.Where(l => l.Id == id).Select(l => l.AnswerBy).SingleAsync());

        var page = await PostAsync("spara", [id], (id, "AnswerBy", day.AddDays(1).ToString("yyyy-MM-dd", null)));

        Assert.Equal(Path, page.Location);
        Assert.Equal(day.AddDays(1), await host.ReadAsync(r => r.Bookmarks.Where(b => b.LetterItem!.LetterId == id).Select(b => b.Due).SingleAsync()));
        Assert.Equal(LetterState.Draft, await StateAsync(id));
    }

    [Fact]
    public async Task MeetingPage_WithLettersToSend_LeadsToThem()
    {
        await host.DecideLetterAsync();

        var open = await (await host.Coordinator).GetAsync($"/mote/{host.Sg1}");
        var held = await (await host.Coordinator).GetAsync($"/mote/{host.Sg1}/anteckningar");

        Assert.NotNull(open.Html.QuerySelector($".motesbrev a[href='{Path}']"));
        Assert.NotNull(held.Html.QuerySelector($".motesbrev a[href='{Path}']"));
    }

    private Task<LetterState> StateAsync(long id) => host.ReadAsync(r => r.Letters.Where(l => l.Id == id).Select(l => l.State).SingleAsync());

    private Task<string> PatternAsync(long id) => host.ReadAsync(r => r.LetterItems.Where(i => i.LetterId == id).Select(i => i.Pattern).SingleAsync());

    /// <summary>The case of a letter is closed on its own page, and the letter's only point with it.</summary>
    private async Task CloseAsync(long letter)
    {
        var line = await host.ReadAsync(r => r.Bookmarks.SingleAsync(b => b.LetterItem!.LetterId == letter));
        var path = $"/systemfel/{line.DeficiencyId}/gor/register-answer?rad={line.Id}.{line.Version}";
        var made = await (await host.Coordinator).PostFormAsync(path, path, ("answer-kind", "Changed"), ("text", "Det är redan ändrat."), ("source", "Phone"));
        Assert.Equal($"/systemfel/{line.DeficiencyId}", made.Location);
    }

    private async Task<Page> PostAsync(string act, IReadOnlyList<long> letters, params (long Letter, string Field, string Value)[] typed) =>
        await (await host.Coordinator).PostAsync(Path, [.. Fields(await (await host.Coordinator).GetAsync(Path), letters, typed), ("act", act)]);

    /// <summary>The fields of some of the letters on the page, as the browser would send them, with what is typed on top.</summary>
    private static List<(string, string)> Fields(Page page, IReadOnlyList<long> letters, params (long Letter, string Field, string Value)[] typed)
    {
        var fields = page.Html.QuerySelectorAll("form[action$='/brev'] > input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).ToList();
        for (var i = 0; i < letters.Count; i++)
        {
            foreach (var control in page.Html.QuerySelectorAll($"#brev-{letters[i]} :is(input, textarea, select)"))
            {
                var field = control.GetAttribute("name")!.Split('.', 2)[1];
                var own = typed.Where(t => t.Letter == letters[i] && t.Field == field).Select(t => t.Value).FirstOrDefault();
                fields.Add(($"letters[{i}].{field}", own ?? ValueOf(control)));
            }
        }
        return fields;
    }

    private static string ValueOf(IElement control) => control switch
    {
        IHtmlSelectElement select => select.Value ?? "",
        IHtmlTextAreaElement area => area.Value,
        IHtmlInputElement { Type: "checkbox" } box => box.IsChecked ? box.Value : "",
        _ => control.GetAttribute("value") ?? "",
    };
}
