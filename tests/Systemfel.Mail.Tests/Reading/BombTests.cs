using System.Diagnostics;
using Systemfel.MailFuzz;

namespace Systemfel.Mail.Tests;

/// <summary>Each bomb in a process of its own: under 256 MB above what the process had before, under 10 s, and read as a mail.</summary>
public class BombTests
{
    public static TheoryData<string> Names() => [.. Bombs.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Reading_OfABomb_StaysWithinMemoryAndTime(string name)
    {
        using var child = Process.Start(new ProcessStartInfo("dotnet", [typeof(Weighing).Assembly.Location, "bomb", name]) { RedirectStandardOutput = true })!;
        var said = await child.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(2));
        await child.WaitForExitAsync();
        Assert.True(child.ExitCode == 0, said);
    }

    [Fact]
    public void Weighing_OfAnUnknownBomb_Fails() => Assert.Equal(2, Weighing.Bomb("finns inte"));
}
