using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.County;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Tests.World;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.Tests.Yearly;

/// <summary>A case that a return has told others of has left the team, also when the return is open again.</summary>
public sealed class YearReachTests : IAsyncLifetime
{
    private LetterWorld _world = null!;
    private long _case;
    private long _return;

    public async Task InitializeAsync()
    {
        _world = await LetterWorld.StartAsync();
        _case = await _world.SubmitAsync("Telefontiden är för kort", "Telefontiden är kort.");
        _return = await _world.WithAsync<YearWriting, long>(w => w.BeginAsync(_world.Organisation, 2026, "2022", _world.Coordinator));
        await _world.DoAsync<YearDrafting>(d => d.DraftAsync(_return, _world.Coordinator));
        await _world.DoAsync<YearFlow>(f => f.HandOverAsync(_return, "", [], _world.Coordinator));
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Reach_WhenTheReturnCameBackFromTheUnitManager_IsTheTeam()
    {
        await BackAsync(YearDocumentState.WithUnitManager);

        Assert.False(await HasLeftAsync());
        Assert.NotEqual(0, await ErasableAsync());
    }

    [Fact]
    public async Task Reach_WhenTheReturnCameBackFromTheSignatory_IsBeyondTheTeam()
    {
        await _world.DoAsync<YearFlow>(f => f.ApproveAsync(_return, "", [], _world.Coordinator));
        await BackAsync(YearDocumentState.WithSignatory);
        await BackAsync(YearDocumentState.WithUnitManager);

        Assert.True(await HasLeftAsync());
        Assert.Equal(0, await ErasableAsync());
    }

    [Fact]
    public async Task Reach_WhenTheCountyHasAskedForCompletion_IsBeyondTheTeam()
    {
        await _world.DoAsync<YearFlow>(f => f.ApproveAsync(_return, "", [], _world.Coordinator));
        await _world.DoAsync<YearFlow>(f => f.SignAsync(_return, new YearDecision("Omsorgsnämnden", new DateOnly(2026, 1, 1), ""), _world.Coordinator));
        await _world.DoAsync<YearFlow>(f => f.SendAsync(_return, "", [], _world.Coordinator));
        await AskedToCompleteAsync();

        Assert.True(await HasLeftAsync());
        Assert.Equal(0, await ErasableAsync());
    }

    private Task BackAsync(YearDocumentState from) => _world.DoAsync<YearFlow>(f => f.ReturnAsync(_return, from, "Läs igen.", [], _world.Coordinator));

    private Task<bool> HasLeftAsync() => _world.ReadAsync(async db => await CaseReach.HasLeftAsync(db, await SubjectAsync(db), default));

    /// <summary>Passages that go with the case when it is erased, instead of being sealed where they stand.</summary>
    private Task<int> ErasableAsync() => _world.ReadAsync(async db => await CaseRows.Unsent(db, await SubjectAsync(db)).CountAsync());

    private Task<Deficiency> SubjectAsync(SystemfelDb db) => db.Deficiencies.Include(d => d.Grants).Include(d => d.SideNotes).SingleAsync(d => d.Id == _case);

    private async Task AskedToCompleteAsync()
    {
        var board = await _world.PersonAsync("Lena Länsstyrelsen", new Membership { Role = Role.CountyBoard });
        await _world.DoAsync<SystemfelDb>(db => db.Organisations.ExecuteUpdateAsync(s => s.SetProperty(o => o.County, "Dalarna")));
        await _world.DoAsync<CountyPublishing>(p => p.PublishAsync(new CountyOrder("Dalarna", 2026, "2022", new DateOnly(2027, 1, 15), ""), [], board));
        var stand = await _world.WithAsync<SystemfelReader, CountyStand>(async r =>
            (await CountyStand.OfAsync(r, await r.CountyYears.Include(y => y.Services).SingleAsync(), CountyRights.ReadBy(board.Memberships), withTexts: false)).Single());
        await _world.DoAsync<CountyReturns>(r => r.AskToCompleteAsync(stand.Service.Id, stand.Seen, "Fyll i avsnitt 7.", [], board));
    }
}
