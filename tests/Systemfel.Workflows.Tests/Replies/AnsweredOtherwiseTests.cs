using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Replies;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Replies;

/// <summary>Points of the reply page that were answered by another way than the page.</summary>
public sealed class AnsweredOtherwiseTests : IAsyncLifetime
{
    private LetterWorld _world = null!;
    private string _token = "";

    public async Task InitializeAsync()
    {
        _world = await LetterWorld.StartAsync();
        _token = await _world.TokenAsync(await _world.SendLetterAsync(2));
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Find_WhileAMailsAnswerIsOnlyAProposal_LeavesThePointOpen()
    {
        await _world.DeliverAsync($"From: Eva <eva@sater.example>\nTo: svar+{_token.ToLowerInvariant()}@po.example\nSubject: SV: Systemfel\nMessage-ID: <a@sater.example>\n\n1. Vi har ändrat rutinen.\n");
        Assert.Equal(1, await _world.CountAsync<Answer>());

        Assert.Equal([ReplyItemState.Open, ReplyItemState.Open], (await FindAsync()).Items.Select(i => i.State));
    }

    [Fact]
    public async Task Find_AfterAnAnswerByTelephone_SaysWhenAndNotWhat()
    {
        await AnswerByTelephoneAsync(AnswerKind.Changed, null);
        var day = (await FindAsync()).Today;
        _world.Time.AdvanceDays(5);

        var item = (await FindAsync()).Items[0];

        Assert.Equal((ReplyItemState.Otherwise, true, day), (item.State, item.HasOtherAnswer, item.OtherwiseOn));
        Assert.Equal(ReplyInput.Empty, item.Answer);
    }

    [Fact]
    public async Task Find_WhenTheLineWentBackToTheGroupUnanswered_DoesNotCallItAnAnswer()
    {
        await _world.MakeAsync(await CaseAsync(0), new ReturnToGroup("Fel mottagare."), _world.Coordinator);

        var item = (await FindAsync()).Items[0];

        Assert.Equal((ReplyItemState.Otherwise, false), (item.State, item.HasOtherAnswer));
    }

    [Fact]
    public async Task Find_OfAPointAnsweredOtherwise_ChangesNothing()
    {
        await AnswerByTelephoneAsync(AnswerKind.Changed, null);
        var before = await _world.PictureAsync();

        for (var i = 0; i < 20; i++) await FindAsync();

        Assert.Equal(before, await _world.PictureAsync());
    }

    [Fact]
    public async Task Save_OnAPointAnsweredOtherwise_IsReceivedAllTheSame()
    {
        await AnswerByTelephoneAsync(AnswerKind.Changed, null);

        await SaveAsync("Det gäller hela förvaltningen.");
        await _world.WithAsync<ReplyPageService, int>(s => s.SendAsync(_token, "Eva", "nyckel"));

        Assert.Equal(ReplyItemState.Sent, (await FindAsync()).Items[0].State);
        Assert.Equal(AnswerState.Proposed, await _world.ReadAsync(db => db.Answers.Where(a => a.Source == AnswerSource.Page).Select(a => a.State).SingleAsync()));
    }

    [Fact]
    public async Task Save_AfterMoreTimeWasGivenHere_IsAnAnswerOfItsOwn()
    {
        var first = await FindAsync();
        await _world.DoAsync<ReplyPageService>(s => s.SaveAsync(_token, first.Items[0].Id, new ReplyInput(AnswerKind.MoreTime, "Vi utreder.", first.Today.AddDays(90), ""), []));
        await _world.WithAsync<ReplyPageService, int>(s => s.SendAsync(_token, "Eva", "nyckel"));
        var proposal = await _world.ReadAsync(db => db.Answers.SingleAsync());
        await _world.DoAsync<AnswerService>(s => s.AcceptAsync(
            proposal.Id, proposal.ReceivedAt, new AnswerJudgement(proposal.Kind, proposal.Text, proposal.Date, "", null), _world.Coordinator, Guid.NewGuid().ToString()));
        Assert.Equal((true, first.Today.AddDays(90)), ((await FindAsync()).Items[0].IsAwaited, (await FindAsync()).Items[0].AwaitedBy));

        await SaveAsync("Nu är rutinen ändrad.");

        Assert.Equal(["Vi utreder.", "Nu är rutinen ändrad."], await _world.ReadAsync(db => db.Answers.OrderBy(a => a.Id).Select(a => a.Text).ToListAsync()));
        Assert.Equal(ReplyItemState.Started, (await FindAsync()).Items[0].State);
    }

    [Fact]
    public async Task Find_AfterMoreTimeByTelephone_StillWaitsForThePointAndSaysUntilWhen()
    {
        var until = (await FindAsync()).Today.AddDays(90);
        await AnswerByTelephoneAsync(AnswerKind.MoreTime, until);

        var item = (await FindAsync()).Items[0];

        Assert.Equal((true, until), (item.IsAwaited, item.AwaitedBy));
        Assert.Equal(ReplyInput.Empty, item.Answer);
    }

    [Fact]
    public async Task Find_AfterAnAnswerThatSettlesThePoint_DoesNotWait()
    {
        await AnswerByTelephoneAsync(AnswerKind.Changed, null);

        Assert.Equal((false, (DateOnly?)null), ((await FindAsync()).Items[0].IsAwaited, (await FindAsync()).Items[0].AwaitedBy));
    }

    [Fact]
    public async Task Save_AfterTheTeamHasAnsweredAQuestionAskedHere_IsReceived()
    {
        var first = await FindAsync();
        await _world.DoAsync<ReplyPageService>(s => s.SaveAsync(_token, first.Items[0].Id, new ReplyInput(AnswerKind.Question, "Vilken mottagning?", null, ""), []));
        await _world.WithAsync<ReplyPageService, int>(s => s.SendAsync(_token, "Eva", "nyckel"));
        var proposal = await _world.ReadAsync(db => db.Answers.SingleAsync());
        await _world.DoAsync<AnswerService>(s => s.AcceptAsync(
            proposal.Id, proposal.ReceivedAt, new AnswerJudgement(proposal.Kind, proposal.Text, null, "", null), _world.Coordinator, Guid.NewGuid().ToString()));
        await _world.MakeAsync(await CaseAsync(0), new ReplyToAuthority("Den i Säter.", first.Today.AddDays(30)), _world.Coordinator);

        await SaveAsync("Nu är rutinen ändrad.");

        Assert.Equal(ReplyItemState.Started, (await FindAsync()).Items[0].State);
    }

    private async Task AnswerByTelephoneAsync(AnswerKind kind, DateOnly? date) =>
        await _world.MakeAsync(await CaseAsync(0), new RegisterAnswer(kind, "Vi har ändrat rutinen.", date, Source: AnswerSource.Phone), _world.Coordinator);

    private Task<long> CaseAsync(int point) => _world.ReadAsync(db => db.LetterItems.OrderBy(i => i.Number).Skip(point).Select(i => i.DeficiencyId).FirstAsync());

    private async Task SaveAsync(string text)
    {
        var item = (await FindAsync()).Items[0].Id;
        await _world.DoAsync<ReplyPageService>(s => s.SaveAsync(_token, item, new ReplyInput(AnswerKind.Changed, text, null, ""), []));
    }

    private async Task<ReplyPage> FindAsync() => (await _world.WithAsync<ReplyPageService, ReplyPage?>(s => s.FindAsync(_token)))!;
}
