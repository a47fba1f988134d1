using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Organisations;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Data.Tests.Moves;

/// <summary>Four eyes in a database, on a route that was stored before the product knew of them.</summary>
[Collection(Databases.Databases.Name)]
public class FourEyesTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Require_ByAnOmbud_IsNotFound(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);

        await Assert.ThrowsAsync<CaseNotFoundException>(() => RequireAsync(world, true, world.Author));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Require_WhenThereIsOnlyOneWhoCouldApprove_IsRefused(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        await world.Database.WriteAsync(async db =>
        {
            foreach (var account in await db.Users.Where(a => a.Memberships.Any(m => m.Role == Role.Ombud)).ToListAsync()) account.DisabledAt = world.Time.GetUtcNow();
        });

        await Assert.ThrowsAsync<MoveRefusedException>(() => RequireAsync(world, true, world.Coordinator));

        Assert.False(await world.Database.ReadAsync(db => db.Organisations.Select(o => o.RequiresFourEyes).SingleAsync()));
    }

    [Fact]
    public async Task TwoPersons_WhenTurnedOffSoThatNobodyCouldApprove_IsRefused()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        await world.Database.WriteAsync(async db =>
        {
            foreach (var account in await db.Users.Where(a => a.Memberships.Any(m => m.Role == Role.Ombud)).ToListAsync()) account.DisabledAt = world.Time.GetUtcNow();
            var organisation = await db.Organisations.SingleAsync();
            (organisation.IsTwoPerson, organisation.RequiresFourEyes) = (true, true);
        });
        await using var settings = world.Database.OpenWriter();

        await Assert.ThrowsAsync<MoveRefusedException>(() => new OrganisationSettings(settings, new SwedishCalendar(world.Time)).SetTwoPersonAsync(world.Org, false, world.Coordinator));

        Assert.True(await world.Database.ReadAsync(db => db.Organisations.Select(o => o.IsTwoPerson).SingleAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Refer_BeforeAColleagueHasApproved_IsRefusedAndStoresNothing(DatabaseProvider provider)
    {
        var (world, id) = await InReviewAsync(provider);
        var item = await world.ItemAsync("team", id);
        var before = await world.LoadAsync(id);

        await Assert.ThrowsAsync<MoveRefusedException>(() => world.MakeAsync(id, new Refer(["sg1"]), inMeeting: item));

        var after = await world.LoadAsync(id);
        Assert.Equal((before.Events.Count, 0, Stages.Review), (after.Events.Count, after.Grants.Count, after.Bookmarks[0].Stage));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Approve_ByTheAuthor_IsRefused(DatabaseProvider provider)
    {
        var (world, id) = await InReviewAsync(provider);

        await Assert.ThrowsAsync<MoveRefusedException>(() => world.MakeAsync(id, new ApproveText(), world.Author));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Approve_ByAColleague_IsKeptWithWhoAndWhenAndLetsTheTextGo(DatabaseProvider provider)
    {
        var (world, id) = await InReviewAsync(provider);
        Assert.DoesNotContain("approve-text", await world.Database.ReadAsync(db => db.RouteVersions.Select(r => r.Json).SingleAsync()));

        await world.MakeAsync(id, new ApproveText(), world.OtherOmbud);
        await world.MakeAsync(id, new Refer(["sg1"]), inMeeting: await world.ItemAsync("team", id));

        var c = await world.LoadAsync(id);
        Assert.Equal((world.OtherOmbud.AccountId, world.Time.GetUtcNow()), (c.TextApprovedById, c.TextApprovedAt!.Value));
        Assert.Contains(c.Events, e => e.Kind == "text-approved" && e.ActorId == world.OtherOmbud.AccountId);
        Assert.Equal(Stages.Group, c.Bookmarks[0].Stage);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Offered_OnAnOldRoute_HoldsTheProductsOwnMoveForTheTeamAlone(DatabaseProvider provider)
    {
        var (world, id) = await InReviewAsync(provider);
        await world.MakeAsync(id, new ApproveText(), world.OtherOmbud);
        await world.MakeAsync(id, new Refer(["sg1"]), inMeeting: await world.ItemAsync("team", id));

        Assert.Contains(await OfferedAsync(world, id, world.OtherOmbud), m => m == "approve-text");
        Assert.DoesNotContain(await OfferedAsync(world, id, world.Member), m => m == "approve-text");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Answer_OfTheAuthorsToAQuestion_EndsTheApproval(DatabaseProvider provider)
    {
        var (world, id) = await InReviewAsync(provider);
        await world.MakeAsync(id, new ApproveText(), world.OtherOmbud);
        await world.MakeAsync(id, new AskAuthor("Vilken enhet?"), inMeeting: await world.ItemAsync("team", id));

        await world.MakeAsync(id, new AnswerAuthor("Mottagningen.", new TextCheck(new PersonalDataFinder()).Check("Mottagningen.")), world.Author);

        var c = await world.LoadAsync(id);
        Assert.Null(c.TextApprovedAt);
        Assert.Equal("text-approval-ended", c.Events.MaxBy(e => e.Seq)!.Kind);
    }

    private async Task<(StoredWorld World, long Id)> InReviewAsync(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        await RequireAsync(world, true, world.Coordinator);
        return (world, await world.InReviewAsync());
    }

    private static async Task RequireAsync(StoredWorld world, bool required, Actor actor)
    {
        await using var db = world.Database.OpenWriter();
        await new OrganisationSettings(db, new SwedishCalendar(world.Time)).RequireFourEyesAsync(world.Org, required, actor);
    }

    private static async Task<IReadOnlyList<string>> OfferedAsync(StoredWorld world, long id, Actor actor)
    {
        await using var db = world.Database.OpenWriter();
        return [.. (await world.Moves(db).OfferedAsync(id, null, actor)).Select(m => m.Id)];
    }
}
