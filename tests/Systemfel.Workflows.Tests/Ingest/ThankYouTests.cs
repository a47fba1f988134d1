using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Mail;
using Systemfel.Mail;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Ingest;

public sealed class ThankYouTests : IAsyncLifetime
{
    private LetterWorld _world = null!;
    private string _to = "";

    public async Task InitializeAsync()
    {
        _world = await LetterWorld.StartAsync();
        _to = $"svar+{await _world.TokenAsync(await _world.SendLetterAsync(2))}@po.example";
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Reply_FromTheContactsDomain_IsThankedOnceADayWithWhatHappensNext()
    {
        await _world.DeliverAsync(Mails.Reply(_to, "1. Vi har ändrat rutinen.", "handlaggaren@sater.example"));
        Assert.Equal(MailState.Filed, (await _world.DeliverAsync(Mails.Reply(_to, "2. Vi planerar en ändring.", "handlaggaren@sater.example"))).State);
        Assert.Single(await ThanksAsync());

        _world.Time.AdvanceDays(1);
        await _world.DeliverAsync(Mails.Reply(_to, "2. Den är klar i maj.", "handlaggaren@sater.example"));
        Assert.Equal(2, (await ThanksAsync()).Count);
    }

    [Fact]
    public async Task Thanks_AsTheyLeave_AreAutomaticAndAnswerTheMailInItsThread()
    {
        await _world.DeliverAsync(Mails.Reply(_to, "1. Vi har ändrat rutinen."));
        await _world.DoAsync<OutboxSender>(o => o.ExecuteAsync(default));

        var mail = _world.Transport.Sent[^1];
        var read = MimeMessage.Parse(MimeMessageWriter.Write(SmtpTransport.MessageOf(mail)));

        Assert.StartsWith("Tack för ert svar [#", read.Subject);
        Assert.StartsWith("auto-", read.Headers.First("Auto-Submitted")!.Raw.Trim());
        Assert.EndsWith("@sater.example", read.InReplyTo);
        Assert.Contains("ombuden får säga om det märks", mail.Text);
        Assert.DoesNotContain("Vi har ändrat rutinen", mail.Text);
    }

    [Theory]
    [InlineData("någon@annan.example", "", "En fråga från någon annan.")]
    [InlineData("socialforvaltningen@sater.example", "Auto-Submitted: auto-replied\n", "Jag är på semester till den 5 augusti.")]
    [InlineData("socialforvaltningen@sater.example", "Precedence: list\n", "Till alla på listan.")]
    [InlineData("svar@po.example", "", "Till oss själva.")]
    public async Task Mail_FromAStrangerAMachineOrOurselves_IsNotThanked(string from, string header, string text)
    {
        await _world.DeliverAsync(header + Mails.Reply(_to, text, from));

        Assert.Empty(await ThanksAsync());
    }

    [Fact]
    public async Task Thanks_ThatTheServerRefuses_TellNoCase()
    {
        await _world.DeliverAsync(Mails.Reply(_to, "1. Vi har ändrat rutinen."));
        _world.Transport.Answer = _ => new SendResult(SendOutcome.Refused, "550");

        await _world.DoAsync<OutboxSender>(o => o.ExecuteAsync(default));

        Assert.Equal(OutboxState.Failed, Assert.Single(await ThanksAsync()).State);
        Assert.Equal(0, await _world.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Kind == "delivery-failed")));
    }

    private Task<List<OutboxItem>> ThanksAsync() => _world.ReadAsync(db => db.OutboxItems.Where(o => o.Purpose == "thanks").ToListAsync());
}
