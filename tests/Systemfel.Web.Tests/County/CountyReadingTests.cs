using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Tests.County;

/// <summary>What Länsstyrelsen reads in, and what it may read and judge; each test in a year of its own.</summary>
public sealed class CountyReadingTests(CountyWorld world) : IClassFixture<CountyWorld>
{
    [Theory]
    [InlineData("utkast", "Filen säger att den är ett utkast")]
    [InlineData("underlag", "deras underlag till kommunen")]
    [InlineData("okänd mottagare", "säger inte vem den lämnas till")]
    [InlineData("orimlig", "inget rimligt antal klienter")]
    [InlineData("personnummer", "kan peka ut en person")]
    [InlineData("tom plats", "Filen har en tom plats")]
    [InlineData("utan format", "ingen årsredovisning")]
    public async Task File_ThatIsNoReturnThatHasBeenSent_IsRefusedAndNothingIsStored(string which, string problem)
    {
        await world.PublishedAsync(2011);
        var service = await world.ServiceAsync(2011, own: false);
        var file = CountyWorld.File(2011, 40);
        var whole = Encoding.UTF8.GetString(ReturnJson.Write(file));
        var contents = new Dictionary<string, byte[]>
        {
            ["utkast"] = ReturnJson.Write(file with { SentAt = null }),
            ["underlag"] = ReturnJson.Write(file with { Values = new Dictionary<string, string>(file.Values) { ["5.1/forening/svar"] = "Ja" } }),
            ["okänd mottagare"] = ReturnJson.Write(file with { Values = new Dictionary<string, string>(file.Values) { ["mottagare"] = "19121212-1212" } }),
            ["orimlig"] = ReturnJson.Write(CountyWorld.File(2011, 999_999_999)),
            ["personnummer"] = ReturnJson.Write(file with { Texts = [new ReturnText("6.2", "", "Gäller 19121212-1212.", 0)] }),
            ["tom plats"] = Encoding.UTF8.GetBytes(whole.Replace("\"texts\": [", "\"texts\": [null, ", StringComparison.Ordinal)),
            ["utan format"] = Encoding.UTF8.GetBytes(whole.Replace("\"format\"", "\"annat\"", StringComparison.Ordinal)),
        };

        var page = await world.UploadAsync(service, "retur.json", contents[which]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(problem, page.Text);
        Assert.Contains("Saknas", (await world.Board.GetAsync(service)).Text);
    }

    [Fact]
    public async Task File_WhoseFiguresDoNotAgree_IsShownAndAcceptedWithAReasonAlone()
    {
        var year = await world.PublishedAsync(2012);
        var service = await world.ServiceAsync(2012, own: false);
        var file = CountyWorld.File(2012, 40);
        await world.UploadAsync(service, "retur.json", ReturnJson.Write(file with { Values = new Dictionary<string, string>(file.Values) { ["2.1/totalt/k"] = "41" }, DecidedBy = "Socialnämnden", RegistryNumber = "SN 2013/7" }));

        var refused = await world.PostAsync(service, "godkann");
        var page = await world.Board.GetAsync(service);
        var sums = await world.Board.GetAsync($"{year}/summor");
        var accepted = await world.PostAsync(service, "godkann", ("Reason", "Rättas nästa år."));

        Assert.Contains("Skriv varför den godkänns ändå", refused.Text);
        Assert.Contains("är 41, men åldersgrupperna blir tillsammans 40", page.Html.QuerySelector("[aria-labelledby=fel]")!.TextContent);
        Assert.Contains("Socialnämnden, dnr SN 2013/7", page.Text);
        Assert.Equal(["PO Grannkommunen: en uppgift"], sums.Html.QuerySelectorAll("[aria-labelledby=fel] li").Select(l => l.TextContent));
        Assert.Equal(service, accepted.Location);
        Assert.Contains("Rättas nästa år.", (await world.Board.GetAsync(service)).Text);
    }

    [Fact]
    public async Task File_TakenAway_IsGoneAndTheServiceCanLeaveTheList()
    {
        var year = await world.PublishedAsync(2013);
        var service = await world.ServiceAsync(2013, own: false);
        await world.UploadAsync(service, "retur.json", ReturnJson.Write(CountyWorld.File(2013, 40)));
        var leave = $"{year}/verksamhet/{service.Split('/')[^1]}/ta-bort";
        var refused = await world.PostWithTokenAsync(service, leave);

        await world.PostAsync(service, "fil/ta-bort");

        Assert.Contains("har kommit. Ta bort den inlästa filen först.", refused.Text);
        var stored = await world.ReadAsync(r => r.CountyServices.Where(s => s.CountyYear.Year == 2013 && s.OrganisationId == null).SingleAsync());
        Assert.Equal(("{}", "{}", CountyReturnState.Missing), (stored.ValuesJson, stored.TextsJson, stored.State));
        Assert.Equal(year, (await world.PostWithTokenAsync(year, leave)).Location);
        Assert.DoesNotContain("PO Grannkommunen", (await world.Board.GetAsync(year)).Html.QuerySelector("main ul.rader")!.TextContent);
    }

    [Fact]
    public async Task Publish_OfAnotherFormWhenAReturnHasCome_IsRefused()
    {
        await world.PublishedAsync(2014);
        await world.UploadAsync(await world.ServiceAsync(2014, own: false), "retur.json", ReturnJson.Write(CountyWorld.File(2014, 40)));

        var page = await world.Board.PostFormAsync("/lansstyrelsen/redovisningar", ("Year", "2014"), ("Template", "2026"), ("DueOn", "2015-01-15"));

        Assert.Contains("Redovisningar har redan kommit på blanketten 2022", page.Text);
    }

    [Fact]
    public async Task Accept_OfAReturnThatCameAgainMeanwhile_StoresNothing()
    {
        await world.PublishedAsync(2015);
        var service = await world.ServiceAsync(2015, own: false);
        await world.UploadAsync(service, "retur.json", ReturnJson.Write(CountyWorld.File(2015, 40)));
        var seen = (await world.Board.GetAsync(service)).Html.QuerySelector("form[action$='/komplettera'] input[name=seen]")!.GetAttribute("value")!;
        await world.UploadAsync(service, "retur.json", ReturnJson.Write(CountyWorld.File(2015, 50)));

        var late = await world.PostWithTokenAsync(service, $"{service}/komplettera", ("seen", seen), ("Text", "Fyll i avsnitt 7."));

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Fyll i avsnitt 7.", late.Text);
        Assert.Contains("Inkommen", (await world.Board.GetAsync(service)).Text);
    }

    [Fact]
    public async Task Comparison_OfAServiceThatHasNotFilledInTheTable_LeavesItOutByName()
    {
        var year = await world.PublishedAsync(2018);
        await world.UploadAsync(await world.ServiceAsync(2018, own: false), "retur.json", ReturnJson.Write(CountyWorld.File(2018, 40)));

        var page = await world.Board.GetAsync($"{year}/jamfor?falt=2.2");

        Assert.Contains("PO Grannkommunen: har inte fyllt i kvinnor", page.Html.QuerySelectorAll("[aria-labelledby=utan] li").Select(l => l.TextContent));
    }

    [Fact]
    public async Task Comparison_OnAFormWithoutTablesOfClients_SaysSo()
    {
        var made = await world.Board.PostFormAsync("/lansstyrelsen/redovisningar", ("Year", "2001"), ("Template", "2013"), ("DueOn", "2002-01-15"));

        var year = await world.Board.GetAsync(made.Location!);
        var page = await world.Board.GetAsync($"{made.Location}/jamfor");

        Assert.Contains("har inga tabeller över klienter", page.Text);
        Assert.Empty(year.Html.QuerySelectorAll("a[href$='/jamfor']"));
    }

    [Fact]
    public async Task Return_AskedToBeCompleted_LosesItsDecisionAndKeepsItsFirstSendingInTheRegistry()
    {
        await world.PublishedAsync(2019);
        await world.WrittenAsync(2019, clients: 23, send: true);
        var service = await world.ServiceAsync(2019, own: true);

        await world.PostAsync(service, "komplettera", ("Text", "Fyll i avsnitt 7."));

        var document = await world.ReadAsync(r => r.YearDocuments.SingleAsync(d => d.Year == 2019));
        Assert.Equal(("", null, "", ""), (document.DecidedBy, document.DecidedOn, document.RegistryNumber, document.SumReason));
        Assert.Contains("Omsorgsnämnden", (await world.Board.GetAsync(service)).Text);
        Assert.Contains("Redovisning för 2019", (await world.Coordinator.GetAsync($"/registerlista?fran={world.Clock.GetUtcNow():yyyy-MM-dd}&till={world.Clock.GetUtcNow():yyyy-MM-dd}")).Text);
        Assert.Contains("Fyll i avsnitt 7.", (await world.Coordinator.GetAsync("/arsrapport/2019")).Text);
    }

    [Fact]
    public async Task Publish_OfALastDayAndANote_ReachesTheService()
    {
        await world.Board.PostFormAsync("/lansstyrelsen/redovisningar", ("Year", "2020"), ("Template", "2022"), ("DueOn", "2021-02-03"), ("Note", "Skriv även om väntetider."));

        await world.WrittenAsync(2020, clients: 23, send: false);
        var page = await world.Coordinator.GetAsync("/arsrapport/2020");

        Assert.Contains("senast 3 februari 2021", page.Text);
        Assert.Contains("Skriv även om väntetider.", page.Text);
    }

    [Theory]
    [InlineData("arsredovisning.docx", 2003)]
    [InlineData("arsredovisning.json", 2004)]
    public async Task File_OfAReturnThatIsDecidedAndNotYetMarkedAsSent_IsReadAsFinished(string file, int year)
    {
        await world.PublishedAsync(year);
        var address = await world.WrittenAsync(year, clients: 31, send: false);
        var service = await world.ServiceAsync(year, own: false);
        var draft = await world.UploadAsync(service, file, await FetchAsync($"{address}/{file}"), ("right", "true"));
        await world.DecideAsync(year);

        var decided = await world.UploadAsync(service, file, await FetchAsync($"{address}/{file}"), ("right", "true"));

        Assert.Contains("Filen säger att den är ett utkast", draft.Text);
        Assert.DoesNotContain("Utkast: inte skickad.", (await world.Coordinator.GetAsync($"{address}/utskrift")).Text);
        Assert.Equal(service, decided.Location);
    }

    [Fact]
    public async Task Return_SentInTimeAndAskedToBeCompleted_IsNotCalledLate()
    {
        await world.PublishedAsync(2005);
        await world.WrittenAsync(2005, clients: 23, send: true);

        await world.PostAsync(await world.ServiceAsync(2005, own: true), "komplettera", ("Text", "Fyll i avsnitt 7."));

        var page = await world.Coordinator.GetAsync("/arsrapport/2005");
        Assert.Contains("Länsstyrelsen ber om komplettering", page.Text);
        Assert.DoesNotContain("försenat", page.Html.QuerySelector("[aria-labelledby=vag]")!.TextContent);
    }

    [Fact]
    public async Task Open_OfAReturnThatTheCountyReads_IsRefused()
    {
        await world.PublishedAsync(2006);
        var address = await world.WrittenAsync(2006, clients: 23, send: true);

        var page = await world.PostWithTokenAsync(address, $"{address}/oppna", ("reason", "Avsnitt 7 saknas."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Be Länsstyrelsen begära komplettering där", page.Text);
        Assert.Empty((await world.Coordinator.GetAsync(address)).Html.QuerySelectorAll($"form[action='{address}/oppna']"));
    }

    [Fact]
    public async Task File_OfAMunicipalityThatBuysItsService_IsReadWhenTheCountySaysThatItIsTheMunicipalitys()
    {
        await world.PublishedAsync(2007);
        var service = await world.ServiceAsync(2007, own: false);
        var file = CountyWorld.File(2007, 40);
        var content = ReturnJson.Write(file with { Values = new Dictionary<string, string>(file.Values) { ["5.1/forening/svar"] = "Ja" } });

        var asked = await world.UploadAsync(service, "retur.json", content);
        var read = await world.UploadAsync(service, "retur.json", content, ("municipality", "true"));

        Assert.Contains("Är den kommunens egen redovisning?", asked.Text);
        Assert.NotNull(asked.Html.QuerySelector("input[type=checkbox][name=municipality]"));
        Assert.Equal(service, read.Location);
    }

    [Fact]
    public async Task Return_OfAMunicipalityThatBuysItsService_ReachesTheCountyWhenItIsChosen()
    {
        await world.PublishedAsync(2008);
        var address = await world.WrittenAsync(2008, clients: 23, send: false);
        await world.Coordinator.PostFormAsync($"{address}/avsnitt/5", ("5.1/forening/svar", "Ja"));
        Assert.Contains("Lämnas till kommunen, som redovisar", (await world.Coordinator.GetAsync(address)).Html.QuerySelector($"details:has(form[action='{address}/mottagare'])")!.TextContent);

        var neither = await world.PostWithTokenAsync(address, $"{address}/mottagare", ("to", "grannen"));
        await world.PostWithTokenAsync(address, $"{address}/mottagare", ("to", "lansstyrelsen"));
        await world.SendAsync(2008, clients: null);

        Assert.Contains("Välj vem redovisningen lämnas till.", neither.Text);
        Assert.Contains("Skickad till Länsstyrelsen", (await world.Coordinator.GetAsync(address)).Text);
        Assert.Contains("Inkommen", (await world.Board.GetAsync(await world.ServiceAsync(2008, own: true))).Text);
        Assert.Contains("\"mottagare\": \"lansstyrelsen\"", (await world.Coordinator.GetAsync($"{address}/arsredovisning.json")).Text);
    }

    private async Task<byte[]> FetchAsync(string address) => await (await world.Coordinator.GetAsync(address)).Response.Content.ReadAsByteArrayAsync();
}
