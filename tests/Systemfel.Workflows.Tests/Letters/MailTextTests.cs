using Microsoft.EntityFrameworkCore;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Reminders;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Letters;

/// <summary>The organisation's own opening words, and that they reach the mails.</summary>
public sealed class MailTextTests : IAsyncLifetime
{
    private LetterWorld _world = null!;

    public async Task InitializeAsync() => _world = await LetterWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Theory]
    [InlineData("Hej {namn}, svara.")]
    [InlineData("Ring 640823-3234.")]
    public async Task Change_WithAFieldThatIsNoneOrAPerson_IsRefused(string text)
    {
        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => ChangeAsync(MailTexts.Letter, text));

        Assert.Equal("text", refused.Input);
        Assert.Equal(0, await _world.CountAsync<Systemfel.Data.Letters.LetterTemplate>());
    }

    [Fact]
    public async Task Change_ByAnOmbud_FindsNothing() =>
        await Assert.ThrowsAsync<CaseNotFoundException>(() => _world.DoAsync<MailTextService>(s => s.ChangeAsync(_world.Organisation, MailTexts.Letter, "Hej", 0, _world.Ombud)));

    [Fact]
    public async Task Change_FromAPageThatIsOlder_IsRefused()
    {
        await ChangeAsync(MailTexts.Letter, "Först.");

        await Assert.ThrowsAsync<MoveRefusedException>(() => ChangeAsync(MailTexts.Letter, "Sedan."));
    }

    [Fact]
    public async Task Letter_WithOwnWords_BeginsWithThemAndKeepsTheRest()
    {
        await ChangeAsync(MailTexts.Letter, "Vi på {verksamhet} frågar <er>.\n\nSvar senast {svarsdag}.");
        await _world.SendLetterAsync(1);

        var mail = Assert.Single(_world.Transport.Sent);

        Assert.Contains("Hej\n\nVi på ", mail.Text);
        Assert.Contains("frågar <er>.", mail.Text);
        Assert.Contains("frågar &lt;er&gt;.", mail.Html);
        Assert.DoesNotContain("{", mail.Text);
        Assert.Contains("Vill ni kontrollera att brevet är vårt?", mail.Text);
        Assert.Contains("Svara på det här brevet", mail.Text);
    }

    [Fact]
    public void Fill_WithBracesInAValue_PutsThemInAsWords() =>
        Assert.Equal("Till {svarsdag}.", MailTexts.Fill("Till {mottagare}.", new Dictionary<string, string> { ["mottagare"] = "{svarsdag}", ["svarsdag"] = "i dag" }));

    [Fact]
    public async Task Reminders_AsTheAnswerDrags_GrowFirmer()
    {
        await _world.SendLetterAsync(1, answerInDays: 20);
        var subjects = new List<string>();
        for (var week = 0; week < 10; week++)
        {
            _world.Time.AdvanceDays(7);
            await _world.DoAsync<ReminderService>(r => r.ExecuteAsync(default));
            await _world.DoAsync<OutboxSender>(o => o.ExecuteAsync(default));
        }
        foreach (var mail in _world.Transport.Sent.Where(m => m.To.Address == "socialforvaltningen@sater.example").Skip(1))
            if (subjects.LastOrDefault() != Tone(mail.Subject)) subjects.Add(Tone(mail.Subject));

        Assert.Equal(["Påminnelse: svar senast", "Påminnelse: vi saknar ert", "Svaret är mycket försenat"], subjects);
    }

    [Fact]
    public async Task Try_Twice_SendsOneMailToOneself()
    {
        for (var i = 0; i < 2; i++)
            await _world.DoAsync<MailTextService>(s => s.TryAsync(_world.Organisation, MailTexts.VeryOverdue, "Nu är det bråttom.", _world.Coordinator, "nyckel"));
        await _world.DoAsync<OutboxSender>(o => o.ExecuteAsync(default));

        var mail = Assert.Single(_world.Transport.Sent);
        Assert.Equal("dan@po.example", mail.To.Address);
        Assert.StartsWith("Prov: Svaret är mycket försenat", mail.Subject);
        Assert.Contains("Nu är det bråttom.", mail.Text);
    }

    private static string Tone(string subject) => string.Join(' ', subject.Split(' ').Take(4)).TrimEnd(' ') is var four && four.StartsWith("Påminnelse: svar", StringComparison.Ordinal)
        ? "Påminnelse: svar senast"
        : four;

    private Task ChangeAsync(string kind, string text) => _world.DoAsync<MailTextService>(s => s.ChangeAsync(_world.Organisation, kind, text, 0, _world.Coordinator));
}
