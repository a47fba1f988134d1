using System.Text.Json;

namespace Systemfel.Web.Tests.Verbs;

/// <summary>`import FILE` as an operator runs it.</summary>
public sealed class ImportVerbTests : IDisposable
{
    private readonly VerbRun _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Import_WhenARowIsFaulty_NamesItWithoutItsWordsAndFails()
    {
        var list = _program.File("lista.csv", "Rubrik;Myndighet;Datum\nKö;FK;i våras\n");

        var (exit, output, error) = await _program.RunAsync(["import", list, "--apply"]);

        var lines = output.Trim().Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(1, exit);
        Assert.Contains("nothing was stored", error, StringComparison.Ordinal);
        Assert.Equal((1, 1, false), (lines[0].GetProperty("rows").GetInt32(), lines[0].GetProperty("faulty").GetInt32(), lines[0].GetProperty("mayBeApplied").GetBoolean()));
        Assert.Equal((2, "Datum", "BadDate"), (lines[1].GetProperty("row").GetInt32(), lines[1].GetProperty("column").GetString()!, lines[1].GetProperty("kind").GetString()!));
        Assert.DoesNotContain("i våras", output, StringComparison.Ordinal);
    }
}
