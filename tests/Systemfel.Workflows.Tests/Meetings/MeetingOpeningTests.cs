using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Meetings;

/// <summary>A meeting that was opened too early. Today is Tuesday 15 September 2026.</summary>
public sealed class MeetingOpeningTests(GroupWorld groups) : IClassFixture<GroupWorld>, IAsyncLifetime
{
    private readonly LetterWorld _world = groups.World;
    private long _group;
    private long _meeting;

    public async Task InitializeAsync()
    {
        (_group, _) = await groups.GroupAsync();
        _meeting = await groups.PlanAsync(_group, new(2026, 10, 15), new(9, 0));
        await _world.DoAsync<MeetingService>(m => m.OpenAsync(_meeting, _world.Coordinator));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task TakeBack_WhenNotTheCoordinator_IsNotFound() => await Assert.ThrowsAsync<CaseNotFoundException>(() => TakeBackAsync(_world.Ombud));

    [Fact]
    public async Task TakeBack_WhenTheMeetingHasBeenHeld_IsRefused()
    {
        await _world.DoAsync<SystemfelDb>(db => db.Meetings.Where(m => m.Id == _meeting).ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MeetingState.Approved)));

        Assert.Contains("avslutat", (await Assert.ThrowsAsync<MoveRefusedException>(() => TakeBackAsync(_world.Coordinator))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakeBack_WhenSomethingIsDecided_IsRefused()
    {
        await DecideAsync(undone: null);

        Assert.Contains("Något är beslutat", (await Assert.ThrowsAsync<MoveRefusedException>(() => TakeBackAsync(_world.Coordinator))).Message, StringComparison.Ordinal);
        Assert.Equal(MeetingState.Open, (await MeetingAsync()).State);
    }

    [Fact]
    public async Task TakeBack_WhenARaisedPointWasTakenUp_IsRefused()
    {
        var party = await _world.ReadAsync(db => db.Parties.Select(p => p.Id).FirstAsync());
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            db.Add(new RaisedPoint { OrganisationId = _world.Organisation, GroupId = _group, PartyId = party, ById = _world.Coordinator.AccountId!.Value, Text = "Hyror", MeetingId = _meeting, ClosedAt = _world.Time.GetUtcNow() });
            await db.SaveChangesAsync();
        });

        Assert.Contains("väckt punkt", (await Assert.ThrowsAsync<MoveRefusedException>(() => TakeBackAsync(_world.Coordinator))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakeBack_WhenAdjustersWereAsked_IsRefused()
    {
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            db.Add(new Adjustment { MeetingId = _meeting, Name = "Jon Justerare", Address = "jon@ort.example" });
            await db.SaveChangesAsync();
        });

        Assert.Contains("Justerare har fått texten", (await Assert.ThrowsAsync<MoveRefusedException>(() => TakeBackAsync(_world.Coordinator))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakeBack_WhenTheDecisionIsUndone_KeepsItsItem()
    {
        await DecideAsync(undone: _world.Time.GetUtcNow());

        await TakeBackAsync(_world.Coordinator);

        Assert.Single((await MeetingAsync()).Items);
    }

    [Fact]
    public async Task TakeBack_WhenTheMeetingIsThenCancelled_KeepsWhatWasWritten()
    {
        await _world.DoAsync<SystemfelDb>(db => db.Meetings.Where(m => m.Id == _meeting).ExecuteUpdateAsync(s => s.SetProperty(m => m.Notes, "Vi tar hyrorna nästa gång.")));
        await TakeBackAsync(_world.Coordinator);

        var version = (await MeetingAsync()).Version;
        await _world.DoAsync<PlannedMeetings>(p => p.CancelAsync(_meeting, version, "Lokalen är upptagen.", _world.Coordinator));

        Assert.Equal("Lokalen är upptagen.\n\nVi tar hyrorna nästa gång.", (await MeetingAsync()).Notes);
    }

    [Fact]
    public async Task TakeBack_WhenSentTwice_PlansTheMeetingAgainAndIsLoggedOnce()
    {
        await TakeBackAsync(_world.Coordinator);
        await TakeBackAsync(_world.Coordinator);

        var meeting = await MeetingAsync();
        Assert.Equal((MeetingState.Planned, null, 0), (meeting.State, meeting.OpenedAt, meeting.Items.Count));
        var log = Assert.Single(await _world.ReadAsync(db => db.AccessLog.Where(l => l.What == MeetingOpening.TakenBack && l.SubjectId == _meeting).ToListAsync()));
        Assert.Equal(_world.Coordinator.AccountId, log.AccountId);
    }

    private Task TakeBackAsync(Actor actor) => _world.DoAsync<MeetingOpening>(o => o.TakeBackAsync(_meeting, actor));

    private Task<Meeting> MeetingAsync() => _world.ReadAsync(db => db.Meetings.Include(m => m.Items).SingleAsync(m => m.Id == _meeting));

    private async Task DecideAsync(DateTimeOffset? undone)
    {
        var subject = await _world.SubmitAsync("Beskedet kommer för sent", "Den som söker får besked när tiden är slut.", "KO");
        var item = await _world.ItemAsync(_meeting, subject);
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            db.Add(new Decision { AgendaItemId = item, DeficiencyId = subject, MoveId = "table", Text = "Bordlagt", DecidedAt = _world.Time.GetUtcNow(), DecidedById = _world.Coordinator.AccountId!.Value, UndoneAt = undone });
            await db.SaveChangesAsync();
        });
    }
}
