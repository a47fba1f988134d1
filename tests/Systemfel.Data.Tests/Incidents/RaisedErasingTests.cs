using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Running;

namespace Systemfel.Data.Tests.Incidents;

/// <summary>A point that a user organisation raised, with words that should not have been written.</summary>
[Collection(DatabasesBeside.Name)]
public class RaisedErasingTests(DatabaseFixture databases)
{
    private const string Text = $"Vi vill tala om {IncidentWorld.Word}.";

    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Fact]
    public async Task Report_WhenItIsAnothersPoint_IsNotFound()
    {
        var (world, point, _) = await RaisedAsync(DatabaseProvider.Sqlite);

        await Assert.ThrowsAsync<CaseNotFoundException>(() => EraseAsync(world, point, world.Stored.Author));

        Assert.Equal(["RaisedPoint.Text", "MinutesVersion.HeadJson"], (await world.PlacesOfAsync(IncidentWorld.Word)).OrderDescending());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Report_OfARaisedPoint_TakesItsWordsOutOfEveryVersionAndKeepsTheRest(DatabaseProvider provider)
    {
        var (world, point, own) = await RaisedAsync(provider);

        await EraseAsync(world, point, own);

        Assert.Empty(await world.PlacesOfAsync(IncidentWorld.Word));
        Assert.All(await world.Database.ReadAsync(db => db.MinutesVersions.Select(v => v.HeadJson).ToListAsync()), head =>
        {
            Assert.Contains("Raderad text", head, StringComparison.Ordinal);
            Assert.Contains("Hissen", head, StringComparison.Ordinal);
        });
        Assert.Equal("discussed", await world.Database.ReadAsync(db => db.RaisedPoints.Select(r => r.Outcome).SingleAsync()));
        Assert.Equal("raised", (await world.Database.ReadAsync(db => db.Incidents.SingleAsync())).Subject);
        Assert.DoesNotContain(IncidentWorld.Word, await File.ReadAllTextAsync(world.Log.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfARaisedPoint_TakesItsWordsOutOfTheFile()
    {
        var (world, point, own) = await RaisedAsync(DatabaseProvider.Sqlite);
        Assert.True(world.IsInTheFiles(IncidentWorld.Word));

        await EraseAsync(world, point, own);

        Assert.False(world.IsInTheFiles(IncidentWorld.Word));
    }

    [Fact]
    public async Task Start_OfARestoredCopy_ErasesThePointAgain()
    {
        var (world, point, own) = await RaisedAsync(DatabaseProvider.Sqlite);
        var copy = world.On(await RestoreTests.CopyAsync(databases, world));
        await EraseAsync(world, point, own);

        await copy.StartAsync();

        Assert.Empty(await copy.PlacesOfAsync(IncidentWorld.Word));
        Assert.Equal(0, await copy.StartAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Start_WithALogThatWasLost_StillErasesThePointInARestoredCopy(DatabaseProvider provider)
    {
        var (world, point, own) = await RaisedAsync(provider);
        var copy = world.On(await RestoreTests.CopyAsync(databases, world));
        await EraseAsync(world, point, own);
        File.Delete(world.Log.Path);
        await world.StartAsync();

        Assert.Equal(1, await copy.StartAsync());

        Assert.Empty(await copy.PlacesOfAsync(IncidentWorld.Word));
    }

    [Fact]
    public async Task Start_WithALogThatWasLost_WhenTheNumberIsALaterPoints_LeavesThatOne()
    {
        var (world, point, own) = await RaisedAsync(DatabaseProvider.Sqlite);
        await EraseAsync(world, point, own);
        await world.Database.ReadAsync(db => db.RaisedPoints.ExecuteUpdateAsync(s => s.SetProperty(r => r.Text, Text).SetProperty(r => r.At, world.Stored.Time.GetUtcNow().AddDays(1))));
        var copy = world.On(await RestoreTests.CopyAsync(databases, world));
        await copy.Database.ReadAsync(db => db.Incidents.ExecuteDeleteAsync());
        File.Delete(world.Log.Path);
        await world.StartAsync();

        await copy.StartAsync();

        Assert.Equal(Text, await copy.Database.ReadAsync(db => db.RaisedPoints.Select(r => r.Text).SingleAsync()));
    }

    [Fact]
    public async Task Report_OfAPointThatWasTakenBack_TakesItsWordsOutOfTheMinutesFromBefore()
    {
        var (world, point, own) = await WithdrawnAsync(Text);
        Assert.Equal(["MinutesVersion.HeadJson"], await world.PlacesOfAsync(IncidentWorld.Word));

        await EraseAsync(world, point, own);

        Assert.Empty(await world.PlacesOfAsync(IncidentWorld.Word));
        Assert.Equal(("", "withdrawn"), await world.Database.ReadAsync(db => db.RaisedPoints.Select(r => ValueTuple.Create(r.Text, r.Outcome)).SingleAsync()));
        Assert.Equal(1, await world.Database.ReadAsync(db => db.MinutesVersions.CountAsync(v => v.HeadJson.Contains("Raderad text"))));
        await Assert.ThrowsAsync<CaseNotFoundException>(() => EraseAsync(world, point, own));
    }

    [Fact]
    public async Task Report_OfAPointThatWasTakenBackBeforeAnyMinutes_IsNotFound()
    {
        var (world, point, own) = await WithdrawnAsync("");

        await Assert.ThrowsAsync<CaseNotFoundException>(() => EraseAsync(world, point, own));
    }

    /// <summary>A point that was taken back between two versions of the minutes.</summary>
    /// <param name="before">What the first of them says of it.</param>
    private async Task<(IncidentWorld World, long Point, Actor Own)> WithdrawnAsync(string before)
    {
        var (world, point, own) = await RaisedAsync(DatabaseProvider.Sqlite);
        await world.Database.WriteAsync(async db =>
        {
            var row = await db.RaisedPoints.SingleAsync();
            (row.Text, row.Outcome) = ("", "withdrawn");
            var versions = await db.MinutesVersions.OrderBy(v => v.Number).ToListAsync();
            versions[0].HeadJson = $$"""{"Name":"Protokoll","Raised":[{"Party":"RSMH","Text":"{{before}}","Outcome":"","Id":{{point}}}]}""";
            versions[1].HeadJson = $$"""{"Name":"Protokoll","Raised":[{"Party":"RSMH","Text":"","Outcome":"Tillbakatagen","Id":{{point}}}]}""";
        });
        return (world, point, own);
    }

    private static Task<long> EraseAsync(IncidentWorld world, long point, Actor actor) => world.ReportAsync(point, actor, place: IncidentPlace.Raised);

    /// <summary>A point that two versions of a group's minutes carry, and one who sits there for the party that raised it.</summary>
    private async Task<(IncidentWorld World, long Point, Actor Own)> RaisedAsync(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        await world.Stored.InReviewAsync();
        var group = world.Stored.Groups["sg1"];
        var me = world.Stored.Coordinator.AccountId!.Value;
        await world.Database.WriteAsync(db =>
        {
            var meeting = new Meeting { OrganisationId = world.Stored.Org, GroupId = group, Date = new DateOnly(2026, 9, 1), State = MeetingState.Approved };
            foreach (var number in new[] { 1, 2 })
                meeting.MinutesVersions.Add(new MinutesVersion { Number = number, ById = me, HeadJson = $$"""{"Name":"Protokoll","Raised":[{"Party":"RSMH","Text":"{{Text}}","Outcome":"Diskuterad"},{"Party":"RSMH","Text":"Hissen","Outcome":""}]}""" });
            db.Add(meeting);
            db.Add(new RaisedPoint { OrganisationId = world.Stored.Org, GroupId = group, PartyId = world.Stored.Party, ById = me, Text = Text, Outcome = "discussed", At = world.Stored.Time.GetUtcNow() });
            return Task.CompletedTask;
        });
        var own = new Actor(me, "Rut", [new Membership { OrganisationId = world.Stored.Org, GroupId = group, PartyId = world.Stored.Party, Role = Role.UserOrganisation }]);
        return (world, await world.Database.ReadAsync(db => db.RaisedPoints.Select(r => r.Id).SingleAsync()), own);
    }
}
