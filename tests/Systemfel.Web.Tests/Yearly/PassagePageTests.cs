using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Tests.Yearly;

/// <summary>A passage whose case is no longer what it was.</summary>
public sealed class PassagePageTests(ReturnWorld world) : IClassFixture<ReturnWorld>
{
    [Fact]
    public async Task Passage_OfACaseThatHasBeenWithdrawn_ShowsNothingOfItAndIsLetGoWhenSomebodySaysSo()
    {
        var id = await SubmitAsync();
        var year = world.Clock.GetUtcNow().Year;
        var address = await world.BegunAsync(year, "2026");
        await world.Coordinator.PostFormAsync(address, $"{address}/utkast");
        var passage = await world.WithAsync((SystemfelReader r) => r.YearPassageCases.Where(c => c.DeficiencyId == id).Select(c => c.PassageId).SingleAsync());
        var before = await world.Coordinator.GetAsync($"{address}/stycke/{passage}");
        await world.SetAsync($"UPDATE Deficiencies SET IsDraft = 1 WHERE Id = {id}");

        var form = await world.Coordinator.GetAsync($"{address}/stycke/{passage}");
        var page = await world.Coordinator.GetAsync(address);
        var refused = await world.Coordinator.PostFormAsync(address, $"{address}/till-chefen");
        var saved = await world.Coordinator.PostFormAsync($"{address}/stycke/{passage}", ("stycke", "Många får vänta."), ("utan", $"{id}"));
        var handed = await world.Coordinator.PostFormAsync(address, $"{address}/till-chefen");

        Assert.Contains("Beskedet kommer sent", before.Html.QuerySelector("[aria-labelledby=bygger]")!.TextContent);
        Assert.DoesNotContain("Beskedet kommer sent", form.Html.QuerySelector("[aria-labelledby=bygger]")!.TextContent);
        Assert.Contains("har dragits tillbaka", page.Html.QuerySelector($"#stycke-{passage}")!.TextContent);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("berättas om ett systemfel som har dragits tillbaka", refused.Html.QuerySelector(".felsumma")!.TextContent);
        Assert.Equal(($"{address}#stycke-{passage}", address), (saved.Location, handed.Location));
    }

    private Task<long> SubmitAsync() => world.WithAsync(async (IServiceProvider services) =>
    {
        var reader = services.GetRequiredService<SystemfelReader>();
        var account = await reader.Accounts.Include(a => a.Memberships).SingleAsync(a => a.Email == "ombud@retur.example");
        var authority = await reader.Authorities.Where(a => a.Code == "KO").Select(a => a.Id).FirstAsync();
        var report = new ReportText { Title = "Beskedet kommer sent", Pattern = "Den som söker får besked sent.", Consequence = "Hyran blir obetald.", Proposal = "Ge besked i tid.", Addressees = [new ReportAddressee(authority, null)] };
        return await services.GetRequiredService<CaseMoves>().SubmitAsync(
            account.Memberships[0].OrganisationId, new Submit(report, services.GetRequiredService<TextCheck>().Check(report.AllText())),
            new Actor(account.Id, account.DisplayName, account.Memberships), Guid.NewGuid().ToString());
    });
}
