using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Replies;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Outbox;

public sealed class OutboxResendTests : IAsyncLifetime
{
    private const string NewAddress = "registrator@sater.example";
    private LetterWorld _world = null!;

    public async Task InitializeAsync()
    {
        _world = await LetterWorld.StartAsync();
        _world.Transport.Answer = _ => new SendResult(SendOutcome.Refused, "550 5.1.1");
        await _world.SendAsync(await _world.DecideLetterAsync(2));
        await RunAsync();
        Assert.Equal(OutboxState.Failed, (await RowAsync()).State);
        _world.Transport.Answer = _ => new SendResult(SendOutcome.Accepted, "250");
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Resend_ByAnOmbud_FindsNothing() => await Assert.ThrowsAsync<CaseNotFoundException>(() => ResendAsync("a", _world.Ombud));

    [Fact]
    public async Task Resend_OfAMailThatHasLeft_IsRefused()
    {
        await ResendAsync("a");
        await RunAsync();

        await Assert.ThrowsAsync<MoveRefusedException>(() => ResendAsync("b"));
    }

    [Fact]
    public async Task Resend_ToTheSameAddress_IsTheSameMailAndTellsEachCase()
    {
        var before = await RowAsync();

        await ResendAsync("a");
        await RunAsync();

        Assert.Equal(before.MessageId, Assert.Single(_world.Transport.Sent).MessageId);
        Assert.Equal((1, 1), (await _world.CountAsync<OutboxItem>(), await _world.CountAsync<LetterRecipient>()));
        Assert.Equal(DeliveryState.Sent, await _world.ReadAsync(db => db.LetterRecipients.Select(r => r.Delivery).SingleAsync()));
        Assert.Equal(2, await ToldAsync());
    }

    [Fact]
    public async Task Resend_OfTheSameFormTwice_IsSentOnce()
    {
        _world.Transport.Answer = _ => new SendResult(SendOutcome.Refused, "550 5.1.1");
        await ResendAsync("a");
        await RunAsync();
        var tries = _world.Transport.Tries;

        await ResendAsync("a");
        await RunAsync();

        Assert.Equal((tries, 2), (_world.Transport.Tries, await ToldAsync()));
    }

    [Fact]
    public async Task Resend_DaysLater_HasTwoDaysOfTriesBeforeIt()
    {
        _world.Time.AdvanceDays(5);
        _world.Transport.Answer = _ => new SendResult(SendOutcome.Later, "451");

        await ResendAsync("a");
        await RunAsync();

        Assert.Equal(OutboxState.Queued, (await RowAsync()).State);
    }

    [Fact]
    public async Task Resend_OfALetterThatCameBack_SendsIt()
    {
        await ResendAsync("a");
        await RunAsync();
        await _world.DoAsync<SystemfelDb>(db => db.LetterRecipients.ExecuteUpdateAsync(s => s.SetProperty(r => r.Delivery, DeliveryState.Failed)));

        await ResendAsync("b");
        await RunAsync();

        Assert.Equal(2, _world.Transport.Sent.Count);
        Assert.Single(_world.Transport.Sent.Select(m => m.MessageId).Distinct());
    }

    [Fact]
    public async Task Resend_AfterTheAddressWasCorrected_GoesToARecipientWithATokenOfItsOwn()
    {
        var before = await RowAsync();
        await CorrectAsync();

        await ResendAsync("a");
        await RunAsync();

        var mail = Assert.Single(_world.Transport.Sent);
        Assert.Equal(NewAddress, mail.To.Address);
        Assert.NotEqual(before.MessageId, mail.MessageId);
        Assert.NotEqual($"svar+{(await FirstTokenAsync()).ToLowerInvariant()}@po.example", mail.ReplyTo);
        Assert.Equal(2, (await PageAsync(mail))!.Items.Count);
        Assert.Equal(OutboxState.Cancelled, await _world.ReadAsync(db => db.OutboxItems.Where(o => o.Id == before.Id).Select(o => o.State).SingleAsync()));
        await Assert.ThrowsAsync<MoveRefusedException>(() => ResendAsync("b"));
    }

    [Fact]
    public async Task Remind_AfterALetterWasSentToACorrectedAddress_GoesThereToo()
    {
        await CorrectAsync();
        await ResendAsync("a");
        var id = await _world.ReadAsync(db => db.LetterItems.Select(i => i.DeficiencyId).FirstAsync());

        await _world.MakeAsync(id, new Remind(), _world.Coordinator);
        await RunAsync();

        Assert.Equal([NewAddress, NewAddress], _world.Transport.Sent.Select(m => m.To.Address));
        Assert.Single(_world.Transport.Sent.Select(m => m.ReplyTo).Distinct());
    }

    private Task CorrectAsync() => _world.DoAsync<ContactService>(async s =>
    {
        var contact = await _world.ReadAsync(db => db.Contacts.SingleAsync(c => c.Party.Code == "kommun-sater"));
        await s.ChangeAsync(contact.Id, _world.Coordinator, new ContactInput(contact.PartyId, contact.Name, NewAddress, ""));
    });

    private async Task<string> FirstTokenAsync()
    {
        var first = await _world.ReadAsync(db => db.LetterRecipients.OrderBy(r => r.Id).FirstAsync());
        return await _world.WithAsync<ReplyTokens, string>(t => Task.FromResult(t.Of(first)));
    }

    private Task<ReplyPage?> PageAsync(OutboundMail mail) => _world.WithAsync<ReplyPageService, ReplyPage?>(s => s.FindAsync(mail.ReplyLink![^26..]));

    private Task ResendAsync(string key, Actor? actor = null) => _world.DoAsync<OutboxResend>(s => s.ResendAsync(1, actor ?? _world.Coordinator, key));

    private Task<string> RunAsync() => _world.WithAsync<OutboxSender, string>(o => o.ExecuteAsync(default));

    private Task<OutboxItem> RowAsync() => _world.ReadAsync(db => db.OutboxItems.OrderBy(o => o.Id).FirstAsync());

    private Task<int> ToldAsync() => _world.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Kind == "mail-resent"));
}
