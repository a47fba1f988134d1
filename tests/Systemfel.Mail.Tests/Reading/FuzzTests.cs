using Systemfel.MailFuzz;

namespace Systemfel.Mail.Tests;

/// <summary>The short form of scripts/measure/fuzz: the same mails on every machine.</summary>
public class FuzzTests
{
    private const int Seed = 20261122;

    [Theory]
    [InlineData(0)]
    [InlineData(2500)]
    [InlineData(5000)]
    [InlineData(7500)]
    public async Task Reading_WhenMailsAreReshapedAndDamaged_NeverThrowsHangsOrLoses(int from)
    {
        var outcome = await Task.Run(() => new Fuzzer(Seed).Run(from, from + 2500)).WaitAsync(TimeSpan.FromMinutes(4));
        Assert.True(outcome.Failures.Count == 0, string.Join('\n', outcome.Failures.Select(f => $"{f.Index}: {f.Why} (dotnet Systemfel.MailFuzz.dll one {Seed} {f.Index})")));
        Assert.True(outcome.Asked > 2500, $"Only {outcome.Asked} undamaged parts were looked for.");
    }

    [Fact]
    public void Reading_WhenAPartIsReallyGone_IsNoticed()
    {
        var leaf = new Piece { Headers = ["From: a@x.example"], Body = "annat"u8.ToArray(), Witness = "vittne1x"u8.ToArray() };
        Assert.StartsWith("lost", Oracle.Judge(Written.Bytes("From: a@x.example\n\nannat"), leaf), StringComparison.Ordinal);
    }
}
