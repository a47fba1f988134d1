using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Outbox;

namespace Systemfel.Web.Tests.Meetings;

/// <summary>Minutes through the pages: adjusters by link, a change after approval with its difference, and the mailing.</summary>
public partial class MinutesTests(MeetingWorld world) : IClassFixture<MeetingWorld>
{
    private const string Person = "19811218-9876";

    [Fact]
    public async Task Notes_WhenTheyPointAtAPerson_AreGivenBackAndNotStored()
    {
        var browser = await world.Coordinator;

        var page = await browser.PostFormAsync($"/mote/{world.Sg1}", $"/mote/{world.Sg1}/anteckningar", ("notes", $"Ring {Person} efter mötet."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal($"Ring {Person} efter mötet.", page.Html.QuerySelector("#notes")!.TextContent);
        Assert.Contains("kan peka ut en person", page.Html.QuerySelector("#notes-fel")!.TextContent);
        Assert.Equal("", await world.ReadAsync(r => r.Meetings.Where(m => m.Id == world.Sg1).Select(m => m.Notes).SingleAsync()));
    }

    [Fact]
    public async Task Approve_WhenANoteMayPointAtAPerson_AsksBesideTheButtonAndThenApproves()
    {
        var browser = await world.Coordinator;
        await browser.PostFormAsync($"/mote/{world.Review}", $"/mote/{world.Review}/anteckningar", ("notes", "Min klient Anna Berg fick vänta."));

        var asked = await browser.PostFormAsync($"/mote/{world.Review}", $"/mote/{world.Review}/godkann");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        var boxes = asked.Html.QuerySelectorAll("form.justera input[name=accepted]").Select(i => i.GetAttribute("value")!).ToList();
        Assert.NotEmpty(boxes);
        var done = await browser.PostFormAsync($"/mote/{world.Review}", $"/mote/{world.Review}/godkann", [.. boxes.Select(b => ("accepted", b))]);
        Assert.Equal($"/mote/{world.Review}", done.Location);
        Assert.Equal(1, await world.ReadAsync(r => r.MinutesVersions.CountAsync(v => v.MeetingId == world.Review)));
    }

    [Fact]
    public async Task Adjusters_ByLink_ApproveWithoutAccount()
    {
        var browser = await world.Coordinator;
        await MeetingWorld.DecideAsync(browser, await world.ItemAsync(world.Sg2), ("gor", "table"), ("reason", "Ledamoten är sjuk"));
        var half = await browser.PostFormAsync($"/mote/{world.Sg2}/anteckningar", $"/mote/{world.Sg2}/justerare", ("name", "Anna Berg"), ("address", "anna"));
        Assert.Equal("anna", half.Html.QuerySelector("#address")!.GetAttribute("value"));
        Assert.Contains("e-postadress", half.Html.QuerySelector("#address-fel")!.TextContent);

        await browser.PostFormAsync($"/mote/{world.Sg2}/anteckningar", $"/mote/{world.Sg2}/justerare", ("name", "Anna Berg"), ("address", "anna@ort.example"));
        await world.WithAsync<OutboxSender, string>(o => o.ExecuteAsync(default));
        var link = LinkPattern().Match((await world.WithAsync<DemoMailbox, IReadOnlyList<DemoMail>>(d => d.ListAsync(20))).First(m => m.Mail.To.Address == "anna@ort.example").Mail.Text).Value;
        using var anyone = world.Browse();
        var shown = await anyone.GetAsync(link);
        var waiting = await browser.PostFormAsync($"/mote/{world.Sg2}", $"/mote/{world.Sg2}/godkann");
        var pointing = await anyone.PostFormAsync(link, $"{link}/andring", ("text", $"Det gällde {Person}."));
        await anyone.PostFormAsync(link, $"{link}/andring", ("text", "Bordläggningen gällde hela frågan."));
        var told = await browser.GetAsync($"/mote/{world.Sg2}/anteckningar");
        await anyone.PostFormAsync(link, link);

        Assert.All([shown, told], p => Assert.Contains("Bordlägg. Ledamoten är sjuk", p.Text));
        Assert.All([shown, told], p => Assert.Contains("Hann inte behandlas, följer med till nästa möte", p.Text));
        Assert.Contains("Anna Berg har inte justerat än", waiting.Html.QuerySelector(".felsumma")!.TextContent);
        Assert.Equal($"Det gällde {Person}.", pointing.Html.QuerySelector("#text")!.TextContent);
        Assert.Contains("Bordläggningen gällde hela frågan.", told.Html.QuerySelector(".justerare")!.TextContent);
        Assert.Equal(MeetingState.Approved, await world.ReadAsync(r => r.Meetings.Where(m => m.Id == world.Sg2).Select(m => m.State).SingleAsync()));
        Assert.Contains("Du har justerat protokollet", (await anyone.GetAsync(link)).Text);
        Assert.Matches("Justerat .* av Anna Berg", (await (await world.AsAsync("rsmh")).GetAsync($"/mote/{world.Sg2}")).Text);
    }

    [Fact]
    public async Task Adjust_WhenTheLinkIsNone_SaysWhatToDo()
    {
        using var anyone = world.Browse();

        var page = await anyone.GetAsync("/justera/0123456789ABCDEFGHJKMNPQR0");

        Assert.Equal((HttpStatusCode.NotFound, "Länken går inte att använda"), (page.Status, page.Heading));
    }

    [Fact]
    public async Task Change_AfterApproval_KeepsWhatWasTypedUntilItIsWholeAndThenShowsTheDifference()
    {
        var browser = await world.Coordinator;
        var held = await HeldAsync("team");

        var refused = await browser.PostFormAsync($"/mote/{held}/andra-anteckningar", ("reason", ""), ("notes", "Nästa möte hålls i Hedemora."));
        var second = await browser.PostFormAsync($"/mote/{held}/andra-anteckningar", ("reason", "Orten saknades"), ("notes", "Nästa möte hålls i Hedemora."));
        await browser.PostFormAsync($"/mote/{held}/andra-anteckningar", ("reason", "Fel ort"), ("notes", "Nästa möte hålls i Säter."));
        var shown = await browser.GetAsync($"/mote/{held}/protokoll/3");

        Assert.Equal("Nästa möte hålls i Hedemora.", refused.Html.QuerySelector("#notes")!.TextContent);
        Assert.NotNull(refused.Html.QuerySelector("#reason-fel"));
        Assert.Equal($"/mote/{held}/protokoll/2", second.Location);
        Assert.Contains("Hedemora.", shown.Html.QuerySelector("section del")!.TextContent);
        Assert.Contains("Säter.", shown.Html.QuerySelector("section ins")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/mote/{held}/protokoll/4")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await world.AsAsync("ledamot.falun")).GetAsync($"/mote/{held}/protokoll/3")).Status);
    }

    [Fact]
    public async Task Send_WhenAnAddressIsWrong_KeepsItAndSendsOnceWhenRight()
    {
        var browser = await world.Coordinator;
        var held = await HeldAsync("sg1");

        var wrong = await browser.PostFormAsync($"/mote/{held}/anteckningar", $"/mote/{held}/skicka-anteckningar", ("others", "gäst"));
        await browser.PostFormAsync($"/mote/{held}/anteckningar", $"/mote/{held}/skicka-anteckningar", ("others", "gast@ort.example"));
        await browser.PostFormAsync($"/mote/{held}/anteckningar", $"/mote/{held}/skicka-anteckningar", ("others", "gast@ort.example"));

        Assert.Equal("gäst", wrong.Html.QuerySelector("#others")!.TextContent);
        Assert.Equal(1, await world.ReadAsync(r => r.OutboxItems.CountAsync(o => o.ToAddress == "gast@ort.example")));
        Assert.NotEqual(0, await world.ReadAsync(r => r.OutboxItems.CountAsync(o => o.Purpose == "minutes" && o.ToAddress == "ledamot.falun@demo.example")));
        await world.WithAsync<OutboxSender, string>(o => o.ExecuteAsync(default));
        var mail = await world.ReadAsync(r => r.OutboxItems.Where(o => o.ToAddress == "gast@ort.example").Select(o => o.Id).SingleAsync());
        var file = (await browser.GetAsync($"/demo/postlada/{mail}")).Html.QuerySelector("section[aria-labelledby=bilagor] a")!;
        Assert.Matches(@"^Hämta protokoll-\d{4}-\d\d-\d\d\.docx$", file.TextContent);
        var fetched = await browser.GetAsync(file.GetAttribute("href")!);
        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", fetched.Response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/demo/postlada/{mail}/bilaga/2")).Status);
    }

    private Task<long> HeldAsync(string group) => world.ReadAsync(r => r.Meetings
        .Where(m => m.Group.Code == group && m.State == MeetingState.Approved && m.Items.Any(i => i.Decisions.Count > 0)).OrderBy(m => m.Date).Select(m => m.Id).FirstAsync());

    [GeneratedRegex("/justera/[0-9A-Za-z]+")]
    private static partial Regex LinkPattern();
}
