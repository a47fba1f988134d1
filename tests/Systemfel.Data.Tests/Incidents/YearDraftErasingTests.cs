using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Overview;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Data.Tests.Incidents;

/// <summary>A draft of the year's return that is made while one of its cases is erased.</summary>
[Collection(DatabasesBeside.Name)]
public class YearDraftErasingTests(DatabaseFixture databases)
{
    [Fact]
    public async Task Draft_OfACaseThatIsErasedAfterItWasRead_DoesNotWriteItBack()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Postgres);
        var (id, other) = (await world.SubmitAsync(), await world.SubmitAsync("Blanketten är svår", "Blanketten är lång."));
        var calendar = new SwedishCalendar(world.Time);
        await using var db = world.Database.OpenWriter();
        var document = await new YearWriting(db, calendar, StoredWorld.Check).BeginAsync(world.Org, world.Time.GetUtcNow().Year, null, world.Coordinator);
        using var index = new OverviewIndex(new DbFactory(world.Database.Options));
        await using var reader = world.Database.OpenReader();
        await using var eraser = world.Database.OpenWriter();
        await using var erasing = await eraser.Database.BeginTransactionAsync();
        await CaseLocks.CasesAsync(eraser, [id], default);
        await eraser.Deficiencies.Where(d => d.Id == id).ExecuteUpdateAsync(s => s.SetProperty(d => d.ErasedAt, world.Time.GetUtcNow()).SetProperty(d => d.Pattern, ""));

        var drafting = new YearDrafting(db, reader, new YearCases(reader, index), index, calendar, StoredWorld.Check).DraftAsync(document, world.Coordinator);
        await WaitingAsync(world.Database, drafting);
        await erasing.CommitAsync();
        await drafting;

        Assert.Equal([other], await world.Database.ReadAsync(r => r.YearPassageCases.Select(c => c.DeficiencyId).ToListAsync()));
    }

    /// <summary>Until one waits for the other; not longer than a while.</summary>
    private static async Task WaitingAsync(TestDatabase database, Task other)
    {
        for (var i = 0; i < 200 && !other.IsCompleted; i++)
        {
            await using var db = database.OpenWriter();
            var waiting = await db.Database.SqlQuery<int>($"""SELECT count(*)::int AS "Value" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'""").SingleAsync();
            if (waiting > 0) return;
            await Task.Delay(50);
        }
        Assert.Fail("The draft did not wait for the case.");
    }
}
