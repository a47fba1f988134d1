using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Meetings;

/// <summary>Today is Tuesday 15 September 2026.</summary>
public sealed class SeriesTests(GroupWorld groups) : IClassFixture<GroupWorld>, IAsyncLifetime
{
    private readonly LetterWorld _world = groups.World;
    private long _group;

    public async Task InitializeAsync() => (_group, _) = await groups.GroupAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Make_WhenNotTheCoordinator_IsNotFound() => await Assert.ThrowsAsync<CaseNotFoundException>(() => MakeAsync(Plan(), _world.Ombud));

    [Fact]
    public async Task Make_WhenTheGroupHasASeries_IsRefused()
    {
        await MakeAsync(Plan());
        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => MakeAsync(Plan()));
        Assert.Contains("har redan en serie", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Make_WhenTheLinkIsNotHttps_IsRefusedAtTheLink()
    {
        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => MakeAsync(Plan() with { Details = new(new(9, 0), 120, "", "http://video.example/rum") }));
        Assert.Equal("video", refused.Input);
    }

    [Fact]
    public async Task Make_WhenThePlacePointsAtAPerson_IsRefusedAtThePlace()
    {
        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => MakeAsync(Plan() with { Details = new(new(9, 0), 120, "Hos 19850112-2397", "") }));
        Assert.Equal("place", refused.Input);
    }

    [Fact]
    public async Task Make_WhenAHostIsNoneOfTheGroup_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => MakeAsync(Plan() with { Hosts = [987654] }));
        Assert.Equal("hosts", refused.Input);
    }

    [Fact]
    public async Task Make_PlansAYearAhead()
    {
        await MakeAsync(Plan());
        Assert.Equal([new DateOnly(2026, 10, 15), new DateOnly(2027, 4, 15)], await DaysAsync());
    }

    [Fact]
    public async Task Make_WhenHostsTakeTurns_GivesEachMeetingTheNext()
    {
        var hosts = await _world.ReadAsync(db => db.Groups.Where(g => g.Id == _group).SelectMany(g => g.Parties).Select(p => p.PartyId).Take(2).ToListAsync());
        await MakeAsync(Plan() with { Hosts = hosts, Recurrence = Recurrence.Quarterly });
        Assert.Equal([hosts[0], hosts[1], hosts[0], hosts[1]], await _world.ReadAsync(db => db.Meetings.Where(m => m.GroupId == _group).OrderBy(m => m.Date).Select(m => m.HostPartyId!.Value).ToListAsync()));
    }

    [Fact]
    public async Task Execute_WhenRepeated_PlansNothingMore()
    {
        await MakeAsync(Plan());
        await _world.WithAsync<SeriesPlanning, string>(p => p.ExecuteAsync(default));
        Assert.Equal(2, (await DaysAsync()).Count);
    }

    [Fact]
    public async Task Execute_WhenTimeHasPassed_PlansTheNext()
    {
        await MakeAsync(Plan());
        _world.Time.AdvanceDays(60);
        await _world.WithAsync<SeriesPlanning, string>(p => p.ExecuteAsync(default));
        Assert.Equal(new DateOnly(2027, 10, 21), (await DaysAsync())[^1]);
    }

    [Fact]
    public async Task Execute_WhenAMeetingWasCancelled_DoesNotPlanItAgain()
    {
        await MakeAsync(Plan());
        var first = await _world.ReadAsync(db => db.Meetings.Where(m => m.GroupId == _group).OrderBy(m => m.Date).FirstAsync());
        await _world.DoAsync<PlannedMeetings>(c => c.CancelAsync(first.Id, first.Version, "För få kan komma.", _world.Coordinator));
        await _world.WithAsync<SeriesPlanning, string>(p => p.ExecuteAsync(default));
        Assert.Equal(2, (await DaysAsync()).Count);
    }

    [Fact]
    public async Task Execute_WhenAMeetingWasMovedByHand_DoesNotPlanItsOldDay()
    {
        await MakeAsync(Plan() with { Recurrence = Recurrence.Monthly });
        var last = await _world.ReadAsync(db => db.Meetings.Where(m => m.GroupId == _group).OrderByDescending(m => m.Date).FirstAsync());
        await _world.DoAsync<PlannedMeetings>(c => c.ChangeAsync(last.Id, last.Version, last.Date.AddDays(5), new(new(9, 0), 120, "", ""), null, _world.Coordinator));
        var before = (await DaysAsync()).Count;
        await _world.WithAsync<SeriesPlanning, string>(p => p.ExecuteAsync(default));
        Assert.Equal(before, (await DaysAsync()).Count);
    }

    [Fact]
    public async Task Change_WhenSomeoneElseChangedIt_IsRefused()
    {
        var made = await MakeAsync(Plan());
        await Assert.ThrowsAsync<MoveRefusedException>(() => _world.WithAsync<SeriesService, SeriesOutcome>(s => s.ChangeAsync(made.SeriesId, 99, Plan(), _world.Coordinator)));
    }

    [Fact]
    public async Task Change_PlansAnewWhatNobodyWasCalledTo()
    {
        var made = await MakeAsync(Plan());
        await _world.WithAsync<SeriesService, SeriesOutcome>(s => s.ChangeAsync(made.SeriesId, 1, Plan() with { Week = WeekOfMonth.First }, _world.Coordinator));
        Assert.Equal([new DateOnly(2026, 10, 1), new DateOnly(2027, 4, 1)], await DaysAsync());
    }

    [Fact]
    public async Task Change_KeepsAMeetingThatPeopleWereCalledTo()
    {
        var made = await MakeAsync(Plan());
        var first = await _world.ReadAsync(db => db.Meetings.Where(m => m.GroupId == _group).OrderBy(m => m.Date).Select(m => m.Id).FirstAsync());
        await _world.WithAsync<InvitationService, InvitedOutcome>(i => i.InviteAsync(first, _world.Coordinator));
        var outcome = await _world.WithAsync<SeriesService, SeriesOutcome>(s => s.ChangeAsync(made.SeriesId, 1, Plan() with { Week = WeekOfMonth.First }, _world.Coordinator));
        Assert.Equal(1, outcome.Kept);
        Assert.Equal([new DateOnly(2026, 10, 15), new DateOnly(2027, 4, 1)], await DaysAsync());
    }

    [Fact]
    public async Task End_LeavesNoMeetingThatNobodyWasCalledTo()
    {
        var made = await MakeAsync(Plan());
        await _world.WithAsync<SeriesService, int>(s => s.EndAsync(made.SeriesId, 1, _world.Coordinator));
        await _world.WithAsync<SeriesPlanning, string>(p => p.ExecuteAsync(default));
        Assert.Empty(await DaysAsync());
    }

    private static SeriesPlan Plan() =>
        new(Recurrence.TwiceAYear, new(2026, 10, 1), WeekOfMonth.Third, DayOfWeek.Thursday, new(new(9, 0), 120, "Kommunhuset", "https://video.example/rum"), [], false);

    private Task<SeriesOutcome> MakeAsync(SeriesPlan plan, Actor? actor = null) =>
        _world.WithAsync<SeriesService, SeriesOutcome>(s => s.MakeAsync(_group, plan, actor ?? _world.Coordinator));

    private Task<List<DateOnly>> DaysAsync() => _world.ReadAsync(db => db.Meetings.Where(m => m.GroupId == _group).OrderBy(m => m.Date).Select(m => m.Date).ToListAsync());
}
