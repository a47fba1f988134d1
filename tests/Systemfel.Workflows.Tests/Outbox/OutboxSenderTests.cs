using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Mail;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Outbox;

public sealed class OutboxSenderTests : IAsyncLifetime
{
    private LetterWorld _world = null!;

    public async Task InitializeAsync()
    {
        _world = await LetterWorld.StartAsync();
        await _world.SendAsync(await _world.DecideLetterAsync(1));
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Execute_Twice_SendsOnce()
    {
        await RunAsync();
        await RunAsync();

        Assert.Single(_world.Transport.Sent);
        Assert.Equal(DeliveryState.Sent, await DeliveryAsync());
    }

    [Fact]
    public async Task Execute_WhenAnotherNodeTakesTheNextMailMeanwhile_LeavesThatOneToIt()
    {
        await _world.SendAsync(await _world.DecideLetterAsync(1, "kommun-avesta"));
        _world.Transport.Meanwhile = RunAsync;

        await RunAsync();

        Assert.Equal(2, _world.Transport.Sent.Count);
        Assert.Equal(2, _world.Transport.Sent.Select(m => m.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Execute_Always_FillsInAddressAndLink()
    {
        await RunAsync();

        var mail = Assert.Single(_world.Transport.Sent);
        var token = await _world.TokenAsync(1);
        Assert.Equal($"svar+{token.ToLowerInvariant()}@po.example", mail.ReplyTo);
        Assert.Equal("svar@po.example", mail.From.Address);
        Assert.Contains($"https://po.example/svara/{token}", mail.Text);
        Assert.Contains($"https://po.example/svara/{token}", mail.Html);
        Assert.DoesNotContain("{{", mail.Text + mail.Html);
    }

    [Fact]
    public async Task Message_AsWritten_CanBeReadAndAnswered()
    {
        await RunAsync();
        var letter = _world.Transport.Sent[0];

        var read = MimeMessage.Parse(MimeMessageWriter.Write(SmtpTransport.MessageOf(letter)));

        Assert.Equal(letter.Subject, read.Subject);
        Assert.Equal(letter.ReplyTo, Assert.Single(read.ReplyTo).Address);
        Assert.Equal(letter.MessageId, read.MessageId);
    }

    [Fact]
    public async Task Execute_WhenTheServerIsBusy_TriesAgainAtGrowingIntervalsWithTheSameMessageId()
    {
        var ids = new HashSet<string>();
        _world.Transport.Answer = m => { ids.Add(m.MessageId); return new SendResult(SendOutcome.Later, "451 4.3.0"); };
        var tries = new List<int>();
        foreach (var minutes in new[] { 0, 1, 4, 1, 14, 1, 59, 1 })
        {
            _world.Time.Advance(TimeSpan.FromMinutes(minutes));
            await RunAsync();
            tries.Add(_world.Transport.Tries);
        }

        Assert.Equal([1, 2, 2, 3, 3, 4, 4, 5], tries);
        Assert.Single(ids);
        Assert.Equal(DeliveryState.Delayed, await DeliveryAsync());
    }

    [Fact]
    public async Task Execute_WhenTheServerIsBusyForTwoDays_GivesUpAndTellsTheCase()
    {
        _world.Transport.Answer = _ => new SendResult(SendOutcome.Later, "451");
        for (var i = 0; i < 30; i++)
        {
            await RunAsync();
            _world.Time.Advance(TimeSpan.FromHours(2));
        }

        Assert.Equal(OutboxState.Failed, await _world.ReadAsync(db => db.OutboxItems.Select(o => o.State).SingleAsync()));
        Assert.Equal(1, await FailuresToldAsync());
    }

    [Fact]
    public async Task Execute_WhenTheServerRefuses_FailsAtOnceAndTellsTheCaseOnce()
    {
        _world.Transport.Answer = _ => new SendResult(SendOutcome.Refused, "550 5.1.1");

        await RunAsync();
        _world.Time.AdvanceDays(1);
        await RunAsync();

        Assert.Equal(1, _world.Transport.Tries);
        Assert.Equal(DeliveryState.Failed, await DeliveryAsync());
        Assert.Equal(1, await FailuresToldAsync());
    }

    [Fact]
    public async Task Execute_WhenARecipientHasHadItsFillThisHour_LetsTheRestWait()
    {
        var now = _world.Time.GetUtcNow();
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            var letter = await db.OutboxItems.SingleAsync();
            for (var i = 0; i < 20; i++)
            {
                db.Add(new OutboxItem
                {
                    OrganisationId = letter.OrganisationId,
                    UniqueKey = $"prov:{i}",
                    MessageId = $"prov{i}@po.example",
                    ToAddress = letter.ToAddress,
                    State = OutboxState.Sent,
                    CreatedAt = now,
                    SentAt = now.AddMinutes(-i),
                });
            }
            await db.SaveChangesAsync();
        });

        await RunAsync();
        Assert.Equal(0, _world.Transport.Tries);

        _world.Time.Advance(TimeSpan.FromMinutes(42));
        await RunAsync();
        Assert.Single(_world.Transport.Sent);
    }

    [Fact]
    public async Task Execute_WhileAnotherNodeHoldsTheRow_LeavesItAloneUntilTheLeaseIsOver()
    {
        await _world.DoAsync<SystemfelDb>(db => db.OutboxItems.ExecuteUpdateAsync(s => s
            .SetProperty(o => o.State, OutboxState.Sending).SetProperty(o => o.LeasedUntil, _world.Time.GetUtcNow().AddMinutes(5))));

        await RunAsync();
        Assert.Equal(0, _world.Transport.Tries);

        _world.Time.Advance(TimeSpan.FromMinutes(6));
        await RunAsync();
        Assert.Single(_world.Transport.Sent);
    }

    [Fact]
    public async Task Execute_InADatabaseOfAnotherInstallation_SendsNothingUntilAnAdministratorOpens()
    {
        await _world.DoAsync<SystemfelDb>(async db => { db.Add(new Setting { Key = MailFence.SettingKey, Value = "en annan" }); await db.SaveChangesAsync(); });
        await RunAsync();
        Assert.Equal(0, _world.Transport.Tries);

        await Assert.ThrowsAsync<Systemfel.Workflows.Running.CaseNotFoundException>(() => _world.DoAsync<MailFence>(f => f.OpenAsync(_world.Organisation, _world.Coordinator)));
        var administrator = await _world.PersonAsync("Ada Administratör", new Systemfel.Data.Accounts.Membership { Role = Systemfel.Data.Accounts.Role.Administrator });
        await _world.DoAsync<MailFence>(f => f.OpenAsync(_world.Organisation, administrator));
        await RunAsync();

        Assert.Single(_world.Transport.Sent);
    }

    private Task<string> RunAsync() => _world.WithAsync<OutboxSender, string>(o => o.ExecuteAsync(default));

    private Task<DeliveryState> DeliveryAsync() => _world.ReadAsync(db => db.LetterRecipients.Select(r => r.Delivery).SingleAsync());

    private Task<int> FailuresToldAsync() => _world.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Kind == "delivery-failed"));
}
