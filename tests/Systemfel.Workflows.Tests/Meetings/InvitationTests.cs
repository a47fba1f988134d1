using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Mail;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Meetings;

/// <summary>Today is Tuesday 15 September 2026.</summary>
public sealed class InvitationTests(GroupWorld groups) : IClassFixture<GroupWorld>, IAsyncLifetime
{
    private readonly LetterWorld _world = groups.World;
    private long _group;
    private long _meeting;
    private string _member = "";

    private IEnumerable<OutboundMail> Sent => _world.Transport.Sent.Where(m => m.To.Address == _member);

    public async Task InitializeAsync()
    {
        (_group, _member) = await groups.GroupAsync();
        _meeting = await groups.PlanAsync(_group, new(2026, 10, 15), new(9, 0));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Invite_WhenNotTheCoordinator_IsNotFound() => await Assert.ThrowsAsync<CaseNotFoundException>(() => InviteAsync(_meeting, _world.Ombud));

    [Fact]
    public async Task Invite_WhenTheGroupHasNoMembers_IsRefusedWithASentence()
    {
        await _world.DoAsync<Data.Storage.SystemfelDb>(db => db.Memberships.Where(m => m.GroupId == _group).ExecuteDeleteAsync());
        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => InviteAsync(_meeting));
        Assert.Contains("har inga medlemmar", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invite_WhenTheMeetingHasNoTime_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<MoveRefusedException>(async () => await InviteAsync(await groups.PlanAsync(_group, new(2026, 11, 2), null)));
        Assert.Contains("ingen tid", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invite_WhenSomeoneElseCalls_IsRefused()
    {
        await _world.DoAsync<Data.Storage.SystemfelDb>(db => db.Meetings.Where(m => m.Id == _meeting).ExecuteUpdateAsync(s => s.SetProperty(m => m.IsCalledElsewhere, true)));
        await Assert.ThrowsAsync<MoveRefusedException>(() => InviteAsync(_meeting));
        Assert.False(await _world.ReadAsync(db => db.OutboxItems.AnyAsync(o => o.ToAddress == _member)));
    }

    [Fact]
    public async Task Invite_WhenThePlacePointsAtAPerson_IsRefusedAndSendsNothing()
    {
        await _world.DoAsync<Data.Storage.SystemfelDb>(db => db.Meetings.Where(m => m.Id == _meeting).ExecuteUpdateAsync(s => s.SetProperty(m => m.Place, "Hos 19850112-2397")));
        await Assert.ThrowsAsync<MoveRefusedException>(() => InviteAsync(_meeting));
        Assert.False(await _world.ReadAsync(db => db.OutboxItems.AnyAsync(o => o.ToAddress == _member)));
    }

    [Fact]
    public async Task Invite_SendsEachMemberAMailWithACalendarRequest()
    {
        var mail = await InvitedAsync();
        Assert.Equal("REQUEST", mail.CalendarMethod);
        var file = Unfold(mail.Calendar);
        Assert.Contains("METHOD:REQUEST", file, StringComparison.Ordinal);
        Assert.Contains("DTSTART;TZID=Europe/Stockholm:20261015T090000", file, StringComparison.Ordinal);
        Assert.Contains("DTEND;TZID=Europe/Stockholm:20261015T110000", file, StringComparison.Ordinal);
        Assert.Contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Stockholm", file, StringComparison.Ordinal);
        Assert.Contains("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", file, StringComparison.Ordinal);
        Assert.Contains("DTSTAMP:20260915T073000Z", file, StringComparison.Ordinal);
        Assert.Contains($"https://po.example/mote/{_meeting}", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invite_WhenRepeated_SendsNothingMore()
    {
        await InvitedAsync();
        Assert.Equal(0, (await InviteAsync(_meeting)).Sent);
    }

    [Fact]
    public async Task Invite_WhenSentAgain_BearsTheSameMessageId()
    {
        var first = await InvitedAsync();
        // The server took it, but the word that it did was lost.
        await _world.DoAsync<Data.Storage.SystemfelDb>(db => db.OutboxItems.Where(o => o.ToAddress == _member).ExecuteUpdateAsync(s => s.SetProperty(o => o.State, OutboxState.Queued)));
        _world.Time.AdvanceDays(1);
        await SendAsync();
        Assert.Equal(2, Sent.Count());
        Assert.Equal(first.MessageId, Sent.Last().MessageId);
        Assert.Equal(first.Calendar, Sent.Last().Calendar);
    }

    [Fact]
    public async Task Change_SendsTheSameUidWithAHigherSequence_AndAsksForANewAnswer()
    {
        var first = await InvitedAsync();
        await AnswerAsync(InvitationAnswer.Accepted);
        await ChangeAsync(new(2026, 10, 22), new(13, 0));
        var second = Sent.Last();
        Assert.Equal(LineOf(first, "UID:"), LineOf(second, "UID:"));
        Assert.Equal("SEQUENCE:0", LineOf(first, "SEQUENCE:"));
        Assert.Equal("SEQUENCE:1", LineOf(second, "SEQUENCE:"));
        Assert.NotEqual(first.MessageId, second.MessageId);
        Assert.Equal(InvitationAnswer.None, await StoredAsync(i => i.Answer));
    }

    [Fact]
    public async Task Change_BeforeTheFirstMailHasLeft_SendsOneMail()
    {
        await InviteAsync(_meeting);
        await ChangeAsync(new(2026, 10, 22), new(13, 0));
        Assert.StartsWith("Kallelse:", Assert.Single(Sent).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_BeforeTheFirstMailHasLeft_TellsNothing()
    {
        await InviteAsync(_meeting);
        await CancelAsync("För få kan komma.");
        Assert.Empty(Sent);
    }

    [Fact]
    public async Task Change_WhenAnEarlierMailDidNotArrive_LeavesNothingToSendAgain()
    {
        await InviteAsync(_meeting);
        await _world.DoAsync<Data.Storage.SystemfelDb>(db => db.OutboxItems.Where(o => o.ToAddress == _member).ExecuteUpdateAsync(s => s.SetProperty(o => o.State, OutboxState.Failed)));
        await ChangeAsync(new(2026, 10, 22), new(13, 0));
        Assert.False(await _world.ReadAsync(db => db.OutboxItems.AnyAsync(o => o.ToAddress == _member && o.State == OutboxState.Failed)));
    }

    [Fact]
    public async Task Change_WhenPeopleHaveBeenCalledSinceThePageWasShown_IsRefused()
    {
        await InviteAsync(_meeting);
        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() =>
            _world.DoAsync<PlannedMeetings>(c => c.ChangeAsync(_meeting, 0, new(2026, 10, 22), new(new(13, 0), 120, "", ""), null, _world.Coordinator)));
        Assert.Contains("Någon annan", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_ToTheTimeBeforeAMove_IsRefusedAndNotKept()
    {
        await InvitedAsync();
        await ChangeAsync(new(2026, 10, 22), new(13, 0));
        await Assert.ThrowsAsync<MoveRefusedException>(() => AnswerAsync(InvitationAnswer.Accepted, sequence: 0));
        Assert.Equal(InvitationAnswer.None, await StoredAsync(i => i.Answer));
    }

    [Fact]
    public async Task Change_WhenTheDayHasBeen_IsRefused() => await Assert.ThrowsAsync<MoveRefusedException>(() => ChangeAsync(new(2026, 9, 1), new(9, 0)));

    [Fact]
    public async Task Change_OnTheDayThatTheClockIsSetBack_CountsRealMinutes()
    {
        await InviteAsync(_meeting);
        // Sunday 25 October 2026: 02.30 comes twice; two hours after 01.30 it is 02.30 again.
        await ChangeAsync(new(2026, 10, 25), new(1, 30));
        Assert.Contains("DTEND;TZID=Europe/Stockholm:20261025T023000", Unfold(Sent.Last().Calendar), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_WithoutAReason_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => CancelAsync(" "));
        Assert.Equal("reason", refused.Input);
    }

    [Fact]
    public async Task Cancel_TellsTheInvitedWhyAndTakesItOutOfTheirCalendars()
    {
        await InvitedAsync();
        await CancelAsync("För få kan komma.");
        var mail = Sent.Last();
        Assert.Equal("CANCEL", mail.CalendarMethod);
        Assert.Contains("För få kan komma.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED", mail.Calendar, StringComparison.Ordinal);
        Assert.Equal("SEQUENCE:1", LineOf(mail, "SEQUENCE:"));
    }

    [Fact]
    public async Task Change_WhenAMemberHasLeftTheGroup_ExcusesThemAndKeepsNoInvitation()
    {
        await InvitedAsync();
        await _world.DoAsync<Data.Storage.SystemfelDb>(db => db.Memberships.Where(m => m.GroupId == _group).ExecuteDeleteAsync());
        await ChangeAsync(new(2026, 10, 22), new(13, 0));
        Assert.Equal("CANCEL", Sent.Last().CalendarMethod);
        Assert.False(await _world.ReadAsync(db => db.Invitations.AnyAsync(i => i.MeetingId == _meeting)));
    }

    [Fact]
    public async Task Answer_WhenSomeoneElses_IsNotFound()
    {
        await InvitedAsync();
        await Assert.ThrowsAsync<CaseNotFoundException>(() => AnswerAsync(InvitationAnswer.Accepted, _world.Ombud));
    }

    [Fact]
    public async Task Answer_WithASubstitute_KeepsTheName()
    {
        await InvitedAsync();
        await AnswerAsync(InvitationAnswer.Declined);
        Assert.Equal("Pia Ersättare", await StoredAsync(i => i.Substitute));
    }

    [Fact]
    public async Task Calendar_WhenAnInvitedDeclines_NotesItAndMovesNoCase()
    {
        await _world.SubmitAsync("Besked dröjer", "Den som söker får vänta på besked.");
        var before = await _world.PictureAsync();
        var state = await ReplyAsync(await InvitedAsync(), "DECLINED");
        Assert.Equal(MailState.Filed, state);
        Assert.Equal(InvitationAnswer.Declined, await StoredAsync(i => i.Answer));
        Assert.Equal(before, await _world.PictureAsync());
    }

    [Fact]
    public async Task Calendar_WhenOlderThanTheAnswerThatStands_DoesNotCount()
    {
        var mail = await InvitedAsync();
        await AnswerAsync(InvitationAnswer.Declined);
        await ReplyAsync(mail, "ACCEPTED", written: "DTSTAMP:20260915T060000Z");
        Assert.Equal((InvitationAnswer.Declined, "Pia Ersättare"), (await StoredAsync(i => i.Answer), await StoredAsync(i => i.Substitute)));
    }

    [Fact]
    public async Task Calendar_WhenItNamesAnotherTimeZone_StillCounts()
    {
        await ReplyAsync(await InvitedAsync(), "ACCEPTED", start: "DTSTART;TZID=America/New_York:20261015T030000");
        Assert.Equal(InvitationAnswer.Accepted, await StoredAsync(i => i.Answer));
    }

    [Fact]
    public async Task Calendar_WhenItAnswersTheTimeBeforeAMove_DoesNotCount()
    {
        var first = await InvitedAsync();
        await ChangeAsync(new(2026, 10, 22), new(13, 0));
        await ReplyAsync(first, "ACCEPTED");
        Assert.Equal(InvitationAnswer.None, await StoredAsync(i => i.Answer));
    }

    [Fact]
    public async Task Calendar_WhenFromSomeoneWhoWasNotCalled_IsLeftToAPerson()
    {
        Assert.Equal(MailState.Unsorted, await ReplyAsync(await InvitedAsync(), "DECLINED", attendee: "annan@po.example"));
        Assert.Equal(InvitationAnswer.None, await StoredAsync(i => i.Answer));
    }

    [Fact]
    public async Task Calendar_WhenTheUidIsGuessed_IsLeftToAPerson()
    {
        await InvitedAsync();
        Assert.Equal(MailState.Unsorted, await DeliverAsync($"UID:mote-{_meeting}-0123456789abcdef0123@po.example", "DECLINED", _member, "SEQUENCE:0", ""));
        Assert.Equal(InvitationAnswer.None, await StoredAsync(i => i.Answer));
    }

    [Fact]
    public async Task Calendar_WhenTheFileIsBroken_IsLeftToAPerson() =>
        Assert.Equal(MailState.Unsorted, await DeliverAsync("BEGIN:NÅGOT", "DECLINED", _member, "", ""));

    [Fact]
    public async Task Invite_ToTheTeamsMeeting_CallsItWhatTheRouteInUseDoes()
    {
        await UseAsync(GroupKind.Team, "stockholm");

        await InviteAsync(_meeting);
        await SendAsync();

        var mail = _world.Transport.Sent.Last(m => m.CalendarMethod == "REQUEST");
        await UseAsync(GroupKind.Steering, "sodra-dalarna");
        Assert.StartsWith("Kallelse: Områdeskontorets genomgång", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("kallar till möte: Områdeskontorets genomgång.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Områdeskontorets genomgång", Unfold(mail.Calendar), StringComparison.Ordinal);
    }

    [Fact]
    public void NameOf_WhereThereIsNoRoute_IsAPlainWord() =>
        Assert.Equal("Genomgång", MeetingNames.Of(new Group { Kind = GroupKind.Team, Name = "PO-teamet" }, new Dictionary<long, string>()));

    private Task UseAsync(GroupKind kind, string preset) => _world.DoAsync<Data.Storage.SystemfelDb>(async db =>
    {
        await db.Groups.Where(g => g.Id == _group).ExecuteUpdateAsync(s => s.SetProperty(g => g.Kind, kind));
        var organisation = await db.Organisations.SingleAsync();
        organisation.CurrentRoute = await db.RouteVersions.SingleOrDefaultAsync(r => r.RouteKey == preset)
            ?? new RouteVersion { OrganisationId = organisation.Id, RouteKey = preset, Version = 1, Json = RouteReader.Preset(preset), CreatedAt = DateTimeOffset.UnixEpoch };
        await db.SaveChangesAsync();
    });

    private Task<InvitedOutcome> InviteAsync(long meeting, Actor? actor = null) =>
        _world.WithAsync<InvitationService, InvitedOutcome>(i => i.InviteAsync(meeting, actor ?? _world.Coordinator));

    private async Task<OutboundMail> InvitedAsync()
    {
        await InviteAsync(_meeting);
        await SendAsync();
        return Sent.Last();
    }

    private Task SendAsync() => _world.DoAsync<OutboxSender>(o => o.ExecuteAsync(default));

    private async Task ChangeAsync(DateOnly date, TimeOnly starts)
    {
        var version = await _world.ReadAsync(db => db.Meetings.Where(m => m.Id == _meeting).Select(m => m.Version).SingleAsync());
        await _world.DoAsync<PlannedMeetings>(c => c.ChangeAsync(_meeting, version, date, new(starts, 120, "Kommunhuset", ""), null, _world.Coordinator));
        await SendAsync();
    }

    private async Task CancelAsync(string reason)
    {
        var version = await _world.ReadAsync(db => db.Meetings.Where(m => m.Id == _meeting).Select(m => m.Version).SingleAsync());
        await _world.DoAsync<PlannedMeetings>(c => c.CancelAsync(_meeting, version, reason, _world.Coordinator));
        await SendAsync();
    }

    private async Task AnswerAsync(InvitationAnswer answer, Actor? actor = null, int sequence = 0)
    {
        var invitation = await StoredAsync(i => i.Id);
        await _world.DoAsync<InvitationService>(i => i.AnswerAsync(_meeting, invitation, sequence, answer, "Pia Ersättare", actor ?? _world.Coordinator));
    }

    private Task<T> StoredAsync<T>(System.Linq.Expressions.Expression<Func<Invitation, T>> what) => _world.ReadAsync(db => db.Invitations.Where(i => i.MeetingId == _meeting).Select(what).SingleAsync());

    private Task<MailState> ReplyAsync(OutboundMail invitation, string status, string? attendee = null, string start = "DTSTART:20261015T070000Z", string written = "DTSTAMP:20260916T070000Z") =>
        DeliverAsync(LineOf(invitation, "UID:"), status, attendee ?? _member, LineOf(invitation, "SEQUENCE:"), start, written);

    private async Task<MailState> DeliverAsync(string uid, string status, string attendee, string sequence, string start, string written = "DTSTAMP:20260916T070000Z")
    {
        string[] lines =
        [
            "From: Olle <olle@po.example>", "To: svar@po.example", "Subject: Svar", $"Message-ID: <svar-{_member}>", "MIME-Version: 1.0",
            "Content-Type: text/calendar; charset=utf-8; method=REPLY", "", "BEGIN:VCALENDAR", "PRODID:-//X//Y//EN", "VERSION:2.0", "METHOD:REPLY", "BEGIN:VEVENT",
            uid, sequence, start, written, $"ATTENDEE;PARTSTAT={status};CN=Olle:MAILTO:{attendee}", "END:VEVENT", "END:VCALENDAR",
        ];
        return (await _world.DeliverAsync(string.Join('\n', lines.Where((l, i) => l.Length > 0 || i == 6)) + "\n")).State;
    }

    private static string LineOf(OutboundMail mail, string start) => Unfold(mail.Calendar).Split("\r\n").First(l => l.StartsWith(start, StringComparison.Ordinal));

    private static string Unfold(string calendar) => calendar.Replace("\r\n ", "", StringComparison.Ordinal);
}
