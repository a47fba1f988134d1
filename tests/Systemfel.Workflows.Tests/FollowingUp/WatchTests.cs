using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Data.Watching;
using Systemfel.Workflows.FollowingUp;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Reminders;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Tests.FollowingUp;

public sealed class WatchTests : IAsyncLifetime
{
    private LetterWorld _world = null!;

    public async Task InitializeAsync() => _world = await LetterWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Set_ByWhoIsNotOfTheTeam_IsRefused()
    {
        var id = await SubmitAsync();
        var (_, elsewhere) = await _world.ElsewhereAsync();
        var member = await _world.PersonAsync("Mia Ledamot", new Membership { Role = Role.Member });

        await Assert.ThrowsAsync<CaseNotFoundException>(() => WatchAsync(elsewhere, WatchKind.Case, id));
        await Assert.ThrowsAsync<CaseNotFoundException>(() => WatchAsync(member, WatchKind.Case, id));
        await Assert.ThrowsAsync<CaseNotFoundException>(() => WatchAsync(_world.Coordinator, WatchKind.Case, 999999));
        var (authority, area) = await _world.ReadAsync(async db => (await db.Addressees.Where(a => a.DeficiencyId == id).Select(a => a.AuthorityId).FirstAsync(), await db.SubAreas.Select(a => a.Id).FirstAsync()));
        await Assert.ThrowsAsync<CaseNotFoundException>(() => WatchAsync(elsewhere, WatchKind.Authority, authority));
        await Assert.ThrowsAsync<CaseNotFoundException>(() => WatchAsync(elsewhere, WatchKind.SubArea, area));
        Assert.Equal(0, await _world.CountAsync<Watch>());
    }

    [Fact]
    public async Task Set_Twice_IsOneWatch_AndEndsAtOnce()
    {
        var id = await SubmitAsync();

        Assert.True(await WatchAsync(_world.Coordinator, WatchKind.Case, id));
        Assert.False(await WatchAsync(_world.Coordinator, WatchKind.Case, id));
        Assert.Equal(1, await _world.CountAsync<Watch>());
        Assert.True(await WatchAsync(_world.Coordinator, WatchKind.Case, id, on: false));
        Assert.Equal(0, await _world.CountAsync<Watch>());
    }

    [Fact]
    public async Task Execute_WhenOthersHaveDoneSomething_TellsOnceWithWhatIsNew()
    {
        var id = await SubmitAsync();
        await WatchAsync(_world.Coordinator, WatchKind.Case, id);
        await WatchAsync(_world.Ombud, WatchKind.Case, id);
        var other = await SubmitAsync();
        _world.Time.Advance(TimeSpan.FromHours(1));
        var team = await _world.MeetingAsync("team");
        foreach (var each in new[] { id, other })
        {
            await _world.MakeAsync(each, new OpenReview(), Actor.System, null);
            await _world.MakeAsync(each, new Refer(["sg1"]), _world.Coordinator, await _world.ItemAsync(team, each));
        }

        var mail = Assert.Single(await ToldAsync());

        // Who did it is not told of it, and nobody of what they do not watch.
        Assert.Equal("alva@po.example", mail.ToAddress);
        var numbers = await _world.ReadAsync(db => db.Deficiencies.OrderBy(d => d.Id).Select(d => d.Number).ToListAsync());
        Assert.Contains($"{numbers[0]} Besked dröjer\n  skickat till samverkansgrupp", mail.Text);
        Assert.DoesNotContain(numbers[1], mail.Text);
        _world.Time.Advance(TimeSpan.FromDays(7));
        Assert.Single(await ToldAsync());
    }

    [Theory]
    [InlineData(WatchKind.Authority, 1)]
    [InlineData(WatchKind.SubArea, 0)]
    public async Task Execute_WhenWhatIsNewConcernsAnAuthority_TellsWhoWatchesIt(WatchKind kind, int mails)
    {
        var id = await SubmitAsync();
        var authority = await _world.ReadAsync(db => db.Addressees.Where(a => a.DeficiencyId == id).Select(a => a.AuthorityId).FirstAsync());
        var area = await _world.ReadAsync(db => db.SubAreas.Where(s => s.AuthorityId == authority).Select(s => s.Id).FirstAsync());
        await WatchAsync(_world.Coordinator, kind, kind == WatchKind.Authority ? authority : area);
        _world.Time.Advance(TimeSpan.FromHours(1));

        await SubmitAsync();

        Assert.Equal(mails, (await ToldAsync()).Count);
    }

    [Fact]
    public async Task Execute_WhenTheAccountHasLeftTheTeam_TellsNothing()
    {
        var id = await SubmitAsync();
        await WatchAsync(_world.Coordinator, WatchKind.Case, id);
        await _world.DoAsync<SystemfelDb>(db => db.Memberships.Where(m => m.AccountId == _world.Coordinator.AccountId).ExecuteDeleteAsync());
        _world.Time.Advance(TimeSpan.FromHours(1));
        await _world.MakeAsync(id, new OpenReview(), Actor.System, null);
        await _world.DoAsync<SystemfelDb>(db => db.CaseEvents.Where(e => e.DeficiencyId == id).ExecuteUpdateAsync(s => s.SetProperty(e => e.Kind, "closed")));

        Assert.Empty(await ToldAsync());
    }

    [Fact]
    public async Task Execute_OfACaseThatIsMasked_TellsNothing()
    {
        var id = await SubmitAsync();
        await WatchAsync(_world.Coordinator, WatchKind.Case, id);
        _world.Time.Advance(TimeSpan.FromHours(1));
        await _world.MakeAsync(id, new OpenReview(), Actor.System, null);
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            await db.CaseEvents.Where(e => e.DeficiencyId == id).ExecuteUpdateAsync(s => s.SetProperty(e => e.Kind, "closed"));
            await db.Deficiencies.Where(d => d.Id == id).ExecuteUpdateAsync(s => s.SetProperty(d => d.MaskedAt, _world.Time.GetUtcNow()));
        });

        Assert.Empty(await ToldAsync());
    }

    [Fact]
    public async Task Execute_WhenTheAccountSeesTheCaseOnlyThroughAGroup_TellsNothing()
    {
        var id = await SubmitAsync();
        await WatchAsync(_world.Coordinator, WatchKind.Case, id);
        _world.Time.Advance(TimeSpan.FromHours(1));
        await _world.MakeAsync(id, new OpenReview(), Actor.System, null);
        await _world.MakeAsync(id, new Refer(["sg1"]), _world.Coordinator, await _world.ItemAsync(await _world.MeetingAsync("team"), id));
        await HappensAsync(id, "closed");
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            var group = await db.Grants.Where(g => g.DeficiencyId == id && g.GroupId != null).Select(g => g.GroupId).FirstAsync();
            await db.Memberships.Where(m => m.AccountId == _world.Coordinator.AccountId).ExecuteUpdateAsync(s => s.SetProperty(m => m.Role, Role.Member).SetProperty(m => m.GroupId, group));
        });

        Assert.Empty(await ToldAsync());
    }

    [Fact]
    public async Task Execute_OfAnExample_TellsNothing()
    {
        var id = await SubmitAsync();
        await WatchAsync(_world.Coordinator, WatchKind.Case, id);
        _world.Time.Advance(TimeSpan.FromHours(1));
        await HappensAsync(id, "closed");
        await _world.DoAsync<SystemfelDb>(db => db.Deficiencies.Where(d => d.Id == id).ExecuteUpdateAsync(s => s.SetProperty(d => d.IsExample, true)));

        Assert.Empty(await ToldAsync());
    }

    [Fact]
    public async Task Execute_WhenTheAccountIsClosed_TellsNothing()
    {
        var id = await SubmitAsync();
        await WatchAsync(_world.Coordinator, WatchKind.Case, id);
        _world.Time.Advance(TimeSpan.FromHours(1));
        await HappensAsync(id, "closed");
        await _world.DoAsync<SystemfelDb>(db => db.Users.Where(a => a.Id == _world.Coordinator.AccountId).ExecuteUpdateAsync(s => s.SetProperty(a => a.DisabledAt, _world.Time.GetUtcNow())));

        Assert.Empty(await ToldAsync());
    }

    [Fact]
    public async Task Execute_WhenTheAccountIsBackInTheTeam_TellsOnlyWhatHappensFromThenOn()
    {
        var id = await SubmitAsync();
        await WatchAsync(_world.Coordinator, WatchKind.Case, id);
        await BecomesAsync(Role.Registrar);
        _world.Time.Advance(TimeSpan.FromHours(1));
        await HappensAsync(id, "closed");
        Assert.Empty(await ToldAsync());
        await BecomesAsync(Role.Coordinator);

        _world.Time.Advance(TimeSpan.FromDays(7));
        Assert.Empty(await ToldAsync());

        await HappensAsync(id, "reopened");
        _world.Time.Advance(TimeSpan.FromDays(7));
        Assert.Single(await ToldAsync());

        Task BecomesAsync(Role role) =>
            _world.DoAsync<SystemfelDb>(db => db.Memberships.Where(m => m.AccountId == _world.Coordinator.AccountId).ExecuteUpdateAsync(s => s.SetProperty(m => m.Role, role)));
    }

    [Fact]
    public async Task Execute_WhenTheMailOfTheDayWasStopped_TellsItTheNext()
    {
        var id = await SubmitAsync();
        await WatchAsync(_world.Coordinator, WatchKind.Case, id);
        _world.Time.Advance(TimeSpan.FromHours(1));
        await HappensAsync(id, "closed");
        Assert.Single(await ToldAsync());
        // As when what it told of is masked before it has gone.
        await _world.DoAsync<SystemfelDb>(db => db.Watches.ExecuteUpdateAsync(s => s.SetProperty(w => w.ToldUntil, w => w.CreatedAt)));

        Assert.Single(await ToldAsync());

        _world.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(2, (await ToldAsync()).Count);
    }

    [Fact]
    public async Task Execute_TwiceInADay_TellsTheRestTheNext()
    {
        var id = await SubmitAsync();
        await WatchAsync(_world.Coordinator, WatchKind.Case, id);
        _world.Time.Advance(TimeSpan.FromHours(1));
        await HappensAsync(id, "closed");
        Assert.Single(await ToldAsync());
        await HappensAsync(id, "reopened");

        Assert.Single(await ToldAsync());

        _world.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(2, (await ToldAsync()).Count);
    }

    [Fact]
    public async Task Execute_InTheFirstMinutesOfADay_WaitsAndTellsOnce()
    {
        var id = await SubmitAsync();
        await WatchAsync(_world.Coordinator, WatchKind.Case, id);
        _world.Time.Advance(TimeSpan.FromHours(1));
        await HappensAsync(id, "closed");
        var day = SwedishCalendar.DateOf(_world.Time.GetUtcNow()).AddDays(1);
        while (!SwedishCalendar.IsWorkingDay(day)) day = day.AddDays(1);
        _world.Time.Advance(SwedishCalendar.At(day, new TimeOnly(0, 3)) - TimeSpan.FromMinutes(10) - _world.Time.GetUtcNow());

        Assert.Empty(await ToldAsync());
        _world.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Single(await ToldAsync());
        await HappensAsync(id, "reopened");
        _world.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Single(await ToldAsync());
    }

    /// <summary>The system does something of this kind.</summary>
    private async Task HappensAsync(long id, string kind)
    {
        var last = await _world.ReadAsync(db => db.CaseEvents.Where(e => e.DeficiencyId == id).MaxAsync(e => e.Seq));
        var now = _world.Time.GetUtcNow();
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            await db.CaseEvents.Where(e => e.DeficiencyId == id && e.Seq == last).ExecuteUpdateAsync(s => s.SetProperty(e => e.Kind, kind).SetProperty(e => e.At, now).SetProperty(e => e.ActorId, (long?)null));
            await db.Deficiencies.Where(d => d.Id == id).ExecuteUpdateAsync(s => s.SetProperty(d => d.ChangedAt, now));
        });
    }

    private Task<long> SubmitAsync() => _world.SubmitAsync("Besked dröjer", "Den som söker får vänta på besked i flera månader.");

    private Task<bool> WatchAsync(Actor who, WatchKind kind, long id, bool on = true) =>
        _world.WithAsync<WatchService, bool>(w => w.SetAsync(new Viewer(who.AccountId!.Value, who.Name, who.Memberships), kind, id, on));

    private async Task<List<OutboxItem>> ToldAsync()
    {
        // What is fresh is told the next time.
        _world.Time.Advance(TimeSpan.FromMinutes(10));
        await _world.WithAsync<ReminderService, string>(s => s.ExecuteAsync(default));
        return await _world.ReadAsync(db => db.OutboxItems.Where(o => o.Purpose == OutboxPurpose.Watch).ToListAsync());
    }
}
