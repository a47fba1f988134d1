using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Meetings;

/// <summary>Minutes of a group's meeting with one decision. Today is Tuesday 15 September 2026.</summary>
public sealed partial class MinutesTests(GroupWorld groups) : IClassFixture<GroupWorld>, IAsyncLifetime
{
    private const string Person = "19811218-9876";
    private readonly LetterWorld _world = groups.World;
    private long _group;
    private long _meeting;
    private long _item;
    private string _member = "";

    public async Task InitializeAsync()
    {
        (_group, _member) = await groups.GroupAsync();
        _meeting = await groups.PlanAsync(_group, new(2026, 9, 15), new(9, 0));
        var subject = await _world.SubmitAsync("Blanketten saknas", "Blanketten finns bara på papper.");
        _item = await _world.ItemAsync(_meeting, subject);
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            await db.Meetings.Where(m => m.Id == _meeting).ExecuteUpdateAsync(s => s.SetProperty(m => m.State, MeetingState.Open).SetProperty(m => m.FirstParagraph, 4));
            await db.AgendaItems.Where(i => i.Id == _item).ExecuteUpdateAsync(s => s.SetProperty(i => i.Note, "Kommunen ser över blanketten."));
            db.Add(new Decision { AgendaItemId = _item, DeficiencyId = subject, MoveId = "table", Text = "Bordlägg", DecidedById = _world.Coordinator.AccountId!.Value, DecidedAt = _world.Time.GetUtcNow() });
            await db.SaveChangesAsync();
        });
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Ask_WhenNotTheOneWhoRunsTheMeeting_IsNotFound() =>
        await Assert.ThrowsAsync<CaseNotFoundException>(() => AskAsync([Someone("anna@ort.example")], actor: _world.Ombud));

    [Theory]
    [InlineData("", "anna@ort.example", "name")]
    [InlineData("Anna Berg", "anna", "address")]
    public async Task Ask_WhenSomeoneWithoutAccountIsHalfGiven_AsksForTheRest(string name, string address, string input)
    {
        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => AskAsync([new(null, name, address)]));
        Assert.Equal(input, refused.Input);
        Assert.False(await _world.ReadAsync(db => db.Adjustments.AnyAsync(a => a.MeetingId == _meeting)));
    }

    [Fact]
    public async Task Ask_WhenItIsOneself_IsRefusedButInAServiceOfTwo()
    {
        var me = await SeatAsync(_world.Coordinator);
        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => AskAsync([new(me, "", "")]));
        Assert.Contains("själv har skrivit", refused.Message, StringComparison.Ordinal);

        await _world.DoAsync<SystemfelDb>(db => db.Organisations.ExecuteUpdateAsync(s => s.SetProperty(o => o.IsTwoPerson, true)));
        Assert.Equal(1, await AskAsync([new(me, "", "")]));
        await _world.DoAsync<SystemfelDb>(db => db.Organisations.ExecuteUpdateAsync(s => s.SetProperty(o => o.IsTwoPerson, false)));
    }

    [Fact]
    public async Task Ask_WhenTheMeetingHasChangedMeanwhile_IsStale() =>
        await Assert.ThrowsAsync<StaleMoveException>(() => AskAsync([Someone("anna@ort.example")], version: -1));

    [Fact]
    public async Task Ask_WhenTheNotesPointAtAPerson_IsRefusedAndSendsNothing()
    {
        await _world.DoAsync<SystemfelDb>(db => db.Meetings.Where(m => m.Id == _meeting).ExecuteUpdateAsync(s => s.SetProperty(m => m.Notes, $"Gäller {Person}.")));
        var refused = await Assert.ThrowsAsync<MinutesRefusedException>(() => AskAsync([Someone("anna@ort.example")]));
        Assert.Equal("Övrigt", Assert.Single(refused.Finds).Where);
        Assert.False(await _world.ReadAsync(db => db.OutboxItems.AnyAsync(o => o.ToAddress == "anna@ort.example")));
    }

    [Theory]
    [InlineData("notes")]
    [InlineData("note")]
    public async Task Write_WhenItPointsAtAPerson_IsNotStored(string what)
    {
        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => what == "note"
            ? _world.DoAsync<MeetingService>(m => m.NoteAsync(_item, null, $"Ring {Person}", _world.Coordinator))
            : _world.DoAsync<MeetingService>(m => m.WriteAsync(_meeting, null, $"Ring {Person}", [], _world.Coordinator)));
        Assert.Equal(what, refused.Input);
        Assert.Empty(await MeetingAsync(m => m.Notes));
    }

    [Fact]
    public async Task Ask_GivesEachALinkThatNoTableHolds()
    {
        await AskAsync([Someone("lank@ort.example")]);
        var token = await TokenAsync("lank@ort.example");
        Assert.Equal(26, token.Length);
        Assert.DoesNotContain(token, await _world.PictureAsync(), StringComparison.OrdinalIgnoreCase);
        var row = await _world.ReadAsync(db => db.OutboxItems.SingleAsync(o => o.ToAddress == "lank@ort.example"));
        Assert.DoesNotContain("Blanketten", row.Text + row.Subject, StringComparison.Ordinal);
        Assert.Equal("Blanketten saknas", Assert.Single((await FindAsync(token))!.Version.Parts).Title);
    }

    [Fact]
    public async Task Find_OfAWordThatIsNoLink_IsNothing() => Assert.Null(await FindAsync("0123456789ABCDEFGHJKMNPQR0"));

    [Fact]
    public async Task Find_AfterThirtyDays_IsNothing()
    {
        await AskAsync([Someone("sen@ort.example")]);
        var token = await TokenAsync("sen@ort.example");
        _world.Time.Set(_world.Time.GetUtcNow().AddDays(MinutesAdjusting.DaysOpen).AddMinutes(1));
        Assert.Null(await FindAsync(token));
        await Assert.ThrowsAsync<CaseNotFoundException>(() => ConfirmAsync(token));
    }

    [Fact]
    public async Task Find_OnceAnotherIsChosenInstead_IsNothing()
    {
        await AskAsync([Someone("forst@ort.example")]);
        var token = await TokenAsync("forst@ort.example");
        await AskAsync([Someone("sedan@ort.example")]);
        Assert.Null(await FindAsync(token));
    }

    [Fact]
    public async Task Approve_WhileAnAdjusterIsWaitedFor_IsRefused()
    {
        await AskAsync([Someone("van@ort.example")]);
        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => ApproveAsync());
        Assert.Contains("Anna Berg har inte justerat", refused.Message, StringComparison.Ordinal);
        Assert.Equal(MeetingState.Open, await MeetingAsync(m => m.State));
    }

    [Fact]
    public async Task Confirm_OfTheLast_ApprovesTheMinutesWithTheirParagraphs()
    {
        await AskAsync([Someone("en@ort.example"), new(null, "Bo Ek", "tva@ort.example")]);
        await ConfirmAsync(await TokenAsync("en@ort.example"));
        Assert.Equal(MeetingState.Open, await MeetingAsync(m => m.State));

        await ConfirmAsync(await TokenAsync("tva@ort.example"));
        await ConfirmAsync(await TokenAsync("tva@ort.example"));

        Assert.Equal(MeetingState.Approved, await MeetingAsync(m => m.State));
        Assert.Equal(4, await _world.ReadAsync(db => db.Decisions.Where(d => d.AgendaItemId == _item).Select(d => d.Paragraph).SingleAsync()));
        Assert.Equal("Justerat 15 september 2026 av Anna Berg och Bo Ek.", (await CurrentAsync()).Standing);
    }

    [Fact]
    public async Task Confirm_WhenTheNotesWereRewrittenMeanwhile_DoesNotApproveWhatNobodyRead()
    {
        await AskAsync([Someone("om@ort.example")]);
        var token = await TokenAsync("om@ort.example");
        await _world.DoAsync<SystemfelDb>(db => db.Meetings.Where(m => m.Id == _meeting).ExecuteUpdateAsync(s => s.SetProperty(m => m.Notes, "Nästa gång i Säter.")));
        await ConfirmAsync(token);
        Assert.Equal(MeetingState.Open, await MeetingAsync(m => m.State));
        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => ApproveAsync());
        Assert.Contains("har ändrats sedan justerarna", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "text")]
    [InlineData($"Det gäller {Person}", "text")]
    public async Task Object_WhenEmptyOrPointingAtAPerson_IsRefusedAndNotKept(string text, string input)
    {
        await AskAsync([Someone("inv@ort.example")]);
        var token = await TokenAsync("inv@ort.example");
        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => ObjectAsync(token, text));
        Assert.Equal(input, refused.Input);
        Assert.Equal("", await _world.ReadAsync(db => db.Adjustments.Where(a => a.MeetingId == _meeting).Select(a => a.Objection).SingleAsync()));
    }

    [Fact]
    public async Task Ask_AfterAnObjectionAndAMendedText_SendsTheNewVersion()
    {
        await AskAsync([Someone("ny@ort.example")]);
        var old = await TokenAsync("ny@ort.example");
        await ObjectAsync(old, "Bordläggningen gällde hela frågan.");
        await _world.DoAsync<MeetingService>(m => m.WriteAsync(_meeting, NotesVersion.Of("", []), "Gällde hela frågan.", [], _world.Coordinator));

        Assert.Equal(1, await AskAsync([Someone("ny@ort.example")]));

        Assert.Null(await FindAsync(old));
        var view = (await FindAsync(await TokenAsync("ny@ort.example")))!;
        Assert.Equal((2, ""), (view.Version.Number, view.Adjuster.Objection));
        Assert.Equal("Gällde hela frågan.", MinutesHead.Of(view.Version).Notes);
    }

    [Fact]
    public async Task Approve_WhenSomethingLikelyIsUnanswered_AsksWhere()
    {
        await _world.DoAsync<SystemfelDb>(db => db.AgendaItems.Where(i => i.Id == _item).ExecuteUpdateAsync(s => s.SetProperty(i => i.Note, "Min klient Anna Berg fick vänta.")));
        var refused = await Assert.ThrowsAsync<MinutesRefusedException>(() => ApproveAsync());
        Assert.Equal("accepted", refused.Input);
        Assert.All(refused.Finds, f => Assert.EndsWith(", anteckningen", f.Where, StringComparison.Ordinal));

        await ApproveAsync([.. refused.Finds.Select(f => f.Find.Key)]);

        Assert.Equal(MeetingState.Approved, await MeetingAsync(m => m.State));
    }

    [Fact]
    public async Task Change_BeforeApproval_IsRefused() => await Assert.ThrowsAsync<MoveRefusedException>(() => ChangeAsync(0, "Fel ord", "Nytt"));

    [Fact]
    public async Task Change_WithoutAReason_IsRefused()
    {
        await ApproveAsync();
        Assert.Equal("reason", (await Assert.ThrowsAsync<MoveRefusedException>(() => ChangeAsync(1, " ", "Nytt"))).Input);
    }

    [Fact]
    public async Task Change_OfNothing_MakesNoVersion()
    {
        await ApproveAsync();
        Assert.Equal("notes", (await Assert.ThrowsAsync<MoveRefusedException>(() => ChangeAsync(1, "Fel ord", ""))).Input);
        Assert.Equal(1, await _world.ReadAsync(db => db.MinutesVersions.CountAsync(v => v.MeetingId == _meeting)));
    }

    [Fact]
    public async Task Change_OfTwoAtOnce_TellsTheSecond()
    {
        await ApproveAsync();
        Assert.Equal(2, await ChangeAsync(1, "Fel ord", "Första"));
        Assert.Equal("Första", (await Assert.ThrowsAsync<StaleNotesException>(() => ChangeAsync(1, "Fel ord", "Andra"))).Current);
    }

    [Fact]
    public async Task Change_OfAnAnothersMeetingsNote_IsNotFoundAndKeepsNothing()
    {
        await ApproveAsync();
        await Assert.ThrowsAsync<CaseNotFoundException>(() => _world.DoAsync<MinutesService>(m => m.ChangeAsync(_meeting, 1, "Fel", "Nytt", [new(_item + 999, "x")], [], _world.Coordinator)));
        Assert.Equal("", await MeetingAsync(m => m.Notes));
    }

    [Fact]
    public async Task Change_AfterAdjustment_MustBeConfirmedAgainAndShowsWhatItWas()
    {
        await AskAsync([Someone("igen@ort.example")]);
        await ConfirmAsync(await TokenAsync("igen@ort.example"));

        Assert.Equal(2, await ChangeAsync(1, "Ett ord var fel", "Nästa möte i Hedemora."));

        Assert.Contains("har inte justerat ändringen än", (await CurrentAsync()).Standing, StringComparison.Ordinal);
        await Assert.ThrowsAsync<MoveRefusedException>(() => SendAsync());
        var view = (await FindAsync(await TokenAsync("igen@ort.example")))!;
        Assert.Equal((1, 2, false), (view.Before!.Number, view.Version.Number, view.IsConfirmed));
        await ConfirmAsync(await TokenAsync("igen@ort.example"));
        Assert.StartsWith("Justerat", (await CurrentAsync()).Standing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_BeforeApproval_IsRefused() => await Assert.ThrowsAsync<MoveRefusedException>(() => SendAsync());

    [Fact]
    public async Task Send_WhenAnAddressIsNone_SendsNothing()
    {
        await ApproveAsync();
        Assert.Equal("others", (await Assert.ThrowsAsync<MoveRefusedException>(() => SendAsync("gäst@ort.example", "gästen"))).Input);
        Assert.False(await _world.ReadAsync(db => db.OutboxItems.AnyAsync(o => o.ToAddress == _member)));
    }

    [Fact]
    public async Task Send_GoesOnceToEachAndCarriesAValidDocument()
    {
        await ApproveAsync();

        Assert.Equal(new MinutesSent(2, 0), await SendAsync("Gast@ort.example", ""));
        Assert.Equal(new MinutesSent(0, 2), await SendAsync("gast@ort.example"));
        await _world.DoAsync<OutboxSender>(o => o.ExecuteAsync(default));

        var mail = Assert.Single(_world.Transport.Sent, m => m.To.Address == _member && m.Attachments.Count > 0);
        Assert.DoesNotContain("Blanketten", mail.Text + mail.Subject, StringComparison.Ordinal);
        var file = Assert.Single(mail.Attachments);
        Assert.Equal("protokoll-2026-09-15.docx", file.Name);
        using var document = WordprocessingDocument.Open(new MemoryStream(file.Content.ToArray()), false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document));
        var text = document.MainDocumentPart!.Document!.InnerText;
        Assert.All(["Blanketten saknas", "Bordlägg", "Kommunen ser över blanketten."], t => Assert.Contains(t, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_AfterAChange_GoesAgain()
    {
        await ApproveAsync();
        await SendAsync();
        await ChangeAsync(1, "Fel dag", "Nästa möte 3 december.");
        Assert.Equal(1, (await SendAsync()).Queued);
    }

    private static AdjusterInput Someone(string address) => new(null, "Anna Berg", address);

    private async Task<int> AskAsync(IReadOnlyList<AdjusterInput> adjusters, int? version = null, Actor? actor = null)
    {
        var seen = version ?? await MeetingAsync(m => m.Version);
        return await _world.WithAsync<MinutesService, int>(m => m.AskAsync(_meeting, seen, adjusters, [], actor ?? _world.Coordinator));
    }

    private async Task ApproveAsync(IReadOnlyCollection<string>? accepted = null)
    {
        var version = await MeetingAsync(m => m.Version);
        await _world.DoAsync<MeetingService>(m => m.ApproveAsync(_meeting, version, accepted ?? [], _world.Coordinator));
    }

    private Task<int> ChangeAsync(int seen, string reason, string notes) =>
        _world.WithAsync<MinutesService, int>(m => m.ChangeAsync(_meeting, seen, reason, notes, [], [], _world.Coordinator));

    private Task<MinutesSent> SendAsync(params string[] others) => _world.WithAsync<MinutesService, MinutesSent>(m => m.SendAsync(_meeting, others, [], _world.Coordinator));

    private Task<AdjusterView?> FindAsync(string token) => _world.WithAsync<MinutesAdjusting, AdjusterView?>(a => a.FindAsync(token));

    private async Task ConfirmAsync(string token)
    {
        var number = await _world.ReadAsync(db => db.MinutesVersions.Where(v => v.MeetingId == _meeting).MaxAsync(v => v.Number));
        await _world.DoAsync<MinutesAdjusting>(a => a.ConfirmAsync(token, number));
    }

    private Task ObjectAsync(string token, string text) => _world.DoAsync<MinutesAdjusting>(a => a.ObjectAsync(token, 1, text, []));

    private Task<(MinutesVersion Version, string Standing)> CurrentAsync() => _world.WithAsync<MinutesReader, (MinutesVersion, string)>(r => r.CurrentAsync(_meeting));

    private Task<T> MeetingAsync<T>(System.Linq.Expressions.Expression<Func<Meeting, T>> what) => _world.ReadAsync(db => db.Meetings.Where(m => m.Id == _meeting).Select(what).SingleAsync());

    /// <summary>The word of the newest link that reached an address.</summary>
    private async Task<string> TokenAsync(string address)
    {
        await _world.DoAsync<OutboxSender>(o => o.ExecuteAsync(default));
        return LinkPattern().Match(_world.Transport.Sent.Last(m => m.To.Address == address).Text).Groups[1].Value;
    }

    private async Task<long> SeatAsync(Actor actor)
    {
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            var party = await db.Set<Data.Organisations.GroupParty>().Where(p => p.GroupId == _group).Select(p => p.PartyId).FirstAsync();
            db.Add(new Data.Accounts.Membership { OrganisationId = _world.Organisation, AccountId = actor.AccountId!.Value, Role = Data.Accounts.Role.Member, GroupId = _group, PartyId = party });
            await db.SaveChangesAsync();
        });
        return actor.AccountId!.Value;
    }

    [GeneratedRegex(@"https://po\.example/justera/([0-9A-Za-z]+)")]
    private static partial Regex LinkPattern();
}
