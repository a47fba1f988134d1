using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;

namespace Systemfel.Data.Tests.Storage;

[Collection(Databases.Databases.Name)]
public class VisibilityTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Case_InTheReview_IsSeenByTheTeamOnly(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        await world.InReviewAsync();

        Assert.Equal(0, await SeenAsync(world, world.Member));
        Assert.Equal(0, await SeenAsync(world, world.County));
        Assert.Equal(0, await SeenAsync(world, Someone(Role.Administrator, world.Org)));
        Assert.Equal(0, await SeenAsync(world, Someone(Role.Registrar, world.Org)));
        Assert.Equal(0, await SeenAsync(world, Someone(Role.Coordinator, world.Org + 1)));
        Assert.Equal(1, await SeenAsync(world, world.OtherOmbud));
        Assert.Equal(1, await SeenAsync(world, Someone(Role.UnitManager, world.Org)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Case_BeforeAGroup_IsSeenByThatGroupsMembersOnly(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        await world.InGroupAsync("KO");

        Assert.Equal(1, await SeenAsync(world, world.Member));
        Assert.Equal(1, await SeenAsync(world, Someone(Role.UserOrganisation, world.Org, world.Groups["sg1"])));
        Assert.Equal(0, await SeenAsync(world, Someone(Role.Member, world.Org, world.Groups["sg2"])));
        Assert.Equal(0, await SeenAsync(world, Someone(Role.CountyBoard, world.Org, world.Groups["sg1"])));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Case_SentToTheCounty_IsSeenByTheCountyBoardOfThatOrganisation(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var id = await world.InGroupAsync("KO");

        await world.MakeAsync(id, new InformCounty(), inMeeting: await world.ItemAsync("sg1", id));

        Assert.Equal(1, await SeenAsync(world, world.County));
        Assert.Equal(0, await SeenAsync(world, Someone(Role.CountyBoard, world.Org + 1)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Case_Withdrawn_IsSeenByItsAuthorOnly(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var id = await world.SubmitAsync();

        await world.MakeAsync(id, new Withdraw(), world.Author);

        Assert.Equal(1, await SeenAsync(world, world.Author));
        Assert.Equal(0, await SeenAsync(world, world.OtherOmbud));
        Assert.Equal(0, await SeenAsync(world, world.Coordinator));
    }

    private static async Task<int> SeenAsync(StoredWorld world, Actor actor)
    {
        await using var reader = world.Database.OpenReader();
        return await reader.Deficiencies.VisibleTo(new Viewer(actor.AccountId!.Value, actor.Name, actor.Memberships)).CountAsync();
    }

    private static Actor Someone(Role role, long organisation, long? group = null) =>
        new(9999, "Någon", [new Membership { OrganisationId = organisation, Role = role, GroupId = group }]);
}
