using Systemfel.Workflows.Ingest;

namespace Systemfel.Workflows.Tests.Ingest;

public class BackOffTests
{
    [Theory]
    [InlineData(1, 5, 10)]
    [InlineData(2, 10, 20)]
    [InlineData(3, 20, 40)]
    [InlineData(6, 160, 320)]
    [InlineData(7, 300, 600)]
    [InlineData(8, 300, 600)]
    [InlineData(int.MaxValue, 300, 600)]
    public void After_SoManyFailures_LiesBetween(int failures, int fromSeconds, int toSeconds)
    {
        var backOff = new BackOff(new Random(17));

        var waits = Enumerable.Range(0, 200).Select(_ => backOff.After(failures).TotalSeconds).ToList();

        Assert.All(waits, w => Assert.InRange(w, fromSeconds, toSeconds));
        Assert.InRange(waits.Max() - waits.Min(), (toSeconds - fromSeconds) * 0.8, toSeconds - fromSeconds);
    }
}
