using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Data.Watching;
using Systemfel.Workflows;
using Systemfel.Workflows.FollowingUp;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Register;
using Systemfel.Workflows.Time;

namespace Systemfel.Data.Tests.Watching;

/// <summary>Two windows, or the jobs of two nodes, that do the same in the same moment.</summary>
[Collection(Databases.Databases.Name)]
public class TwoAtOnceTests(DatabaseFixture databases)
{
    private const int Windows = 6;

    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Watch_SetInManyWindowsAtOnce_IsOneWatch(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        for (var round = 0; round < 3; round++)
        {
            var id = await world.SubmitAsync();

            var changed = await Task.WhenAll(Enumerable.Range(0, Windows).Select(_ => Task.Run(() => SetAsync(world, id))));

            Assert.Equal(1, changed.Count(c => c));
            Assert.Equal(1, await world.Database.ReadAsync(db => db.Watches.CountAsync(w => w.SubjectId == id)));
        }
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Digests_OfTwoNodesAtOnce_TellOnce(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        await world.Database.WriteAsync(async db => (await db.Set<Account>().SingleAsync(a => a.Id == world.OtherOmbud.AccountId)).Email = "bo@provkoping.example");
        for (var round = 1; round <= 3; round++)
        {
            var id = await world.InReviewAsync();
            await SetAsync(world, id);
            await world.Database.WriteAsync(db =>
            {
                db.Add(new SavedView
                {
                    OrganisationId = world.Org,
                    AccountId = world.OtherOmbud.AccountId!.Value,
                    Name = $"Vy {id}",
                    QuestionJson = new SavedQuestion("", new Dictionary<RegisterFacet, IReadOnlyList<string>>(), default).ToJson(),
                    Mailing = ViewMailing.Daily,
                    CreatedAt = world.Time.GetUtcNow(),
                    ToldUntil = world.Time.GetUtcNow(),
                    ToldOn = SwedishCalendar.DateOf(world.Time.GetUtcNow()),
                });
                return Task.CompletedTask;
            });
            world.Time.Advance(TimeSpan.FromHours(1));
            await world.MakeAsync(id, new Close("obsolete"), inMeeting: await world.ItemAsync("team", id));
            world.Time.Advance(TimeSpan.FromDays(1));

            var before = await MailsAsync(world);
            var queued = await Task.WhenAll(NodeAsync(world), NodeAsync(world));

            // One of what is watched, and one of each view: every round has one view more.
            Assert.Equal(1 + round, queued.Sum());
            Assert.Equal(1 + round, await MailsAsync(world) - before);
        }
    }

    private static Task<int> MailsAsync(StoredWorld world) =>
        world.Database.ReadAsync(db => db.OutboxItems.CountAsync(o => o.Purpose == OutboxPurpose.Watch || o.Purpose == OutboxPurpose.View));

    private static async Task<bool> SetAsync(StoredWorld world, long id)
    {
        await using var db = world.Database.OpenWriter();
        var viewer = new Viewer(world.OtherOmbud.AccountId!.Value, world.OtherOmbud.Name, world.OtherOmbud.Memberships);
        return await new WatchService(db, new SwedishCalendar(world.Time)).SetAsync(viewer, WatchKind.Case, id, on: true);
    }

    /// <summary>What a node's job does of it.</summary>
    private static async Task<int> NodeAsync(StoredWorld world)
    {
        await using var db = world.Database.OpenWriter();
        await using var reader = world.Database.OpenReader();
        using var registers = new RegisterIndex(new DbFactory(world.Database.Options));
        var calendar = new SwedishCalendar(world.Time);
        var queued = 0;
        foreach (var queue in new Func<Task<int>>[]
        {
            () => new WatchDigest(db, calendar, new WorkflowOptions()).QueueAsync(default),
            () => new ViewDigest(db, reader, registers, calendar, new WorkflowOptions()).QueueAsync(default),
        })
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync();
            queued += await queue();
            await transaction.CommitAsync();
        }
        return queued;
    }
}
