using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Documents;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Meetings;

/// <summary>What minutes say of reasons, of what was not decided and of raised points. Today is Tuesday 15 September 2026.</summary>
public sealed class MinutesContentTests(GroupWorld groups) : IClassFixture<GroupWorld>, IAsyncLifetime
{
    private readonly LetterWorld _world = groups.World;
    private long _group;
    private long _meeting;
    private long _case;
    private long _item;

    public async Task InitializeAsync()
    {
        (_group, _) = await groups.GroupAsync();
        _meeting = await groups.PlanAsync(_group, new(2026, 9, 15), new(9, 0));
        _case = await _world.SubmitAsync("Blanketten saknas", "Blanketten finns bara på papper.");
        _item = await _world.ItemAsync(_meeting, _case);
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            await db.Meetings.Where(m => m.Id == _meeting).ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MeetingState.Open));
            await db.AgendaItems.Where(i => i.Id == _item).ExecuteUpdateAsync(s => s.SetProperty(i => i.Section, AgendaSection.New));
        });
        await LineAsync(Stages.Group, _group);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Minutes_OfAPointThatWasNotReached_SayWhereItFollows()
    {
        await groups.PlanAsync(_group, new(2026, 12, 3), null);

        Assert.Equal("Hann inte behandlas, följer med till nästa möte 3 december 2026.", await WithoutDecisionAsync());
    }

    [Fact]
    public async Task Minutes_WhenNoMeetingIsPlanned_SayOnlyThatItFollows() =>
        Assert.Equal("Hann inte behandlas, följer med till nästa möte.", await WithoutDecisionAsync());

    [Fact]
    public async Task Minutes_OfAPointThatWasSpokenOf_DoNotSayThatItWasNotReached()
    {
        await NoteAsync(_item, "Kommunen tar fram siffror.");

        Assert.Equal("Kommunen tar fram siffror.\nInget beslut, följer med till nästa möte.", await WithoutDecisionAsync());
    }

    [Fact]
    public async Task Minutes_OfACaseThatWasClosedElsewhere_SayNothingOfIt()
    {
        await LineAsync(Stages.Closed, _group);
        await _world.DoAsync<SystemfelDb>(db => db.Instances.Where(i => i.DeficiencyId == _case).ExecuteUpdateAsync(s => s.SetProperty(i => i.ClosedAt, _world.Time.GetUtcNow())));

        Assert.Empty((await CurrentAsync()).Parts);
    }

    [Fact]
    public async Task Minutes_OfAPointThatNowWaitsForSomebodyElse_SayNothingOfIt()
    {
        await LineAsync(Stages.AwaitingAnswer, _group);

        Assert.Empty((await CurrentAsync()).Parts);
    }

    [Fact]
    public async Task Minutes_OfAPointThatNowWaitsForSomebodyElse_KeepItsNoteWithoutSayingThatItFollows()
    {
        await LineAsync(Stages.AwaitingAnswer, _group);
        await NoteAsync(_item, "Kommunen tar fram siffror.");

        Assert.Equal("Kommunen tar fram siffror.", await WithoutDecisionAsync());
    }

    [Fact]
    public async Task Minutes_OfAPromiseThatWasNotKeptAndIsBack_SayThatItFollows()
    {
        await _world.DoAsync<SystemfelDb>(db => db.AgendaItems.Where(i => i.Id == _item).ExecuteUpdateAsync(s => s.SetProperty(i => i.Section, AgendaSection.Overdue)));

        Assert.Equal("Hann inte behandlas, följer med till nästa möte.", await WithoutDecisionAsync());
    }

    [Theory]
    [InlineData("2026-09-22", "2026-09-18")]
    [InlineData("2026-09-01", "2026-09-10")]
    public async Task Minutes_OpenedOnAnotherDay_FollowToTheMeetingAfterBothThatDayAndToday(string own, string passed)
    {
        await _world.DoAsync<SystemfelDb>(db => db.Meetings.Where(m => m.Id == _meeting).ExecuteUpdateAsync(s => s.SetProperty(m => m.Date, Day(own))));
        await groups.PlanAsync(_group, Day(passed), null);
        await groups.PlanAsync(_group, new(2026, 12, 3), null);

        Assert.Equal("Hann inte behandlas, följer med till nästa möte 3 december 2026.", await WithoutDecisionAsync());
    }

    [Fact]
    public async Task Minutes_WhenTheFollowingMeetingHasBeenHeld_FollowToOneThatIsAhead()
    {
        var held = await groups.PlanAsync(_group, new(2026, 9, 16), null);
        await groups.PlanAsync(_group, new(2026, 12, 3), null);
        await _world.DoAsync<SystemfelDb>(db => db.Meetings.Where(m => m.Id == held).ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MeetingState.Approved)));

        Assert.Equal("Hann inte behandlas, följer med till nästa möte 3 december 2026.", await WithoutDecisionAsync());
    }

    [Fact]
    public async Task Minutes_ChangedAfterApproval_KeepWhatFollowedAndWhere()
    {
        await groups.PlanAsync(_group, new(2026, 12, 3), null);
        await ApproveAsync();
        await groups.PlanAsync(_group, new(2026, 11, 5), null);
        await LineAsync(Stages.AwaitingAnswer, _group);

        await ChangeAsync();

        Assert.Equal("Hann inte behandlas, följer med till nästa möte 3 december 2026.", await WithoutDecisionAsync());
    }

    [Fact]
    public async Task Minutes_OfAReviewWithExamples_LeaveThemOut()
    {
        var review = await _world.MeetingAsync("team");
        var (decided, waiting, real) = (await InReviewAsync(review, "Exempel ett"), await InReviewAsync(review, "Exempel två"), await InReviewAsync(review, "Tolk saknas"));
        await _world.DoAsync<SystemfelDb>(db => db.AgendaItems.Where(i => i.MeetingId == review).ExecuteUpdateAsync(s => s.SetProperty(i => i.Section, AgendaSection.New)));
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            await db.Deficiencies.Where(d => d.Id == decided.Case || d.Id == waiting.Case).ExecuteUpdateAsync(s => s.SetProperty(d => d.IsExample, true));
            db.Add(new Decision { AgendaItemId = decided.Item, DeficiencyId = decided.Case, MoveId = "hold", Text = "Avvakta", DecidedById = _world.Coordinator.AccountId!.Value, DecidedAt = _world.Time.GetUtcNow() });
            await db.SaveChangesAsync();
        });
        await NoteAsync(waiting.Item, "Vi övade.");

        var version = await CurrentAsync(review);

        Assert.Equal(["Tolk saknas"], version.Parts.Select(p => p.Title));
        Assert.Equal([real.Case], MinutesHead.Of(version).Follows!);
    }

    [Fact]
    public async Task Minutes_OfAPointThatWasOnlySplit_StillSayThatItFollows()
    {
        await DecidedAsync("split", "Delas upp: SF-2026-0009 står för sig");

        Assert.Equal(["Delas upp: SF-2026-0009 står för sig", ""], (await CurrentAsync()).Parts.OrderBy(p => p.SortOrder).Select(p => p.Decision));
    }

    [Fact]
    public async Task Approve_WhenTheNextMeetingHasBeenMovedSinceTheAdjustersRead_ApprovesWhatTheyRead()
    {
        var next = await groups.PlanAsync(_group, new(2026, 12, 3), null);
        var version = await _world.ReadAsync(db => db.Meetings.Where(m => m.Id == _meeting).Select(m => m.Version).SingleAsync());
        await _world.DoAsync<MinutesService>(m => m.AskAsync(_meeting, version, [new(null, "Anna Berg", "anna@ort.example")], [], _world.Coordinator));
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            await db.Meetings.Where(m => m.Id == next).ExecuteUpdateAsync(s => s.SetProperty(m => m.Date, new DateOnly(2026, 12, 10)));
            await db.Adjustments.Where(a => a.MeetingId == _meeting).ExecuteUpdateAsync(s => s.SetProperty(a => a.AdjustedVersion, 1));
        });
        version = await _world.ReadAsync(db => db.Meetings.Where(m => m.Id == _meeting).Select(m => m.Version).SingleAsync());

        await _world.DoAsync<MeetingService>(m => m.ApproveAsync(_meeting, version, [], _world.Coordinator));

        Assert.Equal("Hann inte behandlas, följer med till nästa möte 3 december 2026.", await WithoutDecisionAsync());
    }

    [Fact]
    public async Task Minutes_OfRaisedPoints_HaveThoseThatWaitToo()
    {
        var spoken = await RaiseAsync("Väntetiden hos primärvården");
        await RaiseAsync("Färdtjänsten kommer inte");
        var seen = RaisedPoints.SeenOf(await _world.ReadAsync(db => db.RaisedPoints.SingleAsync(p => p.Id == spoken)));
        await _world.DoAsync<RaisedPoints>(r => r.SettleAsync(_meeting, spoken, seen, RaisedOutcome.Discussed, _world.Coordinator));

        var version = await CurrentAsync();

        Assert.Equal([("Väntetiden hos primärvården", "Diskuterad"), ("Färdtjänsten kommer inte", "")], MinutesHead.Of(version).Raised.Select(r => (r.Text, r.Outcome)));
        Assert.Contains("Färdtjänsten kommer inte\nHann inte behandlas, följer med till nästa möte.", Blocks(version).Select(b => b.Text));
    }

    [Fact]
    public async Task Minutes_ChangedAfterApproval_LeaveOutWhatWasRaisedSince()
    {
        await RaiseAsync("Färdtjänsten kommer inte");
        await ApproveAsync();
        _world.Time.Set(_world.Time.GetUtcNow().AddDays(1));
        await RaiseAsync("Kontoret är stängt");

        await ChangeAsync();

        Assert.Equal(["Färdtjänsten kommer inte"], MinutesHead.Of(await CurrentAsync()).Raised.Select(r => r.Text));
    }

    [Fact]
    public async Task Minutes_ChangedAfterApproval_KeepWhatWasRaisedInItsWordsOfThen()
    {
        var (reworded, withdrawn) = (await RaiseAsync("Färdtjänsten kommer inte"), await RaiseAsync("Kontoret är stängt"));
        await ApproveAsync();
        await _world.DoAsync<SystemfelDb>(db => db.RaisedPoints.Where(r => r.Id == reworded).ExecuteUpdateAsync(s => s.SetProperty(r => r.Text, "Bussen kommer inte")));
        var later = await groups.PlanAsync(_group, new(2026, 12, 3), null);
        await _world.DoAsync<RaisedPoints>(r => r.WithdrawAsync(later, withdrawn, _world.Coordinator));

        await ChangeAsync();

        Assert.Equal([("Färdtjänsten kommer inte", ""), ("Kontoret är stängt", "")], MinutesHead.Of(await CurrentAsync()).Raised.Select(r => (r.Text, r.Outcome)));
    }

    [Fact]
    public async Task Minutes_ChangedAfterApproval_DoNotBringBackWhatWasErased()
    {
        var point = await RaiseAsync("Färdtjänsten kommer inte");
        await ApproveAsync();
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            await RaisedErasing.EraseAsync(db, await db.RaisedPoints.SingleAsync(r => r.Id == point), default);
            await db.SaveChangesAsync();
        });

        await ChangeAsync();

        Assert.Equal([TextPlaces.ErasedTitle], MinutesHead.Of(await CurrentAsync()).Raised.Select(r => r.Text));
    }

    [Theory]
    [InlineData(null, "Bordlägg. Vi väntar på underlag från kommunen.")]
    [InlineData("Vi väntar på underlag från kommunen.", "Bordlägg")]
    public async Task Minutes_OfADecisionWithAReason_SayWhyOnce(string? note, string expected)
    {
        var (meeting, _) = await TabledAsync("Vi väntar på underlag från kommunen.", note);

        Assert.Equal(expected, Assert.Single((await CurrentAsync(meeting)).Parts, p => p.Title == "Tolk saknas").Decision);
    }

    [Fact]
    public async Task Minutes_OfTwoDecisionsOnAPoint_SayTheNoteOnce()
    {
        var (meeting, subject) = await TabledAsync("Vi väntar\r\npå underlag.", "Vi väntar\npå underlag.");
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            var item = await db.AgendaItems.SingleAsync(i => i.MeetingId == meeting && i.DeficiencyId == subject);
            db.Add(new Decision { AgendaItemId = item.Id, DeficiencyId = subject, MoveId = "link", Text = "Kopplas", DecidedById = _world.Coordinator.AccountId!.Value, DecidedAt = _world.Time.GetUtcNow().AddMinutes(-1) });
            await db.SaveChangesAsync();
        });

        Assert.Equal([("Kopplas", "Vi väntar\npå underlag."), ("Bordlägg", "")], (await CurrentAsync(meeting)).Parts.OrderBy(p => p.SortOrder).Select(p => (p.Decision, p.Note)));
    }

    [Fact]
    public async Task Minutes_WhenSomethingIsTakenOutOfTheNote_DoNotBringItBackFromTheDecision()
    {
        var review = await _world.MeetingAsync("team");
        var (item, subject) = await InReviewAsync(review, "Tolk saknas");
        await _world.MakeAsync(subject, new Refer(["sg1"], "Enheten i Falun tar fram siffror."), _world.Coordinator, item);
        await NoteAsync(item, "Kommunen tar fram siffror.");

        var part = Assert.Single((await CurrentAsync(review)).Parts);

        Assert.Equal("Kommunen tar fram siffror.", part.Note);
        Assert.DoesNotContain("Falun", part.Decision, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Minutes_WhenTheCaseIsErased_NoLongerSayWhy()
    {
        var (meeting, subject) = await TabledAsync("Vi väntar på underlag från kommunen.", null);
        await _world.DoAsync<SystemfelDb>(db => db.CaseEvents.Where(e => e.DeficiencyId == subject).ExecuteUpdateAsync(s => s.SetProperty(e => e.Data, (string?)null)));

        Assert.Equal("Bordlägg", Assert.Single((await CurrentAsync(meeting)).Parts, p => p.Title == "Tolk saknas").Decision);
    }

    /// <summary>A case that Samverkansgrupp 1 has tabled.</summary>
    private async Task<(long Meeting, long Case)> TabledAsync(string reason, string? note)
    {
        var (team, meeting) = (await _world.MeetingAsync("team"), await _world.MeetingAsync("sg1"));
        var (first, subject) = await InReviewAsync(team, "Tolk saknas");
        await _world.MakeAsync(subject, new Refer(["sg1"]), _world.Coordinator, first);
        _world.Time.Set(_world.Time.GetUtcNow().AddMinutes(1));
        var item = await _world.ItemAsync(meeting, subject);
        await _world.MakeAsync(subject, new TableItem(reason), _world.Coordinator, item);
        await NoteAsync(item, note ?? "");
        return (meeting, subject);
    }

    /// <summary>A case that stands before the review, and its item there.</summary>
    private async Task<(long Item, long Case)> InReviewAsync(long review, string title)
    {
        var subject = await _world.SubmitAsync(title, "Det finns ingen tolk vid mötet.");
        await _world.MakeAsync(subject, new OpenReview(), Actor.System, null);
        return (await _world.ItemAsync(review, subject), subject);
    }

    private Task NoteAsync(long item, string note) =>
        _world.DoAsync<SystemfelDb>(db => db.AgendaItems.Where(i => i.Id == item).ExecuteUpdateAsync(s => s.SetProperty(i => i.Note, note)));

    /// <summary>Where the case's one line stands.</summary>
    private Task LineAsync(string stage, long group) => _world.DoAsync<SystemfelDb>(db => db.Bookmarks.Where(b => b.DeficiencyId == _case)
        .ExecuteUpdateAsync(s => s.SetProperty(b => b.Stage, stage).SetProperty(b => b.GroupId, (long?)group)));

    private Task ApproveAsync() => _world.DoAsync<MeetingService>(m => m.ApproveAsync(_meeting, 0, [], _world.Coordinator));

    private Task ChangeAsync() => _world.DoAsync<MinutesService>(m => m.ChangeAsync(_meeting, 1, "Ett ord saknades", "Fika.", [], [], _world.Coordinator));

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task DecidedAsync(string move, string text) => _world.DoAsync<SystemfelDb>(async db =>
    {
        db.Add(new Decision { AgendaItemId = _item, DeficiencyId = _case, MoveId = move, Text = text, DecidedById = _world.Coordinator.AccountId!.Value, DecidedAt = _world.Time.GetUtcNow() });
        await db.SaveChangesAsync();
    });

    private Task<long> RaiseAsync(string text) => _world.ReadAsync(async db =>
    {
        var party = await db.Set<Data.Organisations.GroupParty>().Where(p => p.GroupId == _group).Select(p => p.PartyId).FirstAsync();
        var point = new RaisedPoint { OrganisationId = _world.Organisation, GroupId = _group, PartyId = party, ById = _world.Ombud.AccountId!.Value, Text = text, At = _world.Time.GetUtcNow() };
        db.Add(point);
        await db.SaveChangesAsync();
        return point.Id;
    });

    private async Task<MinutesVersion> CurrentAsync(long? meeting = null) => (await _world.WithAsync<MinutesReader, (MinutesVersion Version, string)>(r => r.CurrentAsync(meeting ?? _meeting))).Version;

    private static IEnumerable<WordLabelled> Blocks(MinutesVersion version) => MinutesText.Document(version, version.Parts, "").Blocks.OfType<WordLabelled>();

    private async Task<string> WithoutDecisionAsync() => Assert.Single(Blocks(await CurrentAsync())).Text;
}
