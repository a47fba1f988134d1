using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Time;

namespace Systemfel.Data.Tests.Moves;

[Collection(Databases.Databases.Name)]
public class AgendaOrderingTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task TwoWhoReorderAtOnce_ExactlyOneWins(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        for (var i = 0; i < 3; i++) await world.InReviewAsync();
        await using (var db = world.Database.OpenWriter())
        {
            db.Add(new Meeting { OrganisationId = world.Org, GroupId = world.Groups["team"], Date = new SwedishCalendar(world.Time).Today.AddDays(7) });
            await db.SaveChangesAsync();
        }
        await using var reader = world.Database.OpenReader();
        var meeting = await reader.Meetings.Where(m => m.GroupId == world.Groups["team"] && m.State == MeetingState.Planned).OrderBy(m => m.Date).Include(m => m.Group).FirstAsync();
        var before = (await new AgendaPreview(reader, new SwedishCalendar(world.Time)).OfAsync(meeting)).Select(l => l.DeficiencyId).ToList();
        var seen = AgendaArrangement.Version(before);

        var results = await Task.WhenAll(MoveAsync(world, meeting.Id, before[1], seen), MoveAsync(world, meeting.Id, before[2], seen));

        Assert.Equal(["moved", "stale"], results.Order());
        var moved = new[] { before[1], before[2] }.Zip(results).Single(r => r.Second == "moved").First;
        Assert.Equal([moved, .. before.Where(id => id != moved)], await OrderAsync(world, meeting.Id));
    }

    private static async Task<IReadOnlyList<long>> OrderAsync(StoredWorld world, long meeting)
    {
        await using var reader = world.Database.OpenReader();
        var planned = await reader.Meetings.Include(m => m.Group).Include(m => m.Items).SingleAsync(m => m.Id == meeting);
        return [.. (await new AgendaPreview(reader, new SwedishCalendar(world.Time)).OfAsync(planned)).Select(l => l.DeficiencyId)];
    }

    private static async Task<string> MoveAsync(StoredWorld world, long meeting, long caseId, string seen)
    {
        await using var db = world.Database.OpenWriter();
        try
        {
            await new AgendaOrdering(db, new SwedishCalendar(world.Time)).MoveAsync(meeting, caseId, PlaceOnAgenda.First, seen, world.Coordinator);
            return "moved";
        }
        catch (StaleOrderException)
        {
            return "stale";
        }
    }
}
