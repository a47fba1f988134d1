using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Planning;
using Systemfel.Workflows.Accounts;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.Meetings;
using Group = Systemfel.Data.Organisations.Group;

namespace Systemfel.Web.Tests.Planning;

/// <summary>Series, calls, answers and the calendar, as people meet them, on the demo's groups.</summary>
public sealed partial class PlanningTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Fact]
    public async Task List_WhenTheDemoIsNew_SaysHowEachGroupMeets()
    {
        using var browser = await AsAsync("malin");
        var text = (await browser.GetAsync("/mote")).Text;
        Assert.Contains("Varje månad utom juli, sista torsdagen, kl. 09.00–12.00.", WebUtility.HtmlDecode(text), StringComparison.Ordinal);
        Assert.Contains("Försäkringskassan kallar; här registreras bara dagen.", WebUtility.HtmlDecode(text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_WhenAGroupHasNoNextDate_SaysWhatThatMeans()
    {
        using var browser = await AsAsync("malin");
        await AddGroupAsync("Ny referensgrupp");
        var section = (await browser.GetAsync("/mote")).Html.QuerySelectorAll("section").First(s => s.TextContent.Contains("Ny referensgrupp", StringComparison.Ordinal)).TextContent;
        Assert.Contains("Inget möte är planerat.", section, StringComparison.Ordinal);
        Assert.Contains("Gruppen har inga medlemmar", section, StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_WhenAGroupHasTwoChairs_NamesBothAndSaysWhatItMeans()
    {
        GroupMember[] members = [new(1, "Anna", "a@b.example", null, false, true), new(2, "Bo", "b@b.example", null, false, true)];
        var warning = Assert.Single(GroupPlanReader.WarningsOf(new Group(), null, members));
        Assert.Contains("Anna och Bo", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Series_WhenTheTimeIsNoTime_KeepsWhatWasTyped()
    {
        using var browser = await AsAsync("malin");
        var series = await ReadAsync(r => r.MeetingSeries.Where(s => s.Group.Code == "sg1").Select(s => s.Id).SingleAsync());
        var page = await browser.PostFormAsync($"/mote/serie/{series}", ("Recurrence", "Yearly"), ("From", "2027-01"), ("Week", "First"), ("Weekday", "Monday"), ("Time", "nio"), ("Place", "Biblioteket"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("nio", page.Html.QuerySelector("#s-time")!.GetAttribute("value"));
        Assert.Equal("Biblioteket", page.Html.QuerySelector("#s-place")!.GetAttribute("value"));
        Assert.Contains("till exempel 09:00", page.Html.QuerySelector("#s-time-fel")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Series_WhenADayMeetsAnotherGroup_SaysSoBeforeItIsSaved()
    {
        using var browser = await AsAsync("malin");
        var (series, version) = await ReadAsync(async r => await r.MeetingSeries.Where(s => s.Group.Code == "sg1").Select(s => new ValueTuple<long, int>(s.Id, s.Version)).SingleAsync());

        // As often and on the same day as the review.
        (string, string)[] typed = [("Recurrence", "MonthlyButJuly"), ("From", $"{TimeProvider.System.GetUtcNow():yyyy-MM}"), ("Week", "Last"), ("Weekday", "Thursday"), ("Time", "09:00"), ("Minutes", "120")];
        var page = await browser.PostFormAsync($"/mote/serie/{series}", typed);

        Assert.Contains("möts också", page.Html.QuerySelector(".anmark")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(version, await ReadAsync(r => r.MeetingSeries.Where(s => s.Id == series).Select(s => s.Version).SingleAsync()));

        // Said once: it is saved when it has been seen, and not said again of days that stand.
        var seen = page.Html.QuerySelector("input[name=Seen]")!.GetAttribute("value")!;
        Assert.Equal($"/mote/serie/{series}", (await browser.PostFormAsync($"/mote/serie/{series}", [.. typed, ("Seen", seen)])).Location);
        Assert.Equal($"/mote/serie/{series}", (await browser.PostFormAsync($"/mote/serie/{series}", [.. typed, ("Place", "Biblioteket")])).Location);
    }

    [Fact]
    public async Task Cancel_WithoutAReason_IsRefusedAtTheField()
    {
        using var browser = await AsAsync("malin");
        var id = await LastPlannedAsync("sg2");
        var page = await browser.PostFormAsync($"/mote/{id}/andra", $"/mote/{id}/stall-in", ("reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotNull(page.Html.QuerySelector("#m-reason-fel"));
    }

    [Fact]
    public async Task Notes_OfACancelledMeeting_AreRefusedAndItsReasonStays()
    {
        using var browser = await AsAsync("malin");
        var id = await LastPlannedAsync("team");
        await browser.PostFormAsync($"/mote/{id}/andra", $"/mote/{id}/stall-in", ("reason", "Lokalen är stängd."));
        var token = (await browser.GetAsync("/mote")).Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var page = await browser.PostAsync($"/mote/{id}/anteckningar", ("notes", "Något annat"), ("__RequestVerificationToken", token));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Mötet är inställt, så det har inga anteckningar.", page.Html.QuerySelector(".felsumma")!.TextContent);
        Assert.Equal("Lokalen är stängd.", await ReadAsync(r => r.Meetings.Where(m => m.Id == id).Select(m => m.Notes).SingleAsync()));
    }

    [Fact]
    public async Task Invitation_FromTheMailByAMailedLink_LeadsToTheMeetingAndItsAnswer()
    {
        using var coordinator = await AsAsync("malin");
        var id = await LastPlannedAsync("sg1");
        Assert.Equal($"/mote/{id}#kallade", (await coordinator.PostFormAsync($"/mote/{id}", $"/mote/{id}/kalla")).Location);
        var mail = await ReadAsync(r => r.OutboxItems.Where(o => o.Purpose == "meeting" && o.UniqueKey.StartsWith($"meeting:{id}:")).OrderBy(o => o.Id).FirstAsync());
        Assert.All(await ReadAsync(r => r.Deficiencies.Select(d => d.Title).ToListAsync()), t => Assert.DoesNotContain(t, mail.Text, StringComparison.Ordinal));
        var path = new Uri(Link().Match(mail.Text).Value).AbsolutePath;
        Assert.Equal($"/mote/{id}", path);

        using var member = host.Browse();
        var signIn = new Uri((await member.GetAsync(path)).Location!, UriKind.RelativeOrAbsolute);
        var page = await member.GetAsync(signIn.IsAbsoluteUri ? signIn.PathAndQuery : signIn.ToString());
        var ask = page.Html.QuerySelectorAll("a.knapp").Select(a => a.GetAttribute("href")!).First(h => h.StartsWith("/konto/lank", StringComparison.Ordinal));
        await member.PostFormAsync(ask, ask, ("Email", mail.ToAddress));
        var link = new Uri(Link().Match(await LinkMailAsync(mail.ToAddress)).Value).PathAndQuery;
        Assert.Equal(path, (await member.PostFormAsync(link, link)).Location);

        var meeting = await member.GetAsync(path);
        var invitation = meeting.Html.QuerySelector("#mitt-svar ~ form input[name=invitation]")!.GetAttribute("value")!;
        await member.PostFormAsync(path, $"{path}/svara-kallelse", ("invitation", invitation), ("answer", "Declined"), ("substitute", ""));
        var seen = (await coordinator.GetAsync(path)).Html.QuerySelector("section[aria-labelledby=kallade]")!.TextContent;
        Assert.Contains("har tackat nej", seen, StringComparison.Ordinal);
        Assert.Contains("1 kommer inte", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WhenNobodyIsCalledYet_ShowsTheMailAndSendsNothing()
    {
        using var coordinator = await AsAsync("malin");
        var id = await LastPlannedAsync("team");
        var before = await ReadAsync(r => r.OutboxItems.CountAsync());

        var meeting = await coordinator.GetAsync($"/mote/{id}");
        var page = await coordinator.GetAsync($"/mote/{id}/kalla");

        Assert.Empty(meeting.Html.QuerySelectorAll("form[action$=kalla]"));
        Assert.StartsWith("Kallelse: ", page.Html.QuerySelector(".kallelse strong")!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"/mote/{id}", page.Html.QuerySelector(".kallelse .fri")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, await ReadAsync(r => r.OutboxItems.CountAsync()));
    }

    [Fact]
    public async Task Open_WhenTheMeetingIsDaysAhead_SaysSoFirstAndCanBeTakenBack()
    {
        using var coordinator = await AsAsync("malin");
        var id = await LastPlannedAsync("sg2");
        var name = await ReadAsync(r => r.Meetings.Where(m => m.Id == id).Select(m => m.Group.Name).SingleAsync());

        var before = await coordinator.GetAsync($"/mote/{id}/oppna");
        await coordinator.PostFormAsync($"/mote/{id}", $"/mote/{id}/oppna");
        await coordinator.PostFormAsync($"/mote/{id}", $"/mote/{id}/stang");

        Assert.Contains("Mötet är planerat till", before.Html.QuerySelector(".ruta")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(name, before.Heading, StringComparison.Ordinal);
        Assert.Equal(MeetingState.Planned, await ReadAsync(r => r.Meetings.Where(m => m.Id == id).Select(m => m.State).SingleAsync()));
    }

    [Fact]
    public async Task End_WhenASeriesHasMeetingsAhead_NamesThoseThatGo()
    {
        using var coordinator = await AsAsync("malin");
        var series = await ReadAsync(r => r.MeetingSeries.Where(s => s.Group.Code == "sg1").Select(s => s.Id).SingleAsync());
        var ahead = await ReadAsync(r => r.Meetings.Where(m => m.SeriesId == series && m.State == MeetingState.Planned).OrderByDescending(m => m.Date).Select(m => m.Date).FirstAsync());

        var page = await coordinator.GetAsync($"/mote/serie/{series}/avsluta");

        Assert.Contains(page.Html.QuerySelectorAll("main time"), t => t.GetAttribute("datetime") == $"{ahead:yyyy-MM-dd}");
        Assert.NotNull(page.Html.QuerySelector("form[action$=avsluta] input[name=version]"));
        Assert.Empty((await coordinator.GetAsync($"/mote/serie/{series}")).Html.QuerySelectorAll("form[action$=avsluta]"));
    }

    [Fact]
    public async Task Link_WhenItWouldLeadElsewhere_LeadsToTheStartPage()
    {
        using var browser = host.Browse();
        await host.WithAsync<AccountAccess, bool>(async a => { await a.RequestSignInLinkAsync("registrator@demo.example", "//ond.example"); return true; });
        var link = new Uri(Link().Match(await LinkMailAsync("registrator@demo.example")).Value).PathAndQuery;
        Assert.Equal("/", (await browser.PostFormAsync(link, link)).Location);
    }

    [Fact]
    public async Task Answer_WhenTheSubstituteIsNoName_KeepsWhatWasTyped()
    {
        using var coordinator = await AsAsync("malin");
        var id = await LastPlannedAsync("team");
        await coordinator.PostFormAsync($"/mote/{id}", $"/mote/{id}/kalla");
        var invitation = await ReadAsync(r => r.Invitations.Where(i => i.MeetingId == id).Select(i => i.Id).FirstAsync());
        var page = await coordinator.PostFormAsync($"/mote/{id}", $"/mote/{id}/svara-kallelse", ("invitation", $"{invitation}"), ("answer", "Declined"), ("substitute", "19850112-2397"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("19850112-2397", page.Html.QuerySelector($"#kallelse-{invitation}-substitute")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Attendance_WhenTheMeetingWasCalled_ProposesThoseWhoSaidThatTheyCome()
    {
        using var coordinator = await AsAsync("malin");
        var id = await ReadAsync(r => r.Meetings.Where(m => m.Group.Code == "sg1" && m.State == MeetingState.Planned).OrderBy(m => m.Date).Select(m => m.Id).FirstAsync());
        await coordinator.PostFormAsync($"/mote/{id}", $"/mote/{id}/kalla");
        await AnswerAsync(coordinator, id, "ledamot.falun@demo.example", "Accepted", "");
        await AnswerAsync(coordinator, id, "ledamot.avesta@demo.example", "Declined", "Pia Ersättare");

        await coordinator.PostFormAsync($"/mote/{id}", $"/mote/{id}/oppna");

        var open = (await coordinator.GetAsync($"/mote/{id}")).Html;
        var rows = open.QuerySelectorAll(".narvarorad").Where(r => r.QuerySelector("input[name$=Party]") != null).ToDictionary(r => r.GetAttribute("aria-label")!, r => (
            Name: r.QuerySelector("input[placeholder=Namn]")?.GetAttribute("value"), Here: r.QuerySelector("input[name$=IsPresent]")!.HasAttribute("checked"),
            Substitute: r.QuerySelector("input[name$=IsSubstitute]")?.HasAttribute("checked")));
        Assert.True(rows["Falu kommun"].Here);
        Assert.Equal(("Pia Ersättare", true, true), rows["Avesta kommun"]);
        Assert.False(rows["Ludvika kommun"].Here);
        Assert.Contains("Ludvika kommun", open.QuerySelectorAll("p").First(p => p.TextContent.StartsWith("Saknas:", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        // A proposal is no attendance: the notes show nobody until it is saved.
        Assert.Null((await coordinator.GetAsync($"/mote/{id}/anteckningar")).Html.QuerySelector("#narvaro"));
    }

    [Fact]
    public async Task Planning_OnTheDemo_GoesOnAfterItsMeetings()
    {
        await host.WithAsync<SeriesPlanning, string>(p => p.ExecuteAsync(default));
        foreach (var dates in (await ReadAsync(r => r.Meetings.Where(m => m.SeriesId != null).Select(m => new { m.GroupId, m.Date }).ToListAsync())).GroupBy(m => m.GroupId))
            Assert.All(dates.OrderBy(d => d.Date).Zip(dates.OrderBy(d => d.Date).Skip(1)), pair => Assert.InRange(pair.Second.Date.DayNumber - pair.First.Date.DayNumber, 14, 400));
    }

    [Fact]
    public async Task File_HoldsTheMeetingInSwedishTime()
    {
        using var browser = await AsAsync("malin");
        var page = await browser.GetAsync($"/mote/{await LastPlannedAsync("sg1")}/mote.ics");
        Assert.StartsWith("text/calendar", page.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Contains("DTSTART;TZID=Europe/Stockholm:", page.Text, StringComparison.Ordinal);
        Assert.Contains("METHOD:PUBLISH", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_WhenTheKeyIsWrong_IsNotFound()
    {
        using var browser = host.Browse();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/kalender/{new string('0', 32)}.ics")).Status);
    }

    [Fact]
    public async Task Feed_WhenTheKeyWasReplaced_IsNotFoundAtTheOldAddress()
    {
        using var browser = await AsAsync("sara");
        var old = await MakeFeedAsync(browser);
        await MakeFeedAsync(browser);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(old)).Status);
    }

    [Fact]
    public async Task Feed_OfTheCoordinator_HoldsMeetingsTheYearAndLastDaysAndNoCase()
    {
        using var browser = await AsAsync("malin");
        var text = (await browser.GetAsync(await MakeFeedAsync(browser))).Text.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Månadsgenomgång", text, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Sista dag: årsredovisning till Länsstyrelsen", text, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Sista dag: Länsstyrelsen redovisar till Socialstyrelsen", text, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Sista svarsdag: ", text, StringComparison.Ordinal);
        Assert.All(await ReadAsync(r => r.Deficiencies.Select(d => d.Title).ToListAsync()), t => Assert.DoesNotContain(t, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Feed_OfAMember_HoldsTheOwnGroupsMeetingsAlone()
    {
        var member = await ReadAsync(r => r.Accounts.Where(a => a.Email == "ledamot.ludvika@demo.example").Select(a => a.Id).FirstAsync());
        var feed = await host.WithAsync<CalendarKeys, Uri>(k => k.MakeAsync(member));
        using var browser = host.Browse();
        var text = (await browser.GetAsync(feed.AbsolutePath)).Text;
        Assert.Contains("BEGIN:VEVENT", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Månadsgenomgång", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sista", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_WhenNothingIsNew_IsNotSentAgain()
    {
        using var browser = await AsAsync("jonas");
        var path = await MakeFeedAsync(browser);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("If-None-Match", (await browser.GetAsync(path)).Header("ETag"));
        Assert.Equal(HttpStatusCode.NotModified, (await browser.SendAsync(request)).Status);
    }

    [Fact]
    public async Task TwoPersons_WhenTheTeamIsLarger_IsRefusedWithASentence()
    {
        using var browser = await AsAsync("malin");
        var page = await browser.PostFormAsync("/installningar", "/installningar/tva-personer");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("högst 2", page.Text, StringComparison.Ordinal);
    }

    private async Task AnswerAsync(Browser browser, long meeting, string address, string answer, string substitute)
    {
        var invitation = await ReadAsync(r => r.Invitations.Where(i => i.MeetingId == meeting && i.Address == address).Select(i => i.Id).SingleAsync());
        await browser.PostFormAsync($"/mote/{meeting}", $"/mote/{meeting}/svara-kallelse", ("invitation", $"{invitation}"), ("answer", answer), ("substitute", substitute));
    }

    private static async Task<string> MakeFeedAsync(Browser browser) =>
        new Uri((await browser.PostFormAsync("/konto", "/konto/kalender")).Html.QuerySelector("code.adress")!.TextContent).AbsolutePath;

    private Task<Browser> AsAsync(string name) => host.SignedInAsync($"{name}@demo.example", DemoSeeder.Password);

    private Task<T> ReadAsync<T>(Func<SystemfelReader, Task<T>> read) => host.WithAsync(read);

    /// <summary>A group without members or meetings, written past the pages.</summary>
    private async Task AddGroupAsync(string name)
    {
        await using var connection = new SqliteConnection(host.Services.GetRequiredService<DatabaseOptions>().ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """INSERT INTO "Groups" ("OrganisationId", "Code", "Name", "Kind") SELECT MIN("Id"), 'ny', @name, 2 FROM "Organisations";""";
        command.Parameters.AddWithValue("@name", name);
        await command.ExecuteNonQueryAsync();
    }

    private Task<long> LastPlannedAsync(string group) => ReadAsync(r => r.Meetings
        .Where(m => m.Group.Code == group && m.State == MeetingState.Planned).OrderByDescending(m => m.Date).Select(m => m.Id).FirstAsync());

    /// <summary>The mail with the sign-in link: it is queued after the page has been answered.</summary>
    private async Task<string> LinkMailAsync(string address)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        string? text;
        while ((text = await ReadAsync(r => r.OutboxItems.Where(o => o.Purpose == "account" && o.ToAddress == address).OrderByDescending(o => o.Id).Select(o => o.Text).FirstOrDefaultAsync(limit.Token))) == null)
            await pulse.WaitForNextTickAsync(limit.Token);
        return text;
    }

    [GeneratedRegex(@"https?://\S+", RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
