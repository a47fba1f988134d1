using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Demo;

namespace Systemfel.Web.Tests.Lists;

/// <summary>Every list of the product as its two files, over the demo.</summary>
public sealed class ListFilesTests(DemoHost host) : IClassFixture<DemoHost>
{
    /// <summary>Address without its ending, the word in the log, and the first columns.</summary>
    public static TheoryData<string, string, string> Lists => new()
    {
        { "/register", "register", "Nummer;Slag;Rubrik" },
        { "/oversikt/lista", "overview", "Nummer;Slag;Rubrik" },
        { "/atgarder", "measures", "Nummer;Rubrik;Myndighet;Åtgärd" },
        { "/handelser", "events", "Nummer;Ordning;När;Vem" },
        { "/mote/beslut", "decisions", "Möte;Dag;Paragraf;Nummer" },
        { "/brev", "letters", "Vår beteckning;Er beteckning;Till" },
        { "/epost", "outbox", "Slag;Till;Ämne" },
        { "/inkommen-epost", "mails", "Inkom;Från;Adress;Ämne" },
        { "/registerlista", "registry", "Datum;Inkommen eller skickad;Vår beteckning;Deras beteckning" },
        { "/kontakter", "contacts", "Part;Slag;Kontakt;Adress" },
    };

    [Theory, MemberData(nameof(Lists))]
    public async Task List_AsBothFiles_SaysTheSameAndIsNoted(string path, string word, string columns)
    {
        using var browser = await AsAsync("malin");

        var csv = await browser.GetAsync(path + ".csv");
        var xlsx = await browser.GetAsync(path + ".xlsx");

        var rows = CsvText.Read(await csv.Response.Content.ReadAsByteArrayAsync());
        var book = new Workbook(await xlsx.Response.Content.ReadAsByteArrayAsync());
        Assert.Equal("text/csv; charset=utf-8", csv.Header("Content-Type"));
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx.Header("Content-Type"));
        Assert.Contains("attachment; filename=", xlsx.Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.StartsWith(columns, string.Join(';', rows[0]), StringComparison.Ordinal);
        Assert.True(rows.Count > 1, "The demo has none.");
        Assert.Empty(book.Faults);
        Assert.Equal(0, book.Formulas);
        Assert.Equal(rows.Count, book.Rows.Count);
        Assert.Equal(rows[0], book.Rows[0]);
        Assert.Equal(rows.Select(r => r[0].Length > 0), book.Rows.Select(r => r[0].Length > 0));
        var noted = await host.WithAsync((SystemfelReader r) => r.AccessLog.Where(a => a.Account.Email == "malin@demo.example").Select(a => a.What).ToListAsync());
        Assert.Contains($"{word}.csv", noted);
        Assert.Contains($"{word}.xlsx", noted);
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task List_OnItsPage_CanBeFetchedAsBoth(string path, string word, string columns)
    {
        Assert.NotEmpty(word + columns);
        using var browser = await AsAsync("malin");
        var page = await browser.GetAsync(path switch { "/mote/beslut" => "/mote", "/inkommen-epost" => "/osorterat", "/atgarder" or "/handelser" => "/export", _ => path });

        Assert.NotEmpty(page.Html.QuerySelectorAll($"a[href^='{path}.csv']"));
        Assert.NotEmpty(page.Html.QuerySelectorAll($"a[href^='{path}.xlsx']"));
    }

    [Theory]
    [InlineData("/handelser.xlsx")]
    [InlineData("/brev.xlsx")]
    [InlineData("/kontakter.csv")]
    public async Task List_ThatIsNotForAMember_Is404(string path)
    {
        using var browser = await AsAsync("ledamot.fk");

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData("/atgarder.csv")]
    [InlineData("/mote/beslut.csv")]
    public async Task List_OfAMember_HoldsOnlyCasesThatTheGroupWasGranted(string path)
    {
        using var browser = await AsAsync("ledamot.fk");
        var granted = await host.WithAsync(async (SystemfelReader r) =>
        {
            var account = await r.Accounts.Include(a => a.Memberships).SingleAsync(a => a.Email == "ledamot.fk@demo.example");
            return await r.Deficiencies.VisibleTo(new Viewer(account.Id, "", account.Memberships)).Select(d => d.Number).ToListAsync();
        });

        var rows = CsvText.Read(await (await browser.GetAsync(path)).Response.Content.ReadAsByteArrayAsync());

        var numbers = rows.Skip(1).Select(r => r[rows[0].IndexOf("Nummer")]).ToList();
        Assert.NotEmpty(numbers);
        Assert.All(numbers, n => Assert.Contains(n, granted));
    }

    [Theory]
    [InlineData("IsExample", "/atgarder.csv")]
    [InlineData("IsExample", "/handelser.csv")]
    [InlineData("IsDraft", "/atgarder.csv")]
    [InlineData("IsDraft", "/handelser.csv")]
    [InlineData("MaskedAt", "/atgarder.csv")]
    [InlineData("ErasedAt", "/atgarder.csv")]
    public async Task List_OfWhatBelongsToCases_LeavesOutWhatIsNotToBeTold(string column, string path)
    {
        using var browser = await AsAsync("malin");
        var me = await host.WithAsync((SystemfelReader r) => r.Accounts.Where(a => a.Email == "malin@demo.example").Select(a => a.Id).SingleAsync());
        var one = await host.WithAsync((SystemfelReader r) => r.Deficiencies
            .Where(d => !d.IsDraft && !d.IsExample && d.MaskedAt == null && d.ErasedAt == null && r.Measures.Any(m => m.DeficiencyId == d.Id)).OrderBy(d => d.Id).Select(d => new { d.Id, d.Number }).FirstAsync());
        Assert.Contains(one.Number, (await browser.GetAsync(path)).Text);

        // Who withdrew it sees it still.
        await host.SetAsync($"""UPDATE "Deficiencies" SET "{column}" = 1{(column == "IsDraft" ? $", \"AuthorId\" = {me}" : "")} WHERE "Id" = {one.Id}""");

        Assert.DoesNotContain(one.Number, (await browser.GetAsync(path)).Text);
    }

    private Task<Browser> AsAsync(string name) => host.SignedInAsync($"{name}@demo.example", DemoSeeder.Password);
}
