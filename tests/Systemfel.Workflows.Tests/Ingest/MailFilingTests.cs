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
    public async Task File_ToALetterOfAnotherOrganisation_FindsNoLetter()
    {
        var (organisation, coordinator) = await _world.ElsewhereAsync();
        var mail = await _world.WithAsync<MailIngest, long>(i =>
            i.StoreAsync(organisation, "INBOX", null, null, System.Text.Encoding.UTF8.GetBytes(Mails.Reply("svar@po.example", "Vi har ändrat rutinen."))));
        await _world.DoAsync<MailIngest>(i => i.ProcessAsync(mail));

        await Assert.ThrowsAsync<CaseNotFoundException>(() => _world.DoAsync<MailFiling>(f => f.FileAsync(mail, _letter, coordinator)));

        Assert.Equal(0, await _world.CountAsync<Answer>());
    }

    [Fact]
    public async Task File_ToALetter_ProposesAnUnverifiedAnswer()
    {
        await FileAsync();

        Assert.Equal(AnswerState.Proposed, await AnswerStateAsync());
        Assert.NotEqual("", (await _world.MailAsync(_mail)).UnverifiedReason);
    }

    [Fact]
    public async Task File_OfARegistratorsReceipt_LearnsTheirNumberUntilItIsUndone()
    {
        var receipt = (await _world.DeliverAsync(Mails.Reply(
            "svar@po.example", "Er skrivelse har registrerats med diarienummer SN 2026/431.", "registrator@sater.example", "Bekräftelse: dnr SN 2026/431"))).Id;
        await _world.DoAsync<MailFiling>(f => f.FileAsync(receipt, _letter, _world.Coordinator));
        Assert.Equal("SN 2026/431", await TheirReferenceAsync());
        Assert.Equal(0, await _world.CountAsync<Answer>());

        await _world.DoAsync<MailFiling>(f => f.UndoAsync(receipt, _world.Coordinator));
        Assert.Equal("", await TheirReferenceAsync());
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

    [Fact]
    public async Task Accept_OfAnAnswerThatIsAlreadyAccepted_IsRefused()
    {
        await FileAsync();
        await AcceptAsync(kind: AnswerKind.Received);

        // Its line waits on, so nothing but the answer itself tells that it has been dealt with.
        await Assert.ThrowsAsync<StaleMoveException>(() => AcceptAsync(key: "en annan"));

        Assert.Equal(Stages.AwaitingAnswer, await _world.ReadAsync(db => db.Bookmarks.Select(b => b.Stage).SingleAsync()));
    }

    [Fact]
    public async Task Answer_DecidedOnByAnOmbud_IsNotFound()
    {
        await FileAsync();
        var answer = await _world.ReadAsync(db => db.Answers.SingleAsync());

        await Assert.ThrowsAsync<CaseNotFoundException>(() => _world.DoAsync<AnswerService>(s => s.RejectAsync(answer.Id, _world.Ombud, "Nej", "a")));
        await Assert.ThrowsAsync<CaseNotFoundException>(() => _world.DoAsync<AnswerService>(s => s.NoteAsync(answer.Id, _world.Ombud, "", "b")));

        Assert.Equal(AnswerState.Proposed, await AnswerStateAsync());
    }

    [Fact]
    public async Task Reject_OfAnAcceptedAnswer_IsRefused()
    {
        await FileAsync();
        await AcceptAsync();
        var answer = await _world.ReadAsync(db => db.Answers.Select(a => a.Id).SingleAsync());

        await Assert.ThrowsAsync<MoveRefusedException>(() => _world.DoAsync<AnswerService>(s => s.RejectAsync(answer, _world.Coordinator, "Fel", "en annan")));
        await Assert.ThrowsAsync<MoveRefusedException>(() => _world.DoAsync<AnswerService>(s => s.NoteAsync(answer, _world.Coordinator, "Fel", "en tredje")));

        Assert.Equal(AnswerState.Accepted, await AnswerStateAsync());
    }

    private Task FileAsync() => _world.DoAsync<MailFiling>(f => f.FileAsync(_mail, _letter, _world.Coordinator));

    private Task<AnswerState> AnswerStateAsync() => _world.ReadAsync(db => db.Answers.Select(a => a.State).SingleAsync());

    private Task<string> TheirReferenceAsync() => _world.ReadAsync(db => db.Letters.Where(l => l.Id == _letter).Select(l => l.TheirReference).SingleAsync());

    private async Task AcceptAsync(TimeSpan ago = default, AnswerKind kind = AnswerKind.Changed, string key = "k")
    {
        var answer = await _world.ReadAsync(db => db.Answers.SingleAsync());
        await _world.DoAsync<AnswerService>(s => s.AcceptAsync(
            answer.Id, answer.ReceivedAt + ago, new AnswerJudgement(kind, answer.Text, null, "", null), _world.Coordinator, key));
    }
}
