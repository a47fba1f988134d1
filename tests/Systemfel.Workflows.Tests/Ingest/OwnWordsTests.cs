using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Replies;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Ingest;

/// <summary>Our letter in the answer to it: our own number and addresses point at nobody, and hide nobody else's.</summary>
public sealed class OwnWordsTests : IAsyncLifetime
{
    private const string Client = "070-123 45 67";
    private LetterWorld _world = null!;
    private long _letter;
    private string _address = "";
    private string _phone = "";
    private string _quoted = "";

    public async Task InitializeAsync()
    {
        _world = await LetterWorld.StartAsync();
        _letter = await _world.SendLetterAsync(1);
        _address = $"svar+{await _world.TokenAsync(_letter)}@po.example";
        _phone = await _world.ReadAsync(db => db.Organisations.Select(o => o.Phone).SingleAsync());
        _quoted = $"\n\nFrån: PO <{_address}>\nSkickat: den 1 september 2026 08:00\nTill: <socialforvaltningen@sater.example>\nÄmne: Systemfel att besvara\n\n{_world.Transport.Sent[0].Text}";
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Process_WhenTheAnswerNamesAClientsNumberAboveOurLetter_CountsIt()
    {
        var mail = await DeliverAsync($"Vi har ändrat rutinen. Ring {Client}." + _quoted);

        Assert.Equal(1, mail.Finds);
        Assert.Contains(_phone, mail.QuotedText);
        Assert.Equal("Vi har ändrat rutinen. Ring [maskerat].", await MaskedAsync(mail.NewText));
    }

    [Fact]
    public async Task Process_WhenAClientsNumberStandsInTheCopyOfOurLetter_CountsIt() =>
        Assert.Equal(1, (await DeliverAsync("Se nedan." + _quoted.Replace("Hej\n", $"Hej\nDet gällde {Client}.\n", StringComparison.Ordinal))).Finds);

    [Fact]
    public async Task Process_OfANumberThatOnlyBeginsLikeOurs_CountsIt() =>
        Assert.Equal(1, (await DeliverAsync($"Ring {_phone}1 eller växeln." + _quoted)).Finds);

    [Fact]
    public async Task Process_OfTheWritersOwnAddress_CountsItEvenAfterWeHaveThankedThem()
    {
        await DeliverAsync("Vi har ändrat rutinen.");

        Assert.Equal(1, (await DeliverAsync("Skriv till eva.karlsson@sater.example.", "eva.karlsson@sater.example")).Finds);
    }

    [Fact]
    public async Task Process_OfAnAnswerWithOurLetterQuoted_CountsNothing()
    {
        var mail = await DeliverAsync("Vi har ändrat rutinen." + _quoted);

        Assert.Equal(0, mail.Finds);
        Assert.Equal(mail.QuotedText, await MaskedAsync(mail.QuotedText));
    }

    [Theory]
    [InlineData("+46 (0)")]
    [InlineData("0046 ")]
    public async Task Process_OfOurNumberWrittenForAbroad_CountsNothing(string abroad) =>
        Assert.Equal(0, (await DeliverAsync($"Vi ringde {abroad}{_phone[1..]} i går.")).Finds);

    [Fact]
    public async Task File_OfAMailThatNamesTheMailboxWeWroteTo_CountsItOnlyWhileTheLetterIsUnknown()
    {
        var id = (await _world.DeliverAsync(Mails.Reply("svar@po.example", "Skriv till socialforvaltningen@sater.example."))).Id;
        Assert.Equal(1, (await _world.MailAsync(id)).Finds);

        await _world.DoAsync<MailFiling>(f => f.FileAsync(id, _letter, _world.Coordinator));
        Assert.Equal(0, (await _world.MailAsync(id)).Finds);

        await _world.DoAsync<MailFiling>(f => f.UndoAsync(id, _world.Coordinator));
        Assert.Equal(1, (await _world.MailAsync(id)).Finds);
    }

    [Fact]
    public async Task Accept_OfATextWithAClientsNumberBesideOurs_AsksForThatAlone()
    {
        await DeliverAsync("Vi har ändrat rutinen.");

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => AcceptAsync($"Ring {_phone} eller {Client}."));

        Assert.Contains(Client, refused.Message);
        Assert.DoesNotContain(_phone, refused.Message);
    }

    [Fact]
    public async Task Accept_OfATextWithOurNumberAlone_AsksNothing()
    {
        await DeliverAsync("Vi har ändrat rutinen.");

        await AcceptAsync($"Ring {_phone}.");

        Assert.Equal(AnswerState.Accepted, await _world.ReadAsync(db => db.Answers.Select(a => a.State).SingleAsync()));
    }

    private async Task<Data.Mail.MailMessage> DeliverAsync(string text, string from = "socialforvaltningen@sater.example") =>
        await _world.MailAsync((await _world.DeliverAsync(Mails.Reply(_address, text, from))).Id);

    private Task<string> MaskedAsync(string text) =>
        _world.WithAsync<OwnWordsReader, string>(async o => TextMask.Apply(await o.ReadAsync(_world.Organisation, [_letter], default), text));

    private async Task AcceptAsync(string text)
    {
        var answer = await _world.ReadAsync(db => db.Answers.SingleAsync());
        await _world.DoAsync<AnswerService>(s => s.AcceptAsync(
            answer.Id, answer.ReceivedAt, new AnswerJudgement(AnswerKind.Changed, text, null, "", null), _world.Coordinator, "nyckel"));
    }
}
