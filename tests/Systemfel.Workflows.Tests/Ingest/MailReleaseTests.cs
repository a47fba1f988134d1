using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Replies;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Ingest;

/// <summary>Personal data in an answer: hidden until the coordinator has read it, and never let into the case by itself.</summary>
public sealed class MailReleaseTests : IAsyncLifetime
{
    private LetterWorld _world = null!;
    private long _mail;

    public async Task InitializeAsync()
    {
        _world = await LetterWorld.StartAsync();
        var letter = await _world.SendLetterAsync(1);
        var to = $"svar+{await _world.TokenAsync(letter)}@po.example";
        _mail = (await _world.DeliverAsync(Mails.Reply(to, "Vi har ändrat rutinen. Ring 070-123 45 67 om ni undrar."))).Id;
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Process_OfAMailWithAPhoneNumber_CountsTheFind() => Assert.Equal(1, (await _world.MailAsync(_mail)).Finds);

    [Fact]
    public async Task Mask_HidesWhatWasFoundAndNothingElse()
    {
        var text = (await _world.MailAsync(_mail)).NewText;

        var masked = await _world.WithAsync<OwnWordsReader, string>(async o => TextMask.Apply(await o.ReadAsync(_world.Organisation, [], default), text));

        Assert.Equal("Vi har ändrat rutinen. Ring [maskerat] om ni undrar.", masked);
    }

    [Fact]
    public async Task Release_ByAnOmbud_FindsNoMail() => await Assert.ThrowsAsync<CaseNotFoundException>(() => SetAsync(true, _world.Ombud));

    [Fact]
    public async Task Release_Twice_TellsTheCaseOnce()
    {
        await SetAsync(true, _world.Coordinator);
        await SetAsync(true, _world.Coordinator);

        Assert.NotNull((await _world.MailAsync(_mail)).ReleasedAt);
        Assert.Equal(1, await ToldAsync("mail-released"));
    }

    [Fact]
    public async Task Mask_AfterARelease_TellsTheCase()
    {
        await SetAsync(true, _world.Coordinator);
        await SetAsync(false, _world.Coordinator);

        Assert.Null((await _world.MailAsync(_mail)).ReleasedAt);
        Assert.Equal(1, await ToldAsync("mail-masked"));
    }

    [Fact]
    public async Task Accept_OfATextWithAPhoneNumber_AsksBeforeItStandsInTheCase()
    {
        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => AcceptAsync("Ring 070-123 45 67.", false));

        Assert.Equal("no-person", refused.Input);
        await AcceptAsync("Ring 070-123 45 67.", true);
        Assert.Equal(1, await ToldAsync("answer-accepted"));
    }

    [Fact]
    public async Task Accept_OfATextWithAPersonalIdentityNumber_IsRefusedWhateverIsTicked()
    {
        await Assert.ThrowsAsync<MoveRefusedException>(() => AcceptAsync("Det gällde 640823-3234.", true));

        Assert.Equal(0, await ToldAsync("answer-accepted"));
    }

    private Task SetAsync(bool released, Actor actor) => _world.DoAsync<MailFiling>(f => f.SetReleasedAsync(_mail, released, actor));

    private Task<int> ToldAsync(string kind) => _world.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Kind == kind));

    private async Task AcceptAsync(string text, bool noPerson)
    {
        var answer = await _world.ReadAsync(db => db.Answers.SingleAsync());
        await _world.DoAsync<AnswerService>(s => s.AcceptAsync(
            answer.Id, answer.ReceivedAt, new AnswerJudgement(AnswerKind.Changed, text, null, "", null, noPerson), _world.Coordinator, "nyckel"));
    }
}
