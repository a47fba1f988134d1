using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Exporting;

namespace Systemfel.Data.Tests.Storage;

[Collection(Databases.Databases.Name)]
public class ExportRowsTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Read_OfMoreRowsAboveThanAQuestionHasRoomFor_FindsThoseOfEach(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var (first, last) = (await world.SubmitAsync(), await world.SubmitAsync());
        await using var reader = world.Database.OpenReader();
        var rows = new ExportRows<CaseEvent>("events", (r, ids) => r.CaseEvents.Where(e => ids.Contains(e.DeficiencyId)), e => e.DeficiencyId);

        var found = await rows.ReadAsync(reader, [first, .. Enumerable.Range(1, 70_000).Select(i => 1_000_000L + i), last], default);

        Assert.Equal([first, last], found.Select(g => g.Key).Order());
    }
}
