using System.Text;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Imports;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Imports;

/// <summary>Dry runs that are being made while others are asked for.</summary>
public sealed class ImportPlansTests
{
    [Fact]
    public async Task Now_WhenMoreAreAskedForThanAreKept_DoesNotBeginAnewWhatIsBeingMade()
    {
        var finder = new SlowFinder();
        await using var world = await LetterWorld.StartAsync(finder: finder);
        var slow = await TakeAsync(world, $"Rubrik;Myndighet;Datum\n{SlowFinder.Slow};FK;2021\n");
        using (var left = new CancellationTokenSource())
        {
            var looking = NowAsync(world, slow, left.Token);
            await finder.HasBegun.Task;
            await left.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => looking);
        }

        for (var i = 0; i < 5; i++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.NotNull((await NowAsync(world, await TakeAsync(world, "Rubrik;Myndighet;Datum\nKö;FK;2021\n"))).Plan);
        }
        finder.GoOn.Set();

        Assert.NotNull((await NowAsync(world, slow)).Plan);
        Assert.Equal(1, finder.Begun);
    }

    private static Task<PlanProgress> NowAsync(LetterWorld world, long id, CancellationToken ct = default) => world.WithAsync<ImportPlans, PlanProgress>(p => p.NowAsync(id, ct));

    private static Task<long> TakeAsync(LetterWorld world, string csv) =>
        world.WithAsync<ImportService, long>(s => s.TakeAsync(world.Organisation, "lista.csv", null, Encoding.UTF8.GetBytes(csv), world.Coordinator));

    /// <summary>Stands still at a list's texts until it may go on.</summary>
    private sealed class SlowFinder : IPersonalDataFinder
    {
        public const string Slow = "Väntetiden är lång";

        private int _begun;

        public int Begun => _begun;

        public TaskCompletionSource HasBegun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ManualResetEventSlim GoOn { get; } = new();

        public IReadOnlyList<Find> FindIn(string text)
        {
            if (!text.StartsWith(Slow, StringComparison.Ordinal)) return [];
            Interlocked.Increment(ref _begun);
            HasBegun.TrySetResult();
            GoOn.Wait();
            return [];
        }
    }
}
