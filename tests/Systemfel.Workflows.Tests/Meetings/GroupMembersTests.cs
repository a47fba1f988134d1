using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Meetings;

/// <summary>Who sits in a group, and for whom.</summary>
public sealed class GroupMembersTests(GroupWorld groups) : IClassFixture<GroupWorld>
{
    [Fact]
    public async Task Someone_WhoStandsForTwoParties_SitsForBothAndIsCalledOnce()
    {
        var (id, _) = await groups.GroupAsync();
        var parties = await groups.World.ReadAsync(async db => await Task.FromResult(db.Parties.Where(p => p.Code == "kommun-falun" || p.Code == "kommun-ludvika").Select(p => p.Id).ToList()));
        var person = await groups.World.PersonAsync("Rut Dubbel", new Membership { Role = Role.Member, GroupId = id, PartyId = parties[0] }, new Membership { Role = Role.Member, GroupId = id, PartyId = parties[1] });
        var group = new Group { Id = id, OrganisationId = groups.World.Organisation, Kind = GroupKind.Steering };

        var seats = await groups.World.ReadAsync(db => GroupMembers.SeatsAsync(db.Memberships, group));

        Assert.Equal(parties.Order(), seats.Where(s => s.AccountId == person.AccountId).Select(s => s.PartyId!.Value).Order());
        Assert.Single(GroupMembers.Once(seats), s => s.AccountId == person.AccountId);
    }
}
