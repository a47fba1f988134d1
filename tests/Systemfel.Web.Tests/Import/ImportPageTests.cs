using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.Imports;

namespace Systemfel.Web.Tests.Import;

/// <summary>A coordinator takes an older list in, answers what it asks, imports it and undoes it.</summary>
public sealed class ImportPageTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Theory]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("", "Det finns inget i listan")]
    [InlineData("Rubrik;År\n\"Kö;2021\n", "citattecken")]
    public async Task Upload_WhenTheFileIsNoList_SaysWhyAndKeepsNothing(string content, string expected)
    {
        using var browser = await CoordinatorAsync();
        var before = await ImportsAsync();

        var page = await UploadAsync(browser, Encoding.UTF8.GetBytes(content));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(expected, page.Html.QuerySelector(".felsumma")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, await ImportsAsync());
    }

    [Fact]
    public async Task Upload_WhenItSaysThatItIsTooLarge_IsRefusedInWords()
    {
        using var browser = await CoordinatorAsync();

        var refused = await UploadAsync(browser, new byte[21 << 20]);
        var page = await browser.GetAsync(refused.Location!);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, page.Status);
        Assert.Contains("större än 20 MB", page.Html.QuerySelector(".felsumma")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paste_WhenNothingCanBeMadeOfIt_KeepsWhatWasPasted()
    {
        using var browser = await CoordinatorAsync();

        var page = await browser.PostFormAsync("/import", "/import/text", ("text", "KOMMUN"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("KOMMUN", page.Html.QuerySelector("textarea")!.TextContent.Trim());
    }

    [Fact]
    public async Task Page_WhenRowsAreFaulty_ListsRowColumnAndFaultAndOffersNoImport()
    {
        using var browser = await CoordinatorAsync();

        var page = await browser.GetAsync((await UploadAsync(browser, "Rubrik;Myndighet;Datum\nKö hela våren;Riksbanken;2021\nVäntan på besked;FK;i våras\n")).Location!);

        var faults = page.Html.QuerySelectorAll("#fel ~ .rulla tbody tr").Select(r => string.Join('|', r.Children.Take(2).Select(c => c.TextContent.Trim())));
        Assert.Equal(["2|Myndighet", "3|Datum"], faults.Order());
        Assert.Null(page.Html.QuerySelector("form[action$='/importera']"));
        Assert.StartsWith("no-store", page.Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WhenAWordIsChosen_RunsDryAnew()
    {
        using var browser = await CoordinatorAsync();
        var at = (await UploadAsync(browser, "Rubrik;Myndighet;Datum\nKassaservice saknas i byn;Riksbanken;2021\n")).Location!;
        var page = await browser.GetAsync(at);
        var other = page.Html.QuerySelectorAll("select[name=Val] option").Single(o => o.TextContent.Contains("behåll", StringComparison.Ordinal)).GetAttribute("value")!;

        var saved = await browser.PostFormAsync(at, $"{at}/kolumner", ("Falt", "Title"), ("Falt", "Authority"), ("Falt", "Submitted"), ("Val", other), ("Utfall", "obsolete"));

        Assert.Equal(at, saved.Location);
        Assert.NotNull((await browser.GetAsync(at)).Html.QuerySelector("form[action$='/importera']"));
    }

    [Fact]
    public async Task Import_WhenRunAndUndone_ComesAndGoesAsAWhole()
    {
        using var browser = await CoordinatorAsync();
        var at = (await UploadAsync(browser, "Rubrik;Myndighet;Datum;Utfall\nBlanketten finns bara på engelska;FK;2018-04-01;Åtgärdat\nTelefontiden är tio minuter;AF;2018-05-01;Inget svar\n")).Location!;

        await browser.PostFormAsync(at, $"{at}/importera");
        await host.WithAsync<ImportApplying, string>(a => a.ExecuteAsync());
        var applied = await browser.GetAsync(at);
        var register = await browser.GetAsync("/register?lage=alla&ar=2018");
        var ofCase = await browser.GetAsync(applied.Html.QuerySelector("#inlagt ~ ul a")!.GetAttribute("href")!);
        await browser.PostFormAsync(at, $"{at}/angra");

        Assert.Contains("2 nya systemfel", applied.Html.QuerySelector("section[aria-labelledby=inlagt]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, register.Html.QuerySelectorAll(".regtab tbody tr").Length);
        Assert.Contains("Importerat", ofCase.Text, StringComparison.Ordinal);
        Assert.Equal(0, await host.WithAsync<SystemfelReader, int>(r => r.Deficiencies.CountAsync(d => d.Year == 2018)));
    }

    [Fact]
    public async Task Answer_WhenARowMayNameAPerson_LetsItIn()
    {
        using var browser = await CoordinatorAsync();
        var at = (await UploadAsync(browser, "Rubrik;Beskrivning;Myndighet;Datum\nSvar uteblir;Handläggaren Karin Lindgren svarar aldrig.;FK;2017\n")).Location!;
        var asked = await browser.GetAsync(at);
        var boxes = asked.Html.QuerySelectorAll("input[name=Accepted]").Select(b => ("Accepted", b.GetAttribute("value")!)).ToArray();

        await browser.PostFormAsync(at, $"{at}/svar", [.. boxes, ("Svar", "")]);

        Assert.NotEmpty(boxes);
        Assert.Null(asked.Html.QuerySelector("form[action$='/importera']"));
        Assert.NotNull((await browser.GetAsync(at)).Html.QuerySelector("form[action$='/importera']"));
    }

    [Fact]
    public async Task Cancel_WhenAsked_EmptiesTheFile()
    {
        using var browser = await CoordinatorAsync();
        var at = (await UploadAsync(browser, "Rubrik;Myndighet;Datum\nKö;FK;2021\n")).Location!;
        var id = long.Parse(at.Split('/')[^1], CultureInfo.InvariantCulture);

        await browser.PostFormAsync(at, $"{at}/avbryt");

        Assert.Equal(0, await host.WithAsync<SystemfelReader, int>(r => r.Imports.Where(i => i.Id == id).Select(i => i.Content.Length).SingleAsync()));
    }

    [Fact]
    public async Task Import_WhenAnAnswerWasGivenSinceThePageWasShown_IsShownFirst()
    {
        using var browser = await CoordinatorAsync();
        var at = (await UploadAsync(browser, "Rubrik;Myndighet;Datum\nHissen till kontoret är trasig;FK;2016\nDörren går inte att öppna;AF;2016\n")).Location!;
        var shown = await browser.GetAsync(at);
        await browser.PostFormAsync($"{at}?visa=nya", $"{at}/svar", ("Rad", "2"), ("Svar", "leave"), ("Stod", ""));

        var old = await browser.PostAsync($"{at}/importera", [.. shown.Html.QuerySelectorAll("form[action$='/importera'] input").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!))]);
        var now = await browser.PostFormAsync(at, $"{at}/importera");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect), (old.Status, now.Status));
        Assert.Contains("Någon har ändrat kolumner eller svar", old.Text, StringComparison.Ordinal);
    }

    /// <summary>A form sends a line break as two characters, and a text that is too long is said to be, not cut.</summary>
    [Fact]
    public async Task Paste_OfTooLongAText_SaysSoAndKeepsIt()
    {
        using var browser = await CoordinatorAsync();
        var text = string.Join("\r\n", Enumerable.Repeat("Kön är lång.", 33_000));

        var refused = await browser.PostFormAsync("/import", "/import/text", ("text", text));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Klistra in ett avsnitt i taget.", refused.Text, StringComparison.Ordinal);
        Assert.Equal(33_000, refused.Html.QuerySelector("#text")!.TextContent.Split('\n').Count(l => l.Contains("Kön är lång.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Map_WhenTheYearIsNone_KeepsItOnThePageAndTheColumnsInTheImport()
    {
        using var browser = await CoordinatorAsync();
        var at = await AtAsync(browser, "Rubrik;X\nKassaservice saknas i byn;FK\n");

        var refused = await browser.PostFormAsync(at, $"{at}/kolumner", ("Falt", "Title"), ("Falt", "Authority"), ("Ar", "2031"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("2031", refused.Html.QuerySelector("#Ar")!.GetAttribute("value"));
        Assert.Contains("1990", refused.Html.QuerySelector("#Ar-fel")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Authority", (await browser.GetAsync(at)).Html.QuerySelectorAll("select[name=Falt]")[1].QuerySelector("option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Page_WhenMoreWordsAreToBeToldThanAreShown_ShowsThemFirstAndSaysHowMany()
    {
        using var browser = await CoordinatorAsync();
        var rows = string.Concat(Enumerable.Range(1, 151).Select(i => string.Create(CultureInfo.InvariantCulture, $"Kö {i};FK;2021;nivå {i}\n")));

        var page = await browser.GetAsync(await AtAsync(browser, "Rubrik;Myndighet;Datum;Nivå\n" + rows));

        Assert.All(page.Html.QuerySelectorAll("select[name=Val]"), s => Assert.Equal("", s.QuerySelector("option")!.GetAttribute("value")));
        Assert.Contains("De första 150 av 151 ord att välja visas", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WhenARowHasNoDate_SaysSoInsteadOfToday()
    {
        using var browser = await CoordinatorAsync();

        var page = await browser.GetAsync(await AtAsync(browser, "Rubrik;Myndighet\nKö;FK\n"));

        Assert.Contains("Utan datum", page.Html.QuerySelector("#rad-2")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WhenMoreCasesCameThanAreListed_SaysHowMany()
    {
        using var browser = await CoordinatorAsync();
        var at = await AtAsync(browser, "Rubrik;Myndighet;Datum;Utfall\n" + string.Concat(Enumerable.Range(1, 51).Select(i => string.Create(CultureInfo.InvariantCulture, $"Kö {i};FK;2009;Åtgärdat\n"))));
        await browser.PostFormAsync(at, $"{at}/importera");
        await host.WithAsync<ImportApplying, string>(a => a.ExecuteAsync());

        Assert.Contains("De första 50 av 51 visas", (await browser.GetAsync(at)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_WhenTheListHasBeenRead_IsAtItsEnd()
    {
        using var browser = await CoordinatorAsync();
        var at = await AtAsync(browser, "Rubrik;Myndighet;Datum\nKö;FK;2021\n");
        await browser.GetAsync(at);

        Assert.Equal("nej", (await browser.GetAsync($"{at}/laget")).Html.QuerySelector("#laget")!.GetAttribute("data-pagar"));
    }

    private Task<Browser> CoordinatorAsync() => host.SignedInAsync("malin@demo.example", DemoSeeder.Password);

    private Task<int> ImportsAsync() => host.WithAsync<SystemfelReader, int>(r => r.Imports.CountAsync());

    private static async Task<string> AtAsync(Browser browser, string list) => (await UploadAsync(browser, list)).Location!;

    private static Task<Page> UploadAsync(Browser browser, string list) => UploadAsync(browser, Encoding.UTF8.GetBytes(list));

    private static async Task<Page> UploadAsync(Browser browser, byte[] content)
    {
        var token = (await browser.GetAsync("/import")).Html.QuerySelector("form[action='/import'] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" } };
        using var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(file, "fil", "lista.csv");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/import", UriKind.Relative)) { Content = form };
        return await browser.SendAsync(request);
    }
}
