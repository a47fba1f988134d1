using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Letters;

/// <summary>What becomes of a letter that is being written when the decisions behind it change.</summary>
public sealed class DraftLetterTests : IAsyncLifetime
{
    private LetterWorld _world = null!;

    public async Task InitializeAsync() => _world = await LetterWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Make_WhenItTakesTheLastPointOut_RemovesTheLetter()
    {
        await _world.DecideLetterAsync(1);

        await ReturnAsync(1);

        Assert.Equal((0, 0), (await _world.CountAsync<Letter>(), await _world.CountAsync<LetterItem>()));
    }

    [Fact]
    public async Task Make_WhenPointsAreLeft_KeepsTheLetterAsChanged()
    {
        var id = await _world.DecideLetterAsync(2);
        var version = await _world.ReadAsync(db => db.Letters.Select(l => l.Version).SingleAsync());

        await ReturnAsync(1);

        Assert.Equal((1, 1), (await _world.CountAsync<Letter>(), await _world.CountAsync<LetterItem>()));
        await Assert.ThrowsAsync<StaleLetterException>(() => _world.DoAsync<LetterService>(s => s.SendAsync(id, version, _world.Coordinator, "k")));
    }

    [Fact]
    public async Task Undo_OfTheOnlyDecisionToWrite_RemovesTheLetter()
    {
        await _world.DecideLetterAsync(1);
        var decision = await _world.ReadAsync(db => db.Set<Decision>().Where(d => d.MoveId == "write-to-authority").Select(d => d.Id).SingleAsync());

        await _world.DoAsync<CaseMoves>(m => m.UndoAsync(decision, _world.Coordinator, "k"));

        Assert.Equal(0, await _world.CountAsync<Letter>());
    }

    [Fact]
    public async Task MakeAll_WhenTwoLinesGoToOneContact_WritesOneLetter()
    {
        var id = await _world.SubmitAsync("Ingen svarar i telefon", "Den som ringer kommer inte fram på flera veckor.", "KO", "FK");
        var (team, group) = (await _world.MeetingAsync("team"), await _world.MeetingAsync("sg1"));
        await _world.MakeAsync(id, new OpenReview(), Actor.System);
        await _world.MakeAsync(id, new Refer(["sg1"]), _world.Coordinator, await _world.ItemAsync(team, id));
        var contact = await _world.ReadAsync(db => db.Contacts.Select(c => c.Id).FirstAsync());
        var write = new WriteToAuthority([contact], DateOnly.FromDateTime(_world.Time.GetUtcNow().UtcDateTime).AddDays(60));
        var lines = await _world.ReadAsync(db => db.Bookmarks.Where(b => b.Stage == Stages.Group).ToListAsync());
        Assert.Equal(2, lines.Count);

        var item = new InMeeting(await _world.ItemAsync(group, id));
        await _world.DoAsync<CaseMoves>(m => m.MakeAllAsync([.. lines.Select(l => new MoveRequest(id, write, Targets.Of(l)))], _world.Coordinator, "k", item));

        Assert.Equal([1, 2], (await _world.ReadAsync(db => db.Letters.Include(l => l.Items).SingleAsync())).Items.Select(i => i.Number).Order());
    }

    [Fact]
    public async Task Submit_OfAWithdrawnReport_ThrowsAwayWhatWasWrittenOnIt()
    {
        var id = await _world.SubmitAsync("Ingen svarar", "Den som ringer kommer inte fram.");
        await _world.MakeAsync(id, new Withdraw(), _world.Ombud);
        await _world.DoAsync<Data.Storage.SystemfelDb>(async db =>
        {
            db.Add(new Draft { OrganisationId = _world.Organisation, AccountId = _world.Ombud.AccountId!.Value, DeficiencyId = id });
            db.Add(new Draft { OrganisationId = _world.Organisation, AccountId = _world.Ombud.AccountId!.Value });
            await db.SaveChangesAsync();
        });

        await _world.MakeAsync(id, await _world.ReportAsync("Ingen svarar", "Den som ringer kommer aldrig fram."), _world.Ombud);

        Assert.Null(await _world.ReadAsync(db => db.Drafts.Select(d => d.DeficiencyId).SingleAsync()));
    }

    private async Task ReturnAsync(int point)
    {
        var id = await _world.ReadAsync(db => db.LetterItems.Where(i => i.Number == point).Select(i => i.DeficiencyId).SingleAsync());
        await _world.MakeAsync(id, new ReturnToGroup("Fel mottagare."), _world.Coordinator);
    }
}
