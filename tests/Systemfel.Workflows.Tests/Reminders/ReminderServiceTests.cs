using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Reminders;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Tests.Reminders;

/// <summary>Letters are decided and sent on Tuesday 15 September 2026; the last day is 14 November, a Saturday.</summary>
public sealed class ReminderServiceTests : IAsyncLifetime
{
    private LetterWorld _world = null!;

    public async Task InitializeAsync() => _world = await LetterWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Execute_EveryDayFor120Days_SendsExactlyTheRightOnesOnWorkingDays()
    {
        await _world.SendLetterAsync(2);

        var sent = await RunDailyAsync(120);

        // Sju dagar före (lördag 7 november, alltså måndag), på dagen (lördag, alltså måndag), sedan var fjortonde dag från den 14.
        Assert.Equal(
            [
                "2026-11-09 reminder", "2026-11-16 reminder", "2026-11-30 reminder", "2026-12-14 chair", "2026-12-14 reminder", "2026-12-28 reminder", "2027-01-11 reminder",
            ],
            sent);
    }

    [Fact]
    public async Task Execute_AfterThreeDaysStandstill_SendsOneReminder()
    {
        await _world.SendLetterAsync(1);
        await RunDailyAsync(70);
        var before = await RemindersAsync();

        _world.Time.AdvanceDays(20);
        await RunAsync();

        Assert.Equal(before + 1, await RemindersAsync());
    }

    [Fact]
    public async Task Execute_WhileTheTextWaitsForAColleaguesApproval_WritesToNobody()
    {
        await _world.SendLetterAsync(1);
        var before = await MailsAsync();
        await _world.DoAsync<SystemfelDb>(db => db.Organisations.ExecuteUpdateAsync(s => s.SetProperty(o => o.RequiresFourEyes, true)));

        await RunDailyAsync(120);

        Assert.Equal(before, await MailsAsync());
    }

    [Fact]
    public async Task Execute_AboutAnExample_WritesToNobody()
    {
        await _world.SendLetterAsync(1);
        var before = await MailsAsync();
        await _world.DoAsync<SystemfelDb>(db => db.Deficiencies.ExecuteUpdateAsync(s => s.SetProperty(d => d.IsExample, true)));

        await RunDailyAsync(120);

        Assert.Equal(before, await MailsAsync());
    }

    [Fact]
    public async Task Decide_ToWriteAboutAnExample_IsRefusedAndNoLetterIsDrafted()
    {
        var contact = await _world.ReadAsync(db => db.Contacts.Select(c => c.Id).FirstAsync());
        var id = await _world.SubmitAsync("Exempel: Besked dröjer", "Den som söker får vänta på besked i flera månader.");
        await _world.MakeAsync(id, new OpenReview(), Actor.System);
        await _world.MakeAsync(id, new Refer(["sg1"]), _world.Coordinator, await _world.ItemAsync(await _world.MeetingAsync("team"), id));
        await _world.DoAsync<SystemfelDb>(db => db.Deficiencies.ExecuteUpdateAsync(s => s.SetProperty(d => d.IsExample, true)));
        var item = await _world.ItemAsync(await _world.MeetingAsync("sg1"), id);
        var answerBy = DateOnly.FromDateTime(_world.Time.GetUtcNow().UtcDateTime).AddDays(60);

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => _world.MakeAsync(id, new WriteToAuthority([contact], answerBy), _world.Coordinator, item));

        Assert.Contains("exempel", refused.Message);
        Assert.Equal(0, await _world.CountAsync<Data.Letters.Letter>());
    }

    [Fact]
    public async Task Execute_SeveralTimesADay_SendsNothingTwice()
    {
        await _world.SendLetterAsync(2);
        _world.Time.Set(SwedishCalendar.At(new DateOnly(2026, 11, 16), new TimeOnly(8, 0)));

        for (var i = 0; i < 4; i++) await RunAsync();

        Assert.Equal(1, await RemindersAsync());
        Assert.Equal(2, await _world.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Kind == "reminded")));
    }

    [Fact]
    public async Task Execute_ForALetterNotYetSent_RemindsNobody()
    {
        await _world.DecideLetterAsync(1);

        await RunDailyAsync(100);

        Assert.Equal(0, await RemindersAsync());
    }

    [Fact]
    public async Task Reminder_OfALetterWithTwoPoints_IsOneMailThatNamesBothAndAnswersTheLetter()
    {
        var letter = await _world.SendLetterAsync(2);
        _world.Time.Set(SwedishCalendar.At(new DateOnly(2026, 11, 9), new TimeOnly(8, 0)));

        await RunAsync();

        var mail = await _world.ReadAsync(db => db.OutboxItems.SingleAsync(o => o.Purpose == OutboxPurpose.Reminder));
        Assert.Contains("SF-2026-0001", mail.Text);
        Assert.Contains("SF-2026-0002", mail.Text);
        Assert.Equal(letter, mail.LetterId);
        Assert.Equal(await _world.ReadAsync(db => db.OutboxItems.Where(o => o.Purpose == OutboxPurpose.Letter).Select(o => o.MessageId).SingleAsync()), mail.InReplyTo);
    }

    [Fact]
    public async Task Execute_AfterMoreTimeWasGiven_FollowsTheNewDay()
    {
        await _world.SendLetterAsync(1);
        await _world.DoAsync<SystemfelDb>(db => db.Bookmarks.ExecuteUpdateAsync(s => s.SetProperty(b => b.Due, new DateOnly(2027, 1, 29))));

        var sent = await RunDailyAsync(140);

        Assert.Equal(["2027-01-22 reminder", "2027-01-29 reminder"], sent);
    }

    private Task<string> RunAsync() => _world.WithAsync<ReminderService, string>(s => s.ExecuteAsync(default));

    /// <summary>The year's own reminders, which the season brings, are tested by themselves.</summary>
    private Task<int> MailsAsync() => _world.ReadAsync(db => db.OutboxItems.CountAsync(o => o.Purpose != OutboxPurpose.Deadline));

    private Task<int> RemindersAsync() => _world.ReadAsync(db => db.OutboxItems.CountAsync(o => o.Purpose == OutboxPurpose.Reminder));

    /// <summary>Runs once a day; gives what was queued, by day and purpose.</summary>
    private async Task<List<string>> RunDailyAsync(int days)
    {
        var start = SwedishCalendar.DateOf(_world.Time.GetUtcNow());
        for (var i = 1; i <= days; i++)
        {
            _world.Time.Set(SwedishCalendar.At(start.AddDays(i), new TimeOnly(8, 0)));
            await RunAsync();
        }
        var mails = await _world.ReadAsync(db => db.OutboxItems.Where(o => o.Purpose != OutboxPurpose.Letter && o.Purpose != OutboxPurpose.Deadline).ToListAsync());
        return [.. mails.Select(m => $"{SwedishCalendar.DateOf(m.CreatedAt):yyyy-MM-dd} {m.Purpose}").Order(StringComparer.Ordinal)];
    }
}
