using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Data.Tests.Meetings;

/// <summary>
/// Many decide on the same items at once: what was acknowledged is what is logged, and nobody overwrites what they have not seen. MEETING_LOAD ('20 50 3') makes it
/// as large as scripts/measure/meeting asks.
/// </summary>
[Collection(Databases.Databases.Name)]
public sealed class MeetingLoadTests(DatabaseFixture databases, Xunit.Abstractions.ITestOutputHelper output)
{
    private static readonly int[] Size =
        [.. (Environment.GetEnvironmentVariable("MEETING_LOAD") ?? "6 10 3").Split(' ').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];

    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Decisions_OfManyAtOnce_AreAllLoggedAndNoneIsOverwritten(DatabaseProvider provider)
    {
        var (clients, cases, rounds) = (Size[0], Size[1], Size[2]);
        var world = await StoredWorld.CreateAsync(databases, provider);
        var items = await ItemsAsync(world, cases);
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var made = (await Task.WhenAll(Enumerable.Range(0, clients).Select(c => Task.Run(() => ClientAsync(world, items, c, rounds))))).SelectMany(m => m).ToList();

        var acknowledged = made.FindAll(m => m.IsMade);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{provider}: {clients} clients x {cases} items x {rounds} decisions: {made.Count} asked, {acknowledged.Count} acknowledged, {made.Count - acknowledged.Count} told that somebody was first, {watch.Elapsed.TotalSeconds:0.0} s"));
        Assert.Equal(clients * cases * rounds, made.Count);
        // Each was made from what its client had seen: no version was used twice.
        Assert.Equal(acknowledged.Count, acknowledged.DistinctBy(m => (m.Case, m.Seen)).Count());
        Assert.Equal(acknowledged.Count, await world.Database.ReadAsync(db => db.Decisions.CountAsync()));
        foreach (var (id, _) in items)
        {
            var c = await world.LoadAsync(id);
            var mine = acknowledged.FindAll(m => m.Case == id);
            Assert.Null(EventChain.FirstBreak(c));
            Assert.Equal(mine.Select(m => m.Note).Order(), c.Events.Where(e => e.Kind == "held").Select(e => Note(e.Data!)).Order());
            Assert.Equal(mine.Max(m => m.Seen) + 1, Assert.Single(c.Bookmarks).Version);
        }
    }

    private static async Task<List<(long Id, InMeeting Item)>> ItemsAsync(StoredWorld world, int cases)
    {
        var items = new List<(long Id, InMeeting Item)>();
        for (var i = 0; i < cases; i++)
        {
            var id = await world.InReviewAsync();
            items.Add((id, items.Count == 0 ? await world.ItemAsync("team", id) : await world.AddItemAsync(items[0].Item, id)));
        }
        return items;
    }

    private static async Task<List<(long Case, int Seen, string Note, bool IsMade)>> ClientAsync(StoredWorld world, List<(long Id, InMeeting Item)> items, int client, int rounds)
    {
        var made = new List<(long, int, string, bool)>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (id, item) in items)
            {
                var seen = await world.TargetsAsync(id);
                var note = string.Create(CultureInfo.InvariantCulture, $"c{client} r{round}");
                made.Add((id, seen.Versions.Values.Single(), note, await IsMadeAsync(world, id, seen, note, item)));
            }
        }
        return made;
    }

    private static async Task<bool> IsMadeAsync(StoredWorld world, long id, Targets seen, string note, InMeeting item)
    {
        try
        {
            await world.MakeAsync(id, new Hold(new DateOnly(2026, 12, 1), null, note), inMeeting: item, targets: seen, key: $"{id} {note}");
            return true;
        }
        catch (StaleMoveException)
        {
            return false;
        }
    }

    private static string Note(string data) => System.Text.Json.JsonDocument.Parse(data).RootElement.GetProperty("note").GetString()!;
}
