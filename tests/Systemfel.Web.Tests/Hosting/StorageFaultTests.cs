using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Storage;
using Systemfel.Web.Tests.Reports;

namespace Systemfel.Web.Tests.Hosting;

/// <summary>A report that cannot be stored: the page says so and gives the text back, and nothing of it is kept.</summary>
/// <remarks>Alone: every other test that ends empties the pools of the whole process, and with them the connections made full here.</remarks>
[Collection(StorageFaults.Name)]
public sealed class StorageFaultTests
{
    private const string Title = "Telefonen är stängd när den ska vara öppen";
    private static readonly string LongText = string.Concat(Enumerable.Repeat("Den som ringer får vänta länge och kommer sedan inte fram. ", 60)).Trim();

    [Fact]
    public async Task Report_WhenTheDatabaseStaysLocked_IsGivenBackAndNotStored()
    {
        using var host = new DemoHost();
        using var browser = await host.OmbudAsync("lasning@demo.example");
        var key = await KeyAsync(browser);
        await using var other = new SqliteConnection(host.Services.GetRequiredService<DatabaseOptions>().ConnectionString);
        await other.OpenAsync();
        await using (other.BeginTransaction(deferred: false)) AssertGivenBack(await SendAsync(browser, key));
        await AssertNothingStoredAsync(host);
    }

    [Fact]
    public async Task Report_WhenTheDiskIsFull_IsGivenBackAndNotStored()
    {
        using var host = new DemoHost();
        using var browser = await host.OmbudAsync("disk@demo.example");
        var key = await KeyAsync(browser);
        await FillAsync(host.Services.GetRequiredService<DatabaseOptions>());
        AssertGivenBack(await SendAsync(browser, key));
        await AssertNothingStoredAsync(host);
    }

    /// <summary>Lets no connection of the server's pool make the file any larger, which SQLite answers as it does a full disk.</summary>
    private static async Task FillAsync(DatabaseOptions options)
    {
        var pooled = new SqliteConnectionStringBuilder(options.ConnectionString) { Mode = SqliteOpenMode.ReadWriteCreate, ForeignKeys = true }.ToString();
        SqliteConnection.ClearAllPools();
        var connections = Enumerable.Range(0, 8).Select(_ => new SqliteConnection(pooled)).ToList();
        foreach (var connection in connections)
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA max_page_count = 1";
            await command.ExecuteScalarAsync();
        }
        foreach (var connection in connections) await connection.DisposeAsync();
    }

    private static async Task<string> KeyAsync(Browser browser) =>
        (await browser.GetAsync("/rapportera")).Html.QuerySelector("form[method=post] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static Task<Page> SendAsync(Browser browser, string token) => browser.PostAsync("/rapportera",
        Reporting.Filled(Title, ("Pattern", LongText), ("key", Guid.NewGuid().ToString()), ("__RequestVerificationToken", token)));

    private static void AssertGivenBack(Page page)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Equal("Inte sparat", page.Heading);
        Assert.Contains(LongText, page.Html.QuerySelectorAll("textarea").Select(t => t.TextContent));
    }

    private static async Task AssertNothingStoredAsync(WebHost host)
    {
        Assert.Equal(0, await host.CountAsync(r => r.Deficiencies.Where(d => d.Title == Title)));
        Assert.False(await host.IsStoredAsync(LongText[..40]));
        Assert.Equal(0, await host.CountAsync(r => r.CaseEvents.Where(e => !r.Deficiencies.Any(d => d.Id == e.DeficiencyId))));
    }
}

/// <summary>The tests that need the connection pools of the process to themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class StorageFaults
{
    public const string Name = "Storage faults";
}
