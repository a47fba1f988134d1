using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Accounts;
using Systemfel.Workflows.Demo;

namespace Systemfel.Web.Tests.Planning;

/// <summary>Who sits in a steering group, and who should, on the demo's groups.</summary>
public sealed class CompositionPageTests(DemoHost world) : IClassFixture<DemoHost>
{
    [Fact]
    public async Task Page_OfTheTeam_DoesNotExist()
    {
        using var coordinator = await world.SignedInAsync("malin@demo.example", DemoSeeder.Password);
        var team = await GroupAsync("team");

        Assert.Equal(HttpStatusCode.NotFound, (await coordinator.GetAsync($"/grupper/{team}/sammansattning")).Status);
    }

    [Fact]
    public async Task Page_OfAGroupThatLacksAParty_SaysWhereItIsAndWhatToDo()
    {
        using var coordinator = await world.SignedInAsync("malin@demo.example", DemoSeeder.Password);
        var page = await coordinator.GetAsync($"/grupper/{await GroupAsync("sg1")}/sammansattning");

        var row = page.Html.QuerySelectorAll(".sammansattning > li").Single(l => l.QuerySelector("h2")!.TextContent == "Försäkringskassan").TextContent;
        Assert.Contains("Finns i Samverkansgrupp 2", row);
        Assert.Contains("skriv i redovisningen hur grupperna hör ihop", row);
    }

    [Fact]
    public async Task Page_WhenAttendanceHasBeenSaved_CountsItAndTheSeatsThatStayedEmpty()
    {
        using var coordinator = await world.SignedInAsync("malin@demo.example", DemoSeeder.Password);
        var sg2 = await GroupAsync("sg2");
        var meeting = await PlannedAsync("sg2");
        await coordinator.PostFormAsync($"/mote/{meeting}", $"/mote/{meeting}/oppna");
        var parties = await world.WithAsync<SystemfelReader, List<long>>(r => r.Parties.Where(p => p.Code == "fk" || p.Code == "af").OrderBy(p => p.Code).Select(p => p.Id).ToListAsync());
        var year = await world.WithAsync<SystemfelReader, int>(r => r.Meetings.Where(m => m.Id == meeting).Select(m => m.Date.Year).SingleAsync());
        await coordinator.PostFormAsync($"/mote/{meeting}", $"/mote/{meeting}/anteckningar", ("notes", ""),
            ("Present[0].Party", $"{parties[0]}"), ("Present[0].Name", "Arne"), ("Present[0].IsPresent", "true"), ("Present[1].Party", $"{parties[1]}"), ("Present[1].Name", "Fia"));

        var page = await coordinator.GetAsync($"/grupper/{sg2}/sammansattning?ar={year}");
        var list = (await coordinator.GetAsync("/mote")).Html.QuerySelectorAll("section").First(s => s.QuerySelector("h2")!.TextContent == "Samverkansgrupp 2").TextContent;

        var rows = page.Html.QuerySelectorAll(".sammansattning > li").ToDictionary(l => l.QuerySelector("h2")!.TextContent, l => l.TextContent);
        Assert.Matches($@"Var med på 1 av \d+ (möte|möten) {year}\.", rows["Arbetsförmedlingen"]);
        Assert.Contains("Finns med", rows["Arbetsförmedlingen"]);
        Assert.Contains("Har inte varit med", rows["Försäkringskassan"]);
        Assert.Contains("Försäkringskassan: har inte varit med.", list);
    }

    [Fact]
    public async Task PlannedMeeting_OfAGroupWithoutASeatThatIsFilled_SaysSo()
    {
        using var coordinator = await world.SignedInAsync("malin@demo.example", DemoSeeder.Password);
        var planned = await PlannedAsync("sg2");
        await world.WithAsync<AccountService, AccountResult>(async a => await a.DisableAsync((await a.FindAsync("ledamot.psykiatri@demo.example"))!.Value));

        var page = await coordinator.GetAsync($"/mote/{planned}");

        Assert.Contains("Regionens psykiatri: ingen utsedd.", page.Html.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Page_WhenSomeoneSitsThereForAPartyWithoutASeat_CountsThem()
    {
        var sg1 = await GroupAsync("sg1");
        var primary = await world.WithAsync<SystemfelReader, Party>(r => r.Parties.FirstAsync(p => p.Authority!.Code == "PV"));
        await world.WithAsync<AccountService, AccountResult>(a =>
            a.CreateAsync("Per Vård", "per.vard@region.example", DemoSeeder.Password, [new(primary.OrganisationId, Role.Member, primary.Id, sg1)]));
        using var coordinator = await world.SignedInAsync("malin@demo.example", DemoSeeder.Password);

        var page = await coordinator.GetAsync($"/grupper/{sg1}/sammansattning");

        var row = page.Html.QuerySelectorAll(".sammansattning > li").Single(l => l.QuerySelector("h2")!.TextContent == "Regionens primärvård").TextContent;
        Assert.Contains("Finns med", row);
        Assert.Contains("Per Vård", row);
    }

    [Fact]
    public async Task List_OfAGroupWhosePartiesSitInAnother_DoesNotSayThatItHasThem()
    {
        using var coordinator = await world.SignedInAsync("malin@demo.example", DemoSeeder.Password);

        var list = (await coordinator.GetAsync("/mote")).Html.QuerySelectorAll("section").First(s => s.QuerySelector("h2")!.TextContent == "Samverkansgrupp 1").TextContent;

        Assert.Contains("finns i era ledningsgrupper tillsammans", list);
    }

    private Task<long> PlannedAsync(string group) => world.WithAsync<SystemfelReader, long>(r =>
        r.Meetings.Where(m => m.Group.Code == group && m.State == MeetingState.Planned).OrderBy(m => m.Date).Select(m => m.Id).FirstAsync());

    private Task<long> GroupAsync(string code) => world.WithAsync<SystemfelReader, long>(r => r.Groups.Where(g => g.Code == code).Select(g => g.Id).SingleAsync());
}
