using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Data.Tests.Moves;

/// <summary>Which earlier case the review is shown beside a new one, with the search and the links that are stored.</summary>
[Collection(Databases.Databases.Name)]
public sealed class MergeProposalTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Merge_WhenTheEarlierOneAwaitsAnAnswer_IsNotProposed(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        await world.InReviewAsync();
        var fresh = await world.InReviewAsync();
        await using (var db = world.Database.OpenWriter())
            await db.Bookmarks.Where(b => b.DeficiencyId != fresh).ExecuteUpdateAsync(s => s.SetProperty(b => b.Stage, Stages.AwaitingAnswer));

        Assert.Null(await MergeOfAsync(world, fresh));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Merge_WhenTheTwoAreLinked_IsNotProposed(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var earlier = await world.InReviewAsync();
        var fresh = await world.InReviewAsync();
        await world.MakeAsync(fresh, new Link(earlier), world.Coordinator, targets: Targets.None);

        Assert.Null(await MergeOfAsync(world, fresh));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Merge_WhenAnEarlierOneSaysTheSame_IsProposed(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var earlier = await world.InReviewAsync();
        var fresh = await world.InReviewAsync();

        Assert.Equal(earlier, await MergeOfAsync(world, fresh));
    }

    private static async Task<long?> MergeOfAsync(StoredWorld world, long id)
    {
        await using var reader = world.Database.OpenReader();
        return await new AgendaPreview(reader, new SwedishCalendar(world.Time)).MergeOfAsync(id);
    }
}
