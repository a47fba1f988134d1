using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Tests.World;

/// <summary>One database for the tests of a class; each test has a group of its own, with one member, and the clock at its start.</summary>
public sealed class GroupWorld : IAsyncLifetime
{
    private int _last;

    internal LetterWorld World { get; private set; } = null!;

    public async Task InitializeAsync() => World = await LetterWorld.StartAsync();

    public async Task DisposeAsync() => await World.DisposeAsync();

    /// <summary>A group with one member, who stands for Säters kommun.</summary>
    internal async Task<(long Group, string Member)> GroupAsync()
    {
        World.Time.Set(new DateTimeOffset(2026, 9, 15, 7, 30, 0, TimeSpan.Zero));
        var number = ++_last;
        var (group, party) = await World.ReadAsync(async db =>
        {
            var parties = db.Parties.Where(p => p.Code == "kommun-sater" || p.Code == "kommun-avesta").OrderByDescending(p => p.Code).ToList();
            var made = new Group { OrganisationId = World.Organisation, Code = $"g{number}", Name = $"Grupp {number}", Kind = GroupKind.Steering };
            made.Parties.AddRange(parties.ConvertAll(p => new GroupParty { PartyId = p.Id }));
            db.Add(made);
            await db.SaveChangesAsync();
            return (made.Id, parties[0].Id);
        });
        var member = await World.PersonAsync($"Olle{number} Ledamot", new Membership { Role = Role.Member, GroupId = group, PartyId = party });
        return (group, member.Name.Split(' ')[0].ToLowerInvariant() + "@po.example");
    }

    internal Task<long> PlanAsync(long group, DateOnly date, TimeOnly? starts) => World.ReadAsync(async (SystemfelDb db) =>
    {
        var meeting = new Meeting { OrganisationId = World.Organisation, GroupId = group, Date = date, StartsAt = starts, Minutes = starts == null ? null : 120, Place = "Kommunhuset" };
        db.Add(meeting);
        await db.SaveChangesAsync();
        return meeting.Id;
    });
}
