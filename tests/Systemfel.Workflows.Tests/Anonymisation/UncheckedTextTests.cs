using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Replies;
using Systemfel.Workflows.Tests.Ingest;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Anonymisation;

/// <summary>A finder that breaks lets no text into a letter, an answer, a mail or a case.</summary>
public sealed class UncheckedTextTests : IAsyncLifetime
{
    private const string Text = "Rutinen trasslar.";

    private LetterWorld _world = null!;

    public async Task InitializeAsync() => _world = await LetterWorld.StartAsync(finder: new BreakingFinder());

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Introduction_WhenItCannotBeChecked_IsNotStored()
    {
        var id = await _world.DecideLetterAsync(1);
        var letter = await _world.ReadAsync(db => db.Letters.SingleAsync());

        await Assert.ThrowsAsync<TextNotCheckedException>(() => _world.DoAsync<LetterService>(s =>
            s.EditAsync(id, letter.Version, _world.Coordinator, new LetterEdit(Text, letter.AnswerBy, letter.ContactId))));

        Assert.Equal("", await _world.ReadAsync(db => db.Letters.Select(l => l.Introduction).SingleAsync()));
    }

    [Fact]
    public async Task Letter_WhenAPointCannotBeChecked_IsNotSent()
    {
        var id = await _world.DecideLetterAsync(1);
        await _world.DoAsync<SystemfelDb>(db => db.LetterItems.ExecuteUpdateAsync(s => s.SetProperty(i => i.Pattern, Text)));

        await Assert.ThrowsAsync<TextNotCheckedException>(() => _world.SendAsync(id));

        Assert.Equal(0, await _world.CountAsync<OutboxItem>());
        Assert.Equal(LetterState.Draft, await _world.ReadAsync(db => db.Letters.Select(l => l.State).SingleAsync()));
    }

    [Fact]
    public async Task OwnWordsOfMail_WhenTheyCannotBeChecked_AreNotStored()
    {
        await Assert.ThrowsAsync<TextNotCheckedException>(() => _world.DoAsync<MailTextService>(s =>
            s.ChangeAsync(_world.Organisation, MailTexts.Letter, Text, 0, _world.Coordinator)));

        Assert.Equal(0, await _world.CountAsync<LetterTemplate>());
    }

    [Fact]
    public async Task AnswerOnThePage_WhenItCannotBeChecked_IsNotStored()
    {
        var token = await _world.TokenAsync(await _world.SendLetterAsync(1));
        var item = await _world.WithAsync<ReplyPageService, long>(async r => (await r.FindAsync(token))!.Items[0].Id);

        await Assert.ThrowsAsync<TextNotCheckedException>(() => _world.DoAsync<ReplyPageService>(r =>
            r.SaveAsync(token, item, new ReplyInput(AnswerKind.Changed, Text, null, ""), [])));

        Assert.Equal(0, await _world.CountAsync<Answer>());
    }

    [Fact]
    public async Task AnswerThatIsRegistered_WhenItCannotBeChecked_StaysAProposal()
    {
        var to = $"svar+{await _world.TokenAsync(await _world.SendLetterAsync(1))}@po.example";
        await _world.DeliverAsync(Mails.Reply(to, "Vi har ändrat rutinen."));
        var answer = await _world.ReadAsync(db => db.Answers.SingleAsync());

        await Assert.ThrowsAsync<TextNotCheckedException>(() => _world.DoAsync<AnswerService>(a =>
            a.AcceptAsync(answer.Id, answer.ReceivedAt, new AnswerJudgement(AnswerKind.Changed, Text, null, "", null, NoPerson: true), _world.Coordinator, "k")));

        Assert.Equal(AnswerState.Proposed, await _world.ReadAsync(db => db.Answers.Select(a => a.State).SingleAsync()));
    }

    [Fact]
    public async Task Mail_WhenItCannotBeChecked_ChangesNothingAndKeepsItsBytes()
    {
        var to = $"svar+{await _world.TokenAsync(await _world.SendLetterAsync(1))}@po.example";
        var before = await _world.PictureAsync();

        var (id, _) = await _world.DeliverAsync(Mails.Reply(to, Text));

        var mail = await _world.MailAsync(id);
        Assert.NotEqual(MailState.Filed, mail.State);
        Assert.Equal("", mail.NewText);
        Assert.NotEmpty(mail.Raw);
        Assert.Equal(before, await _world.PictureAsync());
    }

    private sealed class BreakingFinder : IPersonalDataFinder
    {
        private readonly PersonalDataFinder _finder = new();

        public IReadOnlyList<Find> FindIn(string text) =>
            text.Contains("trasslar", StringComparison.Ordinal) ? throw new InvalidOperationException(text) : _finder.FindIn(text);
    }
}
