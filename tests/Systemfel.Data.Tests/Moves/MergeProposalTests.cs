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

    [Fact]
    public async Task Agenda_WhenWhatTheSearchFoundWasLinkedSince_ProposesNoMerge()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var earlier = await world.InReviewAsync();
        var fresh = await world.InReviewAsync();
        await using var db = world.Database.OpenWriter();
        var (sources, today) = (AgendaSources.Of(db), new SwedishCalendar(world.Time).Today);
        var team = await db.Groups.SingleAsync(g => g.Id == world.Groups["team"]);
        var hits = await sources.SearchMergesAsync(team, today, today, withSubmitted: false, default);
        Assert.Contains((await sources.ReadAsync(team, today, today, withSubmitted: false, hits, default)), l => l.MergeInto == earlier);

        await world.MakeAsync(fresh, new Link(earlier), world.Coordinator, targets: Targets.None);

        Assert.DoesNotContain((await sources.ReadAsync(team, today, today, withSubmitted: false, hits, default)), l => l.MergeInto != null);
    }

    private static async Task<long?> MergeOfAsync(StoredWorld world, long id)
    {
        await using var reader = world.Database.OpenReader();
        return await new AgendaPreview(reader, new SwedishCalendar(world.Time)).MergeOfAsync(id);
    }
}
