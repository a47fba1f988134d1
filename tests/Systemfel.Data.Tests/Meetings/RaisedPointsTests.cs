using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Data.Tests.Meetings;

/// <summary>A raised point between an open meeting and the next, and between two people.</summary>
[Collection(Databases.Databases.Name)]
public class RaisedPointsTests(DatabaseFixture databases)
{
    private const string Text = "Hur länge räcker tillfälligt boende?";
    private const string Reworded = "Hur länge räcker boendet?";

    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Fact]
    public async Task Reword_WhenTheMeetingHasBeenApproved_IsRefused()
    {
        var raised = await RaisedAsync();
        await raised.ApproveAsync();

        Assert.Contains("Mötet har varit", (await Assert.ThrowsAsync<MoveRefusedException>(() => raised.RewordAsync(raised.Seen, Reworded))).Message, StringComparison.Ordinal);
        Assert.Equal(Text, (await raised.LoadAsync()).Text);
    }

    [Fact]
    public async Task Withdraw_WhenTheMeetingHasBeenApproved_IsRefusedAndTiesThePointToNothing()
    {
        var raised = await RaisedAsync();
        await raised.ApproveAsync();

        Assert.Contains("Mötet har varit", (await Assert.ThrowsAsync<MoveRefusedException>(() => raised.WithdrawAsync(raised.Open))).Message, StringComparison.Ordinal);
        var point = await raised.LoadAsync();
        Assert.Equal((Text, null, null), (point.Text, point.MeetingId, point.ClosedAt));
    }

    [Fact]
    public async Task Reword_WhenThePointWasTakenBack_SaysSo()
    {
        var raised = await RaisedAsync();
        await raised.WithdrawAsync(raised.Open);

        Assert.StartsWith("Punkten är tillbakatagen", (await Assert.ThrowsAsync<MoveRefusedException>(() => raised.RewordAsync(raised.Seen, Reworded))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reword_WhenThePointIsErased_SaysSo()
    {
        var raised = await RaisedAsync();
        await raised.World.Database.ReadAsync(db => db.RaisedPoints.ExecuteUpdateAsync(s => s.SetProperty(r => r.Text, IncidentService.ErasedText)));

        Assert.StartsWith("Texten i punkten är raderad", (await Assert.ThrowsAsync<MoveRefusedException>(() => raised.RewordAsync(raised.Seen, Reworded))).Message, StringComparison.Ordinal);
        Assert.Equal(IncidentService.ErasedText, (await raised.LoadAsync()).Text);
    }

    [Fact]
    public async Task Reword_WhenAnotherOfThePartyWasFirst_IsStaleWithTheirWords()
    {
        var raised = await RaisedAsync();
        await raised.RewordAsync(raised.Seen, Reworded);

        var stale = await Assert.ThrowsAsync<StaleRaisedException>(() => raised.RewordAsync(raised.Seen, "Något annat."));

        Assert.Equal(Reworded, stale.Current);
        Assert.Equal(Reworded, (await raised.LoadAsync()).Text);
    }

    [Fact]
    public async Task Reword_WhenSentTwice_IsDoneOnce()
    {
        var raised = await RaisedAsync();

        await raised.RewordAsync(raised.Seen, Reworded);
        await raised.RewordAsync(raised.Seen, Reworded);

        Assert.Equal(Reworded, (await raised.LoadAsync()).Text);
    }

    [Fact]
    public async Task Settle_WhenThePartyHasReworded_TakesNothingUpInWordsThatNobodyRead()
    {
        var raised = await RaisedAsync();
        await raised.RewordAsync(raised.Seen, Reworded);

        var stale = await Assert.ThrowsAsync<StaleRaisedException>(() => raised.SettleAsync());

        Assert.Equal(Reworded, stale.Current);
        Assert.Contains("”Tas upp”, är inte sparat", stale.Message, StringComparison.Ordinal);
        Assert.Null((await raised.LoadAsync()).ClosedAt);
    }

    [Fact]
    public async Task Settle_WhenTakenBackOnThePageOfTheNextMeeting_SaysSo()
    {
        var raised = await RaisedAsync();
        await raised.WithdrawAsync(raised.Planned);

        Assert.Contains("tillbakatagen", (await Assert.ThrowsAsync<MoveRefusedException>(() => raised.SettleAsync())).Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task WithdrawAndSettle_WhenDoneAtOnceOnTwoMeetings_DoOneOfTheTwo(DatabaseProvider provider)
    {
        var raised = await RaisedAsync(provider);
        for (var round = 0; round < 6; round++)
        {
            var again = raised with { Point = await AddAsync(raised.World, raised.Own) };

            var done = await Task.WhenAll(OutcomeOf(() => again.WithdrawAsync(raised.Planned)), OutcomeOf(() => again.SettleAsync()));

            Assert.Equal(["made", "refused"], done.Order());
            var point = await again.LoadAsync();
            Assert.True((point.Outcome, point.Text) is ("withdrawn", "") or ("taken-up", Text));
        }
    }

    [Fact]
    public async Task TakeBackOpening_WhenAPointWasOnlyTakenBack_PlansTheMeetingAgain()
    {
        var raised = await RaisedAsync();
        await raised.WithdrawAsync(raised.Open);

        await using var db = raised.World.Database.OpenWriter();
        await new MeetingOpening(db, new SwedishCalendar(raised.World.Time)).TakeBackAsync(raised.Open, raised.World.Coordinator);

        Assert.Equal(MeetingState.Planned, await raised.World.Database.ReadAsync(d => d.Meetings.Where(m => m.Id == raised.Open).Select(m => m.State).SingleAsync()));
    }

    [Fact]
    public async Task TakeBackOpening_WhenAPointWasTakenUp_IsRefused()
    {
        var raised = await RaisedAsync();
        await raised.SettleAsync();

        await using var db = raised.World.Database.OpenWriter();
        var opening = new MeetingOpening(db, new SwedishCalendar(raised.World.Time));
        Assert.Contains("väckt punkt", (await Assert.ThrowsAsync<MoveRefusedException>(() => opening.TakeBackAsync(raised.Open, raised.World.Coordinator))).Message, StringComparison.Ordinal);
    }

    private static async Task<string> OutcomeOf(Func<Task> work)
    {
        try
        {
            await Task.Run(work);
            return "made";
        }
        catch (MoveRefusedException)
        {
            return "refused";
        }
    }

    private async Task<Raised> RaisedAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var group = world.Groups["sg1"];
        var open = new Meeting { OrganisationId = world.Org, GroupId = group, Date = SwedishCalendar.DateOf(world.Time.GetUtcNow()), State = MeetingState.Open };
        await world.Database.WriteAsync(db => Task.FromResult(db.Add(open)));
        var own = new Actor(world.Coordinator.AccountId, "Rut", [new Membership { OrganisationId = world.Org, GroupId = group, PartyId = world.Party, Role = Role.UserOrganisation }]);
        var planned = await world.Database.ReadAsync(db => db.Meetings.Where(m => m.GroupId == group && m.State == MeetingState.Planned).Select(m => m.Id).SingleAsync());
        var point = await AddAsync(world, own);
        var seen = RaisedPoints.SeenOf(await world.Database.ReadAsync(db => db.RaisedPoints.SingleAsync(r => r.Id == point)));
        return new Raised(world, open.Id, planned, point, own, seen);
    }

    private static async Task<long> AddAsync(StoredWorld world, Actor own)
    {
        var point = new RaisedPoint { OrganisationId = world.Org, GroupId = world.Groups["sg1"], PartyId = world.Party, ById = own.AccountId!.Value, Text = Text, At = world.Time.GetUtcNow() };
        await world.Database.WriteAsync(db => Task.FromResult(db.Add(point)));
        return point.Id;
    }

    private sealed record Raised(StoredWorld World, long Open, long Planned, long Point, Actor Own, string Seen)
    {
        public Task RewordAsync(string seen, string text) => DoAsync(p => p.RewordAsync(Open, Point, seen, text, [], Own));

        public Task WithdrawAsync(long meeting) => DoAsync(p => p.WithdrawAsync(meeting, Point, Own));

        public Task SettleAsync() => DoAsync(p => p.SettleAsync(Open, Point, Seen, RaisedOutcome.TakenUp, World.Coordinator));

        public Task<RaisedPoint> LoadAsync() => World.Database.ReadAsync(db => db.RaisedPoints.SingleAsync(r => r.Id == Point));

        public Task ApproveAsync() => World.Database.ReadAsync(db =>
            db.Meetings.Where(m => m.Id == Open).ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MeetingState.Approved).SetProperty(m => m.ApprovedAt, World.Time.GetUtcNow())));

        private async Task DoAsync(Func<RaisedPoints, Task> work)
        {
            await using var db = World.Database.OpenWriter();
            await work(new RaisedPoints(db, new SwedishCalendar(World.Time), StoredWorld.Check));
        }
    }
}
