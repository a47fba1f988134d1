using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Tests.Incidents;
using Systemfel.Web.Tests.Lists;

namespace Systemfel.Web.Tests.Registry;

public sealed class RegistryPageTests(IncidentHost host) : IClassFixture<IncidentHost>
{
    [Theory]
    [InlineData("fran=i+fjol", "Skriv första dagen som 2026-11-01.")]
    [InlineData("till=2026-02-31", "Skriv sista dagen som 2026-11-30.")]
    [InlineData("fran=2026-05-02&till=2026-05-01", "Sista dagen är före den första.")]
    [InlineData("fran=2024-01-01&till=2026-01-01", "Välj högst ett år i taget.")]
    public async Task Registry_OfDaysThatAreNone_SaysWhatIsWrongAndKeepsThem(string query, string problem)
    {
        var page = await host.Coordinator.GetAsync("/registerlista?" + query);

        Assert.Equal(422, (int)page.Status);
        Assert.Equal(problem, page.Html.QuerySelector("#period-fel")!.TextContent);
        Assert.Contains(query.Split('&')[0].Split('=')[1].Replace('+', ' '), page.Html.QuerySelectorAll("#fran, #till").Select(i => i.GetAttribute("value")));
        Assert.Equal($"/registerlista?{query}", (await host.Coordinator.GetAsync($"/registerlista.csv?{query}")).Location);
    }

    [Fact]
    public async Task Registry_OfALetterAndItsAnswer_HasBothWithBothNumbersAndNoPerson()
    {
        var (letter, _, link) = await host.SentAsync();
        await host.ArriveAsync(link, "Vi ser över rutinen.");
        await host.Coordinator.PostFormAsync($"/brev/{letter}", $"/brev/{letter}/beteckning", ("theirReference", "FK 2026/4711"));
        var (reference, party) = await host.ReadAsync(r => r.Letters.Where(l => l.Id == letter).Select(l => new ValueTuple<string, string>(l.Reference, l.Party.Name)).SingleAsync());
        using var registrar = await host.AsAsync(Role.Registrar);

        var rows = CsvText.Read(await (await registrar.GetAsync("/registerlista.csv")).Response.Content.ReadAsByteArrayAsync());

        var today = host.Clock.Today().Iso();
        var ours = rows.Where(r => r[2] == reference).ToList();
        Assert.Equal([$"{today};Skickad;{reference};FK 2026/4711;{party};Brev med 1 punkt;", $"{today};Inkommen;{reference};FK 2026/4711;{party};Svar med e-post;1"], ours.Select(r => string.Join(';', r)));
        Assert.DoesNotContain(rows, r => string.Join(' ', r).Contains(IncidentHost.Word, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Registry_OfMailThatNobodyHasSorted_SaysWhereItIsFromAndNotWho()
    {
        var mail = await host.ArriveAsync(null, "Hej");

        var page = await host.Coordinator.GetAsync("/registerlista");

        var row = page.Html.QuerySelector($"tr:has(a[href='/post/{mail}'])")!;
        Assert.Equal("fk.example", row.QuerySelector("[data-rubrik='Från eller till']")!.TextContent);
        Assert.DoesNotContain(IncidentHost.Word, row.TextContent);
        Assert.DoesNotContain("nina", row.TextContent);
    }

    [Fact]
    public async Task Registry_OfAPeriodWithoutAny_SaysSo()
    {
        var page = await host.Coordinator.GetAsync("/registerlista?fran=2001-01-01&till=2001-01-31");

        Assert.Equal("0 handlingar", page.Html.QuerySelector(".traff strong")!.TextContent);
    }
}
