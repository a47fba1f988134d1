using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.Tests.Yearly;

/// <summary>What must be written before a document of the year is handed on.</summary>
public sealed class YearReadinessTests : IAsyncLifetime
{
    private LetterWorld _world = null!;

    public async Task InitializeAsync() => _world = await LetterWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task HandOver_WithATextThatWasLeftOut_IsRefusedAndSaysWhere()
    {
        var document = await LeftOutAsync(await _world.WithAsync<YearWriting, long>(w => w.BeginAsync(_world.Organisation, 2026, null, _world.Coordinator)));

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => HandOverAsync(document));
        await WriteAsync(document, "");
        await HandOverAsync(document);

        Assert.StartsWith("Under ”Kommun: socialpsykiatri och funktionsnedsättning” står det att en text är utelämnad", refused.Message);
        Assert.Equal(YearDocumentState.WithUnitManager, await _world.ReadAsync(db => db.YearDocuments.Select(d => d.State).SingleAsync()));
    }

    [Fact]
    public async Task Approve_AReportWithATextThatWasLeftOut_IsRefused()
    {
        var document = await LeftOutAsync(await _world.WithAsync<ReportFlow, long>(f => f.BeginAsync(_world.Organisation, 2026, YearRecipients.County, _world.Coordinator)));

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => _world.DoAsync<ReportFlow>(f => f.ApproveAsync(document, _world.Coordinator)));

        Assert.Contains("står det att en text är utelämnad", refused.Message);
    }

    [Fact]
    public async Task HandOver_WithACaseThatHasBeenWithdrawn_IsRefusedUntilThePassageNoLongerTellsOfIt()
    {
        var id = await _world.SubmitAsync("Telefontiden är för kort", "Telefontiden är kort.");
        var document = await _world.WithAsync<YearWriting, long>(w => w.BeginAsync(_world.Organisation, 2026, null, _world.Coordinator));
        await _world.DoAsync<YearDrafting>(d => d.DraftAsync(document, _world.Coordinator));
        await _world.MakeAsync(id, new Withdraw(), _world.Ombud);
        var passage = await _world.ReadAsync(db => db.YearPassages.AsNoTracking().SingleAsync(p => p.Cases.Any()));

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => HandOverAsync(document));
        await _world.DoAsync<YearDrafting>(d => d.WriteAsync(document, passage.Id, ReturnVersion.OfText(passage.Text), "Det är svårt att nå fram.", [], [id], _world.Coordinator));
        await HandOverAsync(document);

        Assert.StartsWith("Under ”Kommun: socialpsykiatri och funktionsnedsättning” berättas om ett systemfel som har dragits tillbaka.", refused.Message);
        Assert.Equal("Det är svårt att nå fram.", await _world.ReadAsync(db => db.YearPassages.Where(p => p.Id == passage.Id && !p.Cases.Any()).Select(p => p.Text).SingleAsync()));
    }

    [Fact]
    public async Task Write_WithoutACaseThatADraftWouldTellOf_KeepsIt()
    {
        var id = await _world.SubmitAsync("Telefontiden är för kort", "Telefontiden är kort.");
        var document = await _world.WithAsync<YearWriting, long>(w => w.BeginAsync(_world.Organisation, 2026, null, _world.Coordinator));
        await _world.DoAsync<YearDrafting>(d => d.DraftAsync(document, _world.Coordinator));
        var passage = await _world.ReadAsync(db => db.YearPassages.AsNoTracking().SingleAsync(p => p.Cases.Any()));

        await _world.DoAsync<YearDrafting>(d => d.WriteAsync(document, passage.Id, ReturnVersion.OfText(passage.Text), "Det är svårt att nå fram.", [], [id], _world.Coordinator));

        Assert.Equal([id], await _world.ReadAsync(db => db.YearPassageCases.Where(c => c.PassageId == passage.Id).Select(c => c.DeficiencyId).ToListAsync()));
    }

    /// <summary>Drafts out of one case whose text points at a person.</summary>
    private async Task<long> LeftOutAsync(long document)
    {
        var id = await _world.SubmitAsync("Telefontiden är för kort", "Telefontiden är kort.");
        await _world.DoAsync<SystemfelDb>(db => db.Deficiencies.Where(d => d.Id == id).ExecuteUpdateAsync(s => s.SetProperty(d => d.Pattern, "Gäller 19121212-1212.")));
        await _world.DoAsync<YearDrafting>(d => d.DraftAsync(document, _world.Coordinator));
        return document;
    }

    private Task HandOverAsync(long document) => _world.DoAsync<YearFlow>(f => f.HandOverAsync(document, "", [], _world.Coordinator));

    private async Task WriteAsync(long document, string text)
    {
        var passage = await _world.ReadAsync(db => db.YearPassages.AsNoTracking().SingleAsync(p => p.Cases.Any()));
        await _world.DoAsync<YearDrafting>(d => d.WriteAsync(document, passage.Id, ReturnVersion.OfText(passage.Text), text, [], _world.Coordinator));
    }
}
