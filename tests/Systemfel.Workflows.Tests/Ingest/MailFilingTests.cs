using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Replies;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Ingest;

public sealed class MailFilingTests : IAsyncLifetime
{
    private LetterWorld _world = null!;
    private long _letter;
    private long _mail;

    public async Task InitializeAsync()
    {
        _world = await LetterWorld.StartAsync();
        _letter = await _world.SendLetterAsync(1);
        _mail = (await _world.DeliverAsync(Mails.Reply("svar@po.example", "Vi har ändrat rutinen."))).Id;
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task File_ByAnOmbud_FindsNoMail() =>
        await Assert.ThrowsAsync<CaseNotFoundException>(() => _world.DoAsync<MailFiling>(f => f.FileAsync(_mail, _letter, _world.Ombud)));

    [Fact]
    public async Task File_ToALetter_ProposesAnUnverifiedAnswer()
    {
        await FileAsync();

        Assert.Equal(AnswerState.Proposed, await AnswerStateAsync());
        Assert.NotEqual("", (await _world.MailAsync(_mail)).UnverifiedReason);
    }

    [Fact]
    public async Task File_Twice_IsRefused()
    {
        await FileAsync();

        await Assert.ThrowsAsync<MoveRefusedException>(FileAsync);
    }

    [Fact]
    public async Task Undo_OfAFiling_TakesTheProposalBack()
    {
        await FileAsync();

        await _world.DoAsync<MailFiling>(f => f.UndoAsync(_mail, _world.Coordinator));

        Assert.Equal(0, await _world.CountAsync<Answer>());
        Assert.Equal(MailState.Unsorted, (await _world.MailAsync(_mail)).State);
    }

    [Fact]
    public async Task Undo_AfterTheAnswerWasAccepted_IsRefused()
    {
        await FileAsync();
        await AcceptAsync();

        await Assert.ThrowsAsync<MoveRefusedException>(() => _world.DoAsync<MailFiling>(f => f.UndoAsync(_mail, _world.Coordinator)));
    }

    [Fact]
    public async Task Accept_OfAProposal_MovesTheCase()
    {
        await FileAsync();

        await AcceptAsync();

        Assert.Equal(AnswerState.Accepted, await AnswerStateAsync());
        Assert.Equal(Stages.Effect, await _world.ReadAsync(db => db.Bookmarks.Select(b => b.Stage).SingleAsync()));
    }

    [Fact]
    public async Task Accept_OfAnAnswerThatHasChangedSince_IsRefused()
    {
        await FileAsync();

        await Assert.ThrowsAsync<MoveRefusedException>(() => AcceptAsync(TimeSpan.FromMinutes(-1)));
    }

    [Fact]
    public async Task Reject_OfAProposal_LeavesTheCaseWhereItStands()
    {
        await FileAsync();
        var answer = await _world.ReadAsync(db => db.Answers.Select(a => a.Id).SingleAsync());

        await _world.DoAsync<AnswerService>(s => s.RejectAsync(answer, _world.Coordinator, "Sa inget", "k"));
        await _world.DoAsync<AnswerService>(s => s.RejectAsync(answer, _world.Coordinator, "Sa inget", "k"));

        Assert.Equal(AnswerState.Rejected, await AnswerStateAsync());
        Assert.Equal(Stages.AwaitingAnswer, await _world.ReadAsync(db => db.Bookmarks.Select(b => b.Stage).SingleAsync()));
        Assert.Equal(1, await _world.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Kind == "answer-rejected")));
    }

    private Task FileAsync() => _world.DoAsync<MailFiling>(f => f.FileAsync(_mail, _letter, _world.Coordinator));

    private Task<AnswerState> AnswerStateAsync() => _world.ReadAsync(db => db.Answers.Select(a => a.State).SingleAsync());

    private async Task AcceptAsync(TimeSpan ago = default)
    {
        var answer = await _world.ReadAsync(db => db.Answers.SingleAsync());
        await _world.DoAsync<AnswerService>(s => s.AcceptAsync(
            answer.Id, answer.ReceivedAt + ago, new AnswerJudgement(AnswerKind.Changed, answer.Text, null, "", null), _world.Coordinator, "k"));
    }
}
