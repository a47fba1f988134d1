using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Workflows.FollowingUp;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Reminders;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Reminders;

/// <summary>Questions to ombuds by mail: never about an example.</summary>
public sealed class OmbudMailTests : IAsyncLifetime
{
    private LetterWorld _world = null!;

    public async Task InitializeAsync() => _world = await LetterWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Execute_WhenAnOmbudIsAskedWhetherItShows_WritesUnlessItIsAnExample(bool isExample, int mails)
    {
        var id = await StandingAsync(isExample, Stages.Effect, BookmarkMark.None);
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            db.Add(new EffectQuestion { DeficiencyId = id, BookmarkId = await db.Bookmarks.Select(b => b.Id).SingleAsync(), AccountId = _world.Ombud.AccountId!.Value, AskedAt = _world.Time.GetUtcNow() });
            await db.SaveChangesAsync();
        });

        Assert.Equal(mails, await WrittenAsync());
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Execute_WhenTheAuthorHasNotAnswered_WritesUnlessItIsAnExample(bool isExample, int mails)
    {
        var id = await StandingAsync(isExample, Stages.Review, BookmarkMark.AuthorAsked);
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            db.Add(new AuthorQuestion { DeficiencyId = id, AskedById = _world.Coordinator.AccountId!.Value, Text = "Vilken blankett?", AskedAt = _world.Time.GetUtcNow().AddDays(-60) });
            await db.SaveChangesAsync();
        });

        Assert.Equal(mails, await WrittenAsync());
    }

    [Fact]
    public async Task Execute_WhenTheAuthorHasLeftTheTeam_TellsThemNothing()
    {
        var id = await StandingAsync(false, Stages.Review, BookmarkMark.AuthorAsked);
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            db.Add(new AuthorQuestion { DeficiencyId = id, AskedById = _world.Coordinator.AccountId!.Value, Text = "Vilken blankett?", AskedAt = _world.Time.GetUtcNow().AddDays(-60) });
            var author = await db.Deficiencies.Where(d => d.Id == id).Select(d => d.AuthorId).SingleAsync();
            await db.Set<Account>().Where(a => a.Id == author).SelectMany(a => a.Memberships).ExecuteUpdateAsync(s => s.SetProperty(m => m.Role, Role.UserOrganisation));
            await db.SaveChangesAsync();
        });

        Assert.Equal(0, await WrittenAsync());
    }

    /// <summary>Else nobody could tell about whose change each is asked.</summary>
    [Fact]
    public async Task Execute_WhenACaseIsAskedAboutForTwoAuthorities_NamesThemAndCountsOneCase()
    {
        var id = await _world.SubmitAsync("Besked dröjer", "Den som söker får vänta på besked i flera månader.");
        var names = await _world.WithAsync<SystemfelDb, List<string>>(async db =>
        {
            var authorities = await db.Authorities.OrderBy(a => a.Id).Take(2).ToListAsync();
            await db.Addressees.Where(a => a.DeficiencyId == id).ExecuteUpdateAsync(s => s.SetProperty(a => a.AuthorityId, authorities[0].Id));
            var own = await db.Addressees.SingleAsync(a => a.DeficiencyId == id);
            var other = new Addressee { DeficiencyId = id, AuthorityId = authorities[1].Id, SortOrder = 2 };
            db.Add(other);
            var first = await db.Bookmarks.SingleAsync(b => b.DeficiencyId == id);
            (first.Stage, first.AddresseeId) = (Stages.Effect, own.Id);
            var second = new Bookmark { DeficiencyId = id, Stage = Stages.Effect, Addressee = other };
            db.Add(second);
            await db.SaveChangesAsync();
            foreach (var line in new[] { first.Id, second.Id })
                db.Add(new EffectQuestion { DeficiencyId = id, BookmarkId = line, AccountId = _world.Ombud.AccountId!.Value, AskedAt = _world.Time.GetUtcNow() });
            await db.SaveChangesAsync();
            return authorities.ConvertAll(a => a.Name);
        });

        await WrittenAsync();

        var mail = await _world.ReadAsync(db => db.OutboxItems.SingleAsync(o => o.Purpose == OutboxPurpose.Ombud));
        Assert.Matches("^Märks det\\? SF-", mail.Subject);
        Assert.All(names, n => Assert.Contains($" Besked dröjer ({n})\n", mail.Text));
        Assert.All(names, n => Assert.Contains($" Besked dröjer ({n})</h2>", mail.Html));
        Assert.Contains("ändrats i ett systemfel som du har räknat", mail.Text);
    }

    [Fact]
    public async Task Execute_WhenSeveralQuestionsWait_WritesOneMailWithTheirAnswersAsLinks()
    {
        var first = await AskedAsync("Besked dröjer");
        var second = await AskedAsync("Telefonen är stängd");

        Assert.Equal(1, await WrittenAsync());

        var mail = await _world.ReadAsync(db => db.OutboxItems.SingleAsync(o => o.Purpose == OutboxPurpose.Ombud));
        Assert.Equal("Märks det? 2 systemfel som du har räknat", mail.Subject);
        var sent = await _world.WithAsync<OutboxRendering, OutboundMail>(r => Task.FromResult(r.Render(mail, null, _world.Time.GetUtcNow())));
        Assert.All(new[] { first, second }, q => Assert.Matches($@"Ja: https://po\.example/effekt/[0-9]+-[0-9]{{8}}-[0-9A-Z]{{26}}\?fraga={q}&svar=ja#fraga-{q}\n", sent.Text));
        Assert.DoesNotContain("/effekt/", mail.Text);
        Assert.Equal(8, Regex.Count(sent.Html, "<li"));
        var key = Regex.Match(sent.Text, "/effekt/([^?]+)").Groups[1].Value;
        Assert.Equal(_world.Ombud.AccountId, await _world.WithAsync<EffectLinks, long?>(l => Task.FromResult(l.AccountOf(key))));
        Assert.Null(await _world.WithAsync<EffectLinks, long?>(l => Task.FromResult(l.AccountOf($"1{key}"))));
    }

    [Fact]
    public async Task Execute_WhenAllWasToldBefore_WritesNoMoreUntilAskedAgain()
    {
        var question = await AskedAsync("Besked dröjer");
        await WrittenAsync();
        _world.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(1, await WrittenAsync());
        var again = DateOnly.FromDateTime(_world.Time.GetUtcNow().UtcDateTime).AddDays(14);
        await _world.DoAsync<SystemfelDb>(db => db.EffectQuestions.Where(q => q.Id == question).ExecuteUpdateAsync(s => s.SetProperty(q => q.Answer, EffectAnswer.NotYet).SetProperty(q => q.AskAgainOn, again)));
        Assert.Equal(1, await WrittenAsync());
        _world.Time.Advance(TimeSpan.FromDays(14));

        Assert.Equal(2, await WrittenAsync());
    }

    private async Task<long> AskedAsync(string title)
    {
        var id = await _world.SubmitAsync(title, "Den som söker får vänta på besked i flera månader.");
        return await _world.WithAsync<SystemfelDb, long>(async db =>
        {
            await db.Bookmarks.Where(b => b.DeficiencyId == id).ExecuteUpdateAsync(s => s.SetProperty(b => b.Stage, Stages.Effect));
            var question = new EffectQuestion { DeficiencyId = id, BookmarkId = await db.Bookmarks.Where(b => b.DeficiencyId == id).Select(b => b.Id).SingleAsync(), AccountId = _world.Ombud.AccountId!.Value, AskedAt = _world.Time.GetUtcNow() };
            db.Add(question);
            await db.SaveChangesAsync();
            return question.Id;
        });
    }

    private async Task<long> StandingAsync(bool isExample, string stage, BookmarkMark mark)
    {
        var id = await _world.SubmitAsync("Besked dröjer", "Den som söker får vänta på besked i flera månader.");
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            await db.Deficiencies.ExecuteUpdateAsync(s => s.SetProperty(d => d.IsExample, isExample));
            await db.Bookmarks.ExecuteUpdateAsync(s => s.SetProperty(b => b.Stage, stage).SetProperty(b => b.Mark, mark));
        });
        return id;
    }

    private async Task<int> WrittenAsync()
    {
        await _world.WithAsync<ReminderService, string>(s => s.ExecuteAsync(default));
        return await _world.ReadAsync(db => db.OutboxItems.CountAsync(o => o.Purpose == OutboxPurpose.Ombud));
    }
}
