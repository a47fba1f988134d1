using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Letters;

/// <summary>The check of a whole letter, and the colleague's approval, before it leaves.</summary>
public sealed class LetterCheckTests : IAsyncLifetime
{
    private const string Words = "Ring växeln på 0243-740 00 före nio.";
    private LetterWorld _world = null!;

    public async Task InitializeAsync() => _world = await LetterWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Send_WhenAColleagueHasNotApprovedATextOfIt_IsRefusedAndNamesTheCase()
    {
        var id = await _world.DecideLetterAsync(2);
        await _world.DoAsync<SystemfelDb>(db => db.Organisations.ExecuteUpdateAsync(s => s.SetProperty(o => o.RequiresFourEyes, true)));

        var refusal = await Assert.ThrowsAsync<MoveRefusedException>(() => _world.SendAsync(id));

        Assert.Contains("SF-2026-0001, SF-2026-0002", refusal.Message);
        Assert.Equal(0, await _world.CountAsync<OutboxItem>());
    }

    [Fact]
    public async Task Send_WhenTheIntroductionMayPointAtAPerson_Asks()
    {
        var id = await _world.DecideLetterAsync(1);
        await _world.DoAsync<SystemfelDb>(db => db.Letters.ExecuteUpdateAsync(s => s.SetProperty(l => l.Introduction, Words)));

        var refusal = await Assert.ThrowsAsync<MoveRefusedException>(() => SendAsync(id));

        Assert.Equal("accepted", refusal.Input);
        Assert.Equal(0, await _world.CountAsync<OutboxItem>());
    }

    [Fact]
    public async Task Send_WhenThePointWasWrittenAfterThePreview_ReadsItAgainAndAsks()
    {
        var id = await _world.DecideLetterAsync(1);
        var seen = await PreviewAsync(id);
        await _world.DoAsync<SystemfelDb>(db => db.LetterItems.ExecuteUpdateAsync(s => s.SetProperty(i => i.Pattern, Words)));

        await Assert.ThrowsAsync<MoveRefusedException>(() => SendAsync(id, [.. seen.Finds.Select(f => f.Key)]));
    }

    [Fact]
    public async Task Send_WhenACertainFindIsAccepted_IsRefusedAllTheSame()
    {
        var id = await _world.DecideLetterAsync(1);
        await _world.DoAsync<SystemfelDb>(db => db.LetterItems.ExecuteUpdateAsync(s => s.SetProperty(i => i.Title, "Gäller 19121212-1212")));
        var keys = (await PreviewAsync(id)).Finds.Select(f => f.Key).ToList();

        await Assert.ThrowsAsync<MoveRefusedException>(() => SendAsync(id, keys));
    }

    [Fact]
    public async Task Send_WhenTheOpeningHoldsACertainFind_IsRefused()
    {
        var id = await _world.DecideLetterAsync(1);
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            db.Add(new LetterTemplate { OrganisationId = _world.Organisation, Kind = MailTexts.Letter, Text = "Gäller 19121212-1212." });
            await db.SaveChangesAsync();
        });

        await Assert.ThrowsAsync<MoveRefusedException>(() => SendAsync(id));
    }

    [Fact]
    public async Task Send_WhenWhatWasFoundIsSaidToBeNoPerson_SendsAndRemembersItWithTheCase()
    {
        var id = await _world.DecideLetterAsync(1);
        await _world.DoAsync<SystemfelDb>(db => db.LetterItems.ExecuteUpdateAsync(s => s.SetProperty(i => i.Pattern, Words)));
        var keys = (await PreviewAsync(id)).Finds.Select(f => f.Key).ToList();

        await SendAsync(id, keys);

        Assert.Equal(1, await _world.CountAsync<OutboxItem>());
        Assert.Equal(keys, RememberedFinds.KeysOf(await _world.ReadAsync(db => db.Deficiencies.SingleAsync())));
    }

    [Fact]
    public async Task Send_OfWordsThatTheAuthorHasAnswered_AsksNothing()
    {
        var check = new TextCheck(new PersonalDataFinder());
        var id = await _world.DecideLetterAsync(1);
        await _world.DoAsync<SystemfelDb>(db => db.LetterItems.ExecuteUpdateAsync(s => s.SetProperty(i => i.Pattern, Words)));
        await _world.DoAsync<SystemfelDb>(db => db.Deficiencies.ExecuteUpdateAsync(s => s.SetProperty(d => d.AcceptedFinds, check.Check(Words).Finds[0].Key)));

        var seen = await PreviewAsync(id);
        await SendAsync(id);

        Assert.Empty(seen.Finds);
        Assert.Equal(1, await _world.CountAsync<OutboxItem>());
    }

    [Fact]
    public async Task MailText_WithWordsThatMayPointAtAPerson_AsksOnceAndThenNoMore()
    {
        var keys = new TextCheck(new PersonalDataFinder()).Check(Words).Finds.Select(f => f.Key).ToList();

        var refusal = await Assert.ThrowsAsync<MoveRefusedException>(() => ChangeAsync(Words, 0));
        await ChangeAsync(Words, 0, keys);
        await ChangeAsync(Words + " Vi väntar svar {svarsdag}.", 1);

        Assert.Equal("accepted", refusal.Input);
        Assert.Equal(2, await _world.ReadAsync(db => db.LetterTemplates.Select(t => t.Version).SingleAsync()));
    }

    private Task ChangeAsync(string text, int version, IReadOnlyCollection<string>? accepted = null) =>
        _world.DoAsync<MailTextService>(s => s.ChangeAsync(_world.Organisation, MailTexts.Reminder, text, version, _world.Coordinator, accepted));

    private Task<LetterPreview> PreviewAsync(long id) => _world.WithAsync<LetterService, LetterPreview>(s => s.PreviewAsync(id, _world.Coordinator));

    private async Task SendAsync(long id, IReadOnlyCollection<string>? accepted = null)
    {
        var version = await _world.ReadAsync(db => db.Letters.Where(l => l.Id == id).Select(l => l.Version).SingleAsync());
        await _world.DoAsync<LetterService>(s => s.SendAsync(id, version, _world.Coordinator, $"prov:{id}", accepted));
    }
}
