using Systemfel.Kills;

namespace Systemfel.Data.Tests.Kills;

/// <summary>A short series of scripts/measure/kills: real processes, really killed.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Process_WhenKilled_LosesAndDoublesNothingThatItAcknowledged()
    {
        var folder = Directory.CreateTempSubdirectory("systemfel-kill-tests-").FullName;
        try
        {
            var result = await new KillRuns(await Series.SqliteAsync(folder), folder).RunAsync(kills: 3, mails: 15, moves: 9);

            Assert.Empty(result.Broken);
            Assert.True(result.Killed > 0, $"None of the processes was killed while it worked: {result}");
            Assert.True(result.Aimed > 0, $"None was killed right after the server outside had taken a mail: {result}");
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }
}
