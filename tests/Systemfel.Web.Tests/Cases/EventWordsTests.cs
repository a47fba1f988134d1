using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Cases;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.Disclosure;

namespace Systemfel.Web.Tests.Cases;

public class EventWordsTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Fact]
    public async Task Of_EveryEventOfTheDemo_IsASentenceInSwedish()
    {
        var events = await host.WithAsync((SystemfelReader r) => r.CaseEvents.ToListAsync());

        Assert.All(events, e => Assert.Contains(e.Kind, EventWords.Kinds));
        Assert.All(events.Select(EventWords.Of), t => Assert.DoesNotContain("  ", t.Whole));
        Assert.All(events.Select(EventWords.Of), t => Assert.DoesNotContain(" .", t.Whole));
    }

    [Fact]
    public async Task For_SightingsOutsideTheTeam_TellsNeitherPlaceNorMonth()
    {
        var sightings = await host.WithAsync((SystemfelReader r) => r.CaseEvents.Where(e => e.Kind == "counted").ToListAsync());

        Assert.Contains(sightings, e => EventWords.For(Audience.Team, e, false).Whole.Contains(" i ", StringComparison.Ordinal));
        Assert.Empty(sightings.Select(e => EventWords.For(Audience.Anyone, e, false).Whole).Except(["Sett av ett ombud till.", "Återkommer."]));
    }

    [Fact]
    public async Task EasyText_OfACaseWithASubArea_SaysWhatItIsAbout()
    {
        var one = await host.WithAsync((SystemfelReader r) => r.Deficiencies.Where(d => d.Kind == DeficiencyKind.Deficiency && !d.IsDraft && d.Addressees.Count == 1 && d.Addressees[0].SubArea!.Name == "Bedömning av arbetsförmåga").Select(d => d.Id).FirstAsync());
        using var team = await host.SignedInAsync("malin@demo.example", DemoSeeder.Password);

        var page = await team.GetAsync($"/systemfel/{one}/latt-svenska");

        Assert.Equal("Det handlar om bedömning av arbetsförmåga.", page.Html.QuerySelectorAll(".latt-svenska p")[1].TextContent);
        await host.SetAsync("""UPDATE "SubAreas" SET "IsSmallUnit" = 1 WHERE "Name" = 'Bedömning av arbetsförmåga'""");
        Assert.DoesNotContain("Det handlar om", (await team.GetAsync($"/systemfel/{one}/latt-svenska")).Html.QuerySelector(".latt-svenska")!.TextContent);
        await host.SetAsync("""UPDATE "SubAreas" SET "IsSmallUnit" = 0 WHERE "Name" = 'Bedömning av arbetsförmåga'""");
    }

    [Fact]
    public async Task Timeline_OfSeveralSightings_NamesTheirPlacesToTheTeamAlone()
    {
        var ids = await host.WithAsync((SystemfelReader r) => r.Deficiencies.Where(d => d.Events.Count(e => e.Kind == "counted") > 1).Select(d => d.Id).ToListAsync());
        using var team = await host.SignedInAsync("malin@demo.example", DemoSeeder.Password);
        using var member = await host.SignedInAsync("ledamot.fk@demo.example", DemoSeeder.Password);
        var shown = new List<(string Team, string Member)>();
        foreach (var id in ids)
        {
            var page = await member.GetAsync($"/systemfel/{id}");
            if (page.Status == HttpStatusCode.OK && Together(page) is { } outside) shown.Add((Together(await team.GetAsync($"/systemfel/{id}"))!, outside));
        }

        Assert.Contains(shown, s => Regex.IsMatch(s.Team, @"Sett \d+ gånger till\s+i "));
        Assert.All(shown, s => Assert.DoesNotMatch(@"Sett \d+ gånger till\s+i ", s.Member));

        static string? Together(Page page) => page.Html.QuerySelectorAll("ol.tid li").Select(l => l.TextContent).FirstOrDefault(t => Regex.IsMatch(t, @"Sett \d+ gånger till"));
    }
}
