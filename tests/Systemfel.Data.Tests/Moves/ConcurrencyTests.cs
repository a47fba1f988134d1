using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;

namespace Systemfel.Data.Tests.Moves;

[Collection(Databases.Databases.Name)]
public class ConcurrencyTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task TwoWriters_WhoSawTheSameLine_ExactlyOneWins(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        for (var round = 0; round < 5; round++)
        {
            var id = await world.InReviewAsync();
            var seen = await world.TargetsAsync(id);

            var results = await Task.WhenAll(
                OutcomeOf(() => world.MakeAsync(id, new Close("obsolete"), targets: seen, key: $"a{id}")),
                OutcomeOf(() => world.MakeAsync(id, new Close("needs-regulation"), targets: seen, key: $"b{id}")));

            Assert.Equal(["made", "stale"], results.Order());
            var c = await world.LoadAsync(id);
            Assert.Equal(3, c.Events.Count);
            Assert.Null(EventChain.FirstBreak(c));
        }
    }

    [Theory, MemberData(nameof(Both))]
    public async Task TwoItemsOfOneMeeting_DecidedAtOnce_AreBothDecided(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        for (var round = 0; round < 5; round++)
        {
            var first = await world.InReviewAsync();
            var second = await world.InReviewAsync();
            var item = await world.ItemAsync("team", first);
            var other = await world.AddItemAsync(item, second);

            var results = await Task.WhenAll(
                OutcomeOf(() => world.MakeAsync(first, new Refer(["sg1"]), inMeeting: item, key: $"a{first}")),
                OutcomeOf(() => world.MakeAsync(second, new Refer(["sg1"]), inMeeting: other, key: $"b{second}")));

            Assert.Equal(["made", "made"], results);
            Assert.Equal(2, await world.Database.ReadAsync(db => db.Meetings.Where(m => m.Items.Any(i => i.Id == item.AgendaItemId)).Select(m => m.Version).SingleAsync()));
        }
    }

    [Theory, MemberData(nameof(Both))]
    public async Task TwoItemsOfOneMeeting_UndoneAtOnce_AreBothUndone(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        for (var round = 0; round < 5; round++)
        {
            var cases = new[] { await world.InReviewAsync(), await world.InReviewAsync() };
            var item = await world.ItemAsync("team", cases[0]);
            await world.MakeAsync(cases[0], new Refer(["sg1"]), inMeeting: item);
            await world.MakeAsync(cases[1], new Refer(["sg1"]), inMeeting: await world.AddItemAsync(item, cases[1]));
            var decisions = await world.Database.ReadAsync(db => db.Decisions.Where(d => cases.Contains(d.DeficiencyId)).Select(d => d.Id).ToListAsync());

            var results = await Task.WhenAll(decisions.Select(d => OutcomeOf(() => world.UndoAsync(d))));

            Assert.Equal(["made", "made"], results);
        }
    }

    [Theory, MemberData(nameof(Both))]
    public async Task TwoOmbuds_WhoCountAtOnce_AreBothCounted(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var id = await world.InReviewAsync();
        var count = new Count(new DateOnly(2026, 9, 1), world.Municipality, AffectedBand.One);

        var results = await Task.WhenAll(
            OutcomeOf(() => world.MakeAsync(id, count, world.Author, targets: Targets.None, key: "a")),
            OutcomeOf(() => world.MakeAsync(id, count, world.OtherOmbud, targets: Targets.None, key: "b")));

        Assert.Equal(["made", "made"], results);
        var c = await world.LoadAsync(id);
        Assert.Equal(2, c.Occurrences.Count);
        Assert.Null(EventChain.FirstBreak(c));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Form_WhenSentTwiceAtOnce_FilesOneCase(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);

        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.SubmitAsync(key: "samma"))));

        Assert.Single(ids.Distinct());
        Assert.Equal(1, await world.Database.ReadAsync(db => db.Deficiencies.CountAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Numbers_WhenManySubmitAtOnce_AreAllDifferentAndWithoutGaps(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => world.SubmitAsync(key: $"nr{n}"))));

        var numbers = await world.Database.ReadAsync(db => db.Deficiencies.Select(d => d.Number).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 8).Select(n => $"SF-2026-{n:0000}"), numbers.Order());
        var changes = await world.Database.ReadAsync(db => db.Deficiencies.Select(d => d.ChangeSeq).ToListAsync());
        Assert.Equal(8, changes.Distinct().Count());
    }

    private static async Task<string> OutcomeOf(Func<Task<long>> make)
    {
        try
        {
            await Task.Run(make);
            return "made";
        }
        catch (StaleMoveException)
        {
            return "stale";
        }
    }
}
