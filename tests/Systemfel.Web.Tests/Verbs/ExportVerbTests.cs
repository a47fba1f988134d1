using System.IO.Compression;
using Systemfel.Web.Tests.Lists;

namespace Systemfel.Web.Tests.Verbs;

/// <summary>`export` through the command line, over a few generated cases.</summary>
public sealed class ExportVerbTests : IDisposable
{
    private readonly VerbRun _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Export_WhenTheFileIsOfAnotherKind_ExitsWithTwo()
    {
        var (exit, _, error) = await _program.RunAsync(["export", "events", "events.json"]);

        Assert.Equal(2, exit);
        Assert.Contains("FILE ends in .csv or .xlsx.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OfCasesEventsAndEverything_WritesFilesThatAreNotThereYet()
    {
        await _program.WithDemoAsync();

        var cases = await _program.RunAsync(["export", "deficiencies", "cases.csv"]);
        var events = await _program.RunAsync(["export", "events", "events.xlsx"]);
        var all = await _program.RunAsync(["export", "all", "all.zip"]);
        var again = await _program.RunAsync(["export", "all", "all.zip"]);
        var unknown = await _program.RunAsync(["export", "all", "--organisation", "Ingen", "other.zip"]);

        Assert.Equal([0, 0, 0, 1, 1], new[] { cases, events, all, again, unknown }.Select(r => r.Exit));
        Assert.Equal(VerbRun.DemoCases + 1, CsvText.Read(await File.ReadAllBytesAsync(Path.Combine(_program.Folder, "cases.csv"))).Count);
        var book = new Workbook(await File.ReadAllBytesAsync(Path.Combine(_program.Folder, "events.xlsx")));
        Assert.Empty(book.Faults);
        Assert.True(book.Rows.Count > 5);
        using var zip = ZipFile.OpenRead(Path.Combine(_program.Folder, "all.zip"));
        Assert.NotNull(zip.GetEntry("manifest.json"));
        Assert.Contains("there is such a file already", again.Error, StringComparison.Ordinal);
        Assert.Contains("'Ingen'", unknown.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_program.Folder, "other.zip")));
    }
}
