using System.Net;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Web.Tests.Lists;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Tests.County;

/// <summary>Länsstyrelsen's inbox: one service that uses the product and some that do not, each test in a year of its own.</summary>
public sealed class CountyReturnsTests(CountyWorld world) : IClassFixture<CountyWorld>
{
    private const string Home = "/lansstyrelsen/redovisningar";

    [Theory]
    [InlineData("1999", "2022", "2000-01-15", "Välj ett år som har varit, eller det som pågår.")]
    [InlineData("2001", "1812", "2002-01-15", "Välj en blankett.")]
    [InlineData("2001", "2022", "i januari", "Skriv sista dagen som 2027-01-15.")]
    [InlineData("2001", "2022", "2009-01-15", "Sista dagen hör inte till redovisningen för 2001.")]
    public async Task Publish_OfWhatCannotBe_SaysWhyAndKeepsWhatWasTyped(string year, string template, string due, string problem)
    {
        var page = await world.Board.PostFormAsync(Home, ("Year", year), ("Template", template), ("DueOn", due), ("Note", "Hör av er."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(problem, page.Text);
        Assert.Equal("Hör av er.", page.Html.QuerySelector("textarea[name=Note]")!.TextContent);
        Assert.Equal(due, page.Html.QuerySelector("input[name=DueOn]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Publish_WithAPersonalNumberInTheNote_IsRefused()
    {
        var page = await world.Board.PostFormAsync(Home, ("Year", "2001"), ("Template", "2022"), ("DueOn", "2002-01-15"), ("Note", "Gäller 19121212-1212."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.False(await world.ReadAsync(r => r.CountyYears.AnyAsync(y => y.Year == 2001)));
    }

    [Fact]
    public async Task Add_OfAServiceThatIsThere_IsRefused()
    {
        var year = await world.PublishedAsync(2002);

        var page = await world.Board.PostFormAsync(year, $"{year}/verksamhet", ("Name", "PO GRANNKOMMUNEN"));

        Assert.Contains("PO GRANNKOMMUNEN finns redan på listan.", page.Text);
    }

    [Fact]
    public async Task Return_BeforeItIsSent_IsMissingAndNotRead()
    {
        var year = await world.PublishedAsync(2003);
        await world.WrittenAsync(2003, clients: 17, send: false);

        var page = await world.Board.GetAsync(year);
        var own = await world.ServiceAsync(2003, own: true);

        Assert.Contains("2 redovisningar saknas.", page.Text);
        Assert.DoesNotContain("17", (await world.Board.GetAsync(own)).Html.QuerySelector("main")!.TextContent);
        Assert.Contains("Redovisningen har inte kommit än.", (await world.PostAsync(own, "godkann", ("seen", "0:0"))).Text);
    }

    [Fact]
    public async Task Return_SentInTheProduct_ArrivesByItselfIsAskedToBeCompletedAndComesAgain()
    {
        await world.PublishedAsync(2004);
        await world.WrittenAsync(2004, clients: 23, send: true);
        var own = await world.ServiceAsync(2004, own: true);
        Assert.Contains("Inkommen", (await world.Board.GetAsync(own)).Text);
        Assert.Contains("23", Clients(await world.Board.GetAsync(own)));

        var refused = await world.PostAsync(own, "komplettera", ("text", "Ring Anna på 070-123 45 67."));
        var asked = await world.PostAsync(own, "komplettera", ("text", "Fyll i avsnitt 7."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(own, asked.Location);
        var mail = await world.ReadAsync(r => r.OutboxItems.Where(o => o.Purpose == "county").SingleAsync());
        Assert.Equal("sam@retur.example", mail.ToAddress);
        Assert.Contains("Fyll i avsnitt 7.", mail.Text);
        Assert.Contains("Fyll i avsnitt 7.", (await world.Coordinator.GetAsync("/arsrapport/2004")).Text);
        Assert.Contains("Länsstyrelsen ber om komplettering av årsredovisningen för 2004.", (await world.Coordinator.GetAsync("/")).Html.QuerySelector("main")!.TextContent);
        Assert.Contains("Komplettering begärd", (await world.Board.GetAsync(own)).Text);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SendAsync(2004, clients: 24);
        var again = await world.Board.GetAsync(own);
        Assert.Contains("Inkommen", again.Text);
        Assert.Contains("24", Clients(again));
        Assert.Equal(own, (await world.PostAsync(own, "godkann")).Location);
        Assert.Contains("Godkänd", (await world.Board.GetAsync(own)).Text);
    }

    [Theory]
    [InlineData("ingen json", "varken Word (docx) eller JSON")]
    [InlineData("\u0089PNG\r\n", "varken Word (docx) eller JSON")]
    [InlineData("{ ingen json", "felet är på rad 1")]
    [InlineData("PK\u0003\u0004trasig", "inget Word-dokument")]
    [InlineData("", "Välj en fil.")]
    public async Task File_ThatIsNoReturn_SaysWhyAndStoresNothing(string content, string problem)
    {
        await world.PublishedAsync(2005);
        var service = await world.ServiceAsync(2005, own: false);

        var page = await world.UploadAsync(service, "retur.json", Encoding.UTF8.GetBytes(content));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(problem, page.Text);
        Assert.Contains("Saknas", (await world.Board.GetAsync(service)).Text);
    }

    [Fact]
    public async Task File_OfAnotherYear_IsRefused()
    {
        await world.PublishedAsync(2006);
        var service = await world.ServiceAsync(2006, own: false);

        var page = await world.UploadAsync(service, "retur.json", ReturnJson.Write(CountyWorld.File(2007, 40)));

        Assert.Contains("Filen gäller år 2007, inte 2006.", page.Text);
    }

    [Fact]
    public async Task File_AsJson_IsReadAndSummed()
    {
        var year = await world.PublishedAsync(2008);
        await world.WrittenAsync(2008, clients: 10, send: true);
        await world.UploadAsync(await world.ServiceAsync(2008, own: false), "retur.json", ReturnJson.Write(CountyWorld.File(2008, 40)));

        var rows = CsvText.Read(await (await world.Board.GetAsync($"{year}/summor.csv")).Response.Content.ReadAsByteArrayAsync());
        var page = await world.Board.GetAsync($"{year}/summor");

        var clients = rows.Single(r => r[1].StartsWith("2.1 ", StringComparison.Ordinal) && r[2].StartsWith("Totalt", StringComparison.OrdinalIgnoreCase) && r[3] == "Kvinnor");
        Assert.Equal(["50", "2"], clients[4..]);
        Assert.Contains("Summan av 2 av 2 redovisningar", page.Text);
        Assert.Empty(new Workbook(await (await world.Board.GetAsync($"{year}/summor.xlsx")).Response.Content.ReadAsByteArrayAsync()).Faults);
    }

    [Fact]
    public async Task Sums_WhenSomeAreMissing_SayWhich()
    {
        var year = await world.PublishedAsync(2009);
        await world.UploadAsync(await world.ServiceAsync(2009, own: false), "retur.json", ReturnJson.Write(CountyWorld.File(2009, 40)));

        var page = await world.Board.GetAsync($"{year}/summor");

        Assert.Contains("Summan av 1 av 2 redovisningar", page.Text);
        var own = await world.ReadAsync(r => r.Organisations.Select(o => o.Name).SingleAsync());
        Assert.Equal([$"{own}: har inte kommit"], page.Html.QuerySelectorAll("[aria-labelledby=utan] li").Select(l => l.TextContent));
    }

    [Fact]
    public async Task File_AsTheProductsOwnWordDocument_SaysTheSameAsItsJson()
    {
        await world.PublishedAsync(2010);
        var address = await world.WrittenAsync(2010, clients: 31, send: true);
        var word = await (await world.Coordinator.GetAsync($"{address}/arsredovisning.docx")).Response.Content.ReadAsByteArrayAsync();
        var service = await world.ServiceAsync(2010, own: false);

        var asked = await world.UploadAsync(service, "retur.docx", word);
        var read = await world.UploadAsync(service, "retur.docx", word, ("right", "true"));

        Assert.Contains("Är det rätt?", asked.Text);
        Assert.Equal(service, read.Location);
        var stored = await world.ReadAsync(r => r.CountyServices.Where(s => s.CountyYear.Year == 2010 && s.OrganisationId == null).SingleAsync());
        var written = await world.ReadAsync(r => r.YearDocuments.Where(d => d.Year == 2010).Select(d => d.ValuesJson).SingleAsync());
        Assert.Equal(ReturnValues.FromJson(written).Typed, ReturnValues.FromJson(stored.ValuesJson).Typed);
        Assert.Equal(("docx", CountyReturnState.Received), (stored.Source, stored.State));
    }

    [Fact]
    public async Task BlankForm_FilledInAndReadIn_IsTheServicesReturn()
    {
        await world.PublishedAsync(2011);
        var service = await world.ServiceAsync(2011, own: false);
        var link = (await world.Board.GetAsync(service)).Html.QuerySelector("a[href$='/blankett.docx']")!;

        var blank = await world.Board.GetAsync(link.GetAttribute("href")!);
        var untouched = await world.UploadAsync(service, "blankett.docx", await blank.Response.Content.ReadAsByteArrayAsync());
        var read = await world.UploadAsync(service, "blankett.docx", FilledIn(await blank.Response.Content.ReadAsByteArrayAsync(), "Totalt", "44"));

        Assert.Contains("I dokumentet finns inget ifyllt fält.", untouched.Text);
        Assert.Equal(service, read.Location);
        var stored = await world.ReadAsync(r => r.CountyServices.Where(s => s.CountyYear.Year == 2011 && s.OrganisationId == null).SingleAsync());
        Assert.Equal((CountyReturnState.Received, "44"), (stored.State, ReturnValues.FromJson(stored.ValuesJson)["2.1/totalt/k"]));
    }

    /// <summary>A number in the first cell of the first row of that name.</summary>
    private static byte[] FilledIn(byte[] document, string row, string number)
    {
        using var stream = new MemoryStream();
        stream.Write(document);
        using (var word = WordprocessingDocument.Open(stream, isEditable: true))
        {
            var cells = word.MainDocumentPart!.Document!.Body!.Descendants<TableRow>().Select(r => r.Elements<TableCell>().ToList()).First(c => c[0].InnerText == row);
            cells[1].Descendants<Text>().First().Text = number;
        }
        return stream.ToArray();
    }

    [Fact]
    public async Task Comparison_OfFewClients_HidesThem()
    {
        var year = await world.PublishedAsync(2016);
        await world.UploadAsync(await world.ServiceAsync(2016, own: false), "retur.json", ReturnJson.Write(CountyWorld.File(2016, 40, young: 3, men: 20)));

        var page = await world.Board.GetAsync($"{year}/jamfor?falt=2.1");

        var cells = page.Html.QuerySelectorAll("table td").Select(c => c.TextContent).ToList();
        Assert.Contains("dold", cells);
        Assert.DoesNotContain("3", cells);
    }

    private static string Clients(Page page) => page.Html.QuerySelectorAll("table").Single(t => t.QuerySelector("caption")!.TextContent.StartsWith("2.1 ", StringComparison.Ordinal)).TextContent;
}

/// <summary>A county with a service in the product and one outside it, and Länsstyrelsen's account.</summary>
public sealed class CountyWorld : WebHost, IAsyncLifetime
{
    public Browser Board { get; private set; } = null!;

    public Browser Coordinator { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await CreateAccountAsync("sam@retur.example", Role.Coordinator);
        await CreateAccountAsync("lst@retur.example", Role.CountyBoard);
        (Coordinator, Board) = (await SignedInAsync("sam@retur.example"), await SignedInAsync("lst@retur.example"));
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public Task<T> ReadAsync<T>(Func<SystemfelReader, Task<T>> read) => WithAsync(read);

    /// <returns>The year's page.</returns>
    public async Task<string> PublishedAsync(int year)
    {
        if (await ReadAsync(r => r.CountyYears.Where(y => y.Year == year).Select(y => (long?)y.Id).SingleOrDefaultAsync()) is { } known) return $"/lansstyrelsen/redovisningar/{known}";
        var made = await Board.PostFormAsync("/lansstyrelsen/redovisningar", ("Year", $"{year}"), ("Template", "2022"), ("DueOn", $"{year + 1}-01-15"));
        Assert.Equal(HttpStatusCode.Redirect, made.Status);
        await Board.PostFormAsync(made.Location!, $"{made.Location}/verksamhet", ("Name", "PO Grannkommunen"));
        return made.Location!;
    }

    public async Task<string> ServiceAsync(int year, bool own) => "/lansstyrelsen/redovisningar/tjanst/"
        + await ReadAsync(r => r.CountyServices.Where(s => s.CountyYear.Year == year && (s.OrganisationId != null) == own).Select(s => s.Id).SingleAsync());

    /// <summary>Posts one of the forms of a service's page.</summary>
    public Task<Page> PostAsync(string service, string form, params (string Name, string Value)[] typed) => PostWithTokenAsync(service, $"{service}/{form}", typed);

    /// <returns>The return's address.</returns>
    public async Task<string> WrittenAsync(int year, int clients, bool send)
    {
        await Coordinator.PostFormAsync("/arsrapport", "/arsrapport", ("year", $"{year}"), ("template", "2022"));
        await WriteAsync(year, clients);
        if (send) await SendAsync(year, null);
        return $"/arsrapport/{year}";
    }

    /// <summary>Takes it the whole way, with other figures when they are given.</summary>
    public async Task SendAsync(int year, int? clients)
    {
        if (clients is { } n) await WriteAsync(year, n);
        await DecideAsync(year);
        var address = $"/arsrapport/{year}";
        var sent = await PostWithTokenAsync(address, $"{address}/skickad");
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
    }

    /// <summary>Takes it to the last step but one: it is to be fetched and sent.</summary>
    public async Task DecideAsync(int year)
    {
        var address = $"/arsrapport/{year}";
        var reason = ("sumReason", "Uppgifterna är ofullständiga i år.");
        await PostWithTokenAsync(address, $"{address}/till-chefen", reason);
        await PostWithTokenAsync(address, $"{address}/godkann", reason);
        var decided = await PostWithTokenAsync(address, $"{address}/underskriven", ("by", "Omsorgsnämnden"), ("on", $"{year + 1}-01-03"));
        Assert.Equal(HttpStatusCode.Redirect, decided.Status);
    }

    public async Task<Page> UploadAsync(string service, string name, byte[] content, params (string Name, string Value)[] typed)
    {
        var page = await Board.GetAsync(service);
        var form = new MultipartFormDataContent { { new StringContent(Token(page)), "__RequestVerificationToken" }, { new ByteArrayContent(content), "File", name } };
        foreach (var (field, value) in typed.Append(("seen", page.Html.QuerySelector("form[action$='/fil'] input[name=seen]")?.GetAttribute("value") ?? ""))) form.Add(new StringContent(value), field);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{service}/fil", UriKind.Relative)) { Content = form };
        return await Board.SendAsync(request);
    }

    /// <summary>A return of a service elsewhere: so many women, some of them young.</summary>
    public static ReturnFile File(int year, int women, int young = 10, int men = 0) => new("2022", year, "PO Grannkommunen", "Grannkommunen", "", new Dictionary<string, string>
    {
        ["2.1/totalt/k"] = $"{women}",
        ["2.1/18-29/k"] = $"{young}",
        ["2.1/30-49/k"] = $"{women - young}",
        ["2.1/totalt/m"] = $"{men}",
        ["2.1/18-29/m"] = $"{men}",
    }, [new ReturnText("6.2", "Försäkringskassan", "Beslut dröjer.", 2)])
    { SentAt = new DateTimeOffset(year + 1, 1, 5, 8, 0, 0, TimeSpan.Zero) };

    private async Task WriteAsync(int year, int clients)
    {
        var written = await Coordinator.PostFormAsync($"/arsrapport/{year}/avsnitt/2", ("2.1/totalt/k", $"{clients}"), ("2.1/18-29/k", $"{clients}"));
        Assert.Equal(HttpStatusCode.Redirect, written.Status);
    }

    public async Task<Page> PostWithTokenAsync(string from, string to, params (string Name, string Value)[] typed)
    {
        var who = to.StartsWith("/arsrapport", StringComparison.Ordinal) ? Coordinator : Board;
        var page = await who.GetAsync(from);
        var fields = page.Html.QuerySelectorAll($"form[action='{to}'] input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).Where(f => f.Item1 != "__RequestVerificationToken" && typed.All(t => t.Name != f.Item1));
        return await who.PostAsync(to, [("__RequestVerificationToken", Token(page)), .. fields, .. typed]);
    }

    private static string Token(Page page) => page.Html.QuerySelector("form[method=post] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
}
