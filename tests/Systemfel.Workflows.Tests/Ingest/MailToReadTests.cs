using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Ingest;

/// <summary>Mail to a letter's address whose answer is not in its words, and mail that lost its token: a person is shown it, and nothing moves.</summary>
public sealed class MailToReadTests : IAsyncLifetime
{
    private const string Portal = "Du har fått ett säkert meddelande från Säters kommun. Logga in för att läsa det.";
    private LetterWorld _world = null!;
    private long _letter;

    public async Task InitializeAsync()
    {
        _world = await LetterWorld.StartAsync();
        _letter = await _world.SendLetterAsync(2);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Process_OfANoticeFromAPortal_MovesNoLineAndThanksNobody()
    {
        var before = await LinesAsync();

        await DeliverToTokenAsync(Portal, "Säkert meddelande");

        Assert.Equal(before, await LinesAsync());
        Assert.Equal(0, await _world.ReadAsync(db => db.OutboxItems.CountAsync(o => o.Purpose == "thanks")));
        Assert.Equal(0, await _world.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Kind == "answer-received")));
    }

    [Fact]
    public async Task Process_OfANoticeFromAPortal_IsOneThingForAPersonToLookAt()
    {
        var mail = await DeliverToTokenAsync(Portal, "Säkert meddelande");

        Assert.Equal("other", mail.Kind);
        var answer = await _world.ReadAsync(db => db.Answers.Include(a => a.LetterItem).SingleAsync());
        Assert.Equal((1, AnswerState.Proposed, (AnswerKind?)null, Portal), (answer.LetterItem!.Number, answer.State, answer.Kind, answer.Text));
        Assert.Equal(1, await _world.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Kind == "mail-to-read")));
    }

    [Fact]
    public async Task Process_OfAnInvitation_IsOneThingForAPersonToLookAt()
    {
        var raw = Mails.Reply(await AddressAsync(), "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nSUMMARY:Samtal\nEND:VEVENT\nEND:VCALENDAR", subject: "Inbjudan: samtal om brevet")
            .Replace("text/plain;", "text/calendar; method=REQUEST;", StringComparison.Ordinal);

        var mail = await _world.MailAsync((await _world.DeliverAsync(raw)).Id);

        Assert.Equal("calendar", mail.Kind);
        Assert.Equal(1, await _world.CountAsync<Answer>());
    }

    [Theory]
    [InlineData("Ert ärende SN 2026/431", "Vi har ändrat rutinen.", "Nämner deras beteckning SN 2026/431")]
    [InlineData("Er skrivelse", "Angående SF-2026-0001: vi har ändrat rutinen.", "Nämner SF-2026-0001")]
    [InlineData("SV: Systemfel att besvara [#TAG]", "Vi har ändrat rutinen.", "Ämnesraden har [#TAG]")]
    public async Task Process_OfAnAnswerThatLostItsToken_GuessesTheLetterSaysWhyAndFilesNothing(string subject, string text, string why)
    {
        await DeliverToTokenAsync("Er skrivelse har registrerats med diarienummer SN 2026/431.", "Bekräftelse");
        var tag = await _world.ReadAsync(db => db.Letters.Select(l => l.Tag).SingleAsync());

        var (id, state) = await _world.DeliverAsync(Mails.Reply("svar@po.example", text, "noreply@system.example", subject.Replace("TAG", tag, StringComparison.Ordinal)));

        var guess = Assert.Single(LetterGuess.Read((await _world.MailAsync(id)).GuessesJson));
        Assert.Equal((MailState.Unsorted, _letter), (state, guess.LetterId));
        Assert.Equal([why.Replace("TAG", tag, StringComparison.Ordinal)], guess.Why);
        Assert.Equal(0, await _world.CountAsync<Answer>());
    }

    [Fact]
    public async Task Process_OfAnAnswerInOurThreadWithoutTheToken_GuessesTheLetterAndFilesNothing()
    {
        var ours = await _world.ReadAsync(db => db.OutboxItems.Where(o => o.LetterId == _letter).Select(o => o.MessageId).SingleAsync());

        var (id, state) = await _world.DeliverAsync($"References: <{ours}>\n" + Mails.Reply("svar@po.example", "Vi har ändrat rutinen.", "noreply@system.example", "Svar"));

        Assert.Equal(MailState.Unsorted, state);
        Assert.Equal(["Är ett svar på vårt brev (References)"], Assert.Single(LetterGuess.Read((await _world.MailAsync(id)).GuessesJson)).Why);
    }

    [Fact]
    public async Task Process_OfAMailWithoutAnySign_GuessesNothing()
    {
        var (id, _) = await _world.DeliverAsync(Mails.Reply("svar@po.example", "Vi har ändrat rutinen.", "noreply@system.example", "Hej"));

        Assert.Equal("[]", (await _world.MailAsync(id)).GuessesJson);
    }

    private async Task<string> AddressAsync() => $"svar+{await _world.TokenAsync(_letter)}@po.example";

    private async Task<MailMessage> DeliverToTokenAsync(string text, string subject) =>
        await _world.MailAsync((await _world.DeliverAsync(Mails.Reply(await AddressAsync(), text, subject: subject))).Id);

    private Task<string> LinesAsync() => _world.ReadAsync(async db =>
        string.Join('\n', (await db.Bookmarks.OrderBy(b => b.Id).ToListAsync()).Select(b => $"{b.Id} {b.Stage} {b.Due} {b.Version}")));
}
