using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Storing;

namespace Systemfel.Data.Tests.Meetings;

/// <summary>A change of a meeting wakes those who watch it: in the process on SQLite, on every node on PostgreSQL; only once it is committed.</summary>
[Collection(Databases.Databases.Name)]
public sealed class MeetingSignalTests(DatabaseFixture databases)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Decision_WhenCommitted_WakesThoseWhoWatch(DatabaseProvider provider)
    {
        await using var node = await NodeAsync(provider);
        var (id, item, meeting) = await node.DecidableAsync();
        using var watch = node.Signals.Watch(meeting);

        await using (var db = node.Writer())
            await node.Moves(db).MakeAsync(id, new Refer(["sg1"]), await node.World.TargetsAsync(id), node.World.Coordinator, "a", item);

        Assert.True(await WokenAsync(watch));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Step_WhenCommitted_WakesThoseWhoWatchAndKeepsTheVersion(DatabaseProvider provider)
    {
        await using var node = await NodeAsync(provider);
        var (_, item, meeting) = await node.DecidableAsync();
        using var watch = node.Signals.Watch(meeting);

        await using (var db = node.Writer()) await new ItemOnScreen(db).ShowAsync(meeting, item.AgendaItemId, node.World.Coordinator);

        Assert.True(await WokenAsync(watch));
        var stored = await node.World.Database.ReadAsync(db => db.Meetings.SingleAsync(m => m.Id == meeting));
        Assert.Equal((item.AgendaItemId, 0), (stored.CurrentItemId!.Value, stored.Version));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Change_WhenRolledBack_WakesNobody(DatabaseProvider provider)
    {
        await using var node = await NodeAsync(provider);
        var (_, _, undone) = await node.DecidableAsync();
        var (_, _, done) = await node.DecidableAsync();
        using var watch = node.Signals.Watch(undone);
        using var other = node.Signals.Watch(done);

        await node.ChangeAsync(undone, commit: false);
        await node.ChangeAsync(done, commit: true);

        // The second is heard after the first would have been.
        Assert.True(await WokenAsync(other));
        Assert.False(await WokenAsync(watch, TimeSpan.Zero));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Show_WhenSomethingIsDecidedAtTheSameTime_BothAreStored(DatabaseProvider provider)
    {
        await using var node = await NodeAsync(provider);
        var (id, item, meeting) = await node.DecidableAsync();
        var targets = await node.World.TargetsAsync(id);

        await Task.WhenAll(
            Task.Run(async () => await node.World.MakeAsync(id, new Refer(["sg1"]), inMeeting: item, targets: targets)),
            Task.Run(async () =>
            {
                await using var db = node.Writer();
                await new ItemOnScreen(db).ShowAsync(meeting, item.AgendaItemId, node.World.Coordinator);
            }));

        var stored = await node.World.Database.ReadAsync(db => db.Meetings.Include(m => m.Items).ThenInclude(i => i.Decisions).SingleAsync(m => m.Id == meeting));
        Assert.Equal(item.AgendaItemId, stored.CurrentItemId);
        Assert.Single(stored.Items.SelectMany(i => i.Decisions));
    }

    private static Task<bool> WokenAsync(MeetingWatch watch, TimeSpan? patience = null) =>
        watch.WaitAsync(patience ?? Patience, TimeProvider.System, CancellationToken.None);

    private async Task<Node> NodeAsync(DatabaseProvider provider)
    {
        var node = new Node(await StoredWorld.CreateAsync(databases, provider));
        await node.ListeningAsync();
        return node;
    }

    /// <summary>A process that writes and watches; on PostgreSQL it hears others through the database alone.</summary>
    private sealed class Node : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly DbFactory _factory;
        private readonly Task _listening;

        public Node(StoredWorld world)
        {
            World = world;
            // What PostgreSQL's node writes with has signals that nobody watches.
            var writes = world.Database.Options.Provider == DatabaseProvider.Sqlite ? Signals : new MeetingSignals();
            _factory = new DbFactory(world.Database.Options, writes);
            var listener = new MeetingListener(world.Database.Options, Signals);
            _listening = listener.IsNeeded ? listener.ListenAsync(_stop.Token) : Task.CompletedTask;
        }

        public StoredWorld World { get; }

        public MeetingSignals Signals { get; } = new();

        public SystemfelDb Writer() => _factory.OpenWriter();

        public CaseMoves Moves(SystemfelDb db) => World.Moves(db);

        /// <summary>The listener says 'anything may have happened' once it listens.</summary>
        public async Task ListeningAsync()
        {
            using var first = Signals.Watch(0);
            if (World.Database.Options.Provider == DatabaseProvider.Postgres) Assert.True(await WokenAsync(first));
        }

        public async Task<(long Case, InMeeting Item, long Meeting)> DecidableAsync()
        {
            var id = await World.InReviewAsync();
            var item = await World.ItemAsync("team", id);
            return (id, item, await World.Database.ReadAsync(db => db.AgendaItems.Where(i => i.Id == item.AgendaItemId).Select(i => i.MeetingId).SingleAsync()));
        }

        public async Task ChangeAsync(long meeting, bool commit)
        {
            await using var db = Writer();
            await using var transaction = await db.Database.BeginTransactionAsync();
            (await db.Meetings.SingleAsync(m => m.Id == meeting)).Version++;
            await db.SaveChangesAsync();
            if (commit) await transaction.CommitAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _listening.ContinueWith(_ => { }, TaskScheduler.Default);
            _stop.Dispose();
        }
    }
}
