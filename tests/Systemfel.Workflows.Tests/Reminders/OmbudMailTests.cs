using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Workflows.Letters;
using Systemfel.Data.Storage;
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
